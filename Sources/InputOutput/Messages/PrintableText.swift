extension Unicode.Scalar {
    /// Whether the character steers a terminal or turns the direction of a line, rather than stands for something: the
    /// controls of ISO 6429 (C0, DEL, C1), separators of lines, and the embeddings and overrides of Unicode Standard
    /// Annex 9, by which a text can be made to read as another.
    package var steersOutput: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}

extension StringProtocol {
    /// The text without characters that steer a terminal: each becomes a space. Line breaks too, since a name must not
    /// break a table.
    package var onOneLine: String { replacingSteering(" ") { _ in false } }

    /// A text of several lines without characters that steer a terminal: each becomes U+FFFD but for line breaks and tabs.
    package var forTerminal: String { replacingSteering("\u{FFFD}") { [9, 10, 13].contains($0.value) } }

    private func replacingSteering(
        _ stand: Unicode.Scalar, unless isKept: (Unicode.Scalar) -> Bool
    ) -> String {
        guard unicodeScalars.contains(where: { $0.steersOutput && !isKept($0) }) else { return String(self) }
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            text.append(scalar.steersOutput && !isKept(scalar) ? stand : scalar)
        }
        return String(text)
    }
}
