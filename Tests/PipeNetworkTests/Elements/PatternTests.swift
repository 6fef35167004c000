import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Patterns")
struct PatternTests {
    /// The mean by seconds: whole numbers of seconds alone, each with the multiplier of its step.
    private func bySeconds(_ multipliers: [Double], _ from: Int, _ to: Int, _ step: Int) -> Double {
        let sum = (from..<to).reduce(0.0) { sum, second in
            let period = Int((Double(second) / Double(step)).rounded(.down))
            let place = (period % multipliers.count + multipliers.count) % multipliers.count
            return sum + multipliers[place]
        }
        return sum / Double(to - from)
    }

    @Test("The mean over any seconds is that of each second, before time 0 too", arguments: 0..<60)
    func seconds(seed: UInt64) {
        var random = SplitMix(seed)
        let multipliers = (0..<Int.random(in: 1...5, using: &random)).map { _ in
            Double.random(in: -1...3, using: &random)
        }
        let pattern = Pattern(id: "P", multipliers: multipliers)
        let step = Int.random(in: 1...7, using: &random)
        for _ in 0..<20 {
            let from = Int.random(in: -60...60, using: &random)
            let to = from + Int.random(in: 1...80, using: &random)
            let mean = pattern.mean(from: Double(from), to: Double(to), step: Double(step))
            #expect(isNear(mean, bySeconds(multipliers, from, to, step), 1e-9), "\(from) to \(to) by \(step)")
        }
    }

    @Test("A whole cycle has the plain mean wherever it begins; periods add up", arguments: 0..<30)
    func invariants(seed: UInt64) {
        var random = SplitMix(seed)
        let multipliers = (0..<24).map { _ in Double.random(in: 0...2, using: &random) }
        let pattern = Pattern(id: "P", multipliers: multipliers)
        let from = Double.random(in: -1e6...1e6, using: &random)
        #expect(isNear(pattern.mean(from: from, to: from + 86_400, step: 3600), pattern.mean, 1e-9))
        let (middle, to) = (
            from + Double.random(in: 1...1e5, using: &random),
            from + 1e5 + Double.random(in: 1...1e5, using: &random)
        )
        let parts =
            pattern.mean(from: from, to: middle, step: 3600) * (middle - from)
            + pattern.mean(from: middle, to: to, step: 3600) * (to - middle)
        #expect(isNear(pattern.mean(from: from, to: to, step: 3600) * (to - from), parts, 1e-7))
    }

    @Test("No multipliers count as 1; a period or a step of nothing has the plain mean")
    func degenerate() {
        #expect(Pattern(id: "P", multipliers: []).mean == 1)
        #expect(Pattern(id: "P", multipliers: []).mean(from: 0, to: 10, step: 3600) == 1)
        let pattern = Pattern(id: "P", multipliers: [1, 2, 6])
        for (from, to, step) in [(5.0, 5.0, 1.0), (6, 5, 1), (0, 5, 0), (0, 5, -1), (0, 5, .nan)] {
            #expect(pattern.mean(from: from, to: to, step: step) == 3)
        }
    }

    @Test(
        "Times and steps beyond all reckoning have a mean between the least and the largest multiplier",
        arguments: [
            (0, 1e300, 3600), (-1e300, 0, 3600), (1e300, 2e300, 3600), (0, .infinity, 3600),
            (-.infinity, .infinity, 3600), (0, 3600, .infinity), (0, 3600, .leastNonzeroMagnitude),
            (0, 3600, 1e300),
            (1e17, 1e17 + 64, 3600),
        ] as [(Double, Double, Double)])
    func huge(from: Double, to: Double, step: Double) {
        let mean = Pattern(id: "P", multipliers: [1, 2, 6]).mean(from: from, to: to, step: step)
        #expect(mean >= 1 - 1e-9 && mean <= 6 + 1e-9)
    }
}
