import Foundation
import TestSupport
import Testing
import WaterLoss

@Suite("The exponent of leakage")
struct LeakageExponentTests {
    @Test("Five steps of a night: NumPy's line through the logarithms")
    func fiveSteps() {
        // scipy.stats.linregress of ln L = ln(9.8, 8.6, 7.1, 6.3, 4.9) over ln P = ln(52, 46.5, 41, 36.2, 30.4):
        // slope 1.2844690881, standard error · t(0.975; 3) = 0.1360447052, R² 0.9966881219.
        let steps = zip([52, 46.5, 41, 36.2, 30.4], [9.8, 8.6, 7.1, 6.3, 4.9]).map {
            StepTest.Step(pressure: $0.0, inflow: ($0.1 + 2.5) / 3600, nightUse: 2.5 / 3600)
        }
        var random = SplitMix(201)
        for test in [StepTest(steps), StepTest(steps.shuffled(using: &random))] {
            #expect(isNear(test.exponent?.value, 1.2844690881, 1e-9))
            #expect(isNear(test.exponent?.halfWidth, 0.1360447052, 1e-8))
            #expect(isNear(test.determination, 0.9966881219, 1e-9))
            #expect(test.flags.isEmpty && !test.isInconclusive)
            #expect(isNear(test.fixedAreaShare, 1.5 - 1.2844690881, 1e-9))
        }
    }

    @Test("Exponents of exactly a half and one and a half are in range, whatever rounding makes of them")
    func endsOfTheRange() {
        // A sharp hole and a slit that widens: both laws are physics, and neither is suspicious.
        for exponent in [0.5, 1.5] {
            for pressures in [
                [50.0, 40], [60, 45, 30], [52.3, 47.1, 39.9, 31.7], [33, 29], [71, 55, 41],
            ] {
                let test = StepTest(
                    pressures.map {
                        .init(pressure: $0, inflow: 0.003 * pow($0 / 50, exponent), nightUse: 0)
                    })
                #expect(isNear(test.exponent?.value, exponent, 1e-9))
                #expect(test.flags.isEmpty, "\(exponent) at \(pressures)")
                #expect(isNear(test.fixedAreaShare, 1.5 - exponent, 1e-9))
                #expect((test.fixedAreaShare ?? -1) >= 0)
            }
        }
        #expect(
            LeakageExponent.fixedAreaShare(1.501) == nil && LeakageExponent.variableAreaShare(0.499) == nil)
    }

    @Test("Shares of fixed and variable area always make the whole")
    func shares() throws {
        for hundredth in 50...150 {
            let exponent = Double(hundredth) / 100
            let fixed = try #require(LeakageExponent.fixedAreaShare(exponent))
            let variable = try #require(LeakageExponent.variableAreaShare(exponent))
            #expect(isNear(fixed + variable, 1, 1e-12) && fixed >= 0 && variable >= 0)
            // Half the leakage of each kind at a pressure has this exponent there: the mean of 0.5 and 1.5.
            let mixture = FAVAD.leakageNumber(exponent: exponent)
            #expect(exponent == 1.5 || isNear(mixture.map { $0 / (1 + $0) }, variable, 1e-9))
        }
        for wrong in [.nan, -1, 2.95] { #expect(LeakageExponent.fixedAreaShare(wrong) == nil) }
    }

    @Test("Ratios of pressures: there and back is nothing, two steps are one, and zero leaks nothing")
    func ratios() throws {
        var random = SplitMix(202)
        for _ in 0..<100 {
            let pressures = (0..<3).map { _ in Double.random(in: 1...120, using: &random) }
            let exponent = Double.random(in: 0.36...2.95, using: &random)
            func ratio(_ from: Int, _ to: Int) throws -> Double {
                try #require(
                    LeakageExponent.leakageRatio(
                        from: pressures[from], to: pressures[to], exponent: exponent))
            }
            #expect(isNear(try ratio(0, 1) * ratio(1, 0), 1, 1e-12))
            #expect(isNear(try ratio(0, 1) * ratio(1, 2), try ratio(0, 2), 1e-11))
            let found = LeakageExponent.exponent(
                leakages: (1, try ratio(0, 1)), pressures: (pressures[0], pressures[1]))
            #expect(isNear(found, exponent, 1e-8))
        }
        #expect(LeakageExponent.leakageRatio(from: 50, to: 0, exponent: 0.5) == 0)
        #expect(LeakageExponent.leakageRatio(from: -1, to: 10, exponent: 1) == nil)
        #expect(LeakageExponent.leakageRatio(from: 10, to: -1, exponent: 1) == nil)
    }

    @Test("Limits of a test of three steps hold the exponent in 95 of 100")
    func coverage() throws {
        // Noise of 1 % in the logarithm of each leakage; 1000 tests, binomial 950 ± 3·6.9.
        var random = SplitMix(203)
        var held = 0
        for _ in 0..<1000 {
            let test = StepTest(
                [50.0, 41, 33].map {
                    .init(
                        pressure: $0, inflow: 0.004 * pow($0 / 50, 1.1) * exp(0.01 * random.normal()),
                        nightUse: 0)
                })
            if try #require(test.exponent).contains(1.1) { held += 1 }
        }
        #expect(held >= 929 && held <= 971)
    }

    @Test("Two steps' limits are the spread of the exponent when both leakages are drawn")
    func twoSteps() throws {
        // 10 and 8 m³/h, each ± 0.3 at 95 %: 20 000 draws; standard error of their spread 0.5 %, four of them 2 %.
        let plain = StepTest(
            [(50.0, 10.0), (40, 8)].map {
                .init(pressure: $0.0, inflow: $0.1 / 3600, nightUse: 0)
            }, flowNoise: 0.3 / 3600)
        var random = SplitMix(204)
        let draws = (0..<20_000).map { _ in
            log((8 + 0.3 / 1.96 * random.normal()) / (10 + 0.3 / 1.96 * random.normal())) / log(0.8)
        }
        let mean = draws.reduce(0, +) / 20_000
        let spread = (draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 19_999).squareRoot()
        #expect(abs(try #require(plain.exponent).halfWidth / (1.96 * spread) - 1) < 0.02)
    }
}
