import Telemetry

/// A stored reading that a person put right or took out, with what it was: a balance of last month can be explained next
/// year.
public struct ReadingCorrection: Hashable, Sendable {
    /// Id of what was read.
    public var element: String
    /// What was measured.
    public var kind: ReadingKind
    /// When it was read.
    public var time: Timestamp
    /// The value before, SI; `nil` where there was none.
    public var old: Double?
    /// The value now, SI; `nil` where it was taken out.
    public var new: Double?
    /// When it was put right.
    public var recordedAt: Timestamp
    /// Who did it.
    public var author: String
    /// Why.
    public var reason: String

    /// A correction.
    public init(
        element: String, kind: ReadingKind, time: Timestamp, old: Double?, new: Double?,
        recordedAt: Timestamp,
        author: String, reason: String
    ) {
        self.element = element
        self.kind = kind
        self.time = time
        self.old = old
        self.new = new
        self.recordedAt = recordedAt
        self.author = author
        self.reason = reason
    }
}

/// Who changes stored readings, why, and when.
public struct CorrectionNote: Hashable, Sendable {
    /// Who.
    public var author: String
    /// Why.
    public var reason: String
    /// When.
    public var time: Timestamp

    /// A note.
    ///
    /// - Throws: ``CorrectionError/noReason`` for a reason or an author of blanks.
    public init(author: String, reason: String, time: Timestamp) throws(CorrectionError) {
        func trimmed(_ text: String) -> String {
            String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
        self.author = trimmed(author)
        self.reason = trimmed(reason)
        self.time = time
        if self.author.isEmpty || self.reason.isEmpty { throw .noReason }
    }
}
