import TestSupport
@testable import PipeNetwork

/// A graph drawn by `seed` with all that can go wrong: nodes without links, links from a node to itself, links side by side.
func randomGraph(_ seed: Int, nodes: ClosedRange<Int> = 1...12) -> NetworkGraph {
    var random = SplitMix(UInt64(seed) &* 31 &+ 5)
    let count = Int.random(in: nodes, using: &random)
    let links = Int.random(in: 0...(count * 3 / 2 + 2), using: &random)
    let ends = (0..<(2 * links)).map { _ in Int32.random(in: 0..<Int32(count), using: &random) }
    return NetworkGraph(nodeCount: count, start: Array(ends[..<links]), end: Array(ends[links...]))
}

/// The component of each node by rounds over all links, which know no order: its least node.
func leastNodes(_ graph: NetworkGraph, without lost: (link: Int?, node: Int?) = (nil, nil)) -> [Int] {
    var least = Array(0..<graph.nodeCount)
    for _ in 0..<graph.nodeCount {
        for link in 0..<graph.linkCount where link != lost.link {
            let (a, b) = (Int(graph.start[link]), Int(graph.end[link]))
            guard a != lost.node, b != lost.node else { continue }
            let low = min(least[a], least[b])
            (least[a], least[b]) = (low, low)
        }
    }
    return least
}
