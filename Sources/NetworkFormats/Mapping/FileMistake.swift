import InputOutput

/// One mistake in a file of keys and values that is used only when all of it is right.
public struct FileMistake: Hashable, Sendable {
    /// The line, from 1; `nil` for the file as a whole.
    public var line: Int?
    /// The key with those it stands under, such as `volumes.own_sources.value`; empty for the file as a whole.
    public var key: String
    /// What was found and what was expected.
    public var what: Wording
}

extension Collection<FileMistake> {
    /// A sentence a line, each with file, line and key.
    ///
    /// - Parameter path: the file.
    func explanation(of path: String) -> Wording {
        let sentences = map { mistake in
            let place = mistake.line.map { Wording(", line \($0)", "，第 \($0) 行") } ?? .empty
            let key = mistake.key.isEmpty ? Wording.empty : Wording("\(mistake.key): ", "\(mistake.key)：")
            return Wording(verbatim: path) + place + Wording(": ", "：") + key + mistake.what
        }
        return .joined(sentences, separator: Wording(verbatim: "\n"))
    }
}
