import InputOutput
import Telemetry

/// What can be wrong with a file of readings.
public enum ReadingsFileError: ExplainedError, Hashable, Sendable {
    /// A cell or a row that does not say what it should.
    public struct BrokenRow: Hashable, Sendable, CustomStringConvertible {
        /// Line in the file, counted from 1.
        public let line: Int
        /// The column's heading; empty for the row as a whole.
        public let column: String
        /// What is there.
        public let found: Wording
        /// What should be there.
        public let expected: Wording

        /// `line 12, column 'M1': found 'x', expected a number`.
        public var wording: Wording {
            let name = Wording.named(column)
            var place = Wording("line \(line)", "第 \(line) 行")
            if !column.isEmpty {
                place = place + Wording(", column \(name.english)", "，列\(name.chinese)")
            }
            return place
                + Wording(
                    ": found \(found.english), expected \(expected.english)",
                    "：实际为：\(found.chinese)；应为：\(expected.chinese)")
        }

        /// The same in English.
        public var description: String { wording.english }
    }

    /// The file cannot be opened, read or decompressed.
    case unreadable(path: String, reason: Wording)
    /// There is nothing in the file.
    case empty(path: String)
    /// The file is of another kind altogether.
    case foreign(path: String, kind: ForeignFile)
    /// A row or a cell is longer than anything in a file of readings.
    case tooLong(path: String, line: Int, what: Wording, limit: String)
    /// The file is, or unpacks to, more than any file of readings.
    case tooLarge(path: String, limit: Wording)
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
    /// The times can be read in several forms, and nothing in the file says in which.
    case ambiguousTimes(path: String, line: Int, found: String, readings: [Wording])
    /// Times that can be read in no one form.
    case contradictoryTimes(path: String, lines: [Int], found: [String])
    /// The form of the times was known only when the data had been read, and they cannot be read again.
    case timeFormOfPipe(path: String, form: TimeForm)
    /// A unit in a heading that the kind of reading cannot have.
    case unknownUnit(path: String, heading: String, unit: String, kind: ReadingKind)
    /// The unit given does not fit the kind of reading given.
    case unitDoesNotFit(unit: ReadingUnit, kind: ReadingKind)
    /// Rows that cannot be read: the first of them; nothing of the file was taken over.
    case brokenRows(path: String, rows: [BrokenRow], hasMore: Bool)
}

extension ReadingsFileError {
    /// What, where, what was found and what was expected; broken rows on a line each.
    public var explanation: Wording {
        switch self {
        case .unreadable(let path, let reason):
            return Wording(
                "\(path) cannot be read: \(reason.english).", "\(path)：无法读取：\(reason.chinese)。")
        case .empty(let path):
            return Wording(
                "\(path) is empty; expected a line of headings and rows of readings.",
                "\(path)：文件为空；应有一行表头和若干行读数。")
        case .foreign(let path, let kind):
            return Wording(
                "\(path) is \(kind.wording.english) and no text of separated values; \(kind.advice.english).",
                "\(path)：这是\(kind.wording.chinese)，不是分隔文本；\(kind.advice.chinese)。")
        case .tooLong(let path, let line, let what, let limit):
            return Wording(
                "\(path), line \(line): a \(what.english) is longer than \(limit), the most that is read; "
                    + "look for a quote that is not closed, or a line end that is missing.",
                "\(path)，第 \(line) 行：\(what.chinese)超过 \(limit) 的读取上限；请检查未闭合的引号或缺失的换行。")
        case .tooLarge(let path, let limit):
            return Wording(
                "\(path) holds more than \(limit.english), the most that is read of such a file; "
                    + "see whether it is what it should be, and split it by months if so.",
                "\(path)：内容超过 \(limit.chinese)，为此类文件的读取上限；请核对文件，如无误请按月拆分。")
        case .fullWidthComma(let path):
            return Wording(
                "\(path) separates its cells by the full-width comma '，'; replace it by ','.",
                "\(path)：单元格以全角逗号“，”分隔；请改为“,”。")
        case .noTimeColumn(let path, let headings):
            let list = Wording.list(headings, limit: 12)
            return Wording(
                "\(path) has no time column among \(list.english); "
                    + "call it Timestamp, time, datetime, 时间, 日期 or 采集时间.",
                "\(path)：各列\(list.chinese)中没有时间列；请命名为 Timestamp、time、datetime、时间、日期或采集时间。")
        case .severalValueColumns(let path, let headings, let kind):
            let list = Wording.list(headings, limit: 12)
            return Wording(
                "\(path) has several columns that may hold \(kind.rawValue) readings: "
                    + "\(list.english); leave one of them, or name one as what it is.",
                "\(path)：有多列可能是\(kind.wording.chinese)读数：\(list.chinese)；请只留一列，或按其内容命名。")
        case .noColumnOfKind(let path, let headings, let kind):
            let list = Wording.list(headings, limit: 12)
            return Wording(
                "\(path) has no column of \(kind.rawValue) readings; \(list.english) "
                    + "\(headings.count == 1 ? "is" : "are") something else. "
                    + "Say another kind, or call the column 'value'.",
                "\(path)：没有\(kind.wording.chinese)读数列；\(list.chinese)是其他内容。请另选读数类型，或将该列命名为“value”。")
        case .mixedDecimalMarks(let path, let lines, let found):
            let places = zip(lines, found).map { line, text in
                let name = Wording.named(text)
                return Wording("\(name.english) in line \(line)", "第 \(line) 行的\(name.chinese)")
            }
            let list = Wording.joined(places, separator: Wording(", ", "、"))
            return Wording(
                "\(path) has numbers with a decimal point and numbers with a decimal comma: "
                    + "\(list.english); write them with one mark.",
                "\(path)：小数点与小数逗号混用：\(list.chinese)；请统一写法。")
        case .unknownDecimalMark(let path, let line, let found):
            let name = Wording.named(found)
            return Wording(
                "\(path), line \(line): nothing in the file says whether the mark in \(name.english) "
                    + "is the decimal mark or groups thousands; say which mark is the decimal one.",
                "\(path)，第 \(line) 行：无法判断\(name.chinese)中的符号是小数点还是千分位；请说明以何者为小数点。")
        case .decimalMarkOfPipe(let path, let decimal):
            return Wording(
                "\(path) turned out to have a decimal \(decimal.rawValue) only after it had been read, and it cannot "
                    + "be read twice; say so beforehand, or give a file.",
                "\(path)：读完后才发现以\(decimal == .point ? "点" : "逗号")作小数点，而管道不能读第二遍；请事先说明，或改用文件。")
        case .ambiguousTimes(let path, let line, let found, let readings):
            let name = Wording.named(found)
            let list = Wording.joined(readings, separator: Wording(" or ", "或 "))
            return Wording(
                "\(path), line \(line): \(name.english) may be \(list.english), and no time in the file tells which; "
                    + "write the year first, with four digits, or say how its times are written.",
                "\(path)，第 \(line) 行：\(name.chinese)可能是 \(list.chinese)，文件中没有时间可供判断；请将四位年份写在最前，或说明时间的写法。")
        case .contradictoryTimes(let path, let lines, let found):
            let places = zip(lines, found).map { line, text in
                let name = Wording.named(text)
                return Wording("\(name.english) in line \(line)", "第 \(line) 行的\(name.chinese)")
            }
            let list = Wording.joined(places, separator: Wording(" and ", "与"))
            return Wording(
                "\(path): \(list.english) are not times of one form; write all times alike.",
                "\(path)：\(list.chinese)不是同一种写法的时间；请统一写法。")
        case .timeFormOfPipe(let path, let form):
            return Wording(
                "\(path) turned out to have times of the form '\(form.wording.english)' only after it had been read, "
                    + "and it cannot be read twice; say so beforehand, or give a file.",
                "\(path)：读完后才发现时间写法为“\(form.wording.chinese)”，而管道不能读第二遍；请事先说明，或改用文件。")
        case .noValueColumn(let path):
            return Wording(
                "\(path) has no column of readings beside the time.", "\(path)：除时间外没有读数列。")
        case .repeatedColumn(let path, let id):
            let name = Wording.named(id)
            return Wording(
                "\(path) has more than one column \(name.english); give every element one column.",
                "\(path)：列\(name.chinese)重复；每个元素请只给一列。")
        case .unknownUnit(let path, let heading, let unit, let kind):
            let (place, name) = (Wording.named(heading), Wording.named(unit))
            let usual = ReadingUnit.standard(for: kind).label
            return Wording(
                "\(path), heading \(place.english): \(name.english) is no unit of \(kind.rawValue) readings; "
                    + "the usual one is \(usual).",
                "\(path)，表头\(place.chinese)：\(name.chinese)不是\(kind.wording.chinese)读数的单位；常用单位为 \(usual)。")
        case .unitDoesNotFit(let unit, let kind):
            let usual = ReadingUnit.standard(for: kind).label
            return Wording(
                "The unit \(unit.label) does not fit \(kind.rawValue) readings; the usual one is \(usual).",
                "单位 \(unit.label) 不适用于\(kind.wording.chinese)读数；常用单位为 \(usual)。")
        case .brokenRows(let path, let rows, let hasMore):
            let lines = rows.map { row in
                Wording("\(path), \(row.wording.english).", "\(path)，\(row.wording.chinese)。")
            }
            let end =
                hasMore
                ? Wording("There are more broken rows; nothing was read.", "还有更多无法读取的行；未读取任何内容。")
                : Wording("Nothing was read.", "未读取任何内容。")
            return .joined(lines + [end], separator: Wording(verbatim: "\n"))
        }
    }
}

extension ReadingsFileError {
    /// What to do, where the explanation does not say all of it.
    public var remedy: Remedy? {
        switch self {
        case .ambiguousTimes, .timeFormOfPipe: .stateTimeForm
        default: nil
        }
    }
}

extension ReadingKind {
    /// What messages call the readings.
    var wording: Wording {
        let chinese =
            switch self {
            case .flow: "流量"
            case .register: "表底数"
            case .level: "水位"
            case .pressure: "压力"
            case .consumption: "用水量"
            }
        return Wording(rawValue, chinese)
    }
}
