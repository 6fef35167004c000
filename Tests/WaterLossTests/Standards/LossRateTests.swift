import WaterLoss
import Testing

@Suite("Loss rates and the validity of inputs")
struct LossRateTests {
    @Test("Per connection, per metre of pressure and per length, over the days there were")
    func rates() {
        // 36 600 m³ in a leap year of 366 days on 500 connections: 0.2 m³ a day each; 365 would give 0.2005.
        let perConnection = LossRates.perConnectionAndDay(36_600, connections: 500, days: 366)
        #expect(agrees(perConnection?.value, 0.2))
        let perPressure = LossRates.perConnectionDayAndPressure(
            36_600, connections: 500, days: 366, pressure: 40)
        #expect(agrees(perPressure?.value, 0.005))
        // 100 m³/d on 10 km: 0.01 m³/(m·d).
        #expect(agrees(LossRates.perLengthAndDay(36_600, mains: 10_000, days: 366)?.value, 0.01))
        #expect(LossRates.perConnectionAndDay(1, connections: 0, days: 365) == nil)
        #expect(LossRates.perLengthAndDay(1, mains: 0, days: 365) == nil)
        #expect(
            LossRates.perConnectionDayAndPressure(1, connections: 1, days: 1, pressure: 0) == nil)
    }

    @Test("A system is thinly connected below 20 a km, or below 32 a mile")
    func density() {
        #expect(agrees(LossRates.density(connections: 500, mains: 25_000)?.value, 20))
        #expect(!LossRates.isThinlyConnected(connections: 500, mains: 25_000))
        #expect(LossRates.isThinlyConnected(connections: 499, mains: 25_000))
        #expect(!LossRates.isThinlyConnected(connections: 320, mains: 10 * 1609.344, perMile: true))
        #expect(LossRates.isThinlyConnected(connections: 319, mains: 10 * 1609.344, perMile: true))
    }

    @Test("Weights of the input validity sum to a hundred and hold every input")
    func weights() {
        #expect(InputValidity.weights.values.reduce(0, +) == 100)
        #expect(Set(InputValidity.weights.keys) == Set(AuditInput.allCases))
    }

    @Test("The score is a weighted mean, and a missing grade is no bad grade")
    func score() {
        // own_sources 20, billed_metered 20, connections 5: (20·8 + 20·6 + 5·4)/45·10 = 66.67.
        let inputs: Set<AuditInput> = [.ownSources, .billedMetered, .connections]
        let grades: [AuditInput: Double] = [.ownSources: 8, .billedMetered: 6, .connections: 4, .imported: 1]
        let validity = InputValidity(grades: grades, applicable: inputs)
        #expect(agrees(validity?.score, 300.0 / 45 * 10))
        #expect(validity?.tier == .three)
        #expect(InputValidity(grades: [.ownSources: 8], applicable: inputs) == nil)
        #expect(InputValidity(grades: [:], applicable: []) == nil)
    }

    @Test(
        "Edges of the tiers",
        arguments: [
            (10.0, "I"), (25, "I"), (25.1, "II"), (50, "II"), (50.1, "III"), (70, "III"), (70.1, "IV"),
            (90, "IV"), (90.1, "V"), (100, "V"),
        ])
    func tiers(_ score: Double, _ tier: String) {
        #expect(InputValidity.Tier(score: score).rawValue == tier)
    }
}
