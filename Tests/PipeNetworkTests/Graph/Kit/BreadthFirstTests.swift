import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Breadth first")
struct BreadthFirstTests {
    /// Number of links to each node by rounds over all links.
    private func steps(_ graph: NetworkGraph, from seed: Int, _ isPassable: [Bool]) -> [Int?] {
        var steps = [Int?](repeating: nil, count: graph.nodeCount)
        steps[seed] = 0
        for round in 1...max(1, graph.nodeCount) {
            for link in 0..<graph.linkCount where isPassable[link] {
                let ends = (Int(graph.start[link]), Int(graph.end[link]))
                for (a, b) in [ends, (ends.1, ends.0)] where steps[a] == round - 1 && steps[b] == nil {
                    steps[b] = round
                }
            }
        }
        return steps
    }

    @Test(
        "a trace reaches what rounds over all links reach, in order of distance, by paths of that length",
        arguments: 0..<100)
    func trace(seed: Int) {
        let graph = randomGraph(seed)
        var random = SplitMix(UInt64(seed))
        let isPassable = (0..<graph.linkCount).map { _ in Int.random(in: 0..<5, using: &random) > 0 }
        let origin = Int.random(in: 0..<graph.nodeCount, using: &random)
        let expected = steps(graph, from: origin, isPassable)
        let trace = graph.trace(from: [origin], through: { link, _ in isPassable[link] })
        #expect(Set(trace.nodes.map(Int.init)) == Set(expected.indices.filter { expected[$0] != nil }))
        let found = trace.nodes.map { expected[Int($0)] ?? -1 }
        #expect(found == found.sorted())
        for (position, node) in trace.nodes.enumerated() {
            let path = trace.path(to: position)
            #expect(path.count == expected[Int(node)])
            #expect(graph.nodes(along: path, from: origin).last == node)
        }
        let stops = (0..<graph.linkCount).filter { link in
            !isPassable[link]
                && (expected[Int(graph.start[link])] != nil || expected[Int(graph.end[link])] != nil)
        }
        #expect(trace.stops == stops.map { Int32($0) })
    }
}
