import PipeNetwork
import Testing

@testable import CityStore

@Suite("A city read for its graph")
struct GraphNetworkTests {
    private func stored(_ network: Network, _ body: (City) throws -> Void) throws {
        let scratch = try Scratch()
        let writing = try scratch.city()
        try writing.importing { try $0.replaceNetwork(network) }
        // A city that has not been written through is read on two cores.
        try body(try City(path: writing.path, readOnly: true))
        try body(writing)
    }

    private func network() throws -> Network {
        var network = Network()
        try network.add(
            Junction(id: "A", position: .init(x: 1, y: 2), elevation: 3, demands: [Demand(base: 0.5)]))
        try network.add(Reservoir(id: "R", position: .init(x: 0, y: 0), head: 50))
        try network.add(
            Tank(
                id: "T", position: .init(x: 5, y: 5), elevation: 10, initialLevel: 1, minimumLevel: 0,
                maximumLevel: 2, diameter: 3))
        try network.add(Junction(id: "B", emitterCoefficient: 0.1))
        try network.add(
            Pipe(
                id: "p", start: "R", end: "A", length: 10, diameter: 0.1, roughness: 120, hasCheckValve: true,
                leakage: PipeLeakage(area: 1e-6, expansion: 1e-9),
                vertices: [.init(x: 0, y: 1), .init(x: 1, y: 1)],
                attributes: [
                    "material": .text("PE"), "dn": .integer(100), "year": .integer(1999),
                    "road": .text("泉城路"),
                    "other": .text("x"),
                ]))
        try network.add(
            Pump(id: "u", start: "A", end: "T", power: 1000, attributes: ["maker": .text("m")]))
        try network.add(Valve(id: "v", start: "T", end: "B", kind: .prv, diameter: 0.1, setting: 20))
        try network.add(Pipe(id: "q", start: "A", end: "B", status: .closed))
        try network.add(
            Asset(
                kind: .customerPoint, id: "c", position: .init(x: 1, y: 2), attachment: .node("A"),
                attributes: [
                    "connections": .integer(4), "elevation": .real(3.5), "note": .text("a \"quoted\" word"),
                    "base_demand_m3_per_d": .real(2.5), "meter": .text("m1"), "type": .text("居民"),
                    "地址": .text("泉城路 7 号"),
                ]))
        try network.add(
            Asset(
                kind: .isolationValve, id: "w", attachment: .link("q", node: "B"), isClosed: true,
                attributes: ["elevation": .integer(7), "diameter": .real(0.1)]))
        try network.add(Asset(kind: .hydrant, id: "h"))
        return network
    }

    @Test("it is the network less the attributes that no search knows")
    func sameButForAttributes() throws {
        var expected = try network()
        let whole = expected
        try stored(whole) { city in
            expected = whole
            let lean = try city.graphNetwork()
            let known: Set = ["material", "dn", "year", "road"]
            let pipe = try #require(expected.pipe(at: 0))
            var bare = pipe
            bare.attributes = pipe.attributes.filter { known.contains($0.key) }
            #expect(lean.pipe(at: 0) == bare)
            #expect(lean.pump(at: 1)?.attributes == [:])
            try expected.update(bare)
            #expect(lean.nodes == expected.nodes)
            #expect(lean.links.start == expected.links.start && lean.links.end == expected.links.end)
            #expect(lean.links.status == expected.links.status && lean.links.kinds == expected.links.kinds)
            #expect(lean.valve(at: 2) == expected.valve(at: 2))
            #expect(lean.assets.node == expected.assets.node && lean.assets.link == expected.assets.link)
            #expect(lean.asset(at: 0).attributes["note"] == nil)
            #expect(lean.asset(at: 0).attributes["connections"] == .integer(4))
            #expect(lean.asset(at: 0).attributes["elevation"] == .real(3.5))
            #expect(lean.asset(at: 0).attributes["type"] == .text("居民"))
            #expect(lean.asset(at: 0).attributes["地址"] == .text("泉城路 7 号"))
            #expect(lean.asset(at: 1) == expected.asset(at: 1))
            #expect(lean.asset(at: 2) == expected.asset(at: 2))
        }
    }

    @Test("an asset at a node that somebody deleted is named by its row")
    func missingNode() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try network()
        try city.importing { writer in
            try writer.replaceNetwork(network)
            try writer.db.execute(
                sql: """
                    DELETE FROM junction WHERE id = 'A';
                    UPDATE pipe SET from_node = 'R', to_node = 'B';
                    UPDATE pump SET from_node = 'R';
                    """)
        }
        for city in [city, try City(path: city.path, readOnly: true)] {
            #expect {
                try city.graphNetwork()
            } throws: { error in
                "\(error)".contains("'customer_point'") && "\(error)".contains("'A'")
            }
        }
    }
}
