/// What a clock on the wall shows, read from text; an offset only where the text carries one.
struct WallTime: Equatable {
    /// Seconds since 1970-01-01T00:00:00 on this wall clock.
    var seconds: Int64
    /// Offset from UTC in seconds, where the text says so.
    var offset: Int32?
    /// Whether the text was a date with no time of day.
    var isDateOnly: Bool

    /// Reads `yyyy-mm-dd[(T| )hh:mm[:ss[.fff]]][Z|±hh[[:]mm]]`, with `/` or `.` for `-`, and one-digit fields.
    ///
    /// Fractions of a second are cut off. `24:00` is the midnight that ends the day. Nothing else may follow.
    init?(parsing bytes: [UInt8], _ range: Range<Int>) {
        var at = range.lowerBound
        let end = range.upperBound
        guard end - at >= 8, end <= bytes.count, at >= 0 else { return nil }
        guard let year = WallTime.number(bytes, &at, end, atMost: 4), year >= 1000 else { return nil }
        guard at < end else { return nil }
        let separator = bytes[at]
        guard separator == 0x2D || separator == 0x2F || separator == 0x2E else { return nil }
        at += 1
        guard let month = WallTime.number(bytes, &at, end, atMost: 2), at < end, bytes[at] == separator else {
            return nil
        }
        at += 1
        guard let day = WallTime.number(bytes, &at, end, atMost: 2),
            month >= 1, month <= 12, day >= 1, day <= LocalDate.days(inMonth: month, of: year)
        else { return nil }
        seconds = Int64(LocalDate(unchecked: year, month, day).daysSince1970) * 86_400
        isDateOnly = true
        if at == end { return }

        guard bytes[at] == 0x20 || bytes[at] == 0x54 || bytes[at] == 0x74 else { return nil }
        while at < end, bytes[at] == 0x20 || bytes[at] == 0x54 || bytes[at] == 0x74 { at += 1 }
        isDateOnly = false
        guard let hour = WallTime.number(bytes, &at, end, atMost: 2), at < end, bytes[at] == 0x3A else {
            return nil
        }
        at += 1
        guard let minute = WallTime.number(bytes, &at, end, atMost: 2), minute < 60 else { return nil }
        var second = 0
        if at < end, bytes[at] == 0x3A {
            at += 1
            guard let read = WallTime.number(bytes, &at, end, atMost: 2), read < 60 else { return nil }
            second = read
            if at < end, bytes[at] == 0x2E || bytes[at] == 0x2C {
                at += 1
                guard WallTime.number(bytes, &at, end, atMost: 9) != nil else { return nil }
            }
        }
        guard hour < 24 || (hour == 24 && minute == 0 && second == 0) else { return nil }
        seconds += Int64(hour * 3600 + minute * 60 + second)
        if at < end, !readOffset(bytes, &at, end) { return nil }
        guard at == end else { return nil }
    }

    private mutating func readOffset(_ bytes: [UInt8], _ at: inout Int, _ end: Int) -> Bool {
        if bytes[at] == 0x20 { at += 1 }
        guard at < end else { return false }
        switch bytes[at] {
        case 0x5A, 0x7A:
            at += 1
            offset = 0
            return true
        case 0x2B, 0x2D:
            let sign: Int32 = bytes[at] == 0x2B ? 1 : -1
            at += 1
            guard let hours = WallTime.number(bytes, &at, end, atMost: 2), hours <= 18 else { return false }
            var minutes = 0
            if at < end {
                if bytes[at] == 0x3A { at += 1 }
                guard let read = WallTime.number(bytes, &at, end, atMost: 2), read < 60 else { return false }
                minutes = read
            }
            offset = sign * Int32(hours * 3600 + minutes * 60)
            return true
        default:
            return false
        }
    }

    /// One to `limit` digits; `nil` when there is none.
    @inline(__always)
    private static func number(_ bytes: [UInt8], _ at: inout Int, _ end: Int, atMost limit: Int) -> Int? {
        var value = 0
        var count = 0
        while at < end, count < limit {
            let digit = bytes[at] &- 0x30
            if digit > 9 { break }
            value = value &* 10 &+ Int(digit)
            at &+= 1
            count &+= 1
        }
        return count > 0 ? value : nil
    }

    /// Wall seconds of the fixed form `yyyy-mm-dd hh:mm:ss` (19 bytes) or `yyyy-mm-dd hh:mm` (16 bytes), with `-` or
    /// `/` and a blank or `T`; `nil` sends the caller to the general reader.
    ///
    /// `day` remembers the last date text (8 digits as one number) and its seconds, so that the calendar is asked
    /// once a day only.
    @inline(__always)
    static func fixedForm(
        _ bytes: [UInt8], _ range: Range<Int>, day: inout (digits: Int32, seconds: Int64)
    ) -> Int64? {
        let at = range.lowerBound
        let count = range.count
        guard count == 19 || count == 16, at >= 0, range.upperBound <= bytes.count else { return nil }
        var wrong: UInt8 = 0
        @inline(__always) func pair(_ offset: Int) -> Int32 {
            let a = bytes[at &+ offset] &- 0x30
            let b = bytes[at &+ offset &+ 1] &- 0x30
            wrong |= (a > 9 || b > 9) ? 1 : 0
            return Int32(a) &* 10 &+ Int32(b)
        }
        let separator = bytes[at &+ 4]
        guard separator == 0x2D || separator == 0x2F, bytes[at &+ 7] == separator,
            bytes[at &+ 10] == 0x20 || bytes[at &+ 10] == 0x54, bytes[at &+ 13] == 0x3A
        else { return nil }
        let year = pair(0) &* 100 &+ pair(2)
        let month = pair(5)
        let dayOfMonth = pair(8)
        let hour = pair(11)
        let minute = pair(14)
        var second: Int32 = 0
        if count == 19 {
            guard bytes[at &+ 16] == 0x3A else { return nil }
            second = pair(17)
        }
        guard wrong == 0, hour < 24, minute < 60, second < 60 else { return nil }
        let digits = (year &* 100 &+ month) &* 100 &+ dayOfMonth
        if digits != day.digits {
            guard year >= 1000, let date = LocalDate(year: Int(year), month: Int(month), day: Int(dayOfMonth))
            else { return nil }
            day = (digits, Int64(date.daysSince1970) * 86_400)
        }
        return day.seconds &+ Int64(hour &* 3600 &+ minute &* 60 &+ second)
    }

    /// `yyyy-mm-ddThh:mm:ss` of a wall clock.
    static func text(seconds: Int64) -> String {
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = Int(seconds - days * 86_400)
        let date = LocalDate(daysSince1970: Int(days))
        return "\(date)T\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))"
    }
}
