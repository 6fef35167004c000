import PipeNetwork
import TestSupport
import Testing

@Suite struct GraphTests {
    private func network(_ nodes: Int, _ links: [(Int, Int)]) throws -> Network {
        var network = Network()
        for node in 0..<nodes { try network.add(Junction(id: "n\(node)")) }
        for (number, link) in links.enumerated() {
            try network.add(Pipe(id: "p\(number)", start: "n\(link.0)", end: "n\(link.1)"))
        }
        return network
    }

    @Test func everyLinkIsMetFromBothEnds() throws {
        let graph = NetworkGraph(try network(4, [(0, 1), (1, 2), (0, 1), (3, 3)]))
        #expect((0..<4).map(graph.degree(of:)) == [2, 3, 1, 2])
        #expect(graph.incidences(of: 1).map { graph.neighbors[$0] } == [0, 2, 0])
        #expect(graph.incidences(of: 1).map { graph.incidentLinks[$0] } == [0, 1, 2])
    }

    /// Components against a union-find that knows nothing of adjacency.
    @Test(arguments: 1...30) func componentsAgreeWithUnionFind(seed: UInt64) throws {
        var random = SplitMix(seed)
        let count = Int.random(in: 1...60, using: &random)
        let links = (0..<Int.random(in: 0...70, using: &random)).map { _ in
            (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
        }
        let isOpen = links.map { _ in Bool.random(using: &random) }
        var root = Array(0..<count)
        func find(_ node: Int) -> Int { root[node] == node ? node : find(root[node]) }
        for (link, open) in zip(links, isOpen) where open { root[find(link.0)] = find(link.1) }
        let parts = NetworkGraph(try network(count, links)).connectedComponents { isOpen[$0] }
        #expect(parts.count == Set((0..<count).map(find)).count)
        for a in 0..<count {
            for b in 0..<count { #expect((parts.label[a] == parts.label[b]) == (find(a) == find(b))) }
        }
        #expect(parts.sizes.reduce(0, +) == count)
    }

    @Test func aTraceStopsWhereItIsToldAndNamesWhatHeldIt() throws {
        // 0 - 1 - 2 - 3, and 1 - 4.
        let graph = NetworkGraph(try network(5, [(0, 1), (1, 2), (2, 3), (1, 4)]))
        let free = graph.trace(from: [0])
        #expect(free.nodes == [0, 1, 2, 4, 3])
        #expect(free.path(to: 4) == [0, 1, 2])
        let held = graph.trace(from: [0], through: { link, _ in link != 1 })
        #expect(held.nodes == [0, 1, 4])
        #expect(held.stops == [1])
        let stopped = graph.trace(from: [0], stopsAt: { $0 == 1 })
        #expect(stopped.nodes == [0, 1])
    }
}
