import InputOutput

extension Table {
    /// Aligned columns for a terminal: a line of titles with units, a rule, a line for each row.
    ///
    /// Chinese characters count as two columns. What is missing is a dash. Control characters in the data, line
    /// breaks too, become spaces: a name must neither break the table nor steer the terminal.
    ///
    /// In a width (``TableLayout``) long words are folded; columns that have no room are named below the table.
    public func aligned(language: ReportLanguage = .english) -> String {
        let layout = TableLayout.current
        return selected(by: layout).aligned(in: layout.width, language)
    }

    /// The first rows, and how many more there are.
    func aligned(first limit: Int, language: ReportLanguage = .english) -> String {
        var shown = Table(columns: columns)
        for row in rows.prefix(limit) { shown.append(row) }
        let text = shown.aligned(language: language)
        guard rows.count > limit else { return text }
        let more = Wording("… and {0} more; the CSV form lists all.", "……另有 {0} 条；CSV 格式列出全部。")
        return text + more.text(in: language, [String(rows.count - limit)]) + "\n"
    }

    private func aligned(in width: Int?, _ language: ReportLanguage) -> String {
        let titles = columns.map { column in
            column.title[language] + (column.unit.map { " (\($0))" } ?? "")
        }
        let lines = [titles] + rows.map { $0.map { $0.shown(in: language).onOneLine } }
        let natural = columns.indices.map { place in lines.map { $0[place].displayWidth }.max() ?? 0 }
        let fitted = FittedColumns(
            natural, isWords: columns.map { $0.alignment == .leading }, limit: width)
        var text = ""
        for (number, line) in lines.enumerated() {
            let folded = zip(fitted.shown, fitted.widths).map { line[$0].folded(to: $1) }
            for part in 0..<(folded.map(\.count).max() ?? 0) {
                let cells = zip(fitted.shown, zip(fitted.widths, folded)).map { place, cell in
                    (part < cell.1.count ? cell.1[part] : "").padded(to: cell.0, columns[place].alignment)
                }
                text += Table.withoutTrailingSpaces(cells.joined(separator: "  ")) + "\n"
            }
            if number == 0 {
                text += fitted.widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ") + "\n"
            }
        }
        let hidden = columns.indices.filter { !fitted.shown.contains($0) }.map { columns[$0].key }
        if !hidden.isEmpty {
            let names = hidden.joined(separator: ", ")
            text += Wording("no room for: \(names)", "宽度不足，未显示：\(names)")[language] + "\n"
        }
        return text
    }

    private static func withoutTrailingSpaces(_ text: String) -> Substring {
        var text = Substring(text)
        while text.last == " " { text.removeLast() }
        return text
    }
}
