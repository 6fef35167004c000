/// The mark before the decimals of a number.
public enum DecimalMark: String, Hashable, Sendable, CaseIterable {
    /// `1234.5`.
    case point
    /// `1234,5`.
    case comma

    var byte: UInt8 { self == .point ? 0x2E : 0x2C }
    var other: DecimalMark { self == .point ? .comma : .point }
}

/// What a cell of numbers holds.
enum NumberCell: Equatable {
    /// A number.
    case number(Double)
    /// Nothing, or a word for nothing.
    case missing
    /// What a spreadsheet or a logger writes when it has no value: `#DIV/0!`, `I/O Timeout`.
    case fault
    /// Anything else.
    case broken
}

/// Reads the numbers of a file, which has one decimal mark from its beginning to its end.
///
/// The other of comma and point, an apostrophe or a blank may group digits by three. What `1.234` is depends
/// on the rest of
/// the file: where a cell such as `998,4` says that the comma is the decimal mark, it is 1234. The mark is
/// learnt while
/// numbers are read; when cells read before turn out to mean something else, the file has to be read again
/// with the mark
/// given (``verdict()``).
struct NumberReader {
    /// The mark, when it is known.
    let decimal: DecimalMark?
    /// Whether the comma separates cells: then a number with a point is what everybody takes it for.
    let commaSeparates: Bool
    /// Digits after the decimal mark of the number read last.
    private(set) var decimals = 0
    /// A cell that could be read in one way only, and the mark it shows; the first, and the first that shows
    /// the other.
    private(set) var evidence: [DecimalMark: Place] = [:]
    /// The first cell whose only mark may be either, by mark.
    private(set) var open: [DecimalMark: Place] = [:]
    /// Whether digits were grouped by the other of comma and point.
    private(set) var hasGrouped = false
    private var hasPoint = false
    private var hasOpenPoint = false
    private var hasUngrouped = false

    /// Where something was seen.
    struct Place: Equatable {
        var line: Int
        var text: String
    }

    /// What reading a file's numbers has shown.
    enum Verdict: Equatable {
        /// Every number was read as the file means it.
        case stands
        /// The file has to be read again with this mark.
        case again(DecimalMark)
        /// Cells contradict each other.
        case mixed(Place, Place)
        /// Nothing says what the mark in this cell is.
        case unknown(Place)
    }

    init(decimal: DecimalMark?, commaSeparates: Bool) {
        self.decimal = decimal
        self.commaSeparates = commaSeparates
    }

    /// The number in a cell.
    ///
    /// Up to 15 digits and powers of ten up to 22 are exact in a Double, so one division rounds correctly
    /// (Clinger 1990); longer numbers go through the standard library.
    @inline(__always)
    mutating func read(_ rows: borrowing CSVRows, _ cell: Int) -> NumberCell {
        let range = rows.trimmed(cell)
        var at = range.lowerBound
        let end = range.upperBound
        if at == end { return .missing }
        var isNegative = false
        if rows.buffer[at] == 0x2D || rows.buffer[at] == 0x2B {
            isNegative = rows.buffer[at] == 0x2D
            at &+= 1
        }
        let first = at
        var mantissa: UInt64 = 0
        var digits = 0
        while at < end {
            let digit = rows.buffer[at] &- 0x30
            if digit > 9 { break }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            if mantissa != 0 { digits &+= 1 }
            at &+= 1
        }
        let whole = at &- first
        var after = 0
        if at < end, rows.buffer[at] == 0x2E, decimal != .comma {
            at &+= 1
            let start = at
            while at < end {
                let digit = rows.buffer[at] &- 0x30
                if digit > 9 { break }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                if mantissa != 0 { digits &+= 1 }
                at &+= 1
            }
            after = at &- start
        }
        if at == end, whole &+ after > 0, digits <= 15, after <= 22 {
            if whole &+ after < end &- first {
                if after == 3, whole >= 1, whole <= 3, rows.buffer[first] != 0x30 {
                    if !hasOpenPoint { noteOpen(.point, rows, cell) }
                } else if !hasPoint {
                    note(.point, rows, cell)
                }
            }
            if whole > 3 { hasUngrouped = true }
            decimals = after
            let value = Double(mantissa) / NumberReader.powersOfTen[after]
            return .number(isNegative ? -value : value)
        }
        return slow(rows, cell)
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    private mutating func noteOpen(_ mark: DecimalMark, _ rows: borrowing CSVRows, _ cell: Int) {
        if mark == .point { hasOpenPoint = true }
        if open[mark] == nil { open[mark] = Place(line: rows.line, text: rows.string(cell)) }
    }

    private mutating func note(_ mark: DecimalMark, _ rows: borrowing CSVRows, _ cell: Int) {
        if mark == .point { hasPoint = true }
        if evidence[mark] == nil { evidence[mark] = Place(line: rows.line, text: rows.string(cell)) }
    }

    /// What the numbers of the whole file say, once all are read.
    func verdict() -> Verdict {
        if decimal != nil { return .stands }
        if let point = evidence[.point], let comma = evidence[.comma] {
            return point.line <= comma.line ? .mixed(point, comma) : .mixed(comma, point)
        }
        if let mark = evidence.keys.first {
            // What was read as decimals are thousands.
            return open[mark.other] == nil ? .stands : .again(mark)
        }
        guard let place = open[.comma] ?? open[.point] else { return .stands }
        if open.count == 2 { return .unknown(place) }
        if hasUngrouped { return .stands }
        return open[.point] != nil && commaSeparates ? .stands : .unknown(place)
    }

    // MARK: Numbers that are not plain

    private mutating func slow(_ rows: borrowing CSVRows, _ cell: Int) -> NumberCell {
        let text = rows.string(cell)
        guard let number = GroupedNumber(text) else { return NumberReader.word(text) }
        guard let mark = number.decimalMark(decimal) else { return .broken }
        if decimal == nil {
            switch mark {
            case .shown(let mark): note(mark, rows, cell)
            case .open(let mark): noteOpen(mark, rows, cell)
            case .none: if number.isUngrouped { hasUngrouped = true }
            }
        }
        if number.isGroupedByMark(mark.mark) { hasGrouped = true }
        guard let value = number.value(mark.mark) else { return .broken }
        decimals = number.decimals(mark.mark)
        return .number(value)
    }

    /// Words that say that there is no reading.
    private static let missingWords: Set<String> = [
        "", "-", "--", "---", "—", "——", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "\\n", "?", "*",
        "无", "空",
        "无数据", "缺测", "缺失", "missing", "no value", "novalue",
    ]

    /// What spreadsheets, historians and loggers write in place of a value that they do not have.
    private static let faultWords: Set<String> = [
        "#value!", "#ref!", "#div/0!", "#num!", "#name?", "#null!", "#getting_data", "#spill!", "#calc!",
        "#error!",
        "bad", "bad input", "bad data", "bad value", "no data", "nodata", "i/o timeout", "timeout",
        "comm fail",
        "comm failure", "communication error", "shutdown", "scan off", "scan timeout", "calc failed",
        "calc off",
        "no good data for calculation", "no result", "pt created", "not connect", "not connected",
        "configure",
        "invalid", "invalid data", "error", "err", "fault", "failed", "offline", "over range", "under range",
        "overrange", "underrange", "overflow", "arc offline", "trace", "异常", "故障", "离线", "无效", "超时", "通讯故障",
        "通信故障", "通讯中断", "通信中断", "断线", "坏值", "错误",
    ]

    private static func word(_ text: String) -> NumberCell {
        var word = text.lowercased()
        if missingWords.contains(word) { return .missing }
        // A historian puts its error's number before the word: [-11059] No Good Data For Calculation.
        if word.hasPrefix("["), let end = word.firstIndex(of: "]") {
            word = CellText.bare(String(word[word.index(after: end)...]))
        }
        return faultWords.contains(word) ? .fault : .broken
    }
}
