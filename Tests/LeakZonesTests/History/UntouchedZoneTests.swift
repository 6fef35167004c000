import TestSupport
import LeakZones
import PipeNetwork
import Telemetry
import Testing

/// What changes in one zone is nothing to another.
@Suite("A change touches the zones it changes, and no other")
struct UntouchedZoneTests {
    private func week() throws -> Period {
        let start = Timestamp(TwoZoneCity.start)
        return try Period(from: start, to: start + 7 * TwoZoneCity.day)
    }

    /// Days on which something changes.
    private func history(_ schemes: [ZoneScheme]) throws -> ZoneHistory {
        try ZoneHistory(
            schemes.enumerated().map { place, scheme in
                let from = place == 0 ? nil : Timestamp(TwoZoneCity.start + Int64(place) * TwoZoneCity.day)
                let to =
                    place + 1 == schemes.count
                    ? nil : Timestamp(TwoZoneCity.start + Int64(place + 1) * TwoZoneCity.day)
                return ZoneHistory.Version(scheme, validFrom: from, validTo: to)
            })
    }

    @Test("Five new names of another zone change neither a zone's figures nor its limits")
    func renamed() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        let made = city
        let schemes = try (0..<6).map { number in
            try ZoneScheme(
                zones: city.scheme.zones.map {
                    Zone(id: $0.id, name: $0.id == "East" ? "East \(number)" : $0.name)
                }, zoneOfNode: city.scheme.zoneOfNode, meteredLinks: city.scheme.meteredLinks)
        }
        let whole = try made.balances()
        for zone in ["West", "East"] {
            let balance = try history(schemes).balance(ofZone: zone, in: week()) { try made.balance($0) }
            #expect(balance == whole[zone])
        }
    }

    @Test("A customer that comes to East on the third day splits East and not West")
    func moved() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        var later = city
        try later.network.add(
            Asset(
                kind: .customerPoint, id: "C", attachment: .node("c"),
                attributes: ["base_demand_m3_per_d": .real(10)]))
        let (before, after) = (city, later)
        let history = try history([city.scheme, city.scheme])
        func balance(_ zone: String) throws -> ZoneBalance {
            try history.balance(
                ofZone: zone, in: week(),
                byVersion: { version in
                    try (version == 0 ? before : after).balance()
                })
        }
        #expect(try balance("West") == before.balances()["West"])
        let east = try balance("East")
        let one = try #require(try before.balances()["East"])
        // Six days of 10 m³ more; the same transfer meter and the same tank, so limits are no narrower for the cut.
        #expect(isNear(east.unmetered, 140 + 60))
        #expect(isNear(east.loss, (one.loss ?? 0) - 60))
        #expect(isNear(east.uncertainNetInput?.randomHalfWidth, one.uncertainNetInput?.randomHalfWidth ?? 0))
        #expect((east.lossHalfWidth ?? 0) >= (one.lossHalfWidth ?? 0))
    }

    @Test("However often a zone itself is cut, one meter's error is one error", arguments: [2, 3, 6])
    func cut(_ parts: Int) throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        let base = city
        // Each version has another demand of the one unmetered customer in East.
        let versions = try (0..<parts).map { number in
            var version = base
            try version.network.update(
                Junction(
                    id: "u", position: .init(x: 300, y: -50),
                    demands: [Demand(base: Double(20 + number) / 86_400)]))
            return version
        }
        let history = try history(versions.map(\.scheme))
        let east = try history.balance(ofZone: "East", in: week(), byVersion: { try versions[$0].balance() })
        let one = try #require(try base.balances()["East"])
        #expect(isNear(east.input, one.input ?? 0, 1e-6))
        // 2 % of 672 m³ and two level readings of the tank, as in one piece.
        #expect(isNear(east.uncertainNetInput?.randomHalfWidth, (13.44 * 13.44 + 2).squareRoot()))
        #expect((east.lossHalfWidth ?? 0) >= (one.lossHalfWidth ?? 0))
    }

    @Test("A meter that stands still from the first day to the last is judged over the week, not day by day")
    func judged() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        // A register that grew for a month before and stands still for the week: 8 days are too few to be called stuck by
        // themselves, 1 day certainly is.
        try city.network.add(Asset(kind: .customerPoint, id: "C", attachment: .node("a")))
        let times = (0..<40).map { TwoZoneCity.start + Int64($0 - 31) * TwoZoneCity.day }
        city.readings.append(
            try ReadingSeries(
                element: "C", kind: .register, form: .rate, times: times,
                values: (0..<40).map { min(31, Double($0)) }))
        let made = city
        var renamed = city.scheme.zones
        renamed[1].name = "Other"
        let scheme = try ZoneScheme(
            zones: renamed, zoneOfNode: city.scheme.zoneOfNode, meteredLinks: city.scheme.meteredLinks)
        let history = try history([city.scheme, scheme, city.scheme])
        let west = try history.balance(ofZone: "West", in: week()) { try made.balance($0) }
        #expect(west == (try made.balances()["West"]))
    }
}
