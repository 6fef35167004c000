import Foundation
import Testing

@testable import Telemetry

@Suite struct NightFlowTests {
    private func net(_ terms: [(FlowSeries, Double)]) throws -> NetFlowSeries {
        let grid = try #require(TimeGrid(common: terms.map(\.0)))
        return NetFlowSeries.sum(terms.map { NetFlowSeries.Term($0.0, sign: $0.1) }, on: grid)
    }

    @Test func minimumOfTheSumIsNotTheSumOfMinima() throws {
        // Two inlets that take turns: 1 and 3, then 3 and 1; the sum is always 4.
        let a = try Samples.flow(step: 900, count: 96) { $0 / 8 % 2 == 0 ? 1 : 3 }
        let b = try Samples.flow(step: 900, count: 96) { $0 / 8 % 2 == 0 ? 3 : 1 }
        let night = try #require(try net([(a, 1), (b, 1)]).nightFlows(calendar: .utc).first)
        #expect(near(night.rollingMinimum, 4))
        #expect(near(night.fixedWindowMean, 4))
        // Each alone comes down to 1.
        let alone = try #require(try net([(a, 1)]).nightFlows(calendar: .utc).first)
        #expect(near(alone.rollingMinimum, 1))
    }

    @Test func exportsAreTakenOff() throws {
        let a = try Samples.flow(step: 900, count: 96) { _ in 5 }
        let b = try Samples.flow(step: 900, count: 96) { _ in 2 }
        #expect(near(try net([(a, 1), (b, -1)]).nightFlows(calendar: .utc).first?.rollingMinimum, 3))
    }

    @Test func theWindowIsLocalWallTime() throws {
        // Flow says its local hour in Shanghai; UTC midnight is 08:00 there.
        let shanghai = try LocalCalendar(timeZone: "Asia/Shanghai")
        let flow = try Samples.flow(step: 900, count: 3 * 96) { Double(($0 / 4 + 8) % 24) }
        let nights = try net([(flow, 1)]).nightFlows(calendar: shanghai)
        #expect(nights.map(\.date.description) == ["2018-01-02", "2018-01-03", "2018-01-04"])
        // Hours 2 and 3.
        #expect(nights.prefix(2).allSatisfy { near($0.fixedWindowMean, 2.5) })
        #expect(nights.prefix(2).allSatisfy { near($0.rollingMinimum, 0) })
    }

    @Test func hoursThatAreNotMeasuredHaveNoMinimum() throws {
        // The lowest hour, 03:00–04:00, loses one reading: it must not be filled.
        let flow = try Samples.flow(step: 900, count: 96) { $0 == 13 ? nil : ($0 / 4 == 3 ? 1 : 5) }
        let night = try #require(try net([(flow, 1)]).nightFlows(calendar: .utc).first)
        #expect(
            near(night.rollingMinimum, (3 * 5 + 1) / 4.0) || near(night.rollingMinimum, (5 * 2 + 2) / 4.0))
        #expect(near(night.coverage, 0.95))
        #expect(night.rollingMinimumStart != Timestamp(Samples.newYear + 3 * 3600))
        // 7 of 8 quarters of the fixed window are less than the 90 % asked for.
        #expect(night.fixedWindowMean == nil)
    }

    @Test func oneMissingMeterLeavesTheSumUnknown() throws {
        let a = try Samples.flow(step: 900, count: 96) { _ in 5 }
        let b = try Samples.flow(step: 900, count: 96) { $0 < 32 ? nil : 2 }
        let night = try #require(try net([(a, 1), (b, 1)]).nightFlows(calendar: .utc).first)
        #expect(night.rollingMinimum == nil)
        #expect(night.fixedWindowMean == nil)
        #expect(night.coverage == 0)
    }

    @Test func differentStepsMeetOnTheCoarserGrid() throws {
        let fine = try Samples.flow(step: 300, count: 288) { Double($0 % 3) }
        let coarse = try Samples.flow(step: 900, count: 96) { _ in 1 }
        let sum = try net([(fine, 1), (coarse, 1)])
        #expect(sum.grid.step == 900)
        #expect(sum.values.count == 96)
        #expect(sum.values.allSatisfy { near($0, 2) })
    }

    @Test func readingsBesideTheGridKeepTheirVolume() throws {
        let flow = try Samples.flow(step: 900, count: 96, from: Samples.newYear + 137) { 1 + sin(Double($0)) }
        let sum = try net([(flow, 1)])
        let known = sum.values.filter { !$0.isNaN }
        #expect(known.count == 95)
        let inner = try Samples.period(900, 900 * 96)
        #expect(near(known.reduce(0, +) * 900, flow.volume(in: inner).net))
    }

    @Test func tanksThatFillAtNightAreNoLeak() throws {
        // 4 m³/s flow in, of which 3 raise a tank of 1000 m² by 10.8 m an hour.
        let flow = try Samples.flow(step: 900, count: 97) { _ in 4 }
        let levels = try LevelSeries(Samples.series(.level, step: 900, count: 98) { Double($0) * 2.7 })
        let all = try net([(flow, 1)])
        let tank = NetFlowSeries.storage(levels, on: all.grid) { $0 * 1000 }
        let night = try #require(try all.adding(tank, sign: -1).nightFlows(calendar: .utc).first)
        #expect(near(night.rollingMinimum, 1))
        let other = try NetFlowSeries(
            grid: TimeGrid(covering: Samples.period(0, 900), step: 900), values: [1])
        #expect(throws: TelemetryError.gridsDiffer) { try all.adding(other) }
    }

    @Test func negativeNetFlowIsShown() throws {
        let flow = try Samples.flow(step: 900, count: 96) { _ in 1 }
        #expect(near(try net([(flow, -1)]).nightFlows(calendar: .utc).first?.rollingMinimum, -1))
    }

    @Test func clocksGoingBackLengthenTheNight() throws {
        let berlin = try LocalCalendar(timeZone: "Europe/Berlin")
        let start = try berlin.timestamp("2018-10-28")
        // 25 hours; the lowest is the second 02:00–03:00, the fourth hour of the day.
        let flow = try Samples.flow(step: 900, count: 100, from: start.secondsSince1970) {
            $0 / 4 == 3 ? 1 : 5
        }
        let nights = try net([(flow, 1)]).nightFlows(calendar: berlin)
        #expect(nights.count == 1)
        #expect(near(nights[0].rollingMinimum, 1))
        #expect(nights[0].rollingMinimumStart == start + 3 * 3600)
        // 02:00 (first) to 04:00 holds 5, 1 and 5.
        #expect(near(nights[0].fixedWindowMean, 11.0 / 3))
    }

    @Test func weeklyPercentileIsType7() {
        // R: quantile(c(1,2,3,4,5,6,7), 0.2) is 2.2; quantile(c(10,20,40), 0.2) is 14.
        #expect(near(Percentile.type7([7, 1, 6, 2, 5, 3, 4], 0.2), 2.2))
        #expect(near(Percentile.type7([40, 10, 20], 0.2), 14))
        #expect(Percentile.type7([], 0.2) == nil)
        let nights = (0..<10).map { at in
            NightFlow(
                date: LocalDate(daysSince1970: at), fixedWindowMean: nil,
                rollingMinimum: at == 8 ? nil : Double(at + 1),
                rollingMinimumStart: nil, coverage: 1)
        }
        let rolling = nights.rollingStatistic()
        #expect(rolling.count == 10)
        #expect(rolling[2].flow == nil)
        // Days 0…6 are 1…7; days 2…8 are 3…8 without the ninth: 3 + 5·0.2.
        #expect(near(rolling[6].flow, 2.2))
        #expect(near(rolling[8].flow, 4))
        #expect(nights.meanRollingMinimum()?.nights == 9)
    }
}
