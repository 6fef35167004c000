import InputOutput
import Foundation
import Testing

@testable import Telemetry

@Suite struct RegisterSeriesTests {
    /// Five digits, 36 m³/h at most.
    let meter = Meter(id: "M1", registerDigits: 5, maximumFlow: 0.01)
    let hour: Int64 = 3600

    @Test func interpolatesAtTheLimits() throws {
        let register = try Samples.register(
            [(0, 100), (3600, 110), (7200, 130), (10_800, 160)], meter: meter)
        let volume = register.volume(in: try Samples.period(1800, 9000))
        // 105 at 00:30, 145 at 02:30.
        #expect(near(volume.net, 40))
        #expect(volume.coverage == 1)
        #expect(volume.flags.isEmpty)
    }

    @Test func nothingBeyondTheLastReadingUnlessAsked() throws {
        let register = try Samples.register([(0, 100), (3600, 110), (7200, 120)], meter: meter)
        let period = try Samples.period(3600, 14_400)
        let measured = register.volume(in: period)
        #expect(near(measured.net, 10))
        #expect(near(measured.coverage, 1.0 / 3))
        #expect(measured.flags.contains(.incomplete) && !measured.flags.contains(.estimated))
        let estimated = register.volume(in: period, extrapolating: true)
        #expect(near(estimated.net, 30))
        #expect(near(estimated.filledShare, 2.0 / 3))
        #expect(estimated.flags.contains(.estimated) && !estimated.flags.contains(.incomplete))
        #expect(near(register.volume(in: try Samples.period(-7200, 3600), extrapolating: true).net, 30))
    }

    @Test func missingReadingsInsideDoNoHarm() throws {
        let register = try Samples.register(
            [(0, 0), (3600, 5), (7200, 10), (90_000, 125), (93_600, 130)], meter: meter)
        let volume = register.volume(in: try Samples.period(0, 93_600))
        #expect(near(volume.net, 130))
        #expect(volume.coverage == 1)
        #expect(register.volume(in: try Samples.period(0, 50_000)).flags.contains(.interpolated))
    }

    @Test func rollover() throws {
        let register = try Samples.register(
            [(0, 99_980), (3600, 99_995), (7200, 12), (10_800, 20)], meter: meter)
        #expect(register.faults.count(.rollovers) == 1)
        #expect(register.unknownSpans.isEmpty)
        // 15 + 17 + 8.
        #expect(near(register.volume(in: try Samples.period(0, 10_800)).net, 40))
    }

    @Test func aFallThatTheLargestFlowCannotExplainIsAReset() throws {
        // (500 − 99,995) mod 100,000 = 505 m³ in an hour is more than 36.
        let tooMuch = try Samples.register(
            [(0, 99_980), (3600, 99_995), (7200, 500), (10_800, 510)], meter: meter)
        // From the middle of the range no register rolls over.
        let middle = try Samples.register(
            [(0, 40_000), (3600, 40_010), (7200, 5), (10_800, 15)], meter: meter)
        // With the digits unknown nothing rolls over.
        let unknown = try Samples.register([(0, 99_980), (3600, 99_995), (7200, 12), (10_800, 20)])
        for register in [tooMuch, middle, unknown] {
            #expect(register.faults.count(.rollovers) == 0)
            #expect(register.faults.count(.resets) == 1)
            #expect(register.unknownSpans.map(\.period) == [try Samples.period(3600, 7200)])
            let volume = register.volume(in: try Samples.period(0, 10_800))
            #expect(near(volume.coverage, 2.0 / 3))
            #expect(volume.flags.contains(.unknownJump) && volume.flags.contains(.incomplete))
        }
        #expect(near(middle.volume(in: try Samples.period(0, 10_800)).net, 20))
        #expect(middle.volume(in: try Samples.period(3600, 7200)).isUnknown)
    }

    @Test func aRiseBeyondTheLargestFlowIsUnknownToo() throws {
        let register = try Samples.register(
            [(0, 100), (3600, 110), (7200, 5000), (10_800, 5010)], meter: meter)
        #expect(register.faults.count(.resets) == 1)
        #expect(near(register.volume(in: try Samples.period(0, 10_800)).net, 20))
    }

    @Test func knownReplacement() throws {
        var exchanged = meter
        exchanged.replacements = [.init(at: Timestamp(Samples.newYear + 5400), oldFinal: 4015, newInitial: 2)]
        let register = try Samples.register(
            [(0, 4000), (3600, 4010), (7200, 9), (10_800, 19)], meter: exchanged)
        #expect(register.faults.count(.replacements) == 1)
        #expect(register.faults.count(.resets) == 0)
        // 10 + (4015 − 4010) + (9 − 2) + 10.
        #expect(near(register.volume(in: try Samples.period(0, 10_800)).net, 32))
        #expect(register.volume(in: try Samples.period(0, 10_800)).coverage == 1)
    }

    @Test func aReplacementThatDoesNotFitIsUnknown() throws {
        var exchanged = meter
        exchanged.replacements = [.init(at: Timestamp(Samples.newYear + 5400), oldFinal: 3000, newInitial: 2)]
        let register = try Samples.register(
            [(0, 4000), (3600, 4010), (7200, 9), (10_800, 19)], meter: exchanged)
        #expect(register.faults.count(.replacements) == 0)
        #expect(register.unknownSpans.count == 1)
    }

    @Test func twoExchangesOnRecord() throws {
        var exchanged = meter
        exchanged.replacements = [
            .init(at: Timestamp(Samples.newYear + 9000), oldFinal: 15, newInitial: 100),
            .init(at: Timestamp(Samples.newYear + 1800), oldFinal: 4005, newInitial: 0),
        ]
        let register = try Samples.register(
            [(0, 4000), (3600, 5), (7200, 10), (10_800, 106)], meter: exchanged)
        // 5 + 5, 5, 5 + 6.
        #expect(near(register.volume(in: try Samples.period(0, 10_800)).net, 26))
        #expect(register.faults.count(.replacements) == 2)
    }

    @Test func anIsolatedSpikeIsDroppedAndItsDifferenceKept() throws {
        for wrong in [9000.0, 0, 50] {
            let register = try Samples.register(
                [(0, 100), (3600, 110), (7200, wrong), (10_800, 130), (14_400, 140)], meter: meter)
            #expect(register.faults.count(.spikes) == 1)
            #expect(register.faults[.spikes]?.first == Timestamp(Samples.newYear + 7200))
            #expect(register.unknownSpans.isEmpty)
            let volume = register.volume(in: try Samples.period(0, 14_400))
            #expect(near(volume.net, 40))
            #expect(volume.coverage == 1)
        }
    }

    @Test func backByTheLastDigitIsNoReset() throws {
        var fine = meter
        fine.registerDecimals = 1
        let register = try Samples.register(
            [(0, 100), (3600, 100.5), (7200, 100.4), (10_800, 100.4), (14_400, 101)], meter: fine)
        #expect(register.faults.count(.negative) == 1)
        #expect(register.faults.count(.resets) == 0)
        #expect(near(register.volume(in: try Samples.period(0, 14_400)).net, 1))
    }

    @Test func pulseFactorsAndTheirChange() throws {
        var pulses = meter
        pulses.pulseFactor = 0.1
        pulses.factorChanges = [.init(at: Timestamp(Samples.newYear + 7200), pulseFactor: 0.5)]
        let register = try Samples.register([(0, 0), (3600, 100), (7200, 200), (10_800, 220)], meter: pulses)
        #expect(near(register.volume(in: try Samples.period(0, 10_800)).net, 10 + 10 + 10))
        pulses.factorChanges = [.init(at: Timestamp(Samples.newYear + 9000), pulseFactor: 0.5)]
        let between = try Samples.register([(0, 0), (3600, 100), (7200, 200), (10_800, 220)], meter: pulses)
        #expect(between.unknownSpans.count == 1)
    }

    @Test func aBulkRegisterThatStopsIsStuck() throws {
        // 1 m³ an hour for ten days, nothing for four, then on.
        let readings = (0..<20 * 24).map { at -> (Int64, Double) in
            let counted = at <= 240 ? at : at <= 336 ? 240 : at - 96
            return (Int64(at) * 3600, Double(counted))
        }
        let register = try Samples.register(readings, meter: meter)
        #expect(register.unknownSpans.map(\.reason) == [.stuck])
        #expect(register.faults.seconds(.stuck) == 4 * 86_400)
        let volume = register.volume(in: try Samples.period(240 * 3600, 336 * 3600))
        #expect(volume.isUnknown)
        #expect(volume.flags.contains(.stuck))
        // A household may be away.
        var home = meter
        home.kind = .household
        #expect(try Samples.register(readings, meter: home).unknownSpans.isEmpty)
    }

    @Test func combinesTwoRegisters() throws {
        let forward = try Samples.register([(0, 0), (3600, 30)]).volume(in: try Samples.period(0, 3600))
        let reverse = try Samples.register([(0, 0), (3600, 4)]).volume(in: try Samples.period(0, 3600))
        let both = MeasuredVolume.combining(forward: forward, reverse: reverse)
        #expect(both.forward == 30 && both.reverse == 4 && both.net == 26)
    }

    @Test func periodsAddUpAcrossFaults() throws {
        let readings: [(Int64, Double)] = [
            (0, 99_970), (3600, 99_990), (7200, 10), (10_800, 5000), (14_400, 5010), (18_000, 3),
            (21_600, 23),
        ]
        let register = try Samples.register(readings, meter: meter)
        let whole = register.volume(in: try Samples.period(0, 21_600))
        var sum = 0.0
        var seconds = 0.0
        for at in 0..<27 {
            let piece = register.volume(in: try Samples.period(Int64(at) * 800, Int64(at + 1) * 800))
            sum += piece.net
            seconds += piece.coverage * 800
        }
        #expect(near(sum, whole.net))
        #expect(near(seconds, whole.coverage * 21_600))
    }

    @Test func driftBetweenRegisterAndLoggedFlow() throws {
        // 36 m³ an hour by the register; the logger reads 2 % too much on the second day.
        let register = try Samples.register((0...72).map { (Int64($0) * 3600, Double($0) * 36) })
        let flow = try Samples.flow(step: 900, count: 288) { (96..<192).contains($0) ? 0.0102 : 0.01 }
        let days = register.drift(against: flow)
        #expect(days.map(\.date.description) == ["2018-01-02"])
        #expect(near(days.first?.share, 0.02))
        #expect(register.drift(against: flow, tolerance: 0.03).isEmpty)
    }

    @Test func metersFromFilesMayLeaveOutWhatIsUnknown() throws {
        let json = """
            {"id": "M7", "kind": "household", "registerDigits": 5, "accuracy": {"random_pct": 2, "systematic_pct": 1},
             "replacements": [{"at": "2018-03-01T08:00:00+08:00", "oldFinal": 4015, "newInitial": 2}]}
            """
        let read = try JSONDecoder().decode(Meter.self, from: Data(json.utf8))
        #expect(read.kind == .household && read.registerUnit == .cubicMeters && read.pulseFactor == 1)
        #expect(read.registerCapacity == 100_000)
        #expect(read.accuracy?.systematicPercent == 1)
        #expect(read.replacements.first?.at.description == "2018-03-01T00:00:00Z")
        #expect(try JSONDecoder().decode(Meter.self, from: JSONEncoder().encode(read)) == read)
        let policy = try JSONDecoder().decode(GapPolicy.self, from: Data("{\"linearSeconds\": 60}".utf8))
        var expected = GapPolicy()
        expected.linearSeconds = 60
        #expect(policy == expected)
    }

    @Test func impossibleMetersAreRefused() {
        let odd = Meter(id: "M9", registerDigits: 0)
        #expect(
            throws: TelemetryError.impossibleMeter(
                id: "M9", field: Wording("register digits", "表底数位数"), found: "0.0",
                expected: .range("1", "15"))
        ) {
            try Samples.register([(0, 1), (1, 2)], meter: odd)
        }
        #expect(Meter(id: "M", nominalFlow: 4).largestFlow == 5)
    }
}
