import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Waterworks and boosters of a map")
struct StationCompletionTests {
    /// W ─1─ A ─2─ B ─3─ T, a tank of 4 m at 60 m; a waterworks at W and a booster at A.
    private func map(
        station: [String: AttributeValue] = [:], tank isTank: Bool = true, way isDrawnTowards: Bool = true
    ) throws -> Network {
        var network = Network()
        for id in ["W", "A", "B"] { try network.add(Junction(id: id, elevation: 10)) }
        if isTank {
            try network.add(Tank(id: "T", elevation: 60, maximumLevel: 4))
        } else {
            try network.add(Junction(id: "T", elevation: 60))
        }
        for (id, start, end) in [("1", "W", "A"), ("2", "A", "B"), ("3", "B", "T")] {
            let ends = isDrawnTowards ? (start, end) : (end, start)
            try network.add(
                Pipe(id: id, start: ends.0, end: ends.1, length: 100, diameter: 0.2, roughness: 100))
        }
        try network.add(Asset(kind: .waterworks, id: "WW", attachment: .node("W")))
        try network.add(
            Asset(kind: .boosterStation, id: "BS", attachment: .node("A"), attributes: station))
        return network
    }

    @Test(
        "A booster lifts into the tanks that only it feeds, and 10 m for the way, by hand",
        arguments: [true, false])
    func lift(isDrawnTowards: Bool) throws {
        let completed = ModelCompletion(try map(way: isDrawnTowards))
        // The waterworks delivers at 10 + 40 m; the tank is full at 64 m: 64 + 10 − 50 = 24 is less than the usual 40.
        #expect(completed.waterworks.map(\.head) == [50])
        func lift(_ completed: ModelCompletion) -> Double? {
            completed.network.curves["booster BS"]?.points.first?.y
        }
        #expect(lift(completed) == 40)
        var assumptions = ModelAssumptions()
        assumptions.boosterLift = 5
        #expect(lift(ModelCompletion(try map(way: isDrawnTowards), assuming: assumptions)) == 24)
        // Without a tank only the assumption counts, and what the map says goes before both.
        #expect(lift(ModelCompletion(try map(tank: false), assuming: assumptions)) == 5)
        #expect(lift(ModelCompletion(try map(station: ["lift": .text("33")]))) == 33)
        let pump = try #require(completed.network.pump(at: 1))
        #expect(pump.start == "A" && pump.end == "B" && pump.status == .open)
        // π/4·d² of 1 m/s in 200 mm.
        #expect(isNear(completed.network.curves["booster BS"]?.points.first?.x, .pi / 100, 1e-6))
        // Drawn towards the waterworks, its outlet and the pump are turned.
        #expect(completed.reversedLinks == (isDrawnTowards ? [] : [0, 1]))
        #expect(completed.asDrawn([1, 2, 3]) == (isDrawnTowards ? [1, 2, 3] : [-1, -2, 3]))
        // Completed again there is nothing to do.
        #expect(ModelCompletion(completed.network).boosters.isEmpty)
    }

    @Test("A tank with a way round the booster is not the booster's to fill")
    func wayRound() throws {
        var network = try map()
        try network.add(Pipe(id: "round", start: "W", end: "T", length: 500, diameter: 0.1, roughness: 100))
        var assumptions = ModelAssumptions()
        assumptions.boosterLift = 5
        let completed = ModelCompletion(network, assuming: assumptions)
        #expect(completed.network.curves["booster BS"]?.points.first?.y == 5)
    }

    @Test("No works, no booster; a booster in no pipe, or with a pump drawn there, makes none")
    func none() throws {
        var network = try map()
        try network.add(Pump(id: "U", start: "A", end: "B", power: 1000))
        #expect(ModelCompletion(network).boosters.isEmpty)
        var dry = Network()
        try dry.add(Junction(id: "A", elevation: 1))
        try dry.add(Asset(kind: .boosterStation, id: "BS", attachment: .node("A")))
        try dry.add(Asset(kind: .waterworks, id: "WW"))
        let completed = ModelCompletion(dry)
        #expect(completed.boosters.isEmpty && completed.waterworks.isEmpty && completed.isUntouched)
        #expect(ModelCompletion(Network()).network == Network())
    }

    @Test("Two works at one node are one reservoir; a reservoir or a tank there stays what it is")
    func places() throws {
        var network = try map()
        try network.add(Asset(kind: .waterworks, id: "second", attachment: .node("W")))
        try network.add(Asset(kind: .waterworks, id: "at the tank", attachment: .node("T")))
        let completed = ModelCompletion(network)
        #expect(completed.waterworks.map(\.id) == ["WW"])
        #expect(completed.network.nodes.kinds == [.reservoir, .junction, .junction, .tank])
    }

    @Test("Customers' use becomes a node's demand where it has none, in m³ a day")
    func demands() throws {
        var network = Network()
        for (id, demands) in [("A", []), ("B", [Demand(base: 0.5)]), ("C", [Demand(base: 0)])] {
            try network.add(Junction(id: id, elevation: 0, demands: demands))
        }
        try network.add(Reservoir(id: "R", head: 9))
        for (id, node, use) in [
            ("1", "A", AttributeValue.real(86.4)), ("2", "A", .text("43.2")), ("3", "B", .real(864)),
            ("4", "C", .real(-8.64)), ("5", "R", .real(864)), ("6", "A", .null), ("7", "A", .integer(0)),
        ] {
            try network.add(
                Asset(
                    kind: .customerPoint, id: id, attachment: .node(node),
                    attributes: ["base_demand_m3_per_d": use]))
        }
        try network.add(
            Asset(kind: .customerPoint, id: "far", attributes: ["base_demand_m3_per_d": .real(1)]))
        let completed = ModelCompletion(network)
        let drawn = completed.network.nodes.demands.map { $0.reduce(0) { $0 + $1.base } }
        for (found, expected) in zip(drawn, [0.0015, 0.5, -0.0001, 0]) { #expect(isNear(found, expected)) }
        #expect(completed.customersWithDemand == 3 && isNear(completed.customerDemand, 0.0014))
    }
}
