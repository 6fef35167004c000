import InputOutput

/// What can be wrong with times, units, readings and meters.
public enum TelemetryError: Error, Hashable, Sendable {
    /// No IANA time zone has this name.
    case unknownTimeZone(String)
    /// A period's end lies before its start.
    case periodEndsBeforeStart(start: Timestamp, end: Timestamp)
    /// Text that is no time in any accepted form.
    case unreadableTime(String)
    /// A wall time that the clocks of the zone skipped.
    case skippedWallTime(String, zone: String)
    /// As many values as times are needed.
    case lengthsDiffer(element: String, times: Int, values: Int)
    /// A series given directly must be strictly increasing in time and finite.
    case notIncreasing(element: String, position: Int)
    /// A series of another kind is needed.
    case wrongKind(element: String, found: ReadingKind, expected: [ReadingKind])
    /// Series on different time grids cannot be added.
    case gridsDiffer
    /// A meter's figure that cannot be.
    case impossibleMeter(id: String, field: String, found: String, expected: String)
    /// A threshold that cannot be.
    case impossibleThreshold(field: String, found: String, expected: String)
}

extension TelemetryError: CustomStringConvertible {
    /// One sentence: what, where, what was found, what was expected.
    public var description: String {
        switch self {
        case .unknownTimeZone(let name):
            "'\(name.quotable)' is no IANA time zone; give a name such as Asia/Shanghai, Europe/Berlin or UTC."
        case .periodEndsBeforeStart(let start, let end):
            "The period ends at \(end), before its start at \(start); exchange the two."
        case .unreadableTime(let text):
            "'\(text.quotable)' is no time; expected a form such as 2018-01-01 00:05:00, 2018/1/1 0:05, 2018-01-01 or "
                + "2018-01-01T00:05:00+08:00."
        case .skippedWallTime(let text, let zone):
            "The time '\(text.quotable)' does not exist in \(zone): the clocks were put forward over it; "
                + "give the time with its offset, or the zone that the logger really keeps."
        case .lengthsDiffer(let element, let times, let values):
            "The series '\(element.quotable)' has \(times) times and \(values) values; there must be as many of both."
        case .notIncreasing(let element, let position):
            "The series '\(element.quotable)' is not strictly increasing and finite at position \(position); "
                + "clean it first."
        case .wrongKind(let element, let found, let expected):
            "The series '\(element.quotable)' holds \(found.rawValue) readings; expected "
                + expected.map(\.rawValue).joined(separator: " or ") + "."
        case .gridsDiffer:
            "The series lie on different time grids; put them on one grid before adding them."
        case .impossibleMeter(let id, let field, let found, let expected):
            "The meter '\(id.quotable)' has \(field) = \(found); expected \(expected)."
        case .impossibleThreshold(let field, let found, let expected):
            "The threshold \(field) is \(found); expected \(expected)."
        }
    }
}
