import TestSupport
import Foundation
import WaterLoss
import Testing

@Suite struct StepTestTests {
    /// Steps of a leakage c·P^N1 (m³/h) over a steady night use (m³/h).
    private func steps(_ pressures: [Double], exponent: Double, at50: Double = 10, nightUse: Double = 5)
        -> [StepTest.Step]
    {
        pressures.map {
            .init(
                pressure: $0, inflow: (at50 * pow($0 / 50, exponent) + nightUse) / 3600,
                nightUse: nightUse / 3600)
        }
    }

    @Test func nightUseIsSubtractedFirst() {
        // 50 m: 10 + 5, 40 m: 8 + 5 m³/h. ln 0.8/ln 0.8 = 1; without subtraction ln(13/15)/ln 0.8 = 0.64.
        let test = StepTest(steps([50, 40], exponent: 1))
        #expect(isNear(test.exponent?.value, 1))
        #expect(isNear(test.fixedAreaShare, 0.5))
        #expect(!test.isInconclusive)
    }

    @Test func manyExactStepsLieOnTheLine() {
        let test = StepTest(steps([55, 48, 41, 35, 30], exponent: 1.23))
        #expect(isNear(test.exponent?.value, 1.23))
        #expect(isNear(test.determination, 1))
        #expect((test.exponent?.halfWidth ?? 1) < 1e-6)
        #expect(test.flags.isEmpty)
    }

    @Test func threeStepsByHand() {
        // ln P evenly spaced by d = ln 1.25 = 0.2231436, ln L = ln P + (δ, −2δ, δ) with δ = 0.01: the scatter is at
        // right angles to the line, so N1 = 1. Residual squares 6δ² = 0.0006 with 1 degree of freedom,
        // Sxx = 2d² = 0.0995861, se = √(0.0006/0.0995861) = 0.0776204, t(0.975; 1) = 12.7062: ± 0.986260.
        // R² = 1 − 0.0006/(0.0995861 + 0.0006) = 0.994011.
        let scatter = [0.01, -0.02, 0.01]
        let test = StepTest(
            (0..<3).map { place in
                let pressure = 40 * pow(1.25, Double(place) - 1)
                return .init(
                    pressure: pressure, inflow: 0.01 * pressure / 40 * exp(scatter[place]), nightUse: 0)
            })
        #expect(isNear(test.exponent?.value, 1))
        #expect(isNear(test.exponent?.halfWidth, 0.986260, 1e-5))
        #expect(isNear(test.determination, 0.994011, 1e-6))
    }

    @Test func twoStepsHaveTheLimitsOfTheNoise() {
        // L 10 and 8 m³/h, each ± 0.5: √(0.05² + 0.0625²)/|ln 0.8| = 0.0800391/0.2231436.
        let test = StepTest(steps([50, 40], exponent: 1), flowNoise: 0.5 / 3600)
        #expect(isNear(test.exponent?.halfWidth, 0.0800391 / 0.2231436, 1e-6))
        #expect(test.determination == nil)
    }

    @Test func whatIsInconclusiveSaysSo() {
        // 5 % of pressure.
        let small = StepTest(steps([50, 47.5], exponent: 1))
        #expect(small.flags == [.pressureChangeTooSmall] && small.isInconclusive)
        // Exactly 10 % is enough.
        #expect(!StepTest(steps([50, 45], exponent: 1)).isInconclusive)
        // The leakage falls by 2 m³/h, the two readings are known to ± 1.5 each: √2 · 1.5 = 2.12.
        let noisy = StepTest(steps([50, 40], exponent: 1), flowNoise: 1.5 / 3600)
        #expect(noisy.flags == [.leakageChangeTooSmall] && noisy.isInconclusive)
        let none = StepTest(steps([50, 40], exponent: 1, at50: -1))
        #expect(none.flags == [.noLeakage] && none.exponent == nil)
        let one = StepTest(steps([50], exponent: 1))
        #expect(one.flags == [.tooFewSteps] && one.isInconclusive)
        #expect(StepTest(steps([50, 50, 50], exponent: 1)).exponent == nil)
    }

    @Test func anExponentOfNoLeakageDecidesNothing() {
        // Leakage as the power 2.1 of the pressure, and as 0.3: outside 0.4 to 2.0.
        for exponent in [2.1, 0.3] {
            let test = StepTest(steps([50, 40, 30], exponent: exponent))
            #expect(isNear(test.exponent?.value, exponent))
            #expect(test.flags == [.outOfRange, .implausible] && test.isInconclusive)
        }
        #expect(!StepTest(steps([50, 40, 30], exponent: 1.95)).isInconclusive)
        #expect(!StepTest(steps([50, 40, 30], exponent: 0.45)).isInconclusive)
    }

    @Test func outOfRangeIsKeptAndTold() {
        let steep = StepTest(steps([50, 40, 30], exponent: 1.9))
        #expect(isNear(steep.exponent?.value, 1.9))
        #expect(steep.flags == [.outOfRange])
        #expect(!steep.isInconclusive)
        #expect(steep.fixedAreaShare == nil)
        // 0.5 and 1.5 themselves are in range, but rounding may lie on either side.
        #expect(StepTest(steps([50, 40, 30], exponent: 1.49)).flags.isEmpty)
    }

    @Test func theInletsPressureGivesAnotherExponent() throws {
        // Zone average 50 → 40 m, inlet 60 → 50 m: ln 0.8/ln(5/6) = 1.224, not 1.
        let atInlet = StepTest([
            .init(pressure: 60, inflow: 10, nightUse: 0), .init(pressure: 50, inflow: 8, nightUse: 0),
        ])
        #expect(isNear(atInlet.exponent?.value, log(0.8) / log(5.0 / 6)))
        #expect(abs(try #require(atInlet.exponent).value - 1) > 0.2)
    }
}
