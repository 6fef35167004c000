import TestSupport
import WaterLoss
import Testing

@Suite struct NightUseTests {
    @Test func byProperties() {
        // 1900 · 1.7 + 60 · 8 = 3230 + 480 = 3710 L/h.
        #expect(isHourly(LegitimateNightUse.byProperties(households: 1900, nonHouseholds: 60), 3.710))
    }

    @Test func byActivePeople() {
        // 6 % of 5000 people · 10 L/h + 4 · 50 L/h = 3000 + 200 L/h. The share is a fraction: 6 would give 300 m³/h.
        #expect(isHourly(LegitimateNightUse.byActivePeople(population: 5000, smallNonDomestic: 4), 3.2))
    }

    @Test func byGroups() {
        // 1000 · 1.7 + 10 · 0.7 + 5 · 6.3 + 4 · 10.4 + 3 · 20.7 + 2 · 60.6
        // = 1700 + 7 + 31.5 + 41.6 + 62.1 + 121.2 = 1963.4 L/h.
        let use = LegitimateNightUse.byGroups(
            households: 1000, nonHouseholds: [.a: 10, .b: 5, .c: 4, .d: 3, .e: 2])
        #expect(isHourly(use, 1.9634))
    }

    @Test func bySmartMeters() {
        // 1000 · (1.3…2.5), middle 1.9, and 100 · (3.3…7.1), middle 5.2: 2.42 m³/h ± √(0.6² + 0.19²) = 0.629365.
        let use = LegitimateNightUse.bySmartMeters(households: 1000, nonHouseholds: 100)
        #expect(isHourly(use.value, 2.42))
        #expect(isHourly(use.halfWidth, 0.629365, 1e-6))
    }

    @Test func exceptionalUsersCountByTheirOwnMeters() {
        let users = [
            ExceptionalNightUser(id: "works", nightFlow: .init(1.3 / 3600, percent: 2)),
            ExceptionalNightUser(id: "bath", nightFlow: nil),
            ExceptionalNightUser(id: "kiosk", nightFlow: .init(0.1 / 3600, percent: 2)),
            ExceptionalNightUser(id: "works", nightFlow: .init(1.3 / 3600, percent: 2)),
        ]
        let use = NightUseEstimate(.properties(households: 1900, nonHouseholds: 60), exceptional: users)
        #expect(isHourly(use.general.value, 3.710))
        // The works once, the kiosk, and of the bath nothing is known, which is told and is not 0 in silence.
        #expect(isHourly(use.exceptional.value, 1.4))
        #expect(isHourly(use.total.value, 5.11))
        #expect(
            use.flags == [
                .exceptionalUserNotMeasured("bath"), .belowExceptionalThreshold("kiosk"),
                .repeatedUser("works"),
            ])
        #expect(use.flags.map(\.text).first == "exceptional_user_not_measured:bath")
        // Exactly 0.5 m³/h is exceptional.
        let edge = ExceptionalNightUser(
            id: "edge", nightFlow: .init(ExceptionalNightUser.threshold, percent: 0))
        #expect(edge.isExceptional == true)
    }

    @Test func limitsOfTheRatesAreStated() {
        let use = NightUseEstimate(.properties(households: 1000, nonHouseholds: 0), ratePercent: 20)
        #expect(isHourly(use.total.value, 1.7))
        #expect(isHourly(use.total.halfWidth, 0.34))
    }
}
