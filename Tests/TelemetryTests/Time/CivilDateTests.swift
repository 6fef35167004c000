import Testing

@testable import Telemetry

@Suite("Dates counted one by one")
struct CivilDateTests {
    @Test("Eight hundred years walked day by day have the dates, weekdays and weeks of a wall calendar")
    func walk() throws {
        // 1600-03-01 was a Wednesday; the Gregorian calendar repeats after 400 years of 20 871 weeks.
        var (year, month, day, weekday) = (1600, 3, 1, 3)
        var number = try #require(LocalDate(year: 1600, month: 3, day: 1)).daysSince1970
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        // The week's number: of the year that holds its Thursday, Thursdays counted.
        var thursdays = 0
        var isCounting = false
        while year < 2400 {
            let date = LocalDate(daysSince1970: number)
            let parts = date.components
            if parts.year != year || parts.month != month || parts.day != day || date.weekday != weekday {
                Issue.record("\(date) is not \(year)-\(month)-\(day)")
                return
            }
            if month == 1, day == 1 { (thursdays, isCounting) = (0, true) }
            if weekday == 4, isCounting {
                thursdays += 1
                if date.isoWeek != (year, thursdays) { Issue.record("week of \(date)") }
                if date.startOfWeek.isoWeek != (year, thursdays) { Issue.record("week of \(date)") }
                if date.startOfWeek.advanced(byDays: 6).isoWeek != (year, thursdays) {
                    Issue.record("week of \(date)")
                }
            }
            let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
            let last = month == 2 && isLeap ? 29 : lengths[month - 1]
            day += 1
            if day > last { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
            weekday = weekday % 7 + 1
            number += 1
        }
    }

    @Test("Days that history knows")
    func known() throws {
        // 1970-01-01 Thursday, 2000-01-01 Saturday, 1900-02-28 Wednesday, 2024-02-29 Thursday.
        let days: [(String, Int, Int)] = [
            ("1970-01-01", 0, 4), ("2000-01-01", 10_957, 6), ("1900-03-01", -25_508, 4),
            ("2024-02-29", 19_782, 4),
        ]
        for (text, number, weekday) in days {
            let date = try #require(LocalDate(parsing: text))
            #expect(date.daysSince1970 == number && date.weekday == weekday, "\(text)")
            #expect(date.description == text)
        }
        // ISO 8601: 2020-12-31 lies in week 53, 2021-01-03 still; 2024-12-30 in week 1 of 2025.
        #expect(LocalDate(parsing: "2021-01-03")?.isoWeek ?? (0, 0) == (2020, 53))
        #expect(LocalDate(parsing: "2024-12-30")?.isoWeek ?? (0, 0) == (2025, 1))
    }

    @Test("Days that never were are refused")
    func refused() {
        for (year, month, day) in [
            (1900, 2, 29), (2023, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1),
            (2024, 1, 0), (2024, 1, 32), (2024, -1, 5),
        ] {
            #expect(LocalDate(year: year, month: month, day: day) == nil, "\(year)-\(month)-\(day)")
        }
        for text in ["2024-1-1 ", "2024-02-30", "24-01-01", "2024-01-01T00:00", "", "2024-01", "𝟐024-01-01"] {
            #expect(LocalDate(parsing: text) == nil, "\(text)")
        }
    }
}
