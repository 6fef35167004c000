import TestSupport
import Testing

@testable import PipeNetwork

/// Prepared and two-sided searches against Floyd and Warshall's table of all pairs, with weights that are no weights.
@Suite("Shortest paths between all pairs")
struct ContractedGraphTests {
    /// The least weights between all pairs: three loops, no search.
    private func table(
        _ graph: NetworkGraph, _ weights: [Double], _ passages: [TraversalDirection]
    ) -> [[Double]] {
        let count = graph.nodeCount
        var least = [[Double]](repeating: Array(repeating: .infinity, count: count), count: count)
        for node in 0..<count { least[node][node] = 0 }
        for link in 0..<graph.linkCount where weights[link] >= 0 && weights[link] < .infinity {
            let (a, b) = (Int(graph.start[link]), Int(graph.end[link]))
            if passages[link].contains(.forward) { least[a][b] = min(least[a][b], weights[link]) }
            if passages[link].contains(.backward) { least[b][a] = min(least[b][a], weights[link]) }
        }
        for k in 0..<count {
            for a in 0..<count {
                for b in 0..<count { least[a][b] = min(least[a][b], least[a][k] + least[k][b]) }
            }
        }
        return least
    }

    @Test(
        "Every pair's path weighs what the table says; zero, unknown, negative and infinite weights among them",
        arguments: 0..<25)
    func allPairs(block: Int) {
        for seed in block * 20..<block * 20 + 20 {
            let graph = randomGraph(seed, nodes: 1...16)
            var random = SplitMix(UInt64(seed) &+ 1234)
            let weights = (0..<graph.linkCount).map { _ -> Double in
                switch Int.random(in: 0..<12, using: &random) {
                case 0: 0
                case 1: .nan
                case 2: -1
                case 3: .infinity
                default: Double(Int.random(in: 1...9, using: &random))
                }
            }
            // Most networks are passed both ways; in those, dead ends fold and series join.
            let isDirected = Bool.random(using: &random)
            let passages = (0..<graph.linkCount).map { _ in
                isDirected ? TraversalDirection(rawValue: UInt8.random(in: 0...3, using: &random)) : .both
            }
            let least = table(graph, weights, passages)
            let contracted = ContractedGraph(graph, weights: weights, passages: passages)
            for a in 0..<graph.nodeCount {
                let tree = graph.nearest(of: [a], by: { weights[$0] }, passages: passages)
                #expect(tree.distance == least[a], "seed \(seed) from \(a)")
                for b in 0..<graph.nodeCount {
                    let two = graph.shortestPath(
                        from: a, to: b, by: { weights[$0] }, passages: passages)
                    for path in [two, contracted.shortestPath(from: a, to: b)] {
                        #expect(
                            (path?.weight ?? .infinity) == least[a][b], "seed \(seed) from \(a) to \(b)")
                        guard let path else { continue }
                        check(path, graph, weights, passages, a, b)
                    }
                }
            }
        }
    }

    private func check(
        _ path: ShortestPath, _ graph: NetworkGraph, _ weights: [Double], _ passages: [TraversalDirection],
        _ from: Int, _ to: Int
    ) {
        var (at, weight) = (from, 0.0)
        for (link, node) in zip(path.links, path.nodes.dropFirst()) {
            let isForward = Int(graph.start[Int(link)]) == at && graph.end[Int(link)] == node
            let isBackward = Int(graph.end[Int(link)]) == at && graph.start[Int(link)] == node
            let passage = passages[Int(link)]
            #expect(
                isForward && passage.contains(.forward) || isBackward && passage.contains(.backward))
            weight += weights[Int(link)]
            at = Int(node)
        }
        #expect(path.nodes.first == Int32(from) && at == to)
        #expect(path.nodes.count == path.links.count + 1)
        #expect(weight == path.weight)
    }

    @Test("A ladder keeps its crossings as core nodes; a street, a ring and a lone node keep one")
    func core() {
        func cores(_ count: Int, _ links: [(Int32, Int32)]) -> Int {
            let graph = NetworkGraph(nodeCount: count, start: links.map(\.0), end: links.map(\.1))
            let weights = [Double](repeating: 1, count: links.count)
            let passages = [TraversalDirection](repeating: .both, count: links.count)
            return ContractedGraph(graph, weights: weights, passages: passages).coreCount
        }
        #expect(cores(1, []) == 1)
        #expect(cores(5, [(0, 1), (1, 2), (2, 3), (3, 4)]) == 1)
        #expect(cores(4, [(0, 1), (1, 2), (2, 3), (3, 0)]) == 1)
        // Two rails of three nodes, three rungs: the middle rung's ends have three links, the corners two.
        #expect(cores(6, [(0, 1), (1, 2), (3, 4), (4, 5), (0, 3), (1, 4), (2, 5)]) == 2)
        // Two pipes side by side are a ring of two nodes; a pipe from a node to itself is no way anywhere.
        #expect(cores(2, [(0, 1), (1, 0)]) == 1)
        #expect(cores(2, [(0, 1), (1, 1)]) == 1)
        #expect(cores(0, []) == 0)
    }

    @Test("A limit follows no longer path, and a search ends at the node it was to end at", arguments: 0..<40)
    func limits(seed: Int) {
        let graph = randomGraph(seed)
        var random = SplitMix(UInt64(seed) &+ 9)
        let weights = (0..<graph.linkCount).map { _ in Double(Int.random(in: 0...5, using: &random)) }
        let least = table(graph, weights, Array(repeating: .both, count: graph.linkCount))
        let limit = Double(Int.random(in: 0...8, using: &random))
        let near = graph.nearest(of: [0], by: { weights[$0] }, limit: limit)
        for node in 0..<graph.nodeCount {
            #expect(near.distance[node] == (least[0][node] <= limit ? least[0][node] : .infinity))
            #expect((near.path(to: node, in: graph) == nil) == (least[0][node] > limit))
        }
        let last = Int.random(in: 0..<graph.nodeCount, using: &random)
        let ended = graph.nearest(of: [0], by: { weights[$0] }, until: { $0 == last })
        #expect(ended.distance[last] == least[0][last])
    }
}
