import Foundation
import Testing

@testable import Telemetry

@Suite struct TimestampTests {
    @Test func readsAndWritesISO8601() throws {
        let time = try #require(Timestamp(iso8601: "2018-01-01T08:05:00+08:00"))
        #expect(time == Timestamp(Samples.newYear + 300))
        #expect(time.description == "2018-01-01T00:05:00Z")
        #expect(Timestamp(iso8601: "2018-01-01T00:05:00") == nil)
        let json = try JSONEncoder().encode([time])
        #expect(String(decoding: json, as: UTF8.self) == "[\"2018-01-01T00:05:00Z\"]")
        #expect(try JSONDecoder().decode([Timestamp].self, from: json) == [time])
    }

    @Test func timesBefore1970() {
        #expect(Timestamp(-1).description == "1969-12-31T23:59:59Z")
        #expect(Timestamp(iso8601: "1969-12-31T23:59:59Z") == Timestamp(-1))
    }

    @Test func periodsAreHalfOpen() throws {
        let day = try Samples.period(0, 86_400)
        let next = try Samples.period(86_400, 172_800)
        #expect(day.contains(day.start))
        #expect(!day.contains(day.end))
        #expect(next.contains(day.end))
        #expect(day.intersection(next) == nil)
        #expect(day.duration == 86_400)
        #expect(throws: TelemetryError.periodEndsBeforeStart(start: day.end, end: day.start)) {
            try Period(from: day.end, to: day.start)
        }
    }

    @Test func daysOfEveryYearCountUp() throws {
        // Foundation's calendar as the second source, over leap years, 1900 and 2000.
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        for days in stride(from: -25_567, to: 47_000, by: 13) {
            let date = LocalDate(daysSince1970: days)
            let parts = calendar.dateComponents(
                [.year, .month, .day, .weekday, .weekOfYear],
                from: Date(timeIntervalSince1970: Double(days) * 86_400))
            #expect(date.components.year == parts.year)
            #expect(date.components.month == parts.month)
            #expect(date.components.day == parts.day)
            // Foundation counts weekdays from Sunday = 1.
            #expect(date.weekday % 7 + 1 == parts.weekday)
            #expect(
                LocalDate(year: date.components.year, month: date.components.month, day: date.components.day)
                    == date)
        }
        #expect(LocalDate(year: 2019, month: 2, day: 29) == nil)
        #expect(LocalDate(year: 1900, month: 2, day: 29) == nil)
        #expect(LocalDate(year: 2000, month: 2, day: 29) != nil)
    }

    @Test(arguments: [
        ("2018-12-31", 2019, 1), ("2021-01-03", 2020, 53), ("2021-01-04", 2021, 1), ("2016-01-03", 2015, 53),
    ])
    func isoWeeks(text: String, year: Int, week: Int) throws {
        let date = LocalCalendar.utc.date(at: try LocalCalendar.utc.timestamp(text))
        #expect(date.isoWeek == (year, week))
    }
}
