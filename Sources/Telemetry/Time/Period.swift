/// A half-open span of time: `start` belongs to it, `end` does not.
///
/// Two periods that share a limit share no instant, so a month of days adds up to the month exactly.
public struct Period: Hashable, Sendable {
    /// The first instant inside.
    public let start: Timestamp
    /// The first instant after; never before ``start``.
    public let end: Timestamp

    /// The period from `start` up to, not including, `end`.
    ///
    /// - Throws: ``TelemetryError/periodEndsBeforeStart(start:end:)``.
    public init(from start: Timestamp, to end: Timestamp) throws(TelemetryError) {
        guard start <= end else { throw .periodEndsBeforeStart(start: start, end: end) }
        self.start = start
        self.end = end
    }

    /// For limits that are ordered by construction.
    init(ordered start: Int64, _ end: Int64) {
        self.start = Timestamp(start)
        self.end = Timestamp(end)
    }

    /// Length in seconds.
    public var duration: Int64 { end - start }

    /// Whether no instant is inside.
    public var isEmpty: Bool { start == end }

    /// Whether `time` is inside: the start is, the end is not.
    public func contains(_ time: Timestamp) -> Bool { start <= time && time < end }

    /// Whether every instant of `other` is inside.
    public func contains(_ other: Period) -> Bool { start <= other.start && other.end <= end }

    /// The common part; `nil` when the two share no instant, as when one ends where the other starts.
    public func intersection(_ other: Period) -> Period? {
        let from = max(start, other.start)
        let to = min(end, other.end)
        return from < to ? Period(ordered: from.secondsSince1970, to.secondsSince1970) : nil
    }

    /// Seconds common to this period and `[from, to)`.
    func overlap(_ from: Int64, _ to: Int64) -> Int64 {
        max(0, min(end.secondsSince1970, to) - max(start.secondsSince1970, from))
    }
}

extension Period: CustomStringConvertible {
    /// ISO 8601 interval in UTC: start, slash, end.
    public var description: String { "\(start)/\(end)" }
}

extension Period: Codable {
    private enum CodingKeys: String, CodingKey { case start, end }

    /// Reads `start` and `end`; refuses an end before the start.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            from: container.decode(Timestamp.self, forKey: .start),
            to: container.decode(Timestamp.self, forKey: .end))
    }

    /// Writes `start` and `end`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(start, forKey: .start)
        try container.encode(end, forKey: .end)
    }
}
