import InputOutput

/// A column of a sheet, with what the glossary says of it: the two cannot drift apart.
struct SheetColumn: Sendable {
    /// Its name.
    var title: Wording
    /// The unit of its numbers; `nil` for words, counts and dates.
    var unit: Wording?
    /// How its cells look.
    var style: CellStyle
    /// The formula, or what stands there.
    var meaning: Wording
    /// Where the formula was published; `nil` for what is no formula.
    var source: Wording?

    init(
        _ title: Wording, unit: Wording? = nil, _ style: CellStyle = .text, meaning: Wording,
        source: Wording? = nil
    ) {
        self.title = title
        self.unit = unit
        self.style = style
        self.meaning = meaning
        self.source = source
    }

    /// The name with the unit, as the tables of a terminal have it.
    func heading(in language: ReportLanguage) -> String {
        unit.map { "\(title[language]) (\($0[language]))" } ?? title[language]
    }
}

extension Wording {
    /// Units that are written alike in both languages.
    static let cubicMetres = Wording("m³", "m³")
    static let cubicMetresAnHour = Wording("m³/h", "m³/h")
    static let cubicMetresAKilometreAndDay = Wording("m³/(km·d)", "m³/(km·d)")
    static let litresAConnectionAndDay = Wording("L/(connection·d)", "L/(接户·d)")
    static let kilometres = Wording("km", "km")
    static let percentSign = Wording("%", "%")
}
