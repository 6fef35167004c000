import TestSupport
import Testing

@testable import Telemetry

/// Nights against a clock on the wall: every cell is asked what its clock shows.
@Suite("Night flows by the wall clock")
struct NightSearchTests {
    /// The net flow of ten days by the quarter of an hour, with holes.
    private func series(_ start: Int64, _ random: inout SplitMix) throws -> NetFlowSeries {
        let grid = try TimeGrid(
            covering: Period(from: Timestamp(start), to: Timestamp(start + 10 * 86_400)), step: 900)
        var values = (0..<grid.count).map { _ in Double(Int.random(in: 10...99, using: &random)) }
        for _ in 0..<12 {
            let from = Int.random(in: 0..<grid.count, using: &random)
            for cell in from..<min(grid.count, from + 3) { values[cell] = .nan }
        }
        return try NetFlowSeries(grid: grid, values: values)
    }

    @Test(
        "Windows, least hours and coverage on both nights of change",
        arguments: [
            ("Europe/Berlin", "2024-03-26"), ("Europe/Berlin", "2024-10-23"),
            ("America/New_York", "2024-03-06"), ("America/New_York", "2024-10-30"),
            ("Australia/Lord_Howe", "2024-04-02"), ("Australia/Lord_Howe", "2024-10-01"),
            ("Asia/Kathmandu", "2024-04-02"), ("America/Havana", "2024-10-30"),
            ("Asia/Shanghai", "2024-03-01"),
        ])
    func brute(_ zone: String, _ first: String) throws {
        let calendar = try LocalCalendar(timeZone: zone)
        let start = calendar.startOfDay(try #require(LocalDate(parsing: first)))
        var random = SplitMix(331)
        let net = try series(start.secondsSince1970, &random)
        // What the clock shows at the start of each cell, in days and quarters; beyond the grid nothing is measured.
        let values = net.values + [Double](repeating: .nan, count: 40)
        let shown = values.indices.map { cell -> (day: Int64, quarter: Int64) in
            let time = net.grid.start(of: cell)
            let wall = time.secondsSince1970 + Int64(calendar.offset(at: time))
            return (wall / 86_400, wall % 86_400 / 900)
        }
        for night in try net.nightFlows(calendar: calendar) {
            let day = Int64(night.date.daysSince1970)
            let window = shown.indices.filter { shown[$0].day == day && (8..<16).contains(shown[$0].quarter) }
            let fixed = window.map { values[$0] }.filter { !$0.isNaN }
            let isMeasured = Double(fixed.count) >= 0.9 * Double(window.count) && !window.isEmpty
            let mean = fixed.reduce(0, +) / Double(fixed.count)
            #expect(
                isMeasured ? near(night.fixedWindowMean, mean) : night.fixedWindowMean == nil,
                "\(night.date)")
            let search = shown.indices.filter { shown[$0].day == day && shown[$0].quarter < 20 }
            let known = search.filter { !values[$0].isNaN }
            guard let low = search.first, let high = search.last else { continue }
            #expect(near(night.coverage, Double(known.count) / Double(search.count), within: 1e-9))
            var least: Double?
            for cell in low...high where cell + 3 <= high {
                let hour = values[cell...(cell + 3)].reduce(0, +) / 4
                if !hour.isNaN { least = min(least ?? hour, hour) }
            }
            if Double(known.count) < 0.9 * Double(search.count) { least = nil }
            #expect(night.rollingMinimum == least, "\(night.date)")
        }
    }

    @Test("The weekly percentile is the rank that a sorted week has")
    func percentile() {
        var random = SplitMix(332)
        for count in 1...12 {
            for _ in 0..<20 {
                let sample = (0..<count).map { _ in Double(Int.random(in: -50...50, using: &random)) }
                let sorted = sample.sorted()
                for step in 0...20 {
                    // Position (n − 1)·p in hundredths, between two whole ranks.
                    let hundredths = (count - 1) * step * 5
                    let (rank, rest) = (hundredths / 100, hundredths % 100)
                    let next = sorted[min(rank + 1, count - 1)]
                    let expected = sorted[rank] + (next - sorted[rank]) * Double(rest) / 100
                    #expect(near(Percentile.type7(sample, Double(step) / 20), expected, within: 1e-9))
                }
            }
        }
        #expect(Percentile.type7([3, 1, 2], -5) == 1 && Percentile.type7([3, 1, 2], 7) == 3)
    }

    @Test("Of seven nights the percentile takes the known ones of the seven dates, not the seven last known")
    func rolling() throws {
        var random = SplitMix(333)
        for _ in 0..<30 {
            // Nights with holes, in any order.
            let nights = (0..<40).filter { _ in Int.random(in: 0..<5, using: &random) > 0 }.map { day in
                NightFlow(
                    date: LocalDate(daysSince1970: 19_000 + day), fixedWindowMean: nil,
                    rollingMinimum: Bool.random(using: &random) || day % 3 == 0
                        ? Double.random(in: 0...9, using: &random) : nil,
                    rollingMinimumStart: nil, coverage: 1)
            }
            let found = nights.shuffled(using: &random).rollingStatistic()
            #expect(found.map(\.date) == nights.map(\.date))
            for (date, flow) in found {
                let week = nights.filter {
                    $0.date <= date && date.daysSince1970 - $0.date.daysSince1970 < 7
                }.compactMap(\.rollingMinimum)
                if week.count < 4 {
                    #expect(flow == nil)
                } else {
                    #expect(flow == Percentile.type7(week, 0.2))
                }
            }
        }
    }
}
