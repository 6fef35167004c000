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
    case impossibleMeter(id: String, field: Wording, found: String, expected: Wording)
    /// A threshold that cannot be.
    case impossibleThreshold(field: Wording, found: String, expected: Wording)
}

extension TelemetryError: ExplainedError {
    /// One sentence: what, where, what was found, what was expected.
    public var explanation: Wording {
        switch self {
        case .unknownTimeZone(let name):
            Wording(
                "'\(name.quotable)' is no IANA time zone; give a name such as Asia/Shanghai, Europe/Berlin or UTC.",
                "“\(name.quotable)”不是 IANA 时区；请给出名称，例如 Asia/Shanghai、Europe/Berlin 或 UTC。")
        case .periodEndsBeforeStart(let start, let end):
            Wording(
                "The period ends at \(end), before its start at \(start); exchange the two.",
                "时段的终止时间 \(end) 早于起始时间 \(start)；请对调。")
        case .unreadableTime(let text):
            Wording(
                "'\(text.quotable)' is no time; expected a form such as 2018-01-01 00:05:00, 2018/1/1 0:05, 2018-01-01 "
                    + "or 2018-01-01T00:05:00+08:00.",
                "“\(text.quotable)”不是时间；应形如 2018-01-01 00:05:00、2018/1/1 0:05、2018-01-01 或 "
                    + "2018-01-01T00:05:00+08:00。")
        case .skippedWallTime(let text, let zone):
            Wording(
                "The time '\(text.quotable)' does not exist in \(zone): the clocks were put forward over it; "
                    + "give the time with its offset, or the zone that the logger really keeps.",
                "时间“\(text.quotable)”在 \(zone) 不存在：当时时钟拨快越过了它；请给出带时差的时间，或记录仪实际所用的时区。")
        case .lengthsDiffer(let element, let times, let values):
            Wording(
                "The series '\(element.quotable)' has \(times) times and \(values) values; "
                    + "there must be as many of both.",
                "序列“\(element.quotable)”有 \(times) 个时间、\(values) 个数值；两者必须相等。")
        case .notIncreasing(let element, let position):
            Wording(
                "The series '\(element.quotable)' is not strictly increasing and finite at position \(position); "
                    + "clean it first.",
                "序列“\(element.quotable)”在第 \(position) 个位置不是严格递增的有限值；请先清洗。")
        case .wrongKind(let element, let found, let expected):
            Wording(
                "The series '\(element.quotable)' holds \(found.rawValue) readings; expected "
                    + expected.map(\.rawValue).joined(separator: " or ") + ".",
                "序列“\(element.quotable)”是\(found.chinese)读数；应为\(expected.map(\.chinese).joined(separator: "或"))读数。"
            )
        case .gridsDiffer:
            Wording(
                "The series lie on different time grids; put them on one grid before adding them.",
                "各序列的时间网格不同；请先统一网格再相加。")
        case .impossibleMeter(let id, let field, let found, let expected):
            Wording(
                "The meter '\(id.quotable)' has \(field.english) = \(found); expected \(expected.english).",
                "计量表“\(id.quotable)”的\(field.chinese)为 \(found)；应为\(expected.chinese)。")
        case .impossibleThreshold(let field, let found, let expected):
            Wording(
                "The threshold \(field.english) is \(found); expected \(expected.english).",
                "阈值 \(field.chinese) 为 \(found)；应为\(expected.chinese)。")
        }
    }
}

extension ReadingKind {
    /// What was measured, in Chinese.
    package var chinese: String {
        switch self {
        case .flow: "流量"
        case .register: "表底数"
        case .level: "液位"
        case .pressure: "压力"
        case .consumption: "用水量"
        }
    }
}
