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
            let place = column.isEmpty ? "line \(line)" : "line \(line), column '\(column)'"
            return "\(place): found \(found), expected \(expected)"
        }
    }

    /// The file cannot be opened, read or decompressed.
    case unreadable(path: String, reason: String)
    /// There is nothing in the file.
    case empty(path: String)
    /// The file is text in UTF-16.
    case utf16(path: String)
    /// No heading is a time.
    case noTimeColumn(path: String, headings: [String])
    /// Beside the time there is no column with a heading.
    case noValueColumn(path: String)
    /// Two columns have the same id.
    case repeatedColumn(path: String, id: String)
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
        case .utf16(let path):
            return "\(path) is UTF-16 text; save it as UTF-8 or GB18030."
        case .noTimeColumn(let path, let headings):
            return "\(path) has no time column among '\(headings.joined(separator: "', '"))'; "
                + "call it Timestamp, time, datetime, 时间, 日期 or 采集时间."
        case .noValueColumn(let path):
            return "\(path) has no column of readings beside the time."
        case .repeatedColumn(let path, let id):
            return "\(path) has more than one column '\(id)'; give every element one column."
        case .unknownUnit(let path, let heading, let unit, let kind):
            return "\(path), heading '\(heading)': '\(unit)' is no unit of \(kind.rawValue) readings; "
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
}
