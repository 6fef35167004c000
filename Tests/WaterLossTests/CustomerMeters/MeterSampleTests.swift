import TestSupport
import Testing
import WaterLoss

@Suite("Samples of meters from the bench")
struct MeterSampleTests {
    private func sample(_ tests: [(Double, Double)]) -> MeterSample {
        MeterSample(name: "class", tests: tests.map { .init(passed: $0.0, registered: $0.1) })
    }

    @Test("Five meters of unlike volumes by hand")
    func byHand() throws {
        // Passed 400, 1000, 600, 200, 800: 3000; registered 388, 985, 582, 190, 795: 2940. Ratio 0.98, error −2 %.
        // Residuals 388 − 392 = −4, 985 − 980 = 5, 582 − 588 = −6, 190 − 196 = −6, 795 − 784 = 11: squares 16 + 25 + 36
        // + 36 + 121 = 234; s² = 58.5, √(58.5/5)/600 = 3.420526/600 = 0.005700877; t(0.975; 4) = 2.776445.
        let found = sample([(400, 388), (1000, 985), (600, 582), (200, 190), (800, 795)])
        #expect(isNear(found.error?.value, -0.02))
        #expect(isNear(found.error?.halfWidth, 0.005700877 * 2.776445, 1e-8))
        // 9800 registered: 200 missed; limits 9800/(0.98 ± 0.01582817) − 9800.
        let loss = try #require(found.apparentLoss(registered: 9800))
        #expect(isNear(loss.value, 200))
        #expect(isNear(loss.lower, 9800 / 0.99582817 - 9800, 1e-6))
        #expect(isNear(loss.upper, 9800 / 0.96417183 - 9800, 1e-6))
    }

    @Test("Limits of the ratio are near those of the jackknife, which leaves out one meter at a time")
    func jackknife() throws {
        // Quenouille and Tukey: variance (n − 1)/n·Σ (θ₋ᵢ − mean)². To first order the two are one; for 40 meters of
        // volumes that vary by half they differ by a few percent.
        var random = SplitMix(141)
        for _ in 0..<20 {
            let tests = (0..<40).map { _ in
                let passed = Double.random(in: 50...150, using: &random)
                return (passed, passed * (0.96 + 0.02 * random.normal()))
            }
            let found = try #require(sample(tests).error)
            let passed = tests.reduce(0) { $0 + $1.0 }
            let registered = tests.reduce(0) { $0 + $1.1 }
            let left = tests.map { (registered - $0.1) / (passed - $0.0) }
            let mean = left.reduce(0, +) / 40
            let variance = left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * 39 / 40
            // t(0.975; 39) = 2.022691.
            #expect(abs(found.halfWidth / (2.022691 * variance.squareRoot()) - 1) < 0.05)
        }
    }

    @Test("Limits hold the error of the class in 95 of 100 samples")
    func coverage() throws {
        // 1000 samples of 15 meters; binomial 950 ± 3·6.9, and a percent for a ratio's own skewness.
        var random = SplitMix(142)
        var held = 0
        for _ in 0..<1000 {
            let tests = (0..<15).map { _ in
                let passed = Double.random(in: 80...120, using: &random)
                return (passed, passed * (0.97 + 0.03 * random.normal()))
            }
            if try #require(sample(tests).error).contains(-0.03) { held += 1 }
        }
        #expect(held >= 919 && held <= 971)
    }

    @Test("Litres for cubic metres and another order change nothing; meters that show nothing stand apart")
    func invariance() throws {
        let tests = [(400.0, 388.0), (1000, 985), (600, 582), (200, 190), (800, 795)]
        let plain = try #require(sample(tests).error)
        let scaled = try #require(sample(tests.reversed().map { ($0.0 * 1000, $0.1 * 1000) }).error)
        #expect(isNear(scaled.value, plain.value, 1e-12) && isNear(scaled.upper, plain.upper, 1e-12))
        let mixed = sample(tests + [(500, 0), (0, 0), (0, 5), (300, 0), (.nan, 1)])
        #expect(mixed.error == plain)
        // Of seven that had water two showed nothing; the ones without water on the bench were no test.
        #expect(mixed.stuckCount == 2)
        #expect(isNear(mixed.stuckShare, 2.0 / 7))
        #expect(sample([]).stuckShare == nil && sample([(0, 0)]).stuckShare == nil)
        #expect(sample([(5, 0)]).stuckShare == 1 && sample([(5, 0)]).error == nil)
    }

    @Test("Two meters that disagree wildly leave limits that hold anything, and no loss is claimed")
    func wild() {
        // 100 and 10 of 100 each: ratio 0.55, residuals ± 45, s² = 4050, √(4050/2)/100 = 0.45, t(0.975; 1) = 12.7062.
        let found = sample([(100, 100), (100, 10)])
        #expect(isNear(found.error?.value, -0.45))
        #expect(isNear(found.error?.halfWidth, 0.45 * 12.7062, 1e-5))
        #expect(found.apparentLoss(registered: 1000) == nil)
    }
}
