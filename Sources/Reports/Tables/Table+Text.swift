import InputOutput

extension Table {
    /// Aligned columns for a terminal: a line of titles with units, a rule, a line for each row.
    ///
    /// Chinese characters count as two columns. What is missing is a dash. Control characters in the data, line
    /// breaks too, become spaces: a name must neither break the table nor steer the terminal.
    public func aligned(language: ReportLanguage = .english) -> String {
        let titles = columns.map { column in
            column.title[language] + (column.unit.map { " (\($0))" } ?? "")
        }
        let lines = [titles] + rows.map { $0.map { $0.shown(in: language).onOneLine } }
        let widths = columns.indices.map { place in lines.map { $0[place].displayWidth }.max() ?? 0 }
        var text = ""
        for (number, line) in lines.enumerated() {
            let cells = columns.indices.map { line[$0].padded(to: widths[$0], columns[$0].alignment) }
            text += Table.withoutTrailingSpaces(cells.joined(separator: "  ")) + "\n"
            if number == 0 {
                text += widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ") + "\n"
            }
        }
        return text
    }

    private static func withoutTrailingSpaces(_ text: String) -> Substring {
        var text = Substring(text)
        while text.last == " " { text.removeLast() }
        return text
    }
}
