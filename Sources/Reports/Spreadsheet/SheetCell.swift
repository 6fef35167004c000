import Telemetry

/// What stands in one cell, and how it looks.
struct SheetCell: Hashable, Sendable {
    /// What a cell holds.
    enum Content: Hashable, Sendable {
        /// Nothing: not known, which is never 0.
        case empty
        /// Words, never taken for a formula or a number.
        case text(String)
        /// A finite number.
        case number(Double)
        /// A formula with the value it has now.
        case formula(Formula, value: Double)
    }

    /// What it holds.
    var content: Content
    /// How it looks.
    var style: CellStyle

    /// Nothing.
    static let empty = SheetCell(content: .empty, style: .text)

    /// Words; nothing for `nil`.
    static func text(_ text: String?, _ style: CellStyle = .text) -> SheetCell {
        SheetCell(content: text.map { .text($0) } ?? .empty, style: style)
    }

    /// A number; nothing for `nil` and for what is no finite number.
    static func number(_ value: Double?, _ style: CellStyle) -> SheetCell {
        guard let value, value.isFinite else { return SheetCell(content: .empty, style: style) }
        return SheetCell(content: .number(value), style: style)
    }

    /// A formula of other cells.
    ///
    /// A spreadsheet computes its formulas again when it opens a file. Where a formula would then show another figure
    /// than the report does, or an error because a cell it needs is empty, the report's figure is written as a number.
    ///
    /// - Parameters:
    ///   - formula: the formula.
    ///   - value: the report's figure; without one the cell stays empty.
    ///   - result: what the formula makes of the cells it names; `nil` where one of them is empty.
    static func formula(
        _ formula: Formula, value: Double?, result: Double?, _ style: CellStyle
    ) -> SheetCell {
        guard let value, value.isFinite, let result, result.isFinite,
            abs(result - value) <= 1e-9 * max(1, abs(value))
        else { return .number(value, style) }
        return SheetCell(content: .formula(formula, value: value), style: style)
    }

    /// A local date and time; one without a time of day is shown as a date.
    static func time(_ time: Timestamp, _ calendar: LocalCalendar) -> SheetCell {
        let seconds = time.secondsSince1970 + Int64(calendar.offset(at: time))
        guard let day = serial(days: Double(seconds) / 86_400) else { return .text(calendar.format(time)) }
        return .number(day, seconds % 86_400 == 0 ? .date : .time)
    }

    /// A date.
    static func date(_ date: LocalDate) -> SheetCell {
        serial(days: Double(date.daysSince1970)).map { .number($0, .date) } ?? .text("\(date)")
    }

    /// The day number of spreadsheets; `nil` for the days before March 1900, which they count differently, and for
    /// those after 9999, which they do not know.
    private static func serial(days: Double) -> Double? {
        let serial = days + 25_569
        return (61..<2_958_466).contains(serial) ? serial : nil
    }
}
