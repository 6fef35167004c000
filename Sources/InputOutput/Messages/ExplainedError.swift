/// An error that says what is wrong in every language, and apart from it what a person can do.
///
/// A library does not know through which program a person reaches it, so no explanation names an option of a command
/// line or a field of a form: the program says how its users follow a ``Remedy``.
public protocol ExplainedError: Error, CustomStringConvertible {
    /// What is wrong: where, what was found, what was expected.
    var explanation: Wording { get }
    /// What can be done about it; `nil` where the explanation says it all.
    var remedy: Remedy? { get }
}

extension ExplainedError {
    /// None.
    public var remedy: Remedy? { nil }

    /// The explanation and the remedy in English.
    public var description: String { message(in: .english) }

    /// The explanation and the remedy as one sentence.
    ///
    /// - Parameters:
    ///   - language: in which language.
    ///   - words: how the readers of the message follow a remedy; in the words of the library when left out.
    public func message(
        in language: ReportLanguage, remedy words: (Remedy) -> Wording = { $0.wording }
    ) -> String {
        let text = explanation[language]
        guard let remedy else { return text }
        let stop = language == .english ? "." : "。"
        let isSentence = text.hasSuffix(stop)
        return (isSentence ? String(text.dropLast()) : text) + (language == .english ? "; " : "；")
            + words(remedy)[language] + (isSentence ? stop : "")
    }
}
