extension String {
    /// The most characters of an input that a message repeats.
    static let quotableLength = 80

    /// The text as a message may repeat it: no control character, and the middle left out where it is long.
    var quotable: String {
        let isPlain = unicodeScalars.allSatisfy { !$0.isControl }
        let text =
            isPlain
            ? self : String(String.UnicodeScalarView(unicodeScalars.map { $0.isControl ? "\u{FFFD}" : $0 }))
        guard text.count > Self.quotableLength else { return text }
        let half = Self.quotableLength / 2
        return "\(text.prefix(half - 1))…\(text.suffix(half))"
    }
}

extension Unicode.Scalar {
    /// Whether a terminal may take it for an order: control characters, and marks that turn the direction of text.
    fileprivate var isControl: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: value >= 0x202A && value <= 0x202E || value >= 0x2066 && value <= 0x2069
        default: false
        }
    }
}
