/// How much room the cells take. Spreadsheets fit rows and columns to their text only when somebody asks them to.
extension Sheet {
    /// The width of each column in characters: enough for its numbers and words, East Asian ones counted double.
    var widths: [Int] {
        // A heading may take three lines; the button that filters takes three characters.
        var widths = headings.map { max(8, max($0.widestWord, ($0.displayWidth + 2) / 3) + 3) }
        for row in rows + totals {
            for (column, cell) in row.enumerated() where column < widths.count {
                widths[column] = min(widest, max(widths[column], cell.displayWidth + 2))
            }
        }
        return widths
    }

    /// How many lines a row needs in columns of these widths.
    func lines(of row: [SheetCell], in widths: [Int]) -> Int {
        zip(row, widths).map { cell, width in
            guard cell.style.wraps, case .text(let text) = cell.content else { return 1 }
            let room = max(1, width - (cell.style.isHeading ? 3 : 1))
            return text.split(separator: "\n", omittingEmptySubsequences: false)
                .reduce(0) { $0 + max(1, (String($1).displayWidth + room - 1) / room) }
        }.max() ?? 1
    }
}

extension SheetCell {
    /// Characters that the cell takes on one line.
    fileprivate var displayWidth: Int {
        switch content {
        case .empty: 0
        case .text(let text):
            text.prefix(200).split(separator: "\n").map { String($0).displayWidth }.max() ?? 0
        case .number(let value), .formula(_, let value): Self.width(of: value, style)
        }
    }

    private static func width(of value: Double, _ style: CellStyle) -> Int {
        var digits = 1
        var rest = abs(value)
        while rest >= 10, digits < 20 {
            rest /= 10
            digits += 1
        }
        let point = style.decimals > 0 ? 1 : 0
        return digits + (digits - 1) / 3 + point + style.decimals + (value < 0 ? 1 : 0)
    }
}

extension String {
    /// The width of its longest stretch that does not break: words end at spaces, East Asian characters anywhere.
    fileprivate var widestWord: Int {
        var widest = 0
        var word = 0
        for character in self {
            let width = String(character).displayWidth
            word = character == " " || width > 1 ? 0 : word + width
            widest = Swift.max(widest, word, width)
        }
        return widest
    }
}
