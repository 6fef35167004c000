import Testing

/// Computes formulas of a written workbook from its numbers alone: what a formula refers to is computed in turn, no
/// cached value is looked at. An empty cell is 0, as in a spreadsheet.
struct FormulaReading {
    let book: ReadWorkbook

    /// The value of a cell.
    func value(_ sheet: String, _ place: String) throws -> Double {
        let cell = book.sheets[sheet]?[place] ?? .init()
        #expect(cell.text == nil, "\(sheet)!\(place) is text")
        guard let formula = cell.formula else { return cell.number ?? 0 }
        var reader = Reader(text: Array(formula), sheet: sheet, reading: self)
        let value = try reader.sum()
        #expect(reader.isAtEnd, "\(formula)")
        return value
    }

    /// One formula being read.
    private struct Reader {
        let text: [Character]
        let sheet: String
        let reading: FormulaReading
        var at = 0

        var isAtEnd: Bool { at == text.count }
        var next: Character? { at < text.count ? text[at] : nil }

        mutating func take(_ character: Character) -> Bool {
            guard next == character else { return false }
            at += 1
            return true
        }

        mutating func sum() throws -> Double {
            var value = try product()
            while let sign = next, sign == "+" || sign == "-" {
                at += 1
                let term = try product()
                value = sign == "+" ? value + term : value - term
            }
            return value
        }

        mutating func product() throws -> Double {
            var value = try operand()
            while let sign = next, sign == "*" || sign == "/" {
                at += 1
                let factor = try operand()
                value = sign == "*" ? value * factor : value / factor
            }
            return value
        }

        mutating func operand() throws -> Double {
            if take("(") {
                let value = try sum()
                #expect(take(")"))
                return value
            }
            if next?.isNumber == true { return try #require(Double(word { $0.isNumber })) }
            let start = at
            let function = word { $0.isLetter }
            if take("(") { return try call(function) }
            at = start
            return try #require(range().first)
        }

        mutating func call(_ function: String) throws -> Double {
            defer { _ = take(")") }
            switch function {
            case "SQRT": return try sum().squareRoot()
            case "SUMIF":
                let marks = try range()
                #expect(take(","))
                let mark = try sum()
                #expect(take(","))
                return try zip(marks, range()).reduce(0) { $1.0 == mark ? $0 + $1.1 : $0 }
            case "SUMPRODUCT":
                var products = try range()
                while take(",") { products = try zip(products, range()).map { $0 * $1 } }
                return products.reduce(0, +)
            default:
                Issue.record("unknown function \(function)")
                return .nan
            }
        }

        /// The values of a cell or of the cells of one column.
        mutating func range() throws -> [Double] {
            var sheet = sheet
            if take("'") {
                sheet = word { $0 != "'" }
                #expect(take("'") && take("!"))
            }
            let first = word { $0.isLetter || $0.isNumber || $0 == "$" }.filter { $0 != "$" }
            guard take(":") else { return [try reading.value(sheet, first)] }
            let last = word { $0.isLetter || $0.isNumber || $0 == "$" }.filter { $0 != "$" }
            let column = first.filter(\.isLetter)
            #expect(last.filter(\.isLetter) == column)
            let from = try #require(Int(first.dropFirst(column.count)))
            let to = try #require(Int(last.dropFirst(column.count)))
            return try (from...to).map { try reading.value(sheet, "\(column)\($0)") }
        }

        mutating func word(_ belongs: (Character) -> Bool) -> String {
            let start = at
            while let character = next, belongs(character) { at += 1 }
            return String(text[start..<at])
        }
    }
}
