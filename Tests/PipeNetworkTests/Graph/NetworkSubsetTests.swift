import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Parts of a network")
struct NetworkSubsetTests {
    /// R ─1─ A ─2─ B: pipes of 100 m DN200 and of unknown diameter, a pump from A to B.
    private func network(customers: Bool) throws -> Network {
        var network = Network()
        try network.add(Reservoir(id: "R"))
        try network.add(Junction(id: "A", demands: [Demand(base: 0.002), Demand(base: -0.0005)]))
        try network.add(Junction(id: "B", demands: [Demand(base: 0.001)]))
        try network.add(Pipe(id: "1", start: "R", end: "A", length: 100, diameter: 0.2))
        try network.add(Pipe(id: "2", start: "A", end: "B", length: 30))
        try network.add(Pipe(id: "3", start: "A", end: "B", diameter: 0.3))
        try network.add(Pump(id: "4", start: "A", end: "B", power: 1000))
        guard customers else { return network }
        for (id, node, attributes) in [
            ("K1", "A", ["connections": AttributeValue.integer(3), "households": .integer(90)]),
            ("K2", "A", ["households": .real(12)]), ("K3", "B", [:]),
            ("K4", "B", ["connections": .integer(-7)]),
        ] {
            try network.add(
                Asset(kind: .customerPoint, id: id, attachment: .node(node), attributes: attributes))
        }
        return network
    }

    @Test("Length, volume, demand and connections of a part, by hand")
    func sums() throws {
        let network = try network(customers: true)
        let part = NetworkSubset(of: network, nodes: [2, 1], links: [3, 1, 0, 2])
        #expect(part.nodes == [1, 2] && part.links == [0, 1, 2, 3])
        #expect(part.length == 130)
        // π/4 · 0.04 m² · 100 m; the others' length or width is not known.
        #expect(isNear(part.volume, .pi))
        #expect(isNear(part.demand, 0.0025))
        // 3 that are stated, 12 households for want of connections, 1 that says nothing, none for a negative number.
        #expect(part.connections == 16)
        #expect(part.assets(of: .customerPoint, in: network) == [0, 1, 2, 3])
        #expect(part.assets(of: .meter, in: network).isEmpty)
    }

    @Test("Without customers each junction that draws is one connection")
    func withoutCustomers() throws {
        let network = try network(customers: false)
        #expect(NetworkSubset(of: network, nodes: [0, 1, 2], links: []).connections == 2)
        #expect(network.connectionsOfNodes == [0, 1, 1])
    }

    @Test("What sits in a link goes with the link, what stands at a node with the node, each once")
    func assets() throws {
        var network = try network(customers: false)
        try network.add(Asset(kind: .meter, id: "M", attachment: .link("1", node: "A")))
        try network.add(Asset(kind: .hydrant, id: "H", attachment: .node("A")))
        try network.add(Asset(kind: .hydrant, id: "far"))
        #expect(NetworkSubset(of: network, nodes: [1], links: []).assets == [1])
        #expect(NetworkSubset(of: network, nodes: [], links: [0]).assets == [0])
        #expect(NetworkSubset(of: network, nodes: [0, 1, 2], links: [0, 1, 2, 3]).assets == [0, 1])
        try network.add(Pipe(id: "ring", start: "B", end: "B", length: 7))
        try network.add(Asset(kind: .meter, id: "MR", attachment: .link("ring", node: "B")))
        #expect(NetworkSubset(of: network, nodes: [], links: [4]).assets == [3])
    }

    @Test("Parts that share nothing add up to the whole", arguments: 0..<40)
    func additivity(seed: Int) throws {
        let network = try randomNetwork(seed, nodes: 2...15, oneWay: true)
        var random = SplitMix(UInt64(seed) &+ 31)
        let nodes = (0..<Int32(network.nodes.count)).map { ($0, Bool.random(using: &random)) }
        let links = (0..<Int32(network.links.count)).map { ($0, Bool.random(using: &random)) }
        let parts = [true, false].map { side in
            NetworkSubset(
                of: network, nodes: nodes.filter { $0.1 == side }.map(\.0),
                links: links.filter { $0.1 == side }.map(\.0))
        }
        let whole = NetworkSubset(
            of: network, nodes: nodes.map(\.0).shuffled(using: &random),
            links: links.map(\.0).shuffled(using: &random), assetsByNode: AssetsByNode(network))
        for sum in [\NetworkSubset.length, \.volume, \.connections, \.demand] {
            #expect(isNear(parts[0][keyPath: sum] + parts[1][keyPath: sum], whole[keyPath: sum]))
        }
        #expect((parts[0].assets + parts[1].assets).sorted() == whole.assets)
        #expect(whole.connections == network.connectionsOfNodes.reduce(0, +))
    }
}
