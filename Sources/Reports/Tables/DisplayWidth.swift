extension String {
    /// Columns the text takes on a terminal: two for East Asian wide and full-width characters and for emoji,
    /// none for combining marks (Unicode Standard Annex 11).
    var displayWidth: Int {
        unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }

    /// The text with spaces added on one side until it takes `width` columns.
    func padded(to width: Int, _ alignment: Table.Alignment) -> String {
        let spaces = String(repeating: " ", count: max(0, width - displayWidth))
        return alignment == .leading ? self + spaces : spaces + self
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return isWide ? 2 : 1
        }
    }

    /// The blocks whose East Asian Width is W or F.
    private var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
