import InputOutput
import Foundation
import Testing

@testable import Telemetry

@Suite struct FlowSeriesTests {
    @Test func readingsAreHeldToTheNext() throws {
        // 1, 2, 3, … m³/s for 300 s each.
        let flow = try Samples.flow(count: 12) { Double($0 + 1) }
        #expect(flow.step == 300)
        let all = flow.volume(in: try Samples.period(0, 3600))
        #expect(near(all.net, 23_400))
        #expect(all.coverage == 1)
        #expect(all.flags.isEmpty)
        // From the middle of the first to the middle of the third: 150 · 1 + 300 · 2 + 150 · 3.
        let part = flow.volume(in: try Samples.period(150, 750))
        #expect(near(part.net, 1200))
        // Inside one reading.
        #expect(near(flow.volume(in: try Samples.period(310, 320)).net, 20))
    }

    @Test func halfOpenPiecesAddUpToTheWhole() throws {
        let flow = try Samples.flow(count: 288) { 1 + sin(Double($0)) }
        let whole = flow.volume(in: try Samples.period(0, 86_400)).net
        var pieces = 0.0
        for hour in 0..<24 {
            let piece = flow.volume(
                in: try Samples.period(Int64(hour) * 3600 - 17, Int64(hour + 1) * 3600 - 17))
            pieces += piece.net
        }
        pieces += flow.volume(in: try Samples.period(86_400 - 17, 86_400)).net
        #expect(near(pieces, whole))
    }

    @Test func reverseFlowIsKeptApart() throws {
        let flow = try Samples.flow(count: 12) { $0 < 4 ? -0.5 : 1 }
        let volume = flow.volume(in: try Samples.period(0, 3600))
        #expect(near(volume.forward, 8 * 300))
        #expect(near(volume.reverse, 4 * 150))
        #expect(near(volume.net, 1800))
    }

    @Test func outsideTheReadingsNothingIsKnown() throws {
        let flow = try Samples.flow(count: 12) { _ in 1 }
        let half = flow.volume(in: try Samples.period(0, 7200))
        #expect(near(half.coverage, 0.5))
        #expect(near(half.net, 3600))
        #expect(half.flags.contains(.incomplete) && half.flags.contains(.lowCoverage))
        let none = flow.volume(in: try Samples.period(7200, 10_800))
        #expect(none.isUnknown)
        #expect(none.flags.contains(.incomplete))
        let scaled = try #require(half.scaledToPeriod())
        #expect(near(scaled.net, 7200))
        #expect(scaled.flags.contains(.estimated))
        #expect(none.scaledToPeriod() == nil)
    }

    @Test func shortGapsAreFilledByALine() throws {
        // 10 readings missing (50 min) between 1 and 3 m³/s: the mean of the line is 2.
        let flow = try Samples.flow(count: 100) { (40..<50).contains($0) ? nil : ($0 < 40 ? 1 : 3) }
        #expect(flow.gaps.count == 1)
        #expect(flow.gaps[0].treatment == .line)
        let gap = flow.gaps[0].period
        #expect(gap.duration == 3000)
        let filled = flow.volume(in: gap)
        #expect(near(filled.net, 2 * 3000))
        #expect(filled.coverage == 0)
        #expect(filled.filledShare == 1)
        #expect(filled.flags.contains(.estimated) && !filled.flags.contains(.incomplete))
        #expect(filled.faults.seconds(.filled) == 3000)
    }

    @Test func oneMissingReadingIsNoZero() throws {
        let flow = try Samples.flow(count: 100) { $0 == 50 ? nil : 2 }
        let volume = flow.volume(in: try Samples.period(0, 30_000))
        #expect(near(volume.net, 60_000))
        #expect(near(volume.filledShare, 0.01))
    }

    /// A week's pattern: by hour of day, doubled at the weekend.
    private func pattern(_ hour: Int) -> Double {
        let weekday = hour / 24 % 7
        return Double(1 + hour % 24) * (weekday >= 5 ? 2 : 1)
    }

    @Test func gapsOfDaysTakeTheProfileOfTheirWeekdays() throws {
        // Five weeks of hours; from Friday to Monday of the third week is missing.
        let missing = (14 + 4) * 24..<(14 + 7) * 24
        let flow = try Samples.flow(step: 3600, count: 35 * 24) { missing.contains($0) ? nil : pattern($0) }
        #expect(flow.gaps.map(\.treatment) == [.profile])
        let expected = missing.reduce(0.0) { $0 + pattern($1) * 3600 }
        #expect(near(flow.volume(in: flow.gaps[0].period).net, expected))
    }

    @Test func theProfileIsScaledToTheDaysBesideTheGap() throws {
        // In the third week everything is half as much again, and a day of it is missing.
        let missing = (14 + 2) * 24..<(14 + 3) * 24
        let flow = try Samples.flow(step: 3600, count: 35 * 24) { hour in
            let factor = (14 * 24..<21 * 24).contains(hour) ? 1.5 : 1
            return missing.contains(hour) ? nil : pattern(hour) * factor
        }
        let expected = missing.reduce(0.0) { $0 + pattern($1) * 1.5 * 3600 }
        let net = flow.volume(in: flow.gaps[0].period).net
        #expect(near(net, expected))
    }

    @Test func longGapsStayEmpty() throws {
        let flow = try Samples.flow(step: 3600, count: 35 * 24) {
            (240..<240 + 8 * 24).contains($0) ? nil : 1
        }
        #expect(flow.gaps.map(\.treatment) == [.unavailable])
        let volume = flow.volume(in: try Samples.period(0, 35 * 86_400))
        #expect(volume.flags.contains(.incomplete))
        #expect(near(volume.coverage, 27.0 / 35))
        #expect(near(volume.net, 27 * 86_400))
        #expect(volume.faults.seconds(.gaps) == 8 * 86_400)
    }

    @Test func thresholdsDecide() throws {
        var policy = GapPolicy()
        policy.linearSeconds = 0
        policy.profileSeconds = 0
        let flow = try Samples.flow(count: 100, policy: policy) { $0 == 50 ? nil : 2 }
        #expect(flow.gaps.map(\.treatment) == [.unavailable])
        policy.gapFactor = 0.5
        #expect(
            throws: TelemetryError.impossibleThreshold(
                field: Wording(verbatim: "gapFactor"), found: "0.5", expected: .moreThan("1"))
        ) {
            try Samples.flow(count: 10, policy: policy) { _ in 1 }
        }
    }

    @Test func aMeterThatStandsStillIsStuck() throws {
        // Ten days that vary, five days of one value, ten days that vary.
        let flow = try Samples.flow(step: 3600, count: 25 * 24) { hour in
            (240..<360).contains(hour) ? 3.25 : 2 + sin(Double(hour))
        }
        #expect(flow.stuckSpans == [try Samples.period(240 * 3600, 360 * 3600)])
        #expect(flow.faults.seconds(.stuck) == 5 * 86_400)
        let volume = flow.volume(in: try Samples.period(0, 25 * 86_400))
        #expect(near(volume.coverage, 0.8))
        #expect(volume.flags.contains(.stuck))
    }

    @Test func stuckAtZeroIsNotZero() throws {
        var policy = GapPolicy()
        policy.profileSeconds = 0
        let flow = try Samples.flow(step: 3600, count: 25 * 24, policy: policy) { hour in
            (240..<360).contains(hour) ? 0 : 2 + sin(Double(hour))
        }
        let volume = flow.volume(in: try Samples.period(240 * 3600, 360 * 3600))
        #expect(volume.isUnknown)
        #expect(volume.flags.contains(.incomplete))
    }

    @Test func aMeterStuckToTheEndIsStuckToo() throws {
        let flow = try Samples.flow(step: 3600, count: 20 * 24) { $0 < 240 ? 2 + sin(Double($0)) : 0 }
        #expect(flow.stuckSpans == [try Samples.period(240 * 3600, 480 * 3600)])
        #expect(flow.extent?.duration == 1_728_000)
        let volume = flow.volume(in: try Samples.period(0, 20 * 86_400))
        #expect(near(volume.coverage, 0.5))
        #expect(volume.flags.isSuperset(of: [.stuck, .incomplete]))
        #expect(volume.faults.seconds(.stuck) == 10 * 86_400)
    }

    @Test func aGapBeforeAStuckSpanIsNotMeasured() throws {
        // Readings 230…239 are missing, then five days stand still.
        let flow = try Samples.flow(step: 3600, count: 25 * 24) { hour in
            (230..<240).contains(hour) ? nil : (240..<360).contains(hour) ? 3.25 : 2 + sin(Double(hour))
        }
        #expect(flow.gaps.map(\.period) == [try Samples.period(230 * 3600, 360 * 3600)])
    }

    @Test func pumpsRunAndRestForHours() throws {
        // 44 m³/h for 30 hours, off for 18, again and again: no fault, nor one weekend off.
        let flow = try Samples.flow(count: 288 * 40) { at in
            let hour = at / 12
            return hour % 48 < 30 && !(500..<560).contains(hour) ? 44.0 / 3600 : 0
        }
        #expect(flow.stuckSpans.isEmpty)
        #expect(flow.faults.isEmpty)
        // A boundary valve that is always shut.
        #expect(try Samples.flow(count: 288 * 40) { _ in 0 }.faults.isEmpty)
    }

    @Test func uncertaintyJoinsMeterAndFilling() throws {
        let meter = Meter(id: "M", accuracy: MeterAccuracy(randomPercent: 2, systematicPercent: 1))
        let flow = try Samples.flow(count: 100, meter: meter) { (40..<50).contains($0) ? nil : 1 }
        let volume = flow.volume(in: try Samples.period(0, 30_000))
        // 2 % of all 30,000, for what is filled stems from the same meter, and 20 % of 3,000 filled; 1 % of all.
        #expect(near(volume.randomHalfWidth, (600.0 * 600 + 600 * 600).squareRoot()))
        #expect(near(volume.systematicHalfWidth, 300))
        #expect(
            try Samples.flow(count: 100) { _ in 1 }.volume(in: try Samples.period(0, 300)).randomHalfWidth
                == nil)
    }

    @Test func otherKindsAreRefused() throws {
        let series = try Samples.series(.level, step: 300, count: 3) { _ in 1 }
        #expect(throws: TelemetryError.wrongKind(element: "M1", found: .level, expected: [.flow])) {
            try FlowSeries(series, calendar: .utc)
        }
    }
}
