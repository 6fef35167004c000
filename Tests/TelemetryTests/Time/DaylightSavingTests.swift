import Foundation
import TestSupport
import Testing

@testable import Telemetry

@Suite("Days on which clocks change, around the world")
struct DaylightSavingTests {
    /// A day, its length in hours, and its first instant in UTC; from the IANA time zone database by hand.
    static let days: [(zone: String, day: String, hours: Double, start: String)] = [
        // 02:00 EST becomes 03:00 EDT, and back on the first Sunday of November.
        ("America/New_York", "2024-03-10", 23, "2024-03-10T05:00:00Z"),
        ("America/New_York", "2024-11-03", 25, "2024-11-03T04:00:00Z"),
        // Half an hour of summer time.
        ("Australia/Lord_Howe", "2024-04-07", 24.5, "2024-04-06T13:00:00Z"),
        ("Australia/Lord_Howe", "2024-10-06", 23.5, "2024-10-05T13:30:00Z"),
        // A quarter of an hour beside the others, and no summer time.
        ("Asia/Kathmandu", "2024-04-07", 24, "2024-04-06T18:15:00Z"),
        // Summer time is suspended for Ramadan.
        ("Africa/Casablanca", "2024-03-10", 25, "2024-03-09T23:00:00Z"),
        ("Africa/Casablanca", "2024-04-14", 23, "2024-04-14T00:00:00Z"),
        // Clocks change at midnight: a day without it, and one whose last hour comes twice.
        ("Asia/Tehran", "2021-03-22", 23, "2021-03-21T20:30:00Z"),
        ("Asia/Tehran", "2021-09-21", 25, "2021-09-20T19:30:00Z"),
        ("Asia/Beirut", "2024-03-31", 23, "2024-03-30T22:00:00Z"),
        ("Asia/Beirut", "2024-10-26", 25, "2024-10-25T21:00:00Z"),
        ("America/Santiago", "2024-09-08", 23, "2024-09-08T04:00:00Z"),
        ("America/Santiago", "2024-04-06", 25, "2024-04-06T03:00:00Z"),
        // 01:00 becomes 00:00: midnight comes twice, and the day begins with the first.
        ("America/Havana", "2024-11-03", 25, "2024-11-03T04:00:00Z"),
        // Changed for good by half an hour.
        ("America/Caracas", "2016-05-01", 23.5, "2016-05-01T04:30:00Z"),
        ("Asia/Pyongyang", "2015-08-14", 24.5, "2015-08-13T15:00:00Z"),
        ("Asia/Pyongyang", "2018-05-04", 23.5, "2018-05-03T15:30:00Z"),
        // Two hours of summer time.
        ("Antarctica/Troll", "2024-03-31", 22, "2024-03-31T00:00:00Z"),
        // Summer time of old.
        ("Asia/Shanghai", "1988-04-17", 23, "1988-04-16T16:00:00Z"),
        ("Asia/Shanghai", "1988-09-11", 25, "1988-09-10T15:00:00Z"),
        ("Europe/Dublin", "2024-10-27", 25, "2024-10-26T23:00:00Z"),
    ]

    @Test("A day has the hours and the beginning that the database gives it", arguments: days)
    func length(_ zone: String, _ text: String, _ hours: Double, _ start: String) throws {
        let calendar = try LocalCalendar(timeZone: zone)
        let date = try #require(LocalDate(parsing: text))
        let day = calendar.day(date)
        #expect(Double(day.duration) == hours * 3600)
        #expect(day.start.description == start)
        #expect(calendar.date(at: day.start) == date)
        #expect(calendar.date(at: day.end - 1) == date)
        #expect(calendar.date(at: day.start - 1) == date.advanced(byDays: -1))
        // Cut by the hour of the clock, the windows of a day add up to it: what comes twice is in one of them.
        let noon = calendar.window(on: date, from: 0, to: 43_200)
        let evening = calendar.window(on: date, from: 43_200, to: 86_400)
        #expect(noon.end == evening.start)
        #expect(noon.start <= calendar.startOfDay(date) || noon.start == day.start)
    }

    @Test("The days of a year touch and add up to it in every zone there is")
    func yearOfDays() throws {
        for zone in TimeZone.knownTimeZoneIdentifiers where zone.contains("/") {
            guard let calendar = try? LocalCalendar(timeZone: zone) else { continue }
            for year in [1987, 2011, 2024] {
                let first = try #require(LocalDate(year: year, month: 1, day: 1))
                let next = try #require(LocalDate(year: year + 1, month: 1, day: 1))
                var at = calendar.startOfDay(first)
                var date = first
                while date < next {
                    let day = calendar.day(date)
                    if day.start != at || day.duration < 0 || day.duration > 27 * 3600 {
                        Issue.record("\(zone) \(date)")
                    }
                    at = day.end
                    date = date.advanced(byDays: 1)
                }
                #expect(at == calendar.startOfDay(next), "\(zone)")
                let months = calendar.periods(
                    from: calendar.startOfDay(first), to: calendar.startOfDay(next), by: .month)
                #expect(months.count == 12 && months.allSatisfy(\.isComplete), "\(zone)")
            }
        }
    }

    @Test("Offsets are Foundation's at instants of chance, in every zone there is")
    func offsets() throws {
        var random = SplitMix(301)
        for zone in TimeZone.knownTimeZoneIdentifiers where zone.contains("/") {
            guard let calendar = try? LocalCalendar(timeZone: zone), let other = TimeZone(identifier: zone)
            else { continue }
            for _ in 0..<60 {
                let time = Int64.random(in: -1_000_000_000...4_000_000_000, using: &random)
                let expected = other.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time)))
                #expect(calendar.offset(at: Timestamp(time)) == expected, "\(zone) \(Timestamp(time))")
            }
        }
    }

    @Test("What the clock shows leads back to the instant, once or as one of two")
    func thereAndBack() throws {
        var random = SplitMix(302)
        for zone in [
            "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca",
            "Pacific/Apia", "America/Havana", "Antarctica/Troll", "Asia/Shanghai",
        ] {
            let calendar = try LocalCalendar(timeZone: zone)
            var twice = 0
            for change in calendar.starts.dropFirst().suffix(60) {
                for _ in 0..<20 {
                    let time = change + Int64.random(in: -9000...9000, using: &random)
                    switch calendar.match(wall: calendar.wallSeconds(at: time)) {
                    case .once(let found): #expect(found == Timestamp(time), "\(zone) \(time)")
                    case .twice(let first, let second):
                        twice += 1
                        #expect(first < second && [first, second].contains(Timestamp(time)), "\(zone)")
                        #expect(
                            calendar.wallSeconds(at: first.secondsSince1970)
                                == calendar.wallSeconds(at: second.secondsSince1970))
                    case .never: Issue.record("\(zone) \(time) was shown")
                    }
                }
            }
            #expect(twice > 0 || zone == "Asia/Kathmandu")
        }
    }

    @Test("Night windows of 02:00 to 04:00 by hand on nights of change")
    func windows() throws {
        let expected: [(String, String, Double)] = [
            // 02:00 is skipped: 03:00 to 04:00; in November 02:00 is shown once, after the change.
            ("America/New_York", "2024-03-10", 1), ("America/New_York", "2024-11-03", 2),
            // At 02:00 the clocks go back to 01:30: 02:00 comes once; in spring 02:30 follows 02:00.
            ("Australia/Lord_Howe", "2024-04-07", 2), ("Australia/Lord_Howe", "2024-10-06", 1.5),
            // At 03:00 back to 02:00; at 01:00 two hours on, to 03:00: 02:00 would have been an hour after the change, as
            // 04:00 is, so nothing is left of the window.
            ("Europe/Berlin", "2024-10-27", 3), ("Antarctica/Troll", "2024-03-31", 0),
            // At 01:00 on to 02:00, so the window is whole.
            ("Europe/London", "2024-03-31", 2), ("Asia/Kolkata", "2024-03-31", 2),
        ]
        for (zone, text, hours) in expected {
            let date = try #require(LocalDate(parsing: text))
            let window = try LocalCalendar(timeZone: zone).window(on: date, from: 7200, to: 14_400)
            #expect(Double(window.duration) == hours * 3600, "\(zone) \(text)")
        }
    }
}
