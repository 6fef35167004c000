import TestSupport
import Geospatial
import LeakZones
import PipeNetwork
import Telemetry
import Testing

/// What nobody measured and nobody stated is not known; it is never 0.
@Suite("Customers whose use is not known")
struct UnknownUseTests {
    /// West of the two-zone city without its metered node, fed with 6 m³/h net: 1,008 m³ in a week.
    private func city(_ customers: [(id: String, attributes: [String: AttributeValue])]) throws -> TwoZoneCity
    {
        var city = try TwoZoneCity()
        try city.addFlow("IN", 10)
        try city.addFlow("X", 4)
        try city.add("T", .level, step: 3600, count: 8 * 24 + 1) { _ in 1 }
        for (id, attributes) in customers {
            try city.network.add(
                Asset(kind: .customerPoint, id: id, attachment: .node("a"), attributes: attributes))
        }
        return city
    }

    /// Reads a customer: so many m³/h throughout.
    private func read(_ city: inout TwoZoneCity, _ id: String, _ hourly: Double) throws {
        try city.add(id, .consumption, step: 3600, count: 8 * 24) { _ in hourly / 3600 }
    }

    private func west(_ city: TwoZoneCity, _ options: BalanceOptions = .init()) throws -> ZoneBalance {
        try #require(try city.balances(options: options)["West"])
    }

    @Test(
        "Where nothing is known of anybody, no use and no loss is said",
        arguments: [
            [:], ["base_demand_m3_per_d": AttributeValue.real(0)], ["population": .integer(4)],
            ["connections": .integer(3)], ["households": .integer(30)],
        ])
    func nothing(_ attributes: [String: AttributeValue]) throws {
        let west = try west(city([("C1", attributes), ("C2", attributes)]))
        #expect(west.unmetered == nil)
        #expect(west.loss == nil && west.lossHalfWidth == nil)
        #expect(west.useCoverage == 0)
        #expect(
            west.flags == [
                BalanceFlag(.incomplete), BalanceFlag(.unstatedUse, "2"), BalanceFlag(.useUnknown),
            ])
    }

    @Test("One of two is read: the other is taken to use as much, half more or less, and it is said")
    func half() throws {
        var city = try city([("C1", [:]), ("C2", [:])])
        try read(&city, "C1", 2)
        let west = try west(city)
        #expect(isNear(west.metered, 336))
        #expect(isNear(west.unmetered, 336))
        #expect(isNear(west.loss, 1008 - 672))
        // Meters: 2 % of 1,680, of 672 and of 336; the supposed use: 50 % of 336.
        let meters = 33.6 * 33.6 + 13.44 * 13.44 + 6.72 * 6.72
        #expect(isNear(west.lossHalfWidth, (meters + 168 * 168).squareRoot()))
        #expect(isNear(west.useCoverage, 0.5))
        #expect(west.flags == [BalanceFlag(.unstatedUse, "1")])
    }

    @Test("More than half of the use unknown: no loss is claimed, though the estimate is shown")
    func most() throws {
        var city = try city([("C1", [:]), ("C2", [:]), ("C3", [:])])
        try read(&city, "C1", 2)
        let west = try west(city)
        #expect(isNear(west.unmetered, 672))
        #expect(west.loss == nil)
        #expect(isNear(west.useCoverage, 1 / 3.0))
        #expect(west.flags.map(\.code) == [.incomplete, .unstatedUse, .useUnknown])
    }

    @Test("A block of thirty households is not taken for one household")
    func heads() throws {
        var city = try city([
            ("C1", ["households": .integer(30)]), ("C2", ["households": .integer(10)]),
        ])
        try read(&city, "C1", 3)
        let west = try west(city)
        // 0.1 m³/h a household.
        #expect(isNear(west.unmetered, 168))
        #expect(isNear(west.loss, 1008 - 504 - 168))
    }

    @Test("The same for meters that nobody read")
    func unread() throws {
        var city = try city([
            ("C1", ["households": .integer(30)]),
            ("C2", ["households": .integer(10), "metered": .text("yes")]),
        ])
        try read(&city, "C1", 3)
        let west = try west(city)
        #expect(isNear(west.metered, 504 + 168))
        #expect(west.flags == [BalanceFlag(.estimatedUse, "1")])
    }

    @Test("What some state stands for those who state nothing")
    func stated() throws {
        let west = try west(city([("C1", ["base_demand_m3_per_d": .real(48)]), ("C2", [:])]))
        #expect(isNear(west.unmetered, 672))
        #expect(isNear(west.loss, 336))
        // 20 % of what is stated, 50 % of what is supposed.
        let meters = 33.6 * 33.6 + 13.44 * 13.44
        #expect(isNear(west.lossHalfWidth, (meters + 67.2 * 67.2 + 168 * 168).squareRoot()))
        #expect(west.flags == [BalanceFlag(.unstatedUse, "1")])
    }

    @Test("By heads, those without a population are unknown and the others are not")
    func perCapita() throws {
        let options = BalanceOptions(unmetered: .perCapita(litresPerDay: 250))
        let both = try west(city([("C1", ["population": .integer(100)]), ("C2", [:])]), options)
        // 100 people: 175 m³ a week, and the other customer as much.
        #expect(isNear(both.unmetered, 350))
        #expect(both.flags == [BalanceFlag(.unstatedUse, "1")])
        let none = try west(city([("C1", [:])]), options)
        #expect(none.unmetered == nil && none.loss == nil)
        let all = try west(city([("C1", ["population": .integer(100)])]), options)
        #expect(isNear(all.unmetered, 175) && all.flags.isEmpty)
    }

    @Test("Left in the loss on purpose: the loss is claimed, and whose use is in it")
    func leftInLoss() throws {
        let west = try west(city([("C1", [:]), ("C2", [:])]), BalanceOptions(unmetered: .none))
        #expect(isNear(west.loss, 1008))
        #expect(west.flags == [BalanceFlag(.unmeteredInLoss, "2")])
    }

    @Test("A volume given for the zone is known use")
    func volume() throws {
        let options = BalanceOptions(unmetered: .volume(cubicMetresPerDay: ["West": 100]))
        let west = try west(city([("C1", [:])]), options)
        #expect(isNear(west.unmetered, 700) && isNear(west.loss, 308))
        #expect(west.flags.isEmpty)
    }

    @Test("A parent claims nothing that one of its parts does not know")
    func parent() throws {
        let city = try city([("C1", [:])])
        let zones = city.scheme.zones.map { Zone(id: $0.id, name: $0.name, parent: "City") }
        let scheme = try ZoneScheme(
            zones: zones + [Zone(id: "City", name: "City")], zoneOfNode: city.scheme.zoneOfNode,
            meteredLinks: city.scheme.meteredLinks)
        let all = try city.balances(scheme)
        #expect(all["City"]?.unmetered == nil && all["City"]?.loss == nil)
        #expect(all["East"]?.loss != nil)
    }

    @Test("A zone without customers says so; a city without any claims nothing")
    func nobody() throws {
        var city = try city([])
        let west = try west(city)
        #expect(west.flags == [BalanceFlag(.noCustomers)])
        #expect(isNear(west.loss, 1008))
        try city.network.update(Junction(id: "u", position: Coordinate(x: 300, y: -50)))
        let empty = try self.west(city)
        #expect(empty.metered == nil && empty.unmetered == nil && empty.loss == nil)
        #expect(empty.flags.map(\.code) == [.incomplete, .noCustomers, .useUnknown])
    }

    @Test("A customer with a meter of which one register was read has no use of 0")
    func oneRead() throws {
        var city = try city([("C1", ["metered": .text("yes")])])
        try city.add("C1", .register, step: 86_400, count: 1) { _ in 100 }
        let west = try west(city)
        #expect(west.metered == nil && west.loss == nil)
        #expect(west.flags.map(\.code) == [.incomplete, .useUnknown])
    }
}
