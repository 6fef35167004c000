import Testing

@testable import Telemetry

@Suite struct LevelSeriesTests {
    @Test func interpolatesHoldsOrDoesNotKnow() throws {
        let series = try Samples.series(.level, step: 3600, count: 20) {
            (5..<15).contains($0) ? nil : Double($0)
        }
        let levels = try LevelSeries(series)
        func level(_ seconds: Int64) -> Double? { levels.level(at: Timestamp(Samples.newYear + seconds)) }
        #expect(level(0) == 0)
        #expect(near(level(5400), 1.5))
        // Half an hour after 04:00 the next reading is too far, but a reading stands for its step.
        #expect(level(4 * 3600 + 1800) == 4)
        #expect(level(5 * 3600) == 4)
        #expect(level(5 * 3600 + 1) == nil)
        #expect(level(14 * 3600) == nil)
        #expect(level(-1) == nil)
        #expect(level(20 * 3600) == 19)
        #expect(level(20 * 3600 + 1) == nil)
    }

    @Test func meanWeighsByTime() throws {
        let levels = try LevelSeries(Samples.series(.level, step: 3600, count: 4) { Double($0) })
        #expect(near(levels.mean(in: try Samples.period(0, 14_400)), 1.5))
        #expect(near(levels.mean(in: try Samples.period(1800, 7200)), 2.0 / 3))
        #expect(levels.mean(in: try Samples.period(0, 28_800)) == nil)
    }
}

@Suite struct ConsumptionSeriesTests {
    @Test func volumesCountByOverlap() throws {
        // 30 m³ in 30 days, 62 m³ in 31 days, 30 in the next 30 (its length the nominal step).
        let day: Int64 = 86_400
        let series = try ReadingSeries(
            element: "C", kind: .consumption, form: .volume,
            times: [0, 30 * day, 61 * day].map { $0 + Samples.newYear }, values: [30, 62, 30])
        let billed = try ConsumptionSeries(series)
        #expect(near(billed.volume(in: try Samples.period(20 * day, 40 * day)).net, 10 + 20))
        let whole = billed.volume(in: try Samples.period(0, 91 * day))
        #expect(near(whole.net, 122))
        #expect(whole.coverage == 1)
        #expect(billed.volume(in: try Samples.period(90 * day, 92 * day)).flags.contains(.incomplete))
    }

    @Test func ratesCountBySeconds() throws {
        let series = try Samples.series(.consumption, step: 300, count: 12, form: .rate) { Double($0) }
        let drawn = try ConsumptionSeries(series)
        #expect(near(drawn.volume(in: try Samples.period(0, 3600)).net, 300 * 66))
        #expect(near(drawn.volume(in: try Samples.period(150, 450)).net, 150))
    }

    @Test func missingIntervalsAreNotZero() throws {
        let series = try Samples.series(.consumption, step: 3600, count: 24) {
            (6..<12).contains($0) ? nil : 1
        }
        let volume = try ConsumptionSeries(series).volume(in: try Samples.period(0, 86_400))
        #expect(near(volume.net, 18))
        #expect(near(volume.coverage, 0.75))
        #expect(volume.flags.contains(.incomplete))
        #expect(volume.faults.seconds(.gaps) == 6 * 3600)
        #expect(near(volume.scaledToPeriod()?.net, 24))
    }
}
