import Testing

@testable import SampleCity

@Suite("What is used at night")
struct NightUseTests {
    @Test(
        "A household's least hour is near the field's 1.7 L/h, another property's near 8",
        arguments: [(1_500, 1), (1_500, 7), (3_000, 2), (6_000, 3)])
    func leastHour(junctions: Int, seed: Int) throws {
        let city = try SampleCity(junctions: junctions, seed: UInt64(seed), days: 14)
        let model = city.model()
        let water = city.water(in: model)
        for zone in model.zones.indices.dropFirst() {
            let members = model.customers[model.zones[zone].customers]
            let homes = members.filter { $0.kind == .household }
            let others = members.filter { $0.kind == .business }
            let households = homes.reduce(0.0) { $0 + Double($1.connections) }
            // The truth's mean of two hours, and the least hour by the shapes.
            let use = water.nightUse[zone].map { $0 * 1_000 }
            let hour = Self.leastHour(.household) * homes.reduce(0) { $0 + $1.baseDemand } * 1_000
            #expect((1.4...2.2).contains(use[0] / households), "\(model.zones[zone].id)")
            #expect((1.4...2.2).contains(hour / households), "\(model.zones[zone].id)")
            #expect((5...11).contains(use[1] / Double(others.count)), "\(model.zones[zone].id)")
            let other = Self.leastHour(.business) * others.reduce(0) { $0 + $1.baseDemand } * 1_000
            #expect((5...11).contains(other / Double(others.count)), "\(model.zones[zone].id)")
        }
    }

    /// Share of a day's water in the least hour.
    private static func leastHour(_ shape: DiurnalShape) -> Double {
        (0...92).map { shape.shares[$0..<$0 + 4].reduce(0, +) }.min() ?? 0
    }

    @Test("Night use is the mean of the quarter hours from two to four")
    func window() throws {
        let city = try SampleCity(junctions: 900, seed: 8, days: 6)
        let model = city.model()
        for zone in model.zones.indices.dropFirst() {
            let use = ZoneUse(
                model, zone: zone, days: 6, firstWeekday: 0,
                apparent: ApparentLossPlan(model, days: 6, seed: city.seed), seed: city.seed)
            let steps = (0..<6).flatMap { day in (8..<16).map { day * 96 + $0 } }
            let mean = steps.reduce(0) { $0 + use.flows[$1] } / Double(steps.count)
            #expect(abs(use.night.reduce(0, +) - mean) < 1e-9)
        }
    }
}
