import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Dijkstra's search")
struct DijkstraTests {
    /// Least distances by Bellman and Ford's rounds over all links, which know neither heap nor order.
    private func distances(_ graph: NetworkGraph, _ seeds: [Int], _ weights: [Double]) -> [Double] {
        var distance = [Double](repeating: .infinity, count: graph.nodeCount)
        for seed in seeds { distance[seed] = 0 }
        for _ in 0..<graph.nodeCount {
            for link in 0..<graph.linkCount where weights[link] >= 0 {
                let (a, b) = (Int(graph.start[link]), Int(graph.end[link]))
                distance[b] = min(distance[b], distance[a] + weights[link])
                distance[a] = min(distance[a], distance[b] + weights[link])
            }
        }
        return distance
    }

    @Test(
        "distances are Bellman and Ford's, and paths lead there, by either rule for ties", arguments: 0..<200)
    func bruteForce(seed: Int) throws {
        let graph = randomGraph(seed, nodes: 1...15)
        var random = SplitMix(UInt64(seed) &+ 99)
        // Whole numbers, so that many paths are of one length; some links are not walked.
        let weights = (0..<graph.linkCount).map { _ in
            Int.random(in: 0..<8, using: &random) == 0 ? .nan : Double(Int.random(in: 0...4, using: &random))
        }
        let seeds = (0..<graph.nodeCount).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
        let expected = distances(graph, seeds, weights)
        for ties in [MinimumHeap<Int32>.TieRule.asTheyStand, .leastItem] {
            let tree = graph.shortestPathTree(
                from: seeds + seeds, ties: ties, by: { link, _ in weights[link] })
            #expect(tree.distance == expected)
            for node in expected.indices {
                let path = tree.path(to: node, in: graph)
                #expect((path == nil) == expected[node].isInfinite)
                guard let path else { continue }
                let origin = Int(tree.seed[node])
                #expect(seeds.contains(origin))
                #expect(graph.nodes(along: path, from: origin).last == Int32(node))
                #expect(path.reduce(0) { $0 + weights[Int($1)] } == expected[node])
            }
        }
    }

    @Test("a limit cuts off what is farther, and a search that ends early is right as far as it came")
    func limits() {
        for seed in 0..<100 {
            let graph = randomGraph(seed, nodes: 2...15)
            var random = SplitMix(UInt64(seed))
            let weights = (0..<graph.linkCount).map { _ in Double.random(in: 1...9, using: &random) }
            let expected = distances(graph, [0], weights)
            let near = graph.shortestPathTree(
                from: [0], ties: .leastItem, by: { link, _ in weights[link] }, limit: 10)
            #expect(near.distance == expected.map { $0 <= 10 ? $0 : .infinity })
            var settled: [Int] = []
            let early = graph.shortestPathTree(
                from: [0], ties: .asTheyStand, by: { link, _ in weights[link] },
                until: { node in
                    settled.append(node)
                    return settled.count == 3
                })
            #expect(settled.map { expected[$0] } == expected.filter(\.isFinite).sorted().prefix(3).map { $0 })
            for node in settled { #expect(early.distance[node] == expected[node]) }
        }
    }

    @Test("by number the same paths are found in whatever order the links of a node stand")
    func ties() {
        // Two paths of two links from 0 to 3: by node 1 or by node 2.
        for order in [[0, 1, 2, 3], [2, 3, 0, 1]] {
            let links: [(Int32, Int32)] = [(0, 1), (1, 3), (0, 2), (2, 3)]
            let graph = NetworkGraph(
                nodeCount: 4, start: order.map { links[$0].0 }, end: order.map { links[$0].1 })
            let tree = graph.shortestPathTree(from: [0], ties: .leastItem, by: { _, _ in 1 })
            let path = tree.path(to: 3, in: graph) ?? []
            #expect(graph.nodes(along: path, from: 0) == [0, 1, 3])
        }
    }
}
