/// An instant: whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// Series keep their times as plain `Int64` seconds; a `Timestamp` is the same number at the public edge.
/// It encodes as ISO 8601 text in UTC.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public var secondsSince1970: Int64

    /// The instant `secondsSince1970` seconds after 1970-01-01T00:00:00Z.
    public init(_ secondsSince1970: Int64) {
        self.secondsSince1970 = secondsSince1970
    }

    /// Reads ISO 8601 text that carries `Z` or an offset, for example `2018-01-01T00:05:00+08:00`.
    ///
    /// `nil` when the text is anything else; a wall time without an offset needs a ``LocalCalendar``.
    public init?(iso8601 text: String) {
        let bytes = Array(text.utf8)
        guard let wall = WallTime(parsing: bytes, 0..<bytes.count), let offset = wall.offset else {
            return nil
        }
        secondsSince1970 = wall.seconds - Int64(offset)
    }

    /// The earlier instant is the smaller.
    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.secondsSince1970 < b.secondsSince1970 }

    /// The instant `seconds` later.
    public static func + (time: Timestamp, seconds: Int64) -> Timestamp {
        Timestamp(time.secondsSince1970 + seconds)
    }

    /// The instant `seconds` earlier.
    public static func - (time: Timestamp, seconds: Int64) -> Timestamp {
        Timestamp(time.secondsSince1970 - seconds)
    }

    /// Seconds from `b` to `a`.
    public static func - (a: Timestamp, b: Timestamp) -> Int64 { a.secondsSince1970 - b.secondsSince1970 }
}

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 in UTC, for example `2018-01-01T00:05:00Z`.
    public var description: String { WallTime.text(seconds: secondsSince1970) + "Z" }
}

extension Timestamp: Codable {
    /// Reads ISO 8601 text with `Z` or an offset.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = Timestamp(iso8601: text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription:
                    "'\(text)' is no ISO 8601 time with an offset, such as 2018-01-01T00:05:00Z.")
        }
        self = time
    }

    /// Writes ISO 8601 text in UTC.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
