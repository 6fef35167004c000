/// How a cell looks. Equal styles become one format of the file.
struct CellStyle: Hashable, Sendable {
    /// The number format in the spreadsheet's own code; `nil` for words.
    var numberFormat: String?
    /// Digits after the point, for the width of the column.
    var decimals = 0
    /// Whether long text takes several lines.
    var wraps = false
    /// Whether it is a heading of columns.
    var isHeading = false
    /// Whether it belongs to a row of totals.
    var isTotal = false
    /// Whether a line goes round it.
    var isBox = false

    /// Words on one line.
    static let text = CellStyle()
    /// Sentences.
    static let sentences = CellStyle(wraps: true)
    /// The head of a column.
    static let heading = CellStyle(wraps: true, isHeading: true)
    /// A count.
    static let count = number(0)
    /// A volume in m³: no meter is good for more than a tenth.
    static let volume = number(1)
    /// A percentage that is given as one: 12.4.
    static let percent = number(1)
    /// A share of 1 that is shown as a percentage.
    static let share = CellStyle(numberFormat: "0.0%", decimals: 2)
    /// A local date.
    static let date = CellStyle(numberFormat: "yyyy-mm-dd", decimals: 4)
    /// A local date and time.
    static let time = CellStyle(numberFormat: "yyyy-mm-dd hh:mm", decimals: 10)

    /// A number with thousands separated and so many decimals.
    static func number(_ decimals: Int) -> CellStyle {
        let fraction = decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
        return CellStyle(numberFormat: "#,##0" + fraction, decimals: decimals)
    }

    /// The same with a line round it, its text in the middle of its height.
    var boxed: CellStyle {
        var style = self
        style.isBox = true
        return style
    }

    /// The same in a row of totals.
    var ofTotal: CellStyle {
        var style = self
        style.isTotal = true
        return style
    }
}
