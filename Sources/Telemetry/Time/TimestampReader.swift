/// Reads the times of a file or a series quickly: it remembers the last day and the last stretch of constant
/// offset.
///
/// Make one for each file; it is a value and keeps no reference to the text.
public struct TimestampReader: Sendable {
    /// What to do with a wall time that the clocks skipped.
    public enum SkippedTimes: Sendable {
        /// Say so: such a time means that the logger keeps another zone than the one given.
        case refuse
        /// Move it forward with the clocks, 02:30 to 03:30.
        case shift
    }

    /// Which of two instants a wall time of the night the clocks go back means.
    public enum RepeatedTimes: Sendable {
        /// The first, always.
        case first
        /// The first that is later than the time before it in the sequence.
        case ascending
        /// Neither yet: both are told, for ``RepeatedHours`` to settle.
        case undecided
    }

    /// What a text turned out to be.
    public enum Reading: Hashable, Sendable {
        /// An instant, in seconds since 1970 UTC.
        case time(Int64)
        /// A wall time that the clocks showed twice, at these two instants; only with
        /// ``RepeatedTimes/undecided``.
        case repeated(first: Int64, second: Int64)
        /// A wall time that the clocks skipped.
        case skipped
        /// No time.
        case unreadable
    }

    private let calendar: LocalCalendar
    private let skippedTimes: SkippedTimes
    private let repeatedTimes: RepeatedTimes
    private let form: TimeForm?
    /// Wall times in `low ..< high` occur once, and with `offset`.
    private var low: Int64 = 0
    private var high: Int64 = 0
    private var offset: Int64 = 0
    private var day: (digits: Int32, seconds: Int64) = (0, 0)

    /// A reader of local times.
    ///
    /// - Parameters:
    ///   - calendar: the zone of times without an offset.
    ///   - form: how times are written that may mean several days; `nil` refuses those.
    ///   - skipped: what to do with times that the clocks skipped.
    ///   - repeated: which instant a repeated time means.
    public init(
        _ calendar: LocalCalendar, form: TimeForm? = nil, skipped: SkippedTimes = .refuse,
        repeated: RepeatedTimes = .ascending
    ) {
        self.calendar = calendar
        self.form = form
        skippedTimes = skipped
        repeatedTimes = repeated
    }

    /// Reads the time in `range` of `bytes`.
    ///
    /// - Parameters:
    ///   - bytes: the text (UTF-8), or a buffer that holds it.
    ///   - range: where in `bytes` the time stands, without blanks around it.
    ///   - previous: the time before it in the same sequence, in seconds since 1970 UTC; it decides between
    ///     the two
    ///     instants of a repeated wall time.
    public mutating func read(_ bytes: [UInt8], _ range: Range<Int>, after previous: Int64? = nil) -> Reading
    {
        if let wall = WallTime.fixedForm(bytes, range, day: &day) {
            if wall >= low, wall < high { return .time(wall &- offset) }
            return resolve(wall, after: previous)
        }
        guard let wall = wallTime(bytes, range) else { return .unreadable }
        if let offset = wall.offset { return .time(wall.seconds - Int64(offset)) }
        if wall.isDateOnly {
            let date = LocalDate(daysSince1970: Int(wall.seconds / 86_400))
            return .time(calendar.startOfDay(date).secondsSince1970)
        }
        if wall.seconds >= low, wall.seconds < high { return .time(wall.seconds - offset) }
        return resolve(wall.seconds, after: previous)
    }

    private func wallTime(_ bytes: [UInt8], _ range: Range<Int>) -> WallTime? {
        if let form, let wall = WallTime(bytes, range, form: form) { return wall }
        return WallTime(parsing: bytes, range) ?? WallTime(spelled: bytes, range)
    }

    private mutating func resolve(_ wall: Int64, after previous: Int64?) -> Reading {
        switch calendar.match(wall: wall) {
        case .once(let time):
            remember(calendar.stretch(at: time.secondsSince1970))
            return .time(time.secondsSince1970)
        case .twice(let first, let second):
            if repeatedTimes == .undecided {
                return .repeated(first: first.secondsSince1970, second: second.secondsSince1970)
            }
            let isLate =
                repeatedTimes == .ascending && (previous.map { $0 >= first.secondsSince1970 } ?? false)
            return .time((isLate ? second : first).secondsSince1970)
        case .never(let shifted):
            // A midnight that the clocks skip is still where the day begins.
            if wall % 86_400 == 0 {
                let date = LocalDate(daysSince1970: Int(wall / 86_400))
                return .time(calendar.startOfDay(date).secondsSince1970)
            }
            return skippedTimes == .shift ? .time(shifted.secondsSince1970) : .skipped
        }
    }

    private mutating func remember(_ stretch: Int) {
        let starts = calendar.starts
        let offsets = calendar.offsets
        offset = offsets[stretch]
        low = stretch == 0 ? Int64.min / 2 : starts[stretch] + max(offset, offsets[stretch - 1])
        high =
            stretch + 1 == starts.count
            ? Int64.max / 2 : starts[stretch + 1] + min(offset, offsets[stretch + 1])
    }
}

extension LocalCalendar {
    /// The instant that a text means on this calendar's clock.
    ///
    /// Accepted: `2018-01-01 00:05[:00]`, the same with `T`, with `/` or `.` and with one-digit fields
    /// (`2018/1/1 0:05`), a date alone (its first instant), and ISO 8601 with `Z` or an offset, which
    /// overrides the
    /// zone; the further spellings of ``WallTime``, such as `2018年1月1日 0:05`. Of a repeated wall time the
    /// first
    /// instant is meant.
    ///
    /// - Throws: ``TelemetryError/unreadableTime(_:)``, ``TelemetryError/skippedWallTime(_:zone:)``.
    public func timestamp(_ text: String) throws(TelemetryError) -> Timestamp {
        var reader = TimestampReader(self, repeated: .first)
        let bytes = Array(text.utf8)
        switch reader.read(bytes, 0..<bytes.count) {
        case .time(let seconds), .repeated(let seconds, _): return Timestamp(seconds)
        case .skipped: throw .skippedWallTime(text, zone: timeZoneIdentifier)
        case .unreadable: throw .unreadableTime(text)
        }
    }
}
