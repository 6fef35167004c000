import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Bridges and articulation nodes")
struct LowLinkTests {
    @Test(
        "a link is a bridge when its loss parts its ends, a node when its loss parts others",
        arguments: 0..<200)
    func againstRemoval(seed: Int) {
        let graph = randomGraph(seed)
        let walk = LowLink(graph)
        let whole = leastNodes(graph)
        let bridges = (0..<graph.linkCount).filter { link in
            let least = leastNodes(graph, without: (link, nil))
            return least[Int(graph.start[link])] != least[Int(graph.end[link])]
        }
        #expect(walk.bridges.map { Int($0.link) }.sorted() == bridges)
        let nodes = (0..<graph.nodeCount).filter { node in
            let least = leastNodes(graph, without: (nil, node))
            let others = (0..<graph.nodeCount).filter { $0 != node && whole[$0] == whole[node] }
            return Set(others.map { least[$0] }).count > 1
        }
        #expect(walk.articulationNodes.map(Int.init) == nodes)
    }

    @Test("what is below a bridge is what its loss parts from the root", arguments: 0..<200)
    func below(seed: Int) {
        let graph = randomGraph(seed)
        let walk = LowLink(graph)
        let sums = walk.sumsBelow([Int32](repeating: 1, count: graph.nodeCount))
        let whole = leastNodes(graph)
        for node in 0..<graph.nodeCount {
            // The walk begins at the least node of each component.
            #expect(Int(walk.roots[node]) == whole[node])
            #expect((walk.parent(of: node) == nil) == (whole[node] == node))
        }
        for (link, node) in walk.bridges {
            let least = leastNodes(graph, without: (Int(link), nil))
            #expect(Int(sums[Int(node)]) == least.count { $0 == least[Int(node)] })
        }
    }

    @Test("links that may not be passed are as if they were not there", arguments: 0..<100)
    func passable(seed: Int) {
        let graph = randomGraph(seed)
        var random = SplitMix(UInt64(seed))
        let isPassable = (0..<graph.linkCount).map { _ in Bool.random(using: &random) }
        let rows = isPassable.indices.filter { isPassable[$0] }
        let rest = NetworkGraph(
            nodeCount: graph.nodeCount, start: rows.map { graph.start[$0] }, end: rows.map { graph.end[$0] })
        let (walk, other) = (LowLink(graph) { isPassable[$0] }, LowLink(rest))
        #expect(walk.bridges.map { Int($0.link) } == other.bridges.map { rows[Int($0.link)] })
        #expect(walk.articulationNodes == other.articulationNodes)
        #expect(walk.order == other.order)
    }
}
