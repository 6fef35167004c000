import InputOutput

/// What an import brought in, source by source, and what it could not use.
public struct ImportSummary: Sendable, Hashable {
    /// What came of one layer or file.
    public struct Entry: Sendable, Hashable {
        /// The file.
        public var source: String
        /// The layer, table or section in it.
        public var layer: String?
        /// What its features became, such as `pipe`.
        public var element: String
        /// How many were taken in.
        public var imported: Int
        /// How many were left out.
        public var skipped: Int

        /// An entry.
        public init(source: String, layer: String? = nil, element: String, imported: Int, skipped: Int = 0) {
            self.source = source
            self.layer = layer
            self.element = element
            self.imported = imported
            self.skipped = skipped
        }
    }

    /// The entries, in the order of reading.
    public var entries: [Entry]
    /// What a person should know: guesses, repairs, things left out and why.
    public var notes: [Wording]

    /// A summary.
    public init(entries: [Entry] = [], notes: [Wording] = []) {
        self.entries = entries
        self.notes = notes
    }

    /// A row for each entry.
    public var table: Table {
        var table = Table(columns: [
            .init("source", Wording("Source", "数据源")),
            .init("layer", Wording("Layer", "图层")),
            .init("element", Wording("Became", "导入为")),
            .number("imported", Wording("Imported", "导入数")),
            .number("skipped", Wording("Left out", "舍弃数")),
        ])
        for entry in entries {
            table.append([
                .text(entry.source), .text(entry.layer), .layer(entry.element), .count(entry.imported),
                .count(entry.skipped),
            ])
        }
        return table
    }

    /// The summary in a form: at a terminal the notes follow the table, JSON has `imported` and `notes`, CSV
    /// has the table. JSON says the notes in English.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .csv: return table.csv()
        case .json:
            let document = JSONValue.object([
                "imported": table.json, "notes": .array(notes.map { .string($0.english) }),
            ])
            return document.text(expandedTo: 2) + "\n"
        case .table:
            let mark = language == .english ? "note: " : "说明："
            return table.aligned(language: language) + notes.map { mark + $0[language] + "\n" }.joined()
        }
    }
}
