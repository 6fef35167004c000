import Foundation

/// The calendar and clock of one IANA time zone, as a table of its offsets from UTC.
///
/// The table covers 1900 to 2100 and is built once, in about a millisecond; after that every look-up is a
/// search in a few dozen numbers, so that millions of readings can be placed in their local day.
public struct LocalCalendar: Sendable {
    /// IANA name of the zone, such as `Asia/Shanghai`.
    public let timeZoneIdentifier: String
    /// First instant of each stretch of constant offset; the first is the beginning of time.
    let starts: [Int64]
    /// Offset of each stretch in seconds, east of Greenwich positive.
    let offsets: [Int64]

    /// Coordinated Universal Time.
    public static let utc = LocalCalendar(fixedOffset: 0, name: "UTC")

    /// The calendar of an IANA time zone.
    ///
    /// - Throws: ``TelemetryError/unknownTimeZone(_:)``.
    public init(timeZone identifier: String) throws(TelemetryError) {
        guard ZoneName.isIANA(identifier), let zone = TimeZone(identifier: identifier) else {
            throw .unknownTimeZone(identifier)
        }
        self.init(zone: zone, name: identifier)
    }

    /// The calendar of a name that was taken for a zone before only IANA names were: `CST`, `UTC+8`. For
    /// times that were
    /// read by it.
    package init?(formerName name: String) {
        guard let zone = TimeZone(identifier: name) else { return nil }
        self.init(zone: zone, name: name)
    }

    private init(fixedOffset: Int64, name: String) {
        timeZoneIdentifier = name
        starts = [Int64.min]
        offsets = [fixedOffset]
    }

    private init(zone: TimeZone, name: String) {
        func offset(_ time: Int64) -> Int64 {
            Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time))))
        }
        // Zones keep an offset for weeks at least, so weekly probes see every change; halving finds its
        // second.
        let week: Int64 = 7 * 86_400
        var time: Int64 = -2_208_988_800
        let last: Int64 = 4_102_444_800
        var current = offset(time)
        var starts = [Int64.min]
        var offsets = [current]
        while time < last {
            let next = time + week
            let then = offset(next)
            if then != current {
                var low = time
                var high = next
                while high - low > 1 {
                    let middle = low + (high - low) / 2
                    if offset(middle) == current { low = middle } else { high = middle }
                }
                starts.append(high)
                offsets.append(then)
                current = then
            }
            time = next
        }
        timeZoneIdentifier = name
        self.starts = starts
        self.offsets = offsets
    }

    /// Offset from UTC in seconds at an instant, east of Greenwich positive.
    public func offset(at time: Timestamp) -> Int { Int(offsets[stretch(at: time.secondsSince1970)]) }

    /// Position of the stretch of constant offset that holds an instant.
    func stretch(at time: Int64) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= time { low = middle } else { high = middle }
        }
        return low
    }

    /// Seconds since 1970-01-01T00:00 that the wall clock shows at an instant.
    func wallSeconds(at time: Int64) -> Int64 { time + offsets[stretch(at: time)] }

    /// The local date at an instant.
    public func date(at time: Timestamp) -> LocalDate {
        let wall = wallSeconds(at: time.secondsSince1970)
        return LocalDate(daysSince1970: Int(wall >= 0 ? wall / 86_400 : (wall - 86_399) / 86_400))
    }

    /// The instants at which the wall clock shows a time.
    ///
    /// - Parameters:
    ///   - date: the local date.
    ///   - secondOfDay: seconds that the clock is past midnight, 0…86,400; 86,400 is the next day's midnight.
    public func instants(on date: LocalDate, secondOfDay: Int) -> WallTimeMatch {
        match(wall: Int64(date.daysSince1970) * 86_400 + Int64(secondOfDay))
    }

    /// The instants at which the wall clock shows `wall` seconds since 1970-01-01T00:00.
    func match(wall: Int64) -> WallTimeMatch {
        // No zone is more than a day from UTC.
        var position = stretch(at: wall - 86_400)
        var first: Int64?
        while position < starts.count, starts[position] <= wall + 86_400 {
            let time = wall - offsets[position]
            let ends = position + 1 < starts.count ? starts[position + 1] : Int64.max
            if starts[position] <= time, time < ends {
                if let earlier = first { return .twice(first: Timestamp(earlier), second: Timestamp(time)) }
                first = time
            }
            position += 1
        }
        if let first { return .once(Timestamp(first)) }
        // Skipped: read with the offset before the change, the clock has gone on by the length of the gap.
        let before = stretch(at: wall - 86_400)
        var time = wall - offsets[before]
        position = before
        while position + 1 < starts.count, wall - offsets[position] >= starts[position + 1] {
            time = wall - offsets[position]
            position += 1
        }
        return .never(shifted: Timestamp(time))
    }

    /// The first instant of a local date; where midnight is skipped, the first instant after it.
    public func startOfDay(_ date: LocalDate) -> Timestamp {
        switch match(wall: Int64(date.daysSince1970) * 86_400) {
        case .once(let time): return time
        case .twice(let first, _): return first
        case .never:
            // The day begins with the change itself.
            let wall = Int64(date.daysSince1970) * 86_400
            return Timestamp(starts[stretch(at: wall - offsets[stretch(at: wall - 86_400)])])
        }
    }

    /// A local day: 24 h, but 23 h or 25 h where the clocks change.
    public func day(_ date: LocalDate) -> Period {
        Period(
            ordered: startOfDay(date).secondsSince1970,
            startOfDay(date.advanced(byDays: 1)).secondsSince1970)
    }

    /// The part of a local day between two wall times, as 02:00 to 04:00.
    ///
    /// A limit that the clocks skip moves forward with them, so the window is shorter that night (or empty);
    /// a limit that they show twice is taken so that the window is the longer one.
    ///
    /// - Parameters:
    ///   - date: the local day.
    ///   - from: seconds past midnight on the wall clock.
    ///   - to: seconds past midnight on the wall clock.
    public func window(on date: LocalDate, from: Int, to: Int) -> Period {
        let start: Timestamp
        switch instants(on: date, secondOfDay: from) {
        case .once(let time), .twice(let time, _), .never(let time): start = time
        }
        let end: Timestamp
        switch instants(on: date, secondOfDay: to) {
        case .once(let time), .twice(_, let time), .never(let time): end = time
        }
        return Period(ordered: start.secondsSince1970, max(start, end).secondsSince1970)
    }

    /// ISO 8601 text of an instant with the local offset, as `2018-01-01T00:05:00+08:00`.
    public func format(_ time: Timestamp) -> String {
        let offset = offset(at: time)
        let size = abs(offset)
        let sign = offset < 0 ? "-" : "+"
        return WallTime.text(seconds: time.secondsSince1970 + Int64(offset))
            + "\(sign)\(padded(size / 3600, 2)):\(padded(size / 60 % 60, 2))"
    }
}

extension LocalCalendar: Hashable {
    /// Calendars of the same zone are equal.
    public static func == (a: LocalCalendar, b: LocalCalendar) -> Bool {
        a.timeZoneIdentifier == b.timeZoneIdentifier
    }

    /// Hashes the zone's name.
    public func hash(into hasher: inout Hasher) { hasher.combine(timeZoneIdentifier) }
}

/// How often, and when, the clocks of a zone show a wall time.
public enum WallTimeMatch: Hashable, Sendable {
    /// Once: nearly always.
    case once(Timestamp)
    /// Twice, on the night the clocks are put back.
    case twice(first: Timestamp, second: Timestamp)
    /// Never: the clocks were put forward over it. `shifted` is as long after the change as the wall time is
    /// after the last time shown before it, so that 02:30 becomes 03:30.
    case never(shifted: Timestamp)
}
