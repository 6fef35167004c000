import TestSupport
import Testing

@testable import Telemetry

/// Long gaps of a flow that repeats by the week of the wall clock: what is filled is what was drawn.
@Suite("Gaps filled by the week's profile")
struct GapProfileTests {
    /// A flow of each hour of the week, as the clocks of a zone show it.
    private func flow(_ calendar: LocalCalendar, at time: Int64) -> Double {
        let wall = time + Int64(calendar.offset(at: Timestamp(time)))
        let date = LocalDate(daysSince1970: Int(wall / 86_400))
        let hour = Double(wall % 86_400 / 3600)
        return 0.01 + 0.002 * Double(date.weekday) + 0.001 * hour
    }

    private func series(
        _ calendar: LocalCalendar, from first: String, days: Int64, scale: (Int64) -> Double = { _ in 1 },
        without gap: Range<Int64>
    ) throws -> FlowSeries {
        let start = calendar.startOfDay(try #require(LocalDate(parsing: first))).secondsSince1970
        let times = stride(from: start, to: start + days * 86_400, by: 3600).filter {
            !gap.contains($0 - start)
        }
        return try FlowSeries(
            ReadingSeries(
                element: "M", kind: .flow, times: times,
                values: times.map { flow(calendar, at: $0) * scale($0 - start) }),
            calendar: calendar)
    }

    @Test(
        "Hour by hour, whether or not the clocks change in the gap",
        arguments: [
            ("Europe/Berlin", "2024-03-01"), ("Europe/Berlin", "2024-10-01"), ("Asia/Shanghai", "2024-03-01"),
            ("America/New_York", "2024-10-05"),
        ])
    func refilled(_ zone: String, _ first: String) throws {
        let calendar = try LocalCalendar(timeZone: zone)
        // Three days about the last Sunday of the month, or the first of November, of six weeks.
        let day: Int64 = 86_400
        for days in [1, 3, 6] as [Int64] {
            let gap = (28 * day)..<((28 + days) * day)
            let found = try series(calendar, from: first, days: 56, without: gap)
            let start = try #require(found.series.times.first)
            #expect(found.gaps.map(\.treatment) == [.profile])
            let period = try Period(
                from: Timestamp(start + gap.lowerBound), to: Timestamp(start + gap.upperBound))
            #expect(found.gaps.first?.period == period)
            let expected = stride(from: gap.lowerBound, to: gap.upperBound, by: 3600).map {
                flow(calendar, at: start + $0)
            }
            let fill = try #require(found.gaps.first?.fill)
            #expect(fill.count == expected.count)
            for (a, b) in zip(fill, expected) { #expect(near(a, b, within: 1e-9)) }
            let volume = found.volume(in: period)
            #expect(near(volume.net, expected.reduce(0, +) * 3600, within: 1e-9))
            #expect(volume.coverage == 0 && volume.filledShare == 1 && volume.flags.contains(.estimated))
        }
    }

    @Test("A week of half the use on both sides of the gap has half the use in it")
    func scaled() throws {
        // Days 26 to 30 at half the flow, of which day 28 is missing: the days beside it scale the profile by half.
        let day: Int64 = 86_400
        let found = try series(
            .utc, from: "2024-03-01", days: 56, scale: { (26 * day..<31 * day).contains($0) ? 0.5 : 1 },
            without: (28 * day)..<(29 * day))
        let start = try #require(found.series.times.first)
        let period = try Period(from: Timestamp(start + 28 * day), to: Timestamp(start + 29 * day))
        let expected = (0..<24).reduce(0.0) {
            $0 + flow(.utc, at: start + 28 * day + Int64($1) * 3600) * 1800
        }
        // The profile knows three ordinary weeks before and after, and these days stay out of it, but for the days
        // 26 and 30 of halved flow, which are other weekdays.
        #expect(near(found.volume(in: period).net, expected, within: 1e-9))
    }

    @Test("A gap of more than seven days, and one without anything to learn from, stays open")
    func open() throws {
        let day: Int64 = 86_400
        let long = try series(.utc, from: "2024-03-01", days: 56, without: (20 * day)..<(27 * day + 3600))
        #expect(long.gaps.map(\.treatment) == [.unavailable])
        let start = try #require(long.series.times.first)
        let whole = long.volume(in: try Period(from: Timestamp(start), to: Timestamp(start + 56 * day)))
        #expect(near(whole.coverage, (56 - 7 - 1 / 24.0) / 56, within: 1e-9) && whole.filledShare == 0)
        #expect(whole.flags.contains(.incomplete))
        // Two hours of readings on both sides of half a day: no hour of the gap was ever measured.
        let short = try series(.utc, from: "2024-03-01", days: 1, without: 7200..<79_200)
        #expect(short.gaps.map(\.treatment) == [.unavailable])
    }
}
