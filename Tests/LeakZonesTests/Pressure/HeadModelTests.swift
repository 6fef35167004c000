import TestSupport
import WaterLoss
import Telemetry
import Testing

@Suite("Pressures between points, by a model")
struct HeadModelTests {
    /// The model's heads: nodes R, a, b, c, m, u, T in the order they were added; lower by day.
    private func model(_ city: TwoZoneCity) throws -> HeadModel {
        let night: [String: Double] = ["R": 80, "a": 60, "b": 50, "c": 45, "m": 30, "u": 40, "T": 45]
        return try #require(
            HeadModel(
                hours: (0..<24).map { hour in
                    city.network.nodes.ids.map { (night[$0] ?? .nan) - (hour < 6 ? 0 : 8) }
                }))
    }

    @Test("The model is raised by what the points differ from it; between them its own fall holds")
    func raised() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        // Points at a and b measure 2 m more than the model says.
        for (id, head) in [("a", 62.0), ("b", 52)] {
            try city.add(id, .pressure, step: 3600, count: 8 * 24) { head - ($0 % 24 < 6 ? 0 : 8) }
        }
        // West has a demand at m alone, far from both points and 30 m lower than a: along the pipes it would stand at 60.
        for id in ["a", "b", "m"] {
            let row = try #require(city.network.nodes.index(of: id))
            var node = try #require(city.network.junction(at: row))
            node.elevation = 0
            if id == "m" { node.demands = [.init(base: 0.001)] }
            try city.network.update(node)
        }
        let period = try TwoZoneCity.period(days: 7)[0]
        let balance = try city.balance()
        let west = balance.scheme.zones.firstIndex { $0.id == "West" } ?? 0
        let modelled = try #require(
            try balance.measurements(period, model: model(city)).zones[west].pressure)
        #expect(modelled.method == .byModel)
        // 30 + 2 m by night, 8 m less by day.
        #expect(isNear(modelled.night, 32))
        #expect(isNear(modelled.average, 32 - 8 * 18 / 24.0))
        let m = try #require(city.network.nodes.index(of: "m"))
        let atM = try #require(modelled.nodes.first { $0.node == m })
        #expect(isNear(atM.night, 32) && isNear(atM.mean, 32 - 8 * 18 / 24.0))
        let plain = try #require(try balance.measurements(period).zones[west].pressure)
        // By pipes m hangs on a, whose head it has; a and b are points themselves.
        let pressures = Dictionary(
            uniqueKeysWithValues: plain.nodes.map { (city.network.nodes.ids[$0.node], $0.night) })
        #expect(isNear(pressures["a"], 62, 1e-6) && isNear(pressures["b"], 52, 1e-6))
        #expect(plain.method == .alongPipes)
        #expect((plain.night ?? 0) > 55)
    }

    @Test("A model of another network, or one that leaves a point out, is not used")
    func unfit() throws {
        var city = try TwoZoneCity()
        try city.addSoundWeek()
        try city.add("a", .pressure, step: 3600, count: 8 * 24) { 40 + 0.001 * Double($0 % 2) }
        let period = try TwoZoneCity.period(days: 7)[0]
        let balance = try city.balance()
        let west = balance.scheme.zones.firstIndex { $0.id == "West" } ?? 0
        #expect(HeadModel(hours: [[1]]) == nil)
        let other = try #require(HeadModel(hours: [[Double]](repeating: [1, 2], count: 24)))
        #expect(try balance.measurements(period, model: other).zones[west].pressure?.method != .byModel)
        let holes = try #require(
            HeadModel(hours: [[Double]](repeating: city.network.nodes.ids.map { _ in .nan }, count: 24)))
        #expect(try balance.measurements(period, model: holes).zones[west].pressure?.method != .byModel)
    }
}
