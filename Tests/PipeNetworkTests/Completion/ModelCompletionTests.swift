import Testing

@testable import PipeNetwork

@Suite("A map completed to a model")
struct ModelCompletionTests {
    /// WW at node W, a street W─A─B─C of 100 m, 100 m and 300 m, a hydrant of 20 m at A and a customer of 40 m at C.
    private func map() throws -> Network {
        var network = Network()
        for id in ["W", "A", "B", "C"] { try network.add(Junction(id: id)) }
        for (id, from, to, length, attributes) in [
            ("1", "A", "W", 100.0, ["material": AttributeValue.text("球墨铸铁"), "dn": .integer(300)]),
            ("2", "A", "B", 100, ["material": .text("PE"), "dn": .integer(200)]),
            ("3", "B", "C", 300, ["material": .text("grey cast iron"), "year": .integer(1984)]),
        ] {
            try network.add(Pipe(id: id, start: from, end: to, length: length, attributes: attributes))
        }
        try network.add(
            Asset(
                kind: .waterworks, id: "WW", attachment: .node("W"), attributes: ["elevation": .real(30)]))
        try network.add(
            Asset(kind: .hydrant, id: "H", attachment: .node("A"), attributes: ["elevation": .real(20)]))
        try network.add(
            Asset(
                kind: .customerPoint, id: "K", attachment: .node("C"),
                attributes: ["elevation": .real(40), "base_demand_m3_per_d": .real(86.4)]))
        return network
    }

    @Test("heights between two known ones lie on the line, weighted by length")
    func elevations() throws {
        let completed = ModelCompletion(try map())
        // W: its waterworks stands at 30 m. B: 100 m from A (20 m), 300 m from C (40 m).
        #expect(completed.network.nodes.elevation[1] == 20)
        #expect(completed.network.nodes.elevation[3] == 40)
        #expect(abs(completed.network.nodes.elevation[2] - 25) < 0.05)
        #expect(completed.interpolatedElevations == 4)
    }

    @Test(
        "diameters from DN, else the widest neighbour; roughness from material and age; demand from the customer"
    )
    func pipesAndDemand() throws {
        var assumptions = ModelAssumptions()
        assumptions.year = 2024
        let completed = ModelCompletion(try map(), assuming: assumptions)
        let links = completed.network.links
        #expect(links.diameter == [0.3, 0.2, 0.1] || links.diameter == [0.3, 0.2, 0.2])
        #expect(links.roughness == [130, 140, 110 - 0.6 * 40])
        #expect(completed.network.nodes.demands[3].map(\.base) == [0.001])
        #expect(completed.customersWithDemand == 1)
    }

    @Test("a waterworks becomes a reservoir that delivers and takes nothing back; flows come out as drawn")
    func waterworks() throws {
        let completed = ModelCompletion(try map())
        #expect(completed.network.nodes.kinds[0] == .reservoir)
        #expect(completed.network.nodes.elevation[0] == 70)
        // Pipe 1 is drawn from A to W: in the model it starts at W.
        #expect(completed.network.links.start[0] == 0 && completed.network.links.hasCheckValve[0])
        #expect(completed.reversedLinks == [0])
        #expect(completed.asDrawn([5, 6, 7]) == [-5, 6, 7])
    }

    @Test("works on one net hold one head; a head that is given stays")
    func heads() throws {
        var network = try map()
        try network.add(
            Asset(kind: .waterworks, id: "WX", attachment: .node("B"), attributes: ["elevation": .real(50)]))
        #expect(ModelCompletion(network).waterworks.map(\.head) == [90, 90])
        var given = try map()
        try given.add(
            Asset(
                kind: .waterworks, id: "WX", attachment: .node("B"),
                attributes: ["elevation": .real(50), "head": .real(64)]))
        #expect(ModelCompletion(given).waterworks.map(\.head) == [90, 64])
    }

    @Test("a booster lifts away from the waterworks")
    func booster() throws {
        var network = try map()
        try network.add(
            Asset(kind: .boosterStation, id: "BS", attachment: .node("B"), attributes: ["lift": .real(25)]))
        let completed = ModelCompletion(network)
        let pump = try #require(completed.network.pump(at: 2))
        #expect(pump.start == "B" && pump.end == "C")
        let curve = try #require(completed.network.curves[pump.headCurve ?? ""])
        #expect(curve.points.first?.y == 25)
        #expect(completed.boosters == ["BS"])
    }

    @Test("a model that lacks nothing stays what it is; completing twice changes nothing")
    func untouched() throws {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 50))
        try network.add(Junction(id: "A", elevation: 5, demands: [Demand(base: 0.01)]))
        try network.add(Pipe(id: "P", start: "R", end: "A", length: 100, diameter: 0.2, roughness: 100))
        let completed = ModelCompletion(network)
        #expect(completed.isUntouched)
        #expect(completed.network == network)
        let once = ModelCompletion(try map()).network
        let again = ModelCompletion(once)
        #expect(again.network.nodes == once.nodes)
        #expect(again.network.links == once.links)
    }
}
