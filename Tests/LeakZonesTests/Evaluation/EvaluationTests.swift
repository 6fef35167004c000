import WaterLoss
import PipeNetwork
import Telemetry
import Testing

@Suite struct EvaluationTests {
    @Test func indicatorsFollowTheirDefinitions() {
        // METHODS 1.2, worked example: Qs 10 000, Qa 8 400 → R_WL 16.0 %.
        #expect(LossRates.nonRevenueWaterPercent(supplied: 10_000, billed: 8_400) == 16)
        #expect(LossRates.nonRevenueWater(supplied: 1000, billed: 750) == 250)
        #expect(LossRates.nonRevenueWaterPercent(supplied: 1000, billed: 750) == 25)
        #expect(LossRates.nonRevenueWaterPercent(supplied: 0, billed: 0) == nil)
        // 700 m³ in 7 days on 5 km: 20 m³/(km·d); on 400 connections: 250 L/(connection·d).
        #expect(LossRates.lossPerKilometreAndDay(loss: 700, mains: 5000, days: 7) == 20)
        #expect(LossRates.lossPerConnectionAndDay(loss: 700, connections: 400, days: 7) == 250)
        #expect(LossRates.lossPerKilometreAndDay(loss: 700, mains: 0, days: 7) == nil)
    }

    @Test func aZoneIsEvaluatedOnItsOwnLengthAndConnections() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        let period = try TwoZoneCity.period(days: 7)[0]
        let zones = try city.balance().reports(period)
        let west = try #require(zones.first { $0.zone.id == "West" })
        // p1 and pm whole, IN and X half: 500 + 500 + 250 + 250 m.
        #expect(west.facts.mainsLength == 1500)
        #expect(abs((west.lossPerKilometreAndDay ?? 0) - 168 / 1.5 / 7) < 1e-9)
        // 10 − 4 m³/h at every hour of every night.
        #expect(abs((west.minimumNightFlow?.flow ?? 0) * 3600 - 6) < 1e-9)
        #expect(west.minimumNightFlow?.nights == 7)
        let east = try #require(zones.first { $0.zone.id == "East" })
        // 4 m³/h less what fills the tank: 0.1 m · 100 m² in 24 h.
        #expect(abs((east.minimumNightFlow?.flow ?? 0) * 3600 - (4 - 10.0 / 24)) < 1e-6)
        // Water supplied to East is what stayed there: 672 − 70; R_WL = (602 − 140)/602.
        #expect(abs((east.nonRevenueWaterPercent ?? 0) - 462.0 / 602 * 100) < 1e-6)
    }

    @Test func theMinimumIsOfTheSumNotTheSumOfMinima() throws {
        var city = try TwoZoneCity()
        // In rises exactly when the transfer rises: the difference never falls below 6 m³/h.
        try city.add("IN", .flow, step: 3600, count: 8 * 24) { ($0 % 2 == 0 ? 10.0 : 20) / 3600 }
        try city.add("X", .flow, step: 3600, count: 8 * 24) { ($0 % 2 == 0 ? 4.0 : 14) / 3600 }
        let zones = try city.balance().reports(try TwoZoneCity.period(days: 7)[0])
        let west = try #require(zones.first { $0.zone.id == "West" })
        #expect(abs((west.minimumNightFlow?.flow ?? 0) * 3600 - 6) < 1e-9)
    }
}
