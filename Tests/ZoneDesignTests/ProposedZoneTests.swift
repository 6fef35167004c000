import ZoneDesign
import PipeNetwork
import Testing

@Suite struct ProposedZoneTests {
    /// R ── a ── x ─M─ y ── b, and a ── c ── b: zone of b and c.
    ///
    /// The meter M sits beyond y, where nobody draws water, so the border moves to it; of the two ways in, the wide one over
    /// the meter stays.
    private func town() throws -> Network {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 60))
        for id in ["a", "b", "c"] {
            try network.add(Junction(id: id, elevation: 0, demands: [Demand(base: 0.01)]))
        }
        for id in ["x", "y"] { try network.add(Junction(id: id, elevation: 0)) }
        for (id, from, to, diameter) in [
            ("in", "R", "a", 0.5), ("ax", "a", "x", 0.4), ("xy", "x", "y", 0.4), ("yb", "y", "b", 0.4),
            ("ac", "a", "c", 0.1), ("cb", "c", "b", 0.1),
        ] {
            try network.add(Pipe(id: id, start: from, end: to, length: 10, diameter: diameter))
        }
        try network.add(Asset(kind: .meter, id: "M", attachment: .link("xy", node: "y")))
        return network
    }

    @Test func theBorderMovesToTheMeterAndTheThinPipeIsShut() throws {
        let network = try town()
        let nodes = try ProposedZone.nodes(named: ["cb"], in: network)
        #expect(nodes == [2, 3])
        let zone = try ProposedZone(
            network, nodes: nodes, id: "North", options: ZoneDesignOptions(),
            hydraulics: LinearWater(network: network))
        #expect(zone.takenIn == ["y"])
        #expect(zone.leftOut.isEmpty)
        let best = try #require(zone.proposals.first)
        #expect(best.faults.isEmpty)
        #expect(best.scheme.zones.map(\.id) == ["North"])
        // All three ways: both open; the thin one shut.
        let shut = try #require(zone.proposals.first { $0.devices.contains { $0.role == .valve } })
        #expect(shut.devices.map(\.linkID) == ["xy", "ac"])
        #expect(shut.devices.map(\.role) == [.meter, .valve])
        #expect(shut.devices.map(\.existing) == ["M", nil])
        // A new device stands where the water comes in.
        #expect(shut.devices.map { network.nodes.ids[$0.node] } == ["y", "a"])
        #expect(shut.verification.passes)
    }

    @Test func badInputIsNamed() throws {
        let network = try town()
        #expect(throws: ZoneDesignError.unknownElement("cbb", nearest: ["cb"])) {
            try ProposedZone.nodes(named: ["cbb"], in: network)
        }
        #expect(throws: ZoneDesignError.notAPart(nodes: 0, of: 6)) {
            try ProposedZone(network, nodes: [], id: "Z")
        }
        // A reservoir is in no zone.
        #expect(throws: ZoneDesignError.notAPart(nodes: 0, of: 6)) {
            try ProposedZone(network, nodes: [0], id: "Z")
        }
    }
}
