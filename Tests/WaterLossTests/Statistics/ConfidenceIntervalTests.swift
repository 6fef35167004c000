import TestSupport
import Testing
import WaterLoss

@Suite("Figures between two limits")
struct ConfidenceIntervalTests {
    /// The standard deviation of many draws of what `figure` makes of two normal numbers.
    private func spread(_ seed: UInt64, _ figure: (Double, Double) -> Double) -> Double {
        var random = SplitMix(seed)
        let draws = (0..<40_000).map { _ in figure(random.normal(), random.normal()) }
        let mean = draws.reduce(0, +) / 40_000
        return (draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 39_999).squareRoot()
    }

    @Test("Sums, differences and products have the spread that draws have")
    func monteCarlo() {
        // The standard error of a standard deviation of 40 000 draws is 1/√80 000 = 0.35 %; four of them are 1.4 %.
        // The product's second order adds (0.03·0.05)²/(0.03² + 0.05²), 0.07 % of its variance.
        let a = ConfidenceInterval(200, halfWidth: 1.96 * 6)
        let b = ConfidenceInterval(90, halfWidth: 1.96 * 4.5)
        func drawn(_ seed: UInt64, _ combine: (Double, Double) -> Double) -> Double {
            1.96 * spread(seed) { combine(200 + 6 * $0, 90 + 4.5 * $1) }
        }
        #expect(abs((a + b).halfWidth / drawn(61, +) - 1) < 0.014)
        #expect(abs((a - b).halfWidth / drawn(62, -) - 1) < 0.014)
        #expect(abs((a * b).halfWidth / drawn(63, *) - 1) < 0.014)
    }

    @Test("The algebra of sums: order and grouping do not matter, subtraction undoes no doubt")
    func algebra() {
        var random = SplitMix(64)
        for _ in 0..<50 {
            let all = (0..<3).map { _ in
                let value = random.normal()
                return ConfidenceInterval(
                    value, lower: value - random.fraction(), upper: value + random.fraction())
            }
            let (a, b, c) = (all[0], all[1], all[2])
            #expect(a + b == b + a)
            #expect(isNear((a + b + c).lower, (a + (b + c)).lower, 1e-12))
            #expect(isNear((a - b).lower, -(b - a).upper, 1e-12))
            #expect((a + b - b).halfWidth >= a.halfWidth)
            // A sum is never wider than its terms laid end to end, nor narrower than the widest.
            #expect((a + b).halfWidth <= a.halfWidth + b.halfWidth + 1e-12)
            #expect((a + b).upper - (a + b).value >= max(a.upper - a.value, b.upper - b.value) - 1e-12)
        }
    }

    @Test("Limits given the wrong way round, and widths with a sign, mean the same")
    func orientation() {
        #expect(ConfidenceInterval(2, lower: 5, upper: 1) == ConfidenceInterval(2, lower: 1, upper: 5))
        #expect(ConfidenceInterval(2, halfWidth: -3) == ConfidenceInterval(2, lower: -1, upper: 5))
        // 10 % of −40 is 4 on both sides.
        #expect(ConfidenceInterval(-40, percent: 10) == ConfidenceInterval(-40, lower: -44, upper: -36))
        #expect(ConfidenceInterval(3, halfWidth: 1).scaled(by: 0) == ConfidenceInterval(0, halfWidth: 0))
    }

    @Test("Twenty equal meters err less than one of their total by √20")
    func manyMeters() {
        // 20 of 50 ± 5: 1000 ± 5·√20 = 22.36; one meter of 1000 at the same 10 % has ± 100.
        let meters = [ConfidenceInterval](repeating: .init(50, halfWidth: 5), count: 20)
        let sum = meters.dropFirst().reduce(meters[0], +)
        #expect(sum.value == 1000 && isNear(sum.halfWidth, 22.360_679_775, 1e-10))
        #expect(isNear(ConfidenceInterval.combinedHalfWidth(.init(repeating: 5, count: 20)), sum.halfWidth))
        #expect(ConfidenceInterval.combinedHalfWidth([]) == 0)
        #expect(ConfidenceInterval.combinedHalfWidth([-3, 4]) == 5)
    }

    @Test("Limits of a mean hold the truth in 95 of 100 samples, however small")
    func coverage() throws {
        // 1000 samples of two, of four and of ten: binomial, 950 ± 3·6.9.
        for (seed, size) in [(65, 2), (66, 4), (67, 10)] {
            var random = SplitMix(UInt64(seed))
            var held = 0
            for _ in 0..<1000 {
                let sample = (0..<size).map { _ in 7 + 3 * random.normal() }
                if try #require(ConfidenceInterval.mean(of: sample)).contains(7) { held += 1 }
            }
            #expect(held >= 929 && held <= 971, "samples of \(size)")
        }
    }

    @Test("The median deviation of normal numbers is their standard deviation")
    func robustScale() throws {
        // Its efficiency is 36.8 %: standard error σ/√(2n·0.368) = 2.5·0.01166 for n = 10 000; four of them.
        var random = SplitMix(68)
        let sample = (0..<10_000).map { _ in 40 + 2.5 * random.normal() }
        let found = try #require(RobustScale.standardDeviation(sample))
        #expect(abs(found - 2.5) < 4 * 2.5 * 0.01166)
        // The same shifted; three times as wide when multiplied by −3.
        #expect(isNear(RobustScale.standardDeviation(sample.map { 9 - 3 * $0 }), 3 * found, 1e-9))
        // Φ(1/1.482602) is three quarters, by the integral of the density: Simpson's rule with 1000 steps.
        let end = 1 / RobustScale.normalFactor
        let density = ConfidenceIntervalTests.normalDensity
        var sum = density(0) + density(end)
        for step in 1..<1000 { sum += density(end * Double(step) / 1000) * (step % 2 == 1 ? 4 : 2) }
        #expect(abs(sum * end / 3000 - 0.25) < 1e-12)
    }

    /// The density of the normal distribution by the series of e^x, which converges fast below 1.
    private static func normalDensity(_ z: Double) -> Double {
        var (term, sum) = (1.0, 1.0)
        for power in 1..<40 {
            term *= -z * z / 2 / Double(power)
            sum += term
        }
        return sum / (2 * Double.pi).squareRoot()
    }
}
