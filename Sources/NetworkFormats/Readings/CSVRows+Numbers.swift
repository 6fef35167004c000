extension CSVRows {
    /// What a cell of numbers holds.
    enum Cell: Equatable {
        /// A number.
        case number(Double)
        /// Nothing, or a word for nothing.
        case missing
        /// Anything else.
        case broken
    }

    /// The number in a cell.
    ///
    /// Up to 15 digits and powers of ten up to 22 are exact in a Double, so one division or multiplication rounds
    /// correctly (Clinger 1990); longer numbers go through the standard library.
    @inline(__always)
    func number(_ cell: Int) -> Cell {
        let range = trimmed(cell)
        var at = range.lowerBound
        let end = range.upperBound
        if at == end { return .missing }
        var isNegative = false
        if buffer[at] == 0x2D || buffer[at] == 0x2B {
            isNegative = buffer[at] == 0x2D
            at &+= 1
        }
        var mantissa: UInt64 = 0
        var digits = 0
        var hasDigit = false
        var decimals = 0
        while at < end {
            let digit = buffer[at] &- 0x30
            if digit > 9 { break }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            if mantissa != 0 { digits &+= 1 }
            hasDigit = true
            at &+= 1
        }
        if at < end, buffer[at] == 0x2E || (buffer[at] == 0x2C && hasDecimalComma) {
            at &+= 1
            while at < end {
                let digit = buffer[at] &- 0x30
                if digit > 9 { break }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                if mantissa != 0 { digits &+= 1 }
                hasDigit = true
                decimals &+= 1
                at &+= 1
            }
        }
        if at == end, hasDigit, digits <= 15, decimals <= 22 {
            let value = Double(mantissa) / CSVRows.powersOfTen[decimals]
            return .number(isNegative ? -value : value)
        }
        return slowNumber(range)
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// Words that say that there is no reading.
    private static let missingWords: Set<String> = [
        "", "-", "--", "—", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "\\n", "?", "无", "空",
    ]

    private func slowNumber(_ range: Range<Int>) -> Cell {
        let word = text.decode(buffer[range]).lowercased()
        if CSVRows.missingWords.contains(word) { return .missing }
        // The standard library takes hexadecimal numbers and infinities too.
        let isPlain = word.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E || byte == 0x65
                || (byte == 0x2C && hasDecimalComma)
        }
        guard isPlain else { return .broken }
        let point = hasDecimalComma ? String(word.map { $0 == "," ? "." : $0 }) : word
        guard let value = Double(point), value.isFinite else { return .broken }
        return .number(value)
    }
}
