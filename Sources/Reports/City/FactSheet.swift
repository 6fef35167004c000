import InputOutput

/// Facts one below the other: a name, a value and a unit each.
public struct FactSheet: Sendable, Hashable {
    /// A fact.
    public struct Fact: Sendable, Hashable {
        /// Its name for programs.
        public var key: String
        /// Its name for people.
        public var title: Wording
        /// Its value.
        public var value: Table.Cell
        /// The unit of its value.
        public var unit: String?

        /// A fact.
        public init(_ key: String, _ title: Wording, _ value: Table.Cell, unit: String? = nil) {
            self.key = key
            self.title = title
            self.value = value
            self.unit = unit
        }
    }

    /// The facts, in order.
    public var facts: [Fact]

    /// A sheet of these facts.
    public init(_ facts: [Fact] = []) {
        self.facts = facts
    }

    /// The sheet in a form: aligned lines, one JSON object, or CSV with a line for each fact.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .json:
            return JSONValue.object(facts.map { JSONValue.Member($0.key, $0.value.json) })
                .text(expandedTo: 1) + "\n"
        case .csv:
            var table = Table(columns: [
                .init("key", Wording("Key", "键")), .init("value", Wording("Value", "值")),
            ])
            for fact in facts { table.append([.text(fact.key), fact.value]) }
            return table.csv()
        case .table:
            let width = facts.map { $0.title[language].displayWidth }.max() ?? 0
            return facts.map { fact in
                let unit = fact.unit.map { " \($0)" } ?? ""
                let value = fact.value == .missing ? "-" : fact.value.shown(in: language).onOneLine + unit
                return fact.title[language].padded(to: width, .leading) + "  " + value + "\n"
            }.joined()
        }
    }
}
