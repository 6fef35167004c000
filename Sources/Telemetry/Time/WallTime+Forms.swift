import Foundation

/// Times whose form has to be known to read them.
extension WallTime {
    /// Reads a time of a form; `nil` for a text that is not of it.
    init?(_ bytes: [UInt8], _ range: Range<Int>, form: TimeForm) {
        switch form {
        case .dayFirst, .monthFirst, .yearFirst:
            guard
                let time = WallTime(fields: bytes, range, form) ?? WallTime(spelled: bytes, range, form: form)
            else { return nil }
            self = time
        case .unixSeconds: self.init(unix: bytes, range, digits: 9...10, perSecond: 1)
        case .unixMilliseconds: self.init(unix: bytes, range, digits: 12...13, perSecond: 1000)
        case .spreadsheetDays: self.init(spreadsheet: bytes, range)
        case .compactHours:
            guard range.count == 10 else { return nil }
            var whole = Array(bytes[range])
            for (place, sign) in [(4, 0x2D), (7, 0x2D), (10, 0x20)] as [(Int, UInt8)] {
                whole.insert(sign, at: place)
            }
            whole += Array(":00".utf8)
            self.init(parsing: whole, 0..<whole.count)
        }
    }

    /// Three numbers with one sign between them and a time of day, the common case: nothing is copied.
    private init?(fields bytes: [UInt8], _ range: Range<Int>, _ form: TimeForm) {
        var at = range.lowerBound
        let end = range.upperBound
        guard at >= 0, end <= bytes.count, range.count >= 6 else { return nil }
        func number(atMost limit: Int) -> (value: Int, digits: Int)? {
            var value = 0
            let start = at
            while at < end, at - start < limit, case let digit = bytes[at] &- 0x30, digit <= 9 {
                value = value * 10 + Int(digit)
                at += 1
            }
            return at > start ? (value, at - start) : nil
        }
        guard let first = number(atMost: 2), at < end else { return nil }
        let separator = bytes[at]
        guard separator == 0x2F || separator == 0x2D || separator == 0x2E else { return nil }
        at += 1
        guard let second = number(atMost: 2), at < end, bytes[at] == separator else { return nil }
        at += 1
        guard let third = number(atMost: 4) else { return nil }
        guard let day = WallTime.day(first.value, second.value, third.value, third.digits, form) else {
            return nil
        }
        var seconds = Int64(day) * 86_400
        if at == end {
            self.init(seconds: seconds, offset: nil, isDateOnly: true)
            return
        }
        guard bytes[at] == 0x20 || bytes[at] == 0x54 else { return nil }
        while at < end, bytes[at] == 0x20 || bytes[at] == 0x54 { at += 1 }
        guard let hour = number(atMost: 2), at < end, bytes[at] == 0x3A else { return nil }
        at += 1
        guard let minute = number(atMost: 2), minute.value < 60 else { return nil }
        var rest = 0
        if at < end {
            guard bytes[at] == 0x3A else { return nil }
            at += 1
            guard let read = number(atMost: 2), read.value < 60 else { return nil }
            rest = read.value
        }
        guard at == end, hour.value < 24 || (hour.value == 24 && minute.value == 0 && rest == 0) else {
            return nil
        }
        seconds += Int64(hour.value * 3600 + minute.value * 60 + rest)
        self.init(seconds: seconds, offset: nil, isDateOnly: false)
    }

    /// The day that three numbers mean, in days since 1970.
    static func day(_ first: Int, _ second: Int, _ third: Int, _ digits: Int, _ form: TimeForm) -> Int? {
        let (year, month, day): (Int, Int, Int)
        switch form {
        case .dayFirst: (year, month, day) = (third, second, first)
        case .monthFirst: (year, month, day) = (third, first, second)
        case .yearFirst:
            guard digits <= 2 else { return nil }
            (year, month, day) = (first, second, third)
        default: return nil
        }
        guard form == .yearFirst || digits == 4 || digits == 2 else { return nil }
        let whole = year < 100 ? century(year) : year
        return LocalDate(year: whole, month: month, day: day)?.daysSince1970
    }

    /// A year of two digits: 69 to 99 are of the last century, as POSIX has it.
    static func century(_ year: Int) -> Int { year + (year < 69 ? 2000 : 1900) }

    private init?(unix bytes: [UInt8], _ range: Range<Int>, digits: ClosedRange<Int>, perSecond: Int64) {
        let text = String(decoding: bytes[range], as: UTF8.self)
        // Some programs write 1709482500.0.
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, digits.contains(whole.utf8.count),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let value = Int64(whole)
        else { return nil }
        self.init(seconds: value / perSecond, offset: 0, isDateOnly: false)
    }

    /// A day number, or a day number and the share of a day in another column.
    private init?(spreadsheet bytes: [UInt8], _ range: Range<Int>) {
        guard range.count <= 40 else { return nil }
        let text = String(decoding: bytes[range], as: UTF8.self)
        let parts = text.split(separator: " ").map { $0.replacing(",", with: ".") }
        let isPlain = parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E } }
        let numbers = parts.compactMap(Double.init)
        guard isPlain, (1...2).contains(numbers.count), numbers.count == parts.count,
            (20_000..<80_000).contains(numbers[0]), numbers.count == 1 || (0...1).contains(numbers[1])
        else { return nil }
        let days = numbers[0] + (numbers.count == 2 ? numbers[1] : 0)
        var second = Int64(((days - 25_569) * 86_400).rounded())
        // Five decimals of a day are 0.86 s: a logger's quarter of an hour comes back a second off.
        let past = (second % 60 + 60) % 60
        if past == 1 { second -= 1 } else if past == 59 { second += 1 }
        let isWhole = numbers.count == 1 && !text.contains(".") && !text.contains(",")
        self.init(seconds: second, offset: nil, isDateOnly: isWhole)
    }

    private init(seconds: Int64, offset: Int32?, isDateOnly: Bool) {
        (self.seconds, self.offset, self.isDateOnly) = (seconds, offset, isDateOnly)
    }
}
