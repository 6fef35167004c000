import Telemetry

/// What can be wrong with a file of readings.
public enum ReadingsFileError: Error, Hashable, Sendable {
    /// A cell or a row that does not say what it should.
    public struct BrokenRow: Hashable, Sendable, CustomStringConvertible {
        /// Line in the file, counted from 1.
        public let line: Int
        /// The column's heading; empty for the row as a whole.
        public let column: String
        /// What is there.
        public let found: String
        /// What should be there.
        public let expected: String

        /// `line 12, column 'M1': found 'x', expected a number`.
        public var description: String {
            let place = column.isEmpty ? "line \(line)" : "line \(line), column \(Quoted(column))"
            return "\(place): found \(found), expected \(expected)"
        }
    }

    /// The file cannot be opened, read or decompressed.
    case unreadable(path: String, reason: String)
    /// There is nothing in the file.
    case empty(path: String)
    /// The file is of another kind altogether.
    case foreign(path: String, kind: ForeignFile)
    /// A row or a cell is longer than anything in a file of readings.
    case tooLong(path: String, line: Int, what: String, limit: String)
    /// The file is, or unpacks to, more than any file of readings.
    case tooLarge(path: String, limit: String)
    /// Cells are separated by a character that no program separates them by.
    case fullWidthComma(path: String)
    /// No heading is a time.
    case noTimeColumn(path: String, headings: [String])
    /// Beside the time there is no column with a heading.
    case noValueColumn(path: String)
    /// Two columns have the same id.
    case repeatedColumn(path: String, id: String)
    /// More than one column of a long file may hold the values.
    case severalValueColumns(path: String, headings: [String], kind: ReadingKind)
    /// The columns of values of a long file are of other kinds.
    case noColumnOfKind(path: String, headings: [String], kind: ReadingKind)
    /// Numbers with a decimal point and numbers with a decimal comma.
    case mixedDecimalMarks(path: String, lines: [Int], found: [String])
    /// Nothing in the file says whether a mark in numbers is the decimal mark or groups digits.
    case unknownDecimalMark(path: String, line: Int, found: String)
    /// The decimal mark was known only when the data had been read, and they cannot be read again.
    case decimalMarkOfPipe(path: String, decimal: DecimalMark)
    /// A unit in a heading that the kind of reading cannot have.
    case unknownUnit(path: String, heading: String, unit: String, kind: ReadingKind)
    /// The unit given does not fit the kind of reading given.
    case unitDoesNotFit(unit: ReadingUnit, kind: ReadingKind)
    /// Rows that cannot be read: the first of them; nothing of the file was taken over.
    case brokenRows(path: String, rows: [BrokenRow], hasMore: Bool)
}

extension ReadingsFileError: CustomStringConvertible {
    /// What, where, what was found and what was expected; broken rows on a line each.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            return "\(path) cannot be read: \(reason)."
        case .empty(let path):
            return "\(path) is empty; expected a line of headings and rows of readings."
        case .foreign(let path, let kind):
            return "\(path) is \(kind.rawValue) and no text of separated values; \(kind.remedy)."
        case .tooLong(let path, let line, let what, let limit):
            return "\(path), line \(line): a \(what) is longer than \(limit), the most that is read; "
                + "look for a quote that is not closed, or a line end that is missing."
        case .tooLarge(let path, let limit):
            return "\(path) holds more than \(limit), the most that is read of such a file; "
                + "see whether it is what it should be, and split it by months if so."
        case .fullWidthComma(let path):
            return "\(path) separates its cells by the full-width comma '，'; replace it by ','."
        case .noTimeColumn(let path, let headings):
            return "\(path) has no time column among \(ReadingsFileError.list(headings)); "
                + "call it Timestamp, time, datetime, 时间, 日期 or 采集时间."
        case .severalValueColumns(let path, let headings, let kind):
            return "\(path) has several columns that may hold \(kind.rawValue) readings: "
                + "\(ReadingsFileError.list(headings)); leave one of them, or name one as what it is."
        case .noColumnOfKind(let path, let headings, let kind):
            return "\(path) has no column of \(kind.rawValue) readings; \(ReadingsFileError.list(headings)) "
                + "\(headings.count == 1 ? "is" : "are") something else. Say another kind, or call the column 'value'."
        case .mixedDecimalMarks(let path, let lines, let found):
            return "\(path) has numbers with a decimal point and numbers with a decimal comma: "
                + zip(lines, found).map { "\(Quoted($1)) in line \($0)" }.joined(separator: ", ")
                + "; write them with one mark."
        case .unknownDecimalMark(let path, let line, let found):
            return "\(path), line \(line): nothing in the file says whether the mark in \(Quoted(found)) "
                + "is the decimal mark or groups thousands; say which mark is the decimal one."
        case .decimalMarkOfPipe(let path, let decimal):
            return
                "\(path) turned out to have a decimal \(decimal.rawValue) only after it had been read, and it cannot "
                + "be read twice; say so beforehand, or give a file."
        case .noValueColumn(let path):
            return "\(path) has no column of readings beside the time."
        case .repeatedColumn(let path, let id):
            return "\(path) has more than one column \(Quoted(id)); give every element one column."
        case .unknownUnit(let path, let heading, let unit, let kind):
            return
                "\(path), heading \(Quoted(heading)): \(Quoted(unit)) is no unit of \(kind.rawValue) readings; "
                + "the usual one is \(ReadingUnit.standard(for: kind).label)."
        case .unitDoesNotFit(let unit, let kind):
            return "The unit \(unit.label) does not fit \(kind.rawValue) readings; "
                + "the usual one is \(ReadingUnit.standard(for: kind).label)."
        case .brokenRows(let path, let rows, let hasMore):
            let lines = rows.map { "\(path), \($0)." }
            return
                (lines
                + (hasMore ? ["There are more broken rows; nothing was read."] : ["Nothing was read."]))
                .joined(separator: "\n")
        }
    }

    /// The first headings, in quotes.
    private static func list(_ headings: [String]) -> String {
        headings.prefix(12).map { "\(Quoted($0))" }.joined(separator: ", ")
            + (headings.count > 12 ? " and \(headings.count - 12) more" : "")
    }
}
