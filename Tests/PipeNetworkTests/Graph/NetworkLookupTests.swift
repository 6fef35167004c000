import InputOutput
import Testing

@testable import PipeNetwork

@Suite("What an id stands for")
struct NetworkLookupTests {
    private func network() throws -> Network {
        var network = Network()
        for id in ["X", "N", "管"] { try network.add(Junction(id: id)) }
        for (id, end) in [("X", "N"), ("L", "管"), ("main#1", "N"), ("main#2", "管")] {
            try network.add(Pipe(id: id, start: "X", end: end))
        }
        try network.add(Asset(kind: .hydrant, id: "L"))
        try network.add(Asset(kind: .meter, id: "M", attachment: .link("L", node: "管")))
        try network.add(Asset(kind: .hydrant, id: "M", attachment: .node("N")))
        try network.add(Asset(kind: .customerPoint, id: "far away"))
        try network.add(Asset(kind: .waterworks, id: "WW", attachment: .node("管")))
        return network
    }

    @Test("A node comes before a link and a link before an asset; of assets the first kind that has the id")
    func order() throws {
        let network = try network()
        #expect(try network.element("X") == .node(0))
        #expect(try network.element("L") == .link(1))
        // Meters stand before hydrants in the order of kinds.
        #expect(try network.element("M") == .asset(1))
        #expect(try network.link("X") == 0)
    }

    @Test("A search begins at a node, at both ends of a link, at the node of an asset")
    func seeds() throws {
        let network = try network()
        #expect(try network.seeds(of: "N") == [1])
        #expect(try network.seeds(of: "L") == [0, 2])
        #expect(try network.seeds(of: "M") == [2])
        #expect(throws: SearchError.notOnTheNetwork("far away", kind: "customer_point")) {
            try network.seeds(of: "far away")
        }
    }

    @Test("A pipe that was split is told by its pieces, a slip of the pen by what is near")
    func unknown() throws {
        let network = try network()
        var found: SearchError?
        do { _ = try network.link("main") } catch { found = error }
        let split = try #require(found)
        #expect(
            split.explanation.english
                == "'main' is a pipe that was split where others join it or a device sits in it; name the piece: "
                + "'main#1', 'main#2' (expected the id of a pipe, a pump or a regulating valve)")
        do { _ = try network.element("mein#2") } catch { found = error }
        guard case .unknownElement("mein#2", _, let nearest)? = found else {
            Issue.record("a slip of the pen was known: \(String(describing: found))")
            return
        }
        #expect(nearest == ["main#2", "main#1"])
    }

    @Test("Sources are reservoirs, tanks unless left out, and nodes of waterworks, in the order of rows")
    func sources() throws {
        var network = try network()
        try network.add(Tank(id: "T"))
        try network.add(Reservoir(id: "R"))
        try network.add(Asset(kind: .waterworks, id: "planned"))
        #expect(network.sourceNodes() == [2, 3, 4])
        #expect(network.sourceNodes(countingTanks: false) == [2, 4])
        #expect(network.sourceFlags() == [false, false, true, true, true])
        #expect(Network().sourceNodes().isEmpty)
    }
}
