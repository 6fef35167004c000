extension Wording {
    /// No words: a number without a unit, a place that nothing is said of.
    package static let empty = Wording("", "")

    /// What is the same in every language: an id, a number with its unit, a name of a file.
    public init(verbatim text: String) { self.init(text, text) }

    /// What an error says: in each language where it is an ``ExplainedError``, and as it describes itself where not.
    public init(describing error: any Error) {
        if let error = error as? any ExplainedError {
            self.init(error.message(in: .english), error.message(in: .chinese))
        } else {
            self.init(verbatim: "\(error)")
        }
    }

    /// One text after another, in each language.
    public static func + (left: Wording, right: Wording) -> Wording {
        Wording(left.english + right.english, left.chinese + right.chinese)
    }

    /// The texts with a separator between them, in each language.
    ///
    /// - Parameter separator: by default a semicolon of the language.
    public static func joined(_ parts: [Wording], separator: Wording = Wording("; ", "；")) -> Wording {
        Wording(
            parts.map(\.english).joined(separator: separator.english),
            parts.map(\.chinese).joined(separator: separator.chinese))
    }

    /// The text as a message may repeat it, in each language; see `StringProtocol.quotable`.
    package var quotable: Wording { Wording(english.quotable, chinese.quotable) }
}

extension Wording: CustomStringConvertible {
    /// The text in English, which is what a program prints that asks for no language.
    public var description: String { english }
}
