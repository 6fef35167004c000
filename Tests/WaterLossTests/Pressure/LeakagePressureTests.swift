import TestSupport
import Foundation
import WaterLoss
import Testing

@Suite struct LeakagePressureTests {
    @Test func thePowerLawAndBack() {
        // 50 → 40 m: 0.8^1.5 = 0.7155418, 0.8^0.5 = 0.8944272.
        #expect(isNear(LeakageExponent.leakageRatio(from: 50, to: 40, exponent: 1.5), 0.7155418, 1e-7))
        #expect(isNear(LeakageExponent.leakageRatio(from: 50, to: 40, exponent: 0.5), 0.8944272, 1e-7))
        #expect(LeakageExponent.leakageRatio(from: 0, to: 40, exponent: 1) == nil)
        let back = LeakageExponent.exponent(leakages: (10, 7.155418), pressures: (50, 40))
        #expect(isNear(back, 1.5, 1e-6))
        #expect(LeakageExponent.exponent(leakages: (10, 8), pressures: (50, 50)) == nil)
        #expect(LeakageExponent.exponent(leakages: (10, -8), pressures: (50, 40)) == nil)
    }

    @Test func sharesOfFixedAndVariableArea() {
        #expect(isNear(LeakageExponent.fixedAreaShare(1.1), 0.4))
        #expect(isNear(LeakageExponent.variableAreaShare(1.1), 0.6))
        #expect(LeakageExponent.fixedAreaShare(0.5) == 1)
        #expect(LeakageExponent.variableAreaShare(1.5) == 1)
        #expect(LeakageExponent.fixedAreaShare(1.6) == nil)
        #expect(LeakageExponent.variableAreaShare(0.4) == nil)
    }

    @Test func aFAVADOrificeByHand() {
        // A₀ 1e-3 m², m 2e-5 m at 50 m: area 2e-3 m²; 0.6 · √(2 · 9.80665 · 50) · 2e-3 = 0.6 · 31.315571 · 2e-3.
        let orifice = FAVAD(area: 1e-3, slope: 2e-5)
        #expect(isNear(orifice.flow(at: 50), 0.037578685, 1e-7))
        // LN = 2e-5 · 50/1e-3 = 1, N1 = (1.5 + 0.5)/2 = 1.
        #expect(isNear(orifice.leakageNumber(at: 50), 1))
        #expect(isNear(orifice.exponent(at: 50), 1))
        #expect(orifice.flow(at: -3) == 0)
        #expect(orifice.flags.isEmpty)
    }

    @Test func exponentsAndLeakageNumbersAreEachOthersInverse() {
        #expect(FAVAD.exponent(leakageNumber: 0) == 0.5)
        #expect(FAVAD.leakageNumber(exponent: 0.5) == 0)
        #expect(FAVAD.leakageNumber(exponent: 1.5) == nil)
        for exponent in stride(from: 0.5, to: 1.49, by: 0.07) {
            let number = FAVAD.leakageNumber(exponent: exponent)
            #expect(isNear(number.flatMap(FAVAD.exponent(leakageNumber:)), exponent))
        }
    }

    @Test func theExponentIsTheSlopeOfTheLogarithms() throws {
        // d ln Q/d ln h by central differences.
        let orifice = FAVAD(area: 3e-4, slope: 1.1e-5)
        let step = 1e-4
        let slope =
            (log(orifice.flow(at: 35 * (1 + step))) - log(orifice.flow(at: 35 * (1 - step))))
            / (log(1 + step) - log(1 - step))
        #expect(isNear(orifice.exponent(at: 35), slope, 1e-7))
    }

    @Test func twoPointsGiveTheOrificeBack() throws {
        let known = FAVAD(area: 1e-3, slope: 2e-5)
        let found = try #require(
            FAVAD(flows: (known.flow(at: 55), known.flow(at: 32)), heads: (55, 32)))
        #expect(isNear(found.area, 1e-3))
        #expect(isNear(found.slope * 1e3, 2e-2))
        #expect(found.flags.isEmpty)
        // An exponent above 1.5 has a negative area, one below 0.5 a negative slope: kept and flagged.
        let steep = try #require(FAVAD(flows: (10, 10 * pow(0.8, 2)), heads: (50, 40)))
        #expect(steep.area < 0)
        #expect(steep.flags == [.negativeArea])
        let flat = try #require(FAVAD(flows: (10, 10 * pow(0.8, 0.3)), heads: (50, 40)))
        #expect(flat.slope < 0)
        #expect(flat.flags == [.negativeSlope])
        #expect(FAVAD(flows: (1, 2), heads: (50, 50)) == nil)
        #expect(FAVAD(flows: (1, 2), heads: (50, 0)) == nil)
    }
}
