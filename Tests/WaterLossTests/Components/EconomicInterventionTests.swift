import TestSupport
import WaterLoss
import Testing

@Suite struct EconomicInterventionTests {
    @Test func theWorkedExample() throws {
        // CI 220, CV 0.45, RR 1.8, 350 km: √(0.789 · 220/(0.45 · 1.8)) = √214.2963 = 14.639 months.
        let months = try #require(
            EconomicIntervention.frequency(surveyCost: 220, variableCost: 0.45, rateOfRise: 1.8))
        #expect(isNear(months, 14.639, 5e-5))
        // 1200/14.639 = 81.97 %; · 220 · 350/100 = 63 120; /0.45 = 140 266 m³.
        let percentage = try #require(EconomicIntervention.percentage(frequency: months))
        #expect(isNear(percentage, 81.97, 5e-5))
        let budget = EconomicIntervention.annualBudget(
            percentage: percentage, surveyCost: 220, mains: 350_000)
        #expect(isNear(budget, 63_120, 1e-5))
        #expect(
            isNear(
                EconomicIntervention.unreportedLosses(annualBudget: budget, variableCost: 0.45), 140_266, 1e-5
            ))
        #expect(
            EconomicIntervention.shortRunLevel(background: 500, reported: 200, unreported: 300) == 1000)
    }

    @Test func theYearsCostIsLeastThere() throws {
        // 288/365 = 0.78904: the rounded 0.789 lies at the minimum to 0.01 %.
        let months = try #require(
            EconomicIntervention.frequency(surveyCost: 220, variableCost: 0.45, rateOfRise: 1.8))
        func cost(_ factor: Double) -> Double {
            EconomicIntervention.annualCost(
                years: months / 12 * factor, surveyCost: 220, variableCost: 0.45, rateOfRise: 1.8)
        }
        #expect(cost(1) < cost(0.98) && cost(1) < cost(1.02))
        // At the optimum surveys and water cost the same: 220/T each.
        #expect(isNear(cost(1), 2 * 220 / (months / 12), 1e-4))
    }

    @Test func withoutARiseThereIsNoFrequency() {
        #expect(EconomicIntervention.frequency(surveyCost: 220, variableCost: 0.45, rateOfRise: 0) == nil)
        #expect(EconomicIntervention.frequency(surveyCost: 220, variableCost: 0.45, rateOfRise: -1) == nil)
        #expect(EconomicIntervention.percentage(frequency: 0) == nil)
        #expect(EconomicIntervention.unreportedLosses(annualBudget: 1, variableCost: 0) == nil)
    }

    @Test func theRiseComesFromTheNightsTrend() {
        // 0.01 m³/h more each day · 21 h/d · 365 d/a on 25 km: 3.066 m³/(km·d) more each year.
        let rise = EconomicIntervention.rateOfRise(
            slopePerDay: .init(0.01 / 3600, halfWidth: 0.002 / 3600), hoursPerDay: 21, mains: 25_000)
        #expect(isNear(rise?.value, 3.066))
        #expect(isNear(rise?.halfWidth, 0.6132))
    }

    @Test func belowTheEconomicLevelNothingIsRecoverable() {
        let loss = EconomicIntervention.recoverableLoss(
            realLoss: .init(900, halfWidth: 50), shortRunLevel: 1000)
        #expect(loss == ConfidenceInterval(-100, halfWidth: 50))
    }
}
