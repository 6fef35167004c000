import TestSupport
import WaterLoss
import Telemetry
import Testing

@Suite struct WeeklyNightFlowTests {
    /// Nights whose least hour is given, m³/s; `nil` loses a reading in every hour.
    private func nights(_ minima: [Double?]) throws -> [NightFlow] {
        let start = Timestamp(TwoZoneCity.start)
        var values: [Double] = []
        for minimum in minima {
            values += (0..<24).map { $0 == 3 ? minimum ?? .nan : $0 < 5 && minimum == nil ? .nan : 20 }
        }
        let period = try Period(from: start, to: start + Int64(values.count) * 3600)
        return try NetFlowSeries(grid: TimeGrid(covering: period, step: 3600), values: values)
            .nightFlows(calendar: .utc)
    }

    @Test func theTwentiethPercentileOfSevenNights() throws {
        // Type 7 of 1…7 at 0.2: position 6 · 0.2 = 1.2, 2 + 0.2 = 2.2. The next week's last day has 2…8: 3.2.
        let weekly = try WeeklyNightFlow(nights([7, 1, 6, 2, 5, 3, 4, 8]))
        #expect(isNear(weekly.days[6].flow, 2.2))
        // Nights 2 to 8 of the list: 1, 6, 2, 5, 3, 4, 8 → sorted 1 2 3 4 5 6 8, at 1.2: 2.2.
        #expect(isNear(weekly.days[7].flow, 2.2))
        #expect(weekly.days[2].flow == nil)
    }

    @Test func aPeriodsFigureIsTheMeanOfItsValidDays() throws {
        let weekly = try WeeklyNightFlow(nights([4, 4, 4, 4, nil, nil, nil, nil, 4, 4]))
        // Days 4…7 have four known nights of seven; on the eighth only three are left, so there is no figure.
        #expect(
            weekly.days.map { $0.flow == nil } == [
                true, true, true, false, false, false, false, true, true, true,
            ])
        let mean = try #require(weekly.mean)
        #expect(mean.days == 4 && isNear(mean.flow, 4))
        let first = weekly.days[0].date
        #expect(weekly.mean(from: first, to: first.advanced(byDays: 3)) == nil)
        // The end is not included.
        #expect(weekly.mean(from: first, to: first.advanced(byDays: 4))?.days == 1)
    }

    @Test func aNightThatHadToBeFilledHasNoMinimum() throws {
        // The lowest hours of night 2 are missing: were they filled from its neighbours, its minimum would be 1.
        let nights = try nights([1, nil, 1, 1, 1])
        #expect(nights[1].rollingMinimum == nil)
        #expect(nights.dailyFigures()[1].value == nil)
        #expect(nights.dailyFigures()[0].value == 1)
    }

    @Test func negativeNightsAreKept() throws {
        #expect(isNear(try WeeklyNightFlow(nights([-2, -2, -2, -2])).mean?.flow, -2))
    }

    @Test func impossibleWindowsAreRefused() {
        var policy = NightPolicy()
        policy.statisticDays = 0
        #expect(throws: TelemetryError.self) { try WeeklyNightFlow([], policy: policy) }
    }
}
