import InputOutput

/// Everything that is wrong with a file of scenarios: nothing of it is used before all of it is right.
public struct ScenarioFileError: ExplainedError, Hashable {
    /// One mistake.
    public struct Mistake: Hashable, Sendable {
        /// The line, from 1; `nil` for the file as a whole.
        public var line: Int?
        /// The scenario and the key, such as `fire.demands.22`; empty for the file as a whole.
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
        Wording.joined(
            mistakes.map { mistake in
                let place =
                    mistake.line.map { Wording(", line \($0)", "，第 \($0) 行") } ?? Wording(verbatim: "")
                let key = mistake.key.isEmpty ? "" : mistake.key.quotable
                return Wording(verbatim: path) + place
                    + Wording(key.isEmpty ? ": " : ": \(key): ", key.isEmpty ? "：" : "：\(key)：")
                    + mistake.what
            }, separator: Wording(verbatim: "\n"))
    }
}
