import InputOutput

extension Table {
    /// Comma-separated values as RFC 4180 has them: a header of column keys, lines that end in CR LF, fields
    /// quoted where they hold a comma, a quote or a line break. What is missing is an empty field. Text that a spreadsheet
    /// would take for a formula has an apostrophe before it.
    public func csv() -> String {
        let table = selected(by: .current)
        return table.csv(headings: table.columns.map(\.key)) { Table.field($0) }
    }

    /// The same for people: a header of titles with their units, words and numbers as they are shown, in one language.
    func csv(titledIn language: ReportLanguage) -> String {
        let table = selected(by: .current)
        return table.csv(headings: table.columns.map { $0.heading(in: language) }) { cell in
            switch cell {
            case .number, .missing: Table.field(cell)
            case .text, .word, .list, .words: Table.field(cell.shown(in: language))
            }
        }
    }

    private func csv(headings: [String], _ field: (Cell) -> String) -> String {
        var text = headings.map { Table.field($0) }.joined(separator: ",") + "\r\n"
        for row in rows { text += row.map(field).joined(separator: ",") + "\r\n" }
        return text
    }

    private static func field(_ cell: Cell) -> String {
        switch cell {
        case .text(let text): field(text)
        case .number(let value, _): JSONValue.text(value) ?? ""
        case .list(let words): field(words.joined(separator: ";"))
        case .word(let word): field(word.english)
        case .words(let words): field(words.map(\.english).joined(separator: ";"))
        case .missing: ""
        }
    }

    /// Text as a field, quoted where it has to be.
    static func field(_ text: String) -> String {
        let text = text.guardedForSpreadsheet
        let needsQuotes = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
