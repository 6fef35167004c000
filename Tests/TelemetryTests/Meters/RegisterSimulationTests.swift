import TestSupport
import Testing

@testable import Telemetry

/// Registers of meters of which the water is known: whatever the register goes through, the water comes out.
@Suite("Registers of simulated meters")
struct RegisterSimulationTests {
    /// A meter with five digits that counts whole litres, hourly for some weeks, from `first` m³ on.
    private struct Simulation {
        var truth: [Double] = [0]
        var readings: [(Int64, Double)] = []

        init(hours: Int, first: Double, _ random: inout SplitMix) {
            var total = 0.0
            for hour in 0...hours {
                readings.append((Int64(hour) * 3600, (first + total).truncatingRemainder(dividingBy: 1e5)))
                // In whole litres, so that sums are exact to rounding: 20 to 90 m³/h, never still.
                total += Double(Int.random(in: 20_000...90_000, using: &random)) / 1000
                if hour < hours { truth.append(total) }
            }
        }
    }

    private static let meter = Meter(
        id: "M1", registerDigits: 5, registerDecimals: 3, maximumFlow: 0.028)

    @Test("A register that rolls over again and again loses nothing")
    func rollovers() throws {
        var random = SplitMix(311)
        for _ in 0..<6 {
            let first = Double(Int.random(in: 90_000...99_990, using: &random))
            let water = Simulation(hours: 4000, first: first, &random)
            let register = try Samples.register(water.readings, meter: Self.meter)
            #expect(register.unknownSpans.isEmpty)
            // 4000 h of 55 m³ on average: the end of the register comes two or three times.
            let turns = Int((first + (water.truth.last ?? 0)) / 1e5)
            #expect(turns >= 2 && register.faults.count(.rollovers) == turns)
            for _ in 0..<30 {
                let from = Int.random(in: 0..<3999, using: &random)
                let to = Int.random(in: (from + 1)...4000, using: &random)
                let found = register.volume(in: try Samples.period(Int64(from) * 3600, Int64(to) * 3600))
                #expect(near(found.net, water.truth[to] - water.truth[from], within: 1e-9))
                #expect(found.coverage == 1 && found.reverse == 0)
            }
        }
    }

    @Test("Reads that fail for some hours, and reads that are missing, change no volume about them")
    func failedReads() throws {
        var random = SplitMix(312)
        for _ in 0..<20 {
            let water = Simulation(hours: 400, first: 7000, &random)
            var readings = water.readings
            // Zeros for one to three hours at a time, twelve hours apart at least.
            var at = 10
            while at < 380 {
                for place in at..<(at + Int.random(in: 1...3, using: &random)) { readings[place].1 = 0 }
                at += Int.random(in: 15...40, using: &random)
            }
            readings = readings.enumerated().filter { place, _ in
                place == 0 || place == 400 || !Int.random(in: 0..<20, using: &random).isMultiple(of: 20)
            }.map(\.element)
            let register = try Samples.register(readings, meter: Self.meter)
            #expect(register.unknownSpans.isEmpty)
            let whole = register.volume(in: try Samples.period(0, 400 * 3600))
            #expect(near(whole.net, water.truth[400], within: 1e-9) && whole.coverage == 1)
        }
    }

    @Test("Exchanges on record, at any time between two reads, leave no gap")
    func exchanges() throws {
        var random = SplitMix(313)
        for _ in 0..<40 {
            let water = Simulation(hours: 200, first: 2500, &random)
            var meter = Self.meter
            var readings = water.readings
            // Two exchanges at chance instants inside an hour; the registers between count on by the same water.
            var shift = 0.0
            for hour in [Int.random(in: 5..<80, using: &random), Int.random(in: 90..<190, using: &random)] {
                let second = Int64.random(in: 1...3599, using: &random)
                let passed = (water.truth[hour + 1] - water.truth[hour]) * Double(second) / 3600
                let old = 2500 + water.truth[hour] + passed + shift
                let new = Double(Int.random(in: 0...40, using: &random))
                meter.replacements.append(
                    .init(
                        at: Timestamp(Samples.newYear + Int64(hour) * 3600 + second), oldFinal: old,
                        newInitial: new))
                shift += new - old
                for place in (hour + 1)...200 {
                    readings[place].1 = 2500 + water.truth[place] + shift
                }
            }
            meter.replacements.shuffle(using: &random)
            let register = try Samples.register(readings, meter: meter)
            #expect(register.faults.count(.replacements) == 2 && register.unknownSpans.isEmpty)
            for (from, to) in [(0, 200), (40, 120), (0, 1), (150, 200)] {
                let found = register.volume(in: try Samples.period(Int64(from) * 3600, Int64(to) * 3600))
                #expect(near(found.net, water.truth[to] - water.truth[from], within: 1e-9))
            }
        }
    }

    @Test("Without its digits on record a rollover is an unknown hour, and only that")
    func unknownDigits() throws {
        var random = SplitMix(314)
        let water = Simulation(hours: 300, first: 95_000, &random)
        let register = try Samples.register(water.readings, meter: Meter(id: "M1", maximumFlow: 0.028))
        let place = try #require(
            water.readings.indices.dropFirst().first {
                water.readings[$0].1 < water.readings[$0 - 1].1
            })
        #expect(
            register.unknownSpans.map(\.period)
                == [try Samples.period(Int64(place - 1) * 3600, Int64(place) * 3600)])
        let whole = register.volume(in: try Samples.period(0, 300 * 3600))
        let lost = water.truth[place] - water.truth[place - 1]
        #expect(near(whole.net, water.truth[300] - lost, within: 1e-9))
        #expect(near(whole.coverage, 299.0 / 300) && whole.flags.contains(.unknownJump))
    }

    @Test("Volumes of pieces add up to the whole across every fault, wherever the cuts are")
    func pieces() throws {
        var random = SplitMix(315)
        for _ in 0..<20 {
            var readings = Simulation(hours: 200, first: 99_000, &random).readings
            for _ in 0..<6 {
                let place = Int.random(in: 1..<200, using: &random)
                readings[place].1 = Double.random(in: 0...99_999, using: &random)
            }
            let register = try Samples.register(readings, meter: Self.meter)
            var cuts = (0..<12).map { _ in Int64.random(in: 0...720_000, using: &random) }
            cuts = ([0, 720_000] + cuts).sorted()
            let whole = register.volume(in: try Samples.period(0, 720_000))
            let parts = try zip(cuts, cuts.dropFirst()).map {
                register.volume(in: try Samples.period($0.0, $0.1))
            }
            #expect(near(parts.reduce(0) { $0 + $1.net }, whole.net, within: 1e-9))
            let covered = parts.reduce(0) { $0 + $1.coverage * Double($1.period.duration) }
            #expect(near(covered, whole.coverage * 720_000, within: 1e-9))
        }
    }

    @Test("A period of no length, one before and one after the reads hold no water and say so")
    func outside() throws {
        let register = try Samples.register([(0, 5), (3600, 9)], meter: Self.meter)
        for (from, to) in [(1800, 1800), (-7200, -3600), (3600, 9000), (9000, 9900)] as [(Int64, Int64)] {
            let found = register.volume(in: try Samples.period(from, to))
            #expect(found.net == 0 && found.coverage == 0 && found.flags.contains(.incomplete))
        }
        for readings in [[], [(0, 5.0)]] as [[(Int64, Double)]] {
            let none = try Samples.register(readings, meter: Self.meter)
            #expect(none.extent == nil)
            #expect(none.volume(in: try Samples.period(0, 3600)).isUnknown)
        }
    }
}
