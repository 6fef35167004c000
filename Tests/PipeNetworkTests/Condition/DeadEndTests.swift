import TestSupport
import Testing

@testable import PipeNetwork

/// Branches that end, against their definition on small graphs.
@Suite("Dead ends")
struct DeadEndTests {
    /// The links at a node that lead anywhere else, by a look at all of them.
    private func open(_ graph: NetworkGraph, _ passages: [TraversalDirection], at node: Int) -> [Int] {
        (0..<graph.linkCount).filter { link in
            let (a, b) = (Int(graph.start[link]), Int(graph.end[link]))
            return a != b && (a == node || b == node) && !passages[link].isEmpty
        }
    }

    @Test(
        "Each branch leads from its end to the first crossing or source, and none is missed",
        arguments: 0..<20)
    func definition(block: Int) {
        for seed in block * 50..<block * 50 + 50 {
            let graph = randomGraph(seed, nodes: 1...14)
            var random = SplitMix(UInt64(seed) &+ 21)
            let passages = (0..<graph.linkCount).map { _ in
                TraversalDirection(rawValue: UInt8.random(in: 0...3, using: &random))
            }
            let lengths = (0..<graph.linkCount).map { _ in
                Int.random(in: 0..<5, using: &random) == 0
                    ? .nan : Double(Int.random(in: 1...9, using: &random))
            }
            let isSource = (0..<graph.nodeCount).map { _ in Int.random(in: 0..<4, using: &random) == 0 }
            let ends = graph.deadEnds(lengths: lengths, passages: passages) { isSource[$0] }
            let tips = (0..<graph.nodeCount).filter {
                !isSource[$0] && open(graph, passages, at: $0).count == 1
            }
            #expect(ends.map { Int($0.node) } == tips, "seed \(seed)")
            for end in ends {
                var at = Int(end.node)
                for (place, link) in end.links.enumerated() {
                    let meeting = open(graph, passages, at: at)
                    #expect(meeting.contains(Int(link)), "seed \(seed)")
                    // Between the end and the crossing two links meet at each node, and no source stands there.
                    if place > 0 { #expect(meeting.count == 2 && !isSource[at], "seed \(seed)") }
                    at = graph.otherEnd(of: Int(link), from: at)
                }
                #expect(open(graph, passages, at: at).count != 2 || isSource[at], "seed \(seed)")
                #expect(Set(end.links).count == end.links.count)
                let length = end.links.map { lengths[Int($0)] }.filter { !$0.isNaN }.reduce(0, +)
                #expect(end.length == length)
            }
        }
    }

    @Test("A street with an end on either side is walked from both; a ring and a source have no end")
    func shapes() {
        func ends(_ links: [(Int32, Int32)], source: Int = -1) -> [DeadEnd] {
            let count = (links.flatMap { [$0.0, $0.1] }.max() ?? -1) + 1
            let graph = NetworkGraph(
                nodeCount: Int(count), start: links.map(\.0), end: links.map(\.1))
            return graph.deadEnds(
                lengths: Array(repeating: 1, count: links.count),
                passages: Array(repeating: .both, count: links.count)
            ) { $0 == source }
        }
        #expect(ends([(0, 1), (1, 2)]).map(\.links) == [[0, 1], [1, 0]])
        #expect(ends([(0, 1), (1, 2)], source: 0).map(\.node) == [2])
        #expect(ends([(0, 1), (1, 2)], source: 1).map(\.links) == [[0], [1]])
        #expect(ends([(0, 1), (1, 2), (2, 0)]).isEmpty)
        // Two pipes side by side are two ways; a pipe back to its own node is none.
        #expect(ends([(0, 1), (0, 1)]).isEmpty)
        #expect(ends([(0, 1), (1, 1)], source: 0).map(\.node) == [1])
        #expect(ends([]).isEmpty)
    }
}
