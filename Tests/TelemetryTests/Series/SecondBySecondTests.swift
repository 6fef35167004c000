import TestSupport
import Testing

@testable import Telemetry

/// Volumes, sums and nights against loops over every second or minute, written without looking at the product.
@Suite("Series second by second")
struct SecondBySecondTests {
    /// Flows of chance every minute for four hours, of which some are missing, in whole thousandths.
    private func readings(_ random: inout SplitMix, missing: Int) -> [Int64: Double] {
        var readings: [Int64: Double] = [:]
        for minute in 0..<240 {
            readings[Int64(minute) * 60] = Double(Int.random(in: -20...80, using: &random)) / 1000
        }
        for _ in 0..<missing {
            let from = Int.random(in: 1..<230, using: &random)
            for minute in from..<min(239, from + Int.random(in: 1...12, using: &random)) {
                readings[Int64(minute) * 60] = nil
            }
        }
        return readings
    }

    private func flow(_ readings: [Int64: Double], linear: Int64) throws -> FlowSeries {
        var policy = GapPolicy()
        (policy.linearSeconds, policy.profileSeconds) = (linear, 0)
        let times = readings.keys.sorted()
        let series = try ReadingSeries(
            element: "M", kind: .flow, times: times.map { Samples.newYear + $0 },
            values: times.compactMap { readings[$0] })
        return try FlowSeries(series, calendar: .utc, policy: policy)
    }

    @Test("Volumes forward and backward, with gaps left open")
    func openGaps() throws {
        var random = SplitMix(321)
        for _ in 0..<40 {
            let readings = readings(&random, missing: 4)
            let flow = try flow(readings, linear: 0)
            let from = Int64.random(in: -500...9000, using: &random)
            let to = from + Int64.random(in: 1...6000, using: &random)
            var (forward, reverse, seconds) = (0.0, 0.0, 0)
            for second in from..<to {
                // The reading of this minute stands for it; a minute without one is not measured.
                guard second >= 0, let value = readings[second / 60 * 60] else { continue }
                seconds += 1
                if value > 0 { forward += value } else { reverse -= value }
            }
            let found = flow.volume(in: try Samples.period(from, to))
            #expect(near(found.forward, forward, within: 1e-9) && near(found.reverse, reverse, within: 1e-9))
            #expect(near(found.coverage, Double(seconds) / Double(to - from), within: 1e-12))
            #expect(found.flags.contains(.incomplete) == (seconds < Int(to - from)))
            #expect(found.filledShare == 0)
        }
    }

    @Test("Gaps filled by a straight line between their neighbours")
    func linearGaps() throws {
        var random = SplitMix(322)
        for _ in 0..<40 {
            let readings = readings(&random, missing: 3)
            let flow = try flow(readings, linear: 7200)
            var filled = readings
            for minute in 0..<240 where readings[Int64(minute) * 60] == nil {
                let before = (0..<minute).last { readings[Int64($0) * 60] != nil } ?? 0
                let after = (minute..<240).first { readings[Int64($0) * 60] != nil } ?? 239
                let (a, b) = (readings[Int64(before) * 60] ?? .nan, readings[Int64(after) * 60] ?? .nan)
                filled[Int64(minute) * 60] =
                    a + (b - a) * Double(minute - before) / Double(after - before)
            }
            let from = Int64.random(in: 0...9000, using: &random)
            let to = from + Int64.random(in: 1...5000, using: &random)
            let expected = (from..<to).reduce(0.0) { $0 + (filled[$1 / 60 * 60] ?? 0) }
            let missing = (from..<to).count { readings[$0 / 60 * 60] == nil }
            let found = flow.volume(in: try Samples.period(from, to))
            #expect(near(found.net, expected, within: 1e-8))
            #expect(near(found.filledShare, Double(missing) / Double(to - from), within: 1e-12))
            #expect(found.flags.contains(.estimated) == (missing > 0))
            #expect(near(found.coverage + found.filledShare, 1, within: 1e-12))
        }
    }

    @Test("The sum of meters on a coarser grid, where all of them are known")
    func netFlow() throws {
        var random = SplitMix(323)
        for _ in 0..<20 {
            let all = [readings(&random, missing: 2), readings(&random, missing: 3)]
            let terms = [
                NetFlowSeries.Term(try flow(all[0], linear: 7200), sign: 1),
                NetFlowSeries.Term(try flow(all[1], linear: 7200), sign: -1),
            ]
            let grid = try TimeGrid(covering: Samples.period(0, 14_400), step: 420)
            let sum = NetFlowSeries.sum(terms, on: grid)
            for cell in 0..<grid.count {
                let start = grid.start(of: cell) - Timestamp(Samples.newYear)
                var total: Double? = 0
                for second in start..<(start + 420) {
                    let minute = second >= 0 ? second / 60 * 60 : -1
                    guard let a = all[0][minute], let b = all[1][minute] else {
                        total = nil
                        break
                    }
                    total = total.map { $0 + a - b }
                }
                if let total {
                    #expect(near(sum.values[cell], total / 420, within: 1e-9))
                } else {
                    // What is filled enters no night flow.
                    #expect(sum.values[cell].isNaN)
                }
            }
        }
    }

    @Test("Levels: the mean over a period of readings held for their minute")
    func levels() throws {
        var random = SplitMix(324)
        for _ in 0..<20 {
            let readings = readings(&random, missing: 2)
            let times = readings.keys.sorted()
            let levels = try LevelSeries(
                ReadingSeries(
                    element: "T", kind: .level, times: times.map { Samples.newYear + $0 },
                    values: times.compactMap { readings[$0] }))
            let from = Int64.random(in: 0...9000, using: &random)
            let to = from + Int64.random(in: 60...5000, using: &random)
            let known = (from..<to).compactMap { readings[$0 / 60 * 60] }
            let found = levels.mean(in: try Samples.period(from, to))
            if Double(known.count) >= 0.9 * Double(to - from) {
                #expect(near(found, known.reduce(0, +) / Double(known.count), within: 1e-9))
            } else {
                #expect(found == nil)
            }
            // At a reading the reading, half way to the next their mean.
            let place = Int.random(in: 0..<(times.count - 1), using: &random)
            let (a, b) = (times[place], times[place + 1])
            let middle = levels.level(at: Timestamp(Samples.newYear + (a + b) / 2))
            #expect(levels.level(at: Timestamp(Samples.newYear + a)) == readings[a])
            #expect(near(middle, ((readings[a] ?? .nan) + (readings[b] ?? .nan)) / 2, within: 1e-9))
        }
    }

    @Test("Raw readings in any order are those of the order sorted by hand")
    func cleaning() throws {
        var random = SplitMix(325)
        for _ in 0..<60 {
            // Times of few numbers, so that many repeat; of three values one is no number.
            let raw = (0..<40).map { _ in
                (
                    time: Int64.random(in: 0..<25, using: &random) * 60,
                    value: [1.0, 2, .nan][Int.random(in: 0..<3, using: &random)]
                )
            }
            let found = try ReadingSeries.cleaned(
                element: "M", kind: .flow, times: raw.map(\.time), values: raw.map(\.value))
            var byTime: [Int64: [Double]] = [:]
            for row in raw where row.value.isFinite { byTime[row.time, default: []].append(row.value) }
            let expected = byTime.filter { Set($0.value).count == 1 }.sorted { $0.key < $1.key }
            #expect(found.series.times == expected.map(\.key))
            #expect(found.series.values == expected.compactMap(\.value.first))
            #expect(found.faults.count(.nonFinite) == raw.count { $0.value.isNaN })
            let merged = expected.reduce(0) { $0 + $1.value.count - 1 }
            #expect(
                found.faults.count(.duplicatesMerged) + found.faults.count(.duplicateConflicts)
                    == merged + byTime.values.filter { Set($0).count > 1 }.reduce(0) { $0 + $1.count })
        }
    }
}
