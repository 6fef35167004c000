import TestSupport
import LeakZones
import WaterLoss
import PipeNetwork
import Telemetry
import Testing

/// A city read once, and all of its zones evaluated.
@Suite("Zones evaluated from readings")
struct ZoneMeasurementsTests {
    private func survey(
        _ city: TwoZoneCity, policy: EvaluationPolicy = .init()
    ) throws -> [String: ZoneReport] {
        let zones = try city.balance().measurements(try TwoZoneCity.period(days: 7)[0], policy: policy)
            .reports(by: [.iwa])
        return Dictionary(uniqueKeysWithValues: zones.map { ($0.zone.id, $0) })
    }

    /// The sound week, and pressures at a and b.
    private func city(_ pressure: (Int) -> Double?) throws -> TwoZoneCity {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        for id in ["a", "b"] {
            try city.add(id, .pressure, step: 3600, count: 8 * 24, pressure)
        }
        return city
    }

    @Test("At constant pressure the nights tell the loss of the balance")
    func agreement() throws {
        let city = try city { 40 + 0.001 * Double($0 % 2) }
        let west = try #require(try survey(city)["West"])
        // 6 m³/h net, of which the customer, read by the hour, takes 5: 1 m³/h for 168 h.
        #expect(isNear(west["mnf_m3_per_h"]?.number, 6))
        #expect(isNear(west["lnu_m3_per_h"]?.number, 5))
        #expect(west["lnu_m3_per_h"]?.flags.isEmpty == true)
        #expect(isNear(west["nnf_m3_per_h"]?.number, 1))
        #expect(isNear(west["azp_m"]?.number, 40.0005, 1e-6))
        #expect(isNear(west["ndf_h_per_d"]?.number, 24, 1e-4))
        #expect(isNear(west["night_leakage_m3"]?.number, 168, 1e-4))
        #expect(west["agreement"]?.value == .word("agrees"))
        // 1.5 km of main and no connection: 20·1.5·(40/50)^1.5 L/h.
        #expect(isNear(west["ubl_m3_per_h"]?.number, 0.03 * 0.715_542, 1e-4))
    }

    @Test("A pressure that is halved by day halves the day's leakage: NDF by its own hours")
    func factor() throws {
        // 40 m from 0 to 5 o'clock, 20 m after; the least hour of a level flow is the first.
        let city = try city { ($0 % 24 < 5 ? 40 : 20) + 0.001 * Double($0 % 2) }
        var policy = EvaluationPolicy()
        policy.exponent = 1
        let west = try #require(try survey(city, policy: policy)["West"])
        #expect(isNear(west["ndf_h_per_d"]?.number, 5 + 19 * 0.5, 1e-3))
        #expect(isNear(west["azp_m"]?.number, (5 * 40 + 19 * 20) / 24.0, 1e-3))
        #expect(isNear(west["aznp_m"]?.number, 40, 1e-3))
        policy.exponent = 0.5
        let rigid = try #require(try survey(city, policy: policy)["West"])
        #expect(isNear(rigid["ndf_h_per_d"]?.number, 5 + 19 * 0.5.squareRoot(), 1e-3))
    }

    @Test("A zone without a pressure point, with one reading, or with stuck readings only says so")
    func badPressures() throws {
        let none = try #require(try survey(city { _ in nil as Double? })["East"])
        #expect(none["azp_m"]?.flags == [.init(.notGiven, "pressure_point")])
        #expect(none["mnf_m3_per_h"]?.value != nil)
        let one = try #require(try survey(city { $0 == 30 ? 40 : nil })["West"])
        #expect(one["azp_m"]?.value == nil)
        #expect(one["azp_m"]?.flags == [.init(.notGiven, "usable pressure readings")])
        #expect(one.pressure?.points.first?.findings.contains(.tooFewReadings(1)) == true)
        let stuck = try #require(try survey(city { _ in 40 })["West"])
        #expect(stuck["azp_m"]?.value == nil)
        #expect(stuck.pressure?.points.allSatisfy { $0.mean == nil } == true)
        #expect(stuck.pressure?.points.first?.findings.first == .neverVaries(value: 40))
        // The rest of the evaluation is there.
        // 168 m³ missing, less 0.25 % of 840 m³ of use.
        #expect(isNear(stuck["wl_m3"]?.number, 165.9))
    }

    @Test("Where nobody is read by the hour, night use comes from rates")
    func rates() throws {
        var city = try city { 40 + 0.001 * Double($0 % 2) }
        city.readings.removeAll { $0.kind == .consumption }
        try city.add("m", .register, step: 86_400, count: 9) { 120 * Double($0) }
        let west = try #require(try survey(city)["West"])
        #expect(isNear(west["lnu_m3_per_h"]?.number, 1.7e-3))
        #expect(west["lnu_m3_per_h"]?.flags == [.init(.defaultUsed, "night_use")])
        #expect(isNear(west.balance.loss, 168))
    }

    @Test("A large user who is not read by the hour: half its mean use, and anything up to it")
    func exceptional() throws {
        let use = ZoneNightUse(
            read: NightUsers(), measured: ConfidenceInterval(0, halfWidth: 0),
            unread: NightUsers(households: 100),
            exceptional: [.init(id: "works", mean: 4 / 3600.0)])
        // 100 · 1.7 L/h ± 30 %, and 2 ± 2 m³/h.
        #expect(isHourly(use.total.value, 2.17))
        #expect(isHourly(use.total.halfWidth, (4 + 0.051 * 0.051).squareRoot()))
        var city = try city { 40 + 0.001 * Double($0 % 2) }
        try city.network.add(
            Asset(
                kind: .customerPoint, id: "works", attachment: .node("a"),
                attributes: ["type": .text("bulk"), "meter": .text("W1")]))
        try city.add("W1", .register, step: 86_400, count: 9) { 12 * Double($0) }
        let west = try #require(try survey(city)["West"])
        // 12 m³ a day are just 0.5 m³/h.
        #expect(isHourly(west.night?.use.exceptional.first?.mean, 0.5))
        #expect(west["lnu_m3_per_h"]?.flags == [.init(.assumed, "night use of W1")])
        #expect(isNear(west["lnu_m3_per_h"]?.number, 5.25))
    }

    @Test("A register that stands still: what it did not show in the period, and no loss made of it")
    func stuckRegister() throws {
        var city = try city { 40 + 0.001 * Double($0 % 2) }
        city.readings.removeAll { $0.kind == .consumption }
        // 120 m³ a day until 70 days before the start, read every day, then nothing until the end.
        let last = 100 * TwoZoneCity.day
        let times = (0...107).map { TwoZoneCity.start - last + Int64($0) * TwoZoneCity.day }
        city.readings.append(
            try ReadingSeries(
                element: "m", kind: .register, times: times,
                values: (0...107).map { 120 * Double(min($0, 30)) }))
        let west = try #require(try survey(city)["West"])
        #expect(west["stuck_customer_meters"]?.number == 1)
        #expect(west.reads?.stuck == ["m"])
        // 7 days at 120 m³, ± 50 %.
        #expect(isNear(west["stuck_missed_m3"]?.number, 840))
        #expect(isNear(west["stuck_missed_m3"]?.halfWidth, 420))
        // The balance does not take a register that stands still for no use: it would have to estimate all of it here.
        #expect(west.balance.flags.map(\.code).contains(.useUnknown))
        #expect(west.balance.loss == nil)
    }

    @Test(
        "The city as one has the night flow of its own sum, and the use of its zones; it is none of the zones"
    )
    func wholeCity() throws {
        var city = try city { 40 + 0.001 * Double($0 % 2) }
        city.readings = city.readings.map { $0 }
        let balance = try WaterBalance(
            city.network, city.scheme, source: ReadingTable(city.readings), city: Zone(id: "All"))
        let measured = try balance.measurements(try TwoZoneCity.period(days: 7)[0])
        #expect(measured.zones.map(\.zone.id) == city.scheme.zones.map(\.id))
        let all = try #require(measured.cityReport(by: [.iwa]))
        // 10 m³/h in, 10 m³/d into the tank.
        #expect(isNear(all["mnf_m3_per_h"]?.number, 10 - 10.0 / 24, 1e-6))
        // 5 m³/h measured in West, one household estimated in East.
        #expect(isNear(all["lnu_m3_per_h"]?.number, 5 + 1.7e-3, 1e-6))
    }
}
