/// One thing said in every language of ``ReportLanguage``.
public struct Wording: Sendable, Hashable {
    /// In English.
    public var english: String
    /// In simplified Chinese.
    public var chinese: String

    /// A wording.
    public init(_ english: String, _ chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// The text in `language`.
    public subscript(language: ReportLanguage) -> String {
        language == .english ? english : chinese
    }

    /// The text in `language` with `{0}`, `{1}`, … replaced by what is given.
    package func text(in language: ReportLanguage, _ values: [String]) -> String {
        // One pass over the text, so that a value that looks like a placeholder stays what it is.
        var result = ""
        var rest = Substring(self[language])
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}"),
                let place = Int(rest[rest.index(after: open)..<close]),
                values.indices.contains(place)
            else {
                result.append(rest.removeFirst())
                continue
            }
            result += values[place]
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
