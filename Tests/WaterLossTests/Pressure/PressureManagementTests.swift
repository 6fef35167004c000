import TestSupport
import Foundation
import WaterLoss
import Testing

@Suite struct PressureManagementTests {
    /// Background 10 m³/h at 50 m and 20 m³/h of sales that depend on pressure; 12 hours fall from 60 to 40 m, the
    /// others stay at 40.
    private func hours() -> [PressureManagement.Hour] {
        (0..<24).map { hour in
            let before = hour < 12 ? 60.0 : 40
            return .init(
                before: before, after: 40, background: 10 * pow(before / 50, 1.5) / 3600, bursts: 0,
                sales: 20.0 / 3600)
        }
    }

    @Test func savingsAddUpHourByHour() throws {
        // 10 · 1.2^1.5 = 13.145341, 10 · 0.8^1.5 = 7.155418 m³/h. Before 12 · (13.145341 + 7.155418) = 243.609108,
        // after 24 · 7.155418 = 171.730032: 71.879076 m³/d.
        let result = try #require(PressureManagement(hours(), burstExponent: 1, salesExponent: 0))
        #expect(isNear(result.leakageBefore, 243.609108, 1e-7))
        #expect(isNear(result.leakageSaved, 71.879076, 1e-6))
        // By mean pressures, 50 → 40 m, it would be 243.609108 · (1 − 0.8^1.5) = 69.296.
        #expect(abs(result.leakageSaved - 243.609108 * (1 - pow(0.8, 1.5))) > 2)
        #expect(result.salesLost == 0)
    }

    @Test func salesLostAreTakenOff() throws {
        // N3 = 0.5: 12 h · 20 m³/h · (1 − √(2/3)) = 240 · 0.1835034 = 44.040818 m³/d.
        let result = try #require(PressureManagement(hours(), burstExponent: 1, salesExponent: 0.5))
        #expect(isNear(result.salesLost, 44.040818, 1e-7))
        // 365 · (71.879076 · 0.5 − 44.040818 · (3 − 0.5)) + 1000 + 200.
        let prices = PressureManagement.Prices(
            variableCost: 0.5, tariff: 3, avoidedRepairs: 1000, otherGains: 200)
        #expect(
            isNear(result.benefit(prices), 365 * (71.879076 * 0.5 - 44.040818 * 2.5) + 1200, 1e-6))
        // A leap year has a day more.
        #expect(
            isNear(
                result.benefit(prices, days: 366) - result.benefit(prices),
                71.879076 * 0.5 - 44.040818 * 2.5, 1e-5))
    }

    @Test func burstsHaveTheirOwnExponent() throws {
        // 10 m³/h of bursts at 60 → 40 m with N1 = 0.5: 240 · (1 − √(2/3)).
        let hours = (0..<24).map { _ in
            PressureManagement.Hour(before: 60, after: 40, background: 0, bursts: 10 / 3600.0, sales: 0)
        }
        let result = try #require(PressureManagement(hours, burstExponent: 0.5, salesExponent: 0))
        #expect(isNear(result.leakageSaved, 44.040818, 1e-7))
        #expect(PressureManagement([], burstExponent: 1, salesExponent: 0) == nil)
        let dry = PressureManagement.Hour(before: 0, after: 40, background: 1, bursts: 1, sales: 1)
        #expect(PressureManagement([dry], burstExponent: 1, salesExponent: 0) == nil)
    }

    @Test func leakageOfEachHourFromTheNight() throws {
        // 4 m³/h at 50 m by night: at 40 m 4 · 0.8 = 3.2 with N1 = 1.
        let hours = try #require(
            PressureManagement.hourlyLeakage(
                nightFlow: 4 / 3600.0, nightPressure: 50, pressures: [50, 40], exponent: 1))
        #expect(isHourly(hours[0], 4) && isHourly(hours[1], 3.2))
        #expect(
            PressureManagement.hourlyLeakage(
                nightFlow: 1, nightPressure: 50, pressures: [.nan], exponent: 1) == nil)
    }

    @Test func fewerBurstsWithTheRangeOfTheFactor() throws {
        // 60 → 48 m is 20 %: 28 % (14 to 56 %) fewer; of 100 bursts 72 (44 to 86) are left.
        let percent = BurstFrequency.reductionPercent(maximumBefore: 60, maximumAfter: 48)
        #expect(isNear(percent?.value, 28) && isNear(percent?.lower, 14) && isNear(percent?.upper, 56))
        let left = try #require(
            BurstFrequency.after(before: 100, maximumBefore: 60, maximumAfter: 48, nonPressureFloor: 0))
        #expect(isNear(left.value, 72) && isNear(left.lower, 44) && isNear(left.upper, 86))
        // What pressure does not cause stays: never below 60.
        let floored = try #require(
            BurstFrequency.after(before: 100, maximumBefore: 60, maximumAfter: 48, nonPressureFloor: 60))
        #expect(isNear(floored.value, 72) && floored.lower == 60)
        // Halving the pressure would take more than all bursts at 2.8.
        let none = BurstFrequency.after(
            before: 100, maximumBefore: 60, maximumAfter: 30, nonPressureFloor: 25)
        #expect(none?.lower == 25 && isNear(none?.value, 30))
        #expect(
            BurstFrequency.after(before: 1, maximumBefore: 0, maximumAfter: 0, nonPressureFloor: 0) == nil)
    }

    @Test func theCubicForm() {
        // 10 + 0.0004 · 50³ = 60, and back (60 − 10)/125 000.
        #expect(isNear(BurstFrequency.cubic(nonPressure: 10, coefficient: 0.0004, maximum: 50), 60))
        #expect(
            isNear(
                BurstFrequency.cubicCoefficient(frequency: 60, nonPressure: 10, maximum: 50).map { $0 * 1e4 },
                4))
    }
}
