import TestSupport
import LeakZones
import Telemetry
import Testing

@Suite("A zone whose boundary changed")
struct ZoneHistoryBalanceTests {
    /// West alone until the fourth day, from then on West holds East too: the transfer meter lies inside.
    private func history(_ city: TwoZoneCity) throws -> ZoneHistory {
        let change = Timestamp(TwoZoneCity.start + 3 * TwoZoneCity.day)
        let merged = try ZoneScheme(
            zones: [Zone(id: "West", name: "West")],
            zoneOfNode: city.scheme.zoneOfNode.map { $0 < 0 ? $0 : 0 },
            meteredLinks: ["IN"])
        return try ZoneHistory([.init(city.scheme, validTo: change), .init(merged, validFrom: change)])
    }

    private func week() throws -> Period {
        let start = Timestamp(TwoZoneCity.start)
        return try Period(from: start, to: start + 7 * TwoZoneCity.day)
    }

    @Test("Each part by its own meters and customers, and the parts added")
    func added() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        let made = city
        let balance = try history(city).balance(ofZone: "West", in: week()) { try made.balance($0) }
        // Three days of 10 m³/h less 4 to East; four days of 10 m³/h, 40 m³ of them into the tank.
        #expect(isNear(balance.input, 240 * 7))
        #expect(isNear(balance.export, 96 * 3))
        #expect(isNear(balance.storageChange, 40, 1e-6))
        #expect(isNear(balance.metered, 120 * 7))
        // East's 20 m³/d without a meter count for four days.
        #expect(isNear(balance.unmetered, 80))
        #expect(isNear(balance.loss, 1680 - 288 - 40 - 840 - 80, 1e-6))
        let start = Timestamp(TwoZoneCity.start)
        func part(_ from: Int64, _ to: Int64) throws -> ZoneBalance {
            let period = try Period(from: start + from * TwoZoneCity.day, to: start + to * TwoZoneCity.day)
            return try history(city).balance(ofZone: "West", in: period) { try made.balance($0) }
        }
        let parts = try [part(0, 3), part(3, 7)]
        // The inlet meter is one meter in both parts: 2 % of 720 and of 960 m³ add. The transfer meter errs in the first (2 %
        // of 288 m³), the tank's two levels in the second (√2 · 0.01 m · 100 m²).
        #expect(
            isNear(balance.uncertainNetInput?.randomHalfWidth, (33.6 * 33.6 + 5.76 * 5.76 + 2).squareRoot()))
        #expect((balance.lossHalfWidth ?? 0) > (parts[0].lossHalfWidth ?? 0))
    }

    @Test("A zone that was not there for a part claims nothing for the whole")
    func gone() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        let made = city
        let balance = try history(city).balance(ofZone: "East", in: week()) { try made.balance($0) }
        #expect(balance.loss == nil && balance.input == nil)
        #expect(balance.flags.map(\.code) == [.incomplete, .partialPeriod])
    }
}
