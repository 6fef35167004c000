/// A day of the civil calendar in the city's own time (Asia/Shanghai, UTC+8 the whole year).
public struct LocalDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let number: Int

    /// The day `number` days after 1970-01-01.
    public init(number: Int) {
        self.number = number
    }

    /// A day of the Gregorian calendar; months and days out of range carry over.
    public init(year: Int, month: Int, day: Int) {
        // Days from civil by eras of 400 years that begin on 1 March.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// Year, month and day.
    public var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let civilMonth = month < 10 ? month + 3 : month - 9
        return (yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth, day)
    }

    /// Day of the week, 0 for Monday to 6 for Sunday.
    public var weekday: Int {
        let offset = (number + 3) % 7
        return offset < 0 ? offset + 7 : offset
    }

    /// The day as `2024-03-04`.
    public var description: String {
        let (year, month, day) = civil
        var text = TextBuffer()
        text.append(padded: year, width: 4)
        text.append("-")
        text.append(padded: month, width: 2)
        text.append("-")
        text.append(padded: day, width: 2)
        return text.string
    }

    /// Whether `left` is the earlier day.
    public static func < (left: LocalDay, right: LocalDay) -> Bool { left.number < right.number }

    /// The day `days` days later.
    public func advanced(by days: Int) -> LocalDay { LocalDay(number: number + days) }
}
