/// A date of the Gregorian calendar, with no time and no zone.
public struct LocalDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public var daysSince1970: Int

    /// The date `daysSince1970` days after 1970-01-01.
    public init(daysSince1970: Int) {
        self.daysSince1970 = daysSince1970
    }

    /// The date; `nil` when the calendar has no such day, as 2019-02-29.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= LocalDate.days(inMonth: month, of: year) else {
            return nil
        }
        self.init(unchecked: year, month, day)
    }

    /// Days of a proleptic Gregorian date, counted in years that start on 1 March so that the leap day comes last.
    init(unchecked year: Int, _ month: Int, _ day: Int) {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        daysSince1970 = era * 146_097 + dayOfEra - 719_468
    }

    /// Year, month 1…12 and day 1…31.
    public var components: (year: Int, month: Int, day: Int) {
        let z = daysSince1970 + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// Day of the ISO week: 1 is Monday, 7 is Sunday.
    public var weekday: Int { LocalDate.modulo(daysSince1970 + 3, 7) + 1 }

    /// The Monday of this date's ISO week.
    public var startOfWeek: LocalDate { LocalDate(daysSince1970: daysSince1970 - (weekday - 1)) }

    /// The first day of this date's month.
    public var startOfMonth: LocalDate {
        let parts = components
        return LocalDate(unchecked: parts.year, parts.month, 1)
    }

    /// ISO 8601 week and the year it counts in; week 1 holds the year's first Thursday.
    public var isoWeek: (year: Int, week: Int) {
        let thursday = LocalDate(daysSince1970: startOfWeek.daysSince1970 + 3)
        let year = thursday.components.year
        let first = LocalDate(unchecked: year, 1, 1)
        return (year, (thursday.daysSince1970 - first.daysSince1970) / 7 + 1)
    }

    /// The date `days` later.
    public func advanced(byDays days: Int) -> LocalDate { LocalDate(daysSince1970: daysSince1970 + days) }

    /// The earlier date is the smaller.
    public static func < (a: LocalDate, b: LocalDate) -> Bool { a.daysSince1970 < b.daysSince1970 }

    /// Days of a month, 29 for February of a leap year.
    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    private static func modulo(_ a: Int, _ b: Int) -> Int {
        let r = a % b
        return r < 0 ? r + b : r
    }
}

extension LocalDate: CustomStringConvertible {
    /// `yyyy-mm-dd`.
    public var description: String {
        let parts = components
        return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
    }
}

extension LocalDate {
    /// Reads `yyyy-mm-dd`; `nil` for anything else.
    public init?(parsing text: String) {
        let bytes = Array(text.utf8)
        guard let wall = WallTime(parsing: bytes, 0..<bytes.count), wall.isDateOnly else { return nil }
        self.init(daysSince1970: Int(wall.seconds / 86_400))
    }
}

extension LocalDate: Codable {
    /// Reads `yyyy-mm-dd`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = LocalDate(parsing: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is no date such as 2018-01-31.")
        }
        self = date
    }

    /// Writes `yyyy-mm-dd`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// `number` with zeros in front up to `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(abs(number))
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (number < 0 ? "-" : "") + zeros + digits
}
