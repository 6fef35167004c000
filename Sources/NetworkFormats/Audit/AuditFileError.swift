import InputOutput

/// Everything that is wrong with an audit file: nothing of it is used before all of it is right.
public struct AuditFileError: ExplainedError, Hashable, Sendable {
    /// One mistake.
    public struct Mistake: Hashable, Sendable {
        /// The line, from 1; `nil` for the file as a whole.
        public var line: Int?
        /// The key with those it stands under, such as `volumes.own_sources.value`.
        public var key: String
        /// What was found and what was expected.
        public var what: Wording
    }

    /// The file.
    public var path: String
    /// The mistakes, in the order of the file.
    public var mistakes: [Mistake]

    /// A sentence a line, each with file, line and key.
    public var explanation: Wording {
        let lines = mistakes.map { mistake in
            let place = mistake.line.map { Wording(", line \($0)", "，第 \($0) 行") } ?? .empty
            let key = mistake.key.isEmpty ? Wording.empty : Wording("\(mistake.key): ", "\(mistake.key)：")
            return Wording(verbatim: path) + place + Wording(": ", "：") + key + mistake.what
        }
        return .joined(lines, separator: Wording(verbatim: "\n"))
    }
}
