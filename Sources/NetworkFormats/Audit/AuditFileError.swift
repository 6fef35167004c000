/// Everything that is wrong with an audit file: nothing of it is used before all of it is right.
public struct AuditFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One mistake.
    public struct Mistake: Hashable, Sendable {
        /// The line, from 1; `nil` for the file as a whole.
        public var line: Int?
        /// The key with those it stands under, such as `volumes.own_sources.value`.
        public var key: String
        /// What was found and what was expected.
        public var what: String
    }

    /// The file.
    public var path: String
    /// The mistakes, in the order of the file.
    public var mistakes: [Mistake]

    /// A sentence a line, each with file, line and key.
    public var description: String {
        mistakes.map { mistake in
            let place = mistake.line.map { ", line \($0)" } ?? ""
            return "\(path)\(place): \(mistake.key.isEmpty ? "" : mistake.key + ": ")\(mistake.what)"
        }.joined(separator: "\n")
    }
}
