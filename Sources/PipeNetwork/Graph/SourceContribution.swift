/// From which source the water at each node comes, and to what share, in a solved state: complete mixing at every node, as
/// in the steady state of a source trace.
///
/// Nodes are taken in the order of the flow, each after all that flow to it, so that one pass is exact. Heads forbid water to
/// run in a circle, but pumps bring it about: nodes in and behind such circles are swept over again until nothing changes.
public struct SourceContribution: Sendable, Hashable {
    private var offsets: [Int32] = []
    private var sources: [Int32] = []
    private var shares: [Float] = []

    /// Shares smaller than this are given to the larger ones.
    public static let leastShare: Float = 1e-4

    /// A source's share of the water at a node.
    public struct Share: Sendable, Hashable {
        /// Node row of the source.
        public let source: Int32
        /// Its share, 0 to 1.
        public let share: Float
    }

    /// - Parameters:
    ///   - graph: the network's graph.
    ///   - flows: flow of each link, m³/s, positive from start to end.
    ///   - isSource: whether water may enter the network at a node: a reservoir, a tank that empties, an inflow. What such a
    ///     node sends out beyond what flows to it is its own.
    ///   - tolerance: flows no larger than this are no flow, m³/s.
    public init(
        _ graph: NetworkGraph, flows: [Double], isSource: (_ node: Int) -> Bool, tolerance: Double = 1e-7
    ) {
        precondition(flows.count == graph.linkCount, "a flow for each link is needed")
        var mixing = Mixing(graph: graph, flows: flows, tolerance: tolerance)
        let left = mixing.mixInOrder(isSource)
        mixing.sweep(left, isSource)
        offsets.reserveCapacity(graph.nodeCount + 1)
        for mix in mixing.mixes {
            offsets.append(Int32(sources.count))
            let total = mix.reduce(0) { $0 + $1.flow }
            guard total > 0 else { continue }
            let kept = mix.filter { Float($0.flow / total) >= Self.leastShare }
            let keptTotal = kept.reduce(0) { $0 + $1.flow }
            for part in kept.sorted(by: { ($1.flow, $0.source) < ($0.flow, $1.source) }) {
                sources.append(part.source)
                shares.append(Float(part.flow / keptTotal))
            }
        }
        offsets.append(Int32(sources.count))
    }

    /// The sources of the water at `node`, the largest share first; none where no water comes.
    public func shares(at node: Int) -> [Share] {
        (Int(offsets[node])..<Int(offsets[node + 1])).map { Share(source: sources[$0], share: shares[$0]) }
    }

    /// The source with the largest share at `node`; `nil` where no water comes.
    public func main(at node: Int) -> Share? {
        offsets[node] < offsets[node + 1]
            ? Share(source: sources[Int(offsets[node])], share: shares[Int(offsets[node])]) : nil
    }
}

/// The mixing of the sources' water on its way.
private struct Mixing {
    let graph: NetworkGraph
    let flows: [Double]
    let tolerance: Double
    /// What each node's water is made of; shares of 1.
    var mixes: [[(source: Int32, flow: Double)]]

    init(graph: NetworkGraph, flows: [Double], tolerance: Double) {
        (self.graph, self.flows, self.tolerance) = (graph, flows, tolerance)
        mixes = Array(repeating: [], count: graph.nodeCount)
    }

    /// Whether water passes a link towards `node`; `nil` when none passes.
    private func flowsTo(_ node: Int, _ link: Int) -> Bool? {
        guard abs(flows[link]) > tolerance, graph.start[link] != graph.end[link] else { return nil }
        return Int(flows[link] > 0 ? graph.end[link] : graph.start[link]) == node
    }

    /// What flows together at a node, as shares of all that leaves it or is drawn there.
    private func mix(_ node: Int, _ isSource: Bool) -> [(source: Int32, flow: Double)] {
        var mix: [(source: Int32, flow: Double)] = []
        var (into, out) = (0.0, 0.0)
        for place in graph.incidences(of: node) {
            let link = Int(graph.incidentLinks[place])
            guard let isInflow = flowsTo(node, link) else { continue }
            let flow = abs(flows[link])
            guard isInflow else {
                out += flow
                continue
            }
            into += flow
            for part in mixes[Int(graph.neighbors[place])] {
                if let at = mix.firstIndex(where: { $0.source == part.source }) {
                    mix[at].flow += flow * part.flow
                } else {
                    mix.append((part.source, flow * part.flow))
                }
            }
        }
        if isSource, out > into || into == 0 {
            let own = max(out - into, out == 0 ? 1 : 0)
            // Its own water may have come back to it in a circle.
            if let at = mix.firstIndex(where: { $0.source == Int32(node) }) {
                mix[at].flow += own
            } else {
                mix.append((Int32(node), own))
            }
        }
        // Water of which nothing is known (a flow below the tolerance upstream) takes the shares of the rest.
        let total = mix.reduce(0) { $0 + $1.flow }
        return total > 0 ? mix.map { ($0.source, $0.flow / total) } : []
    }

    /// Mixes node after node in the order of the flow.
    ///
    /// - Returns: the nodes that wait for each other, in circles or behind them.
    mutating func mixInOrder(_ isSource: (Int) -> Bool) -> [Int] {
        var waiting = [Int32](repeating: 0, count: graph.nodeCount)
        for link in flows.indices where abs(flows[link]) > tolerance && graph.start[link] != graph.end[link] {
            waiting[Int(flows[link] > 0 ? graph.end[link] : graph.start[link])] += 1
        }
        var order = (0..<graph.nodeCount).filter { waiting[$0] == 0 }
        var head = 0
        while head < order.count {
            let node = order[head]
            head += 1
            mixes[node] = mix(node, isSource(node))
            for place in graph.incidences(of: node)
            where flowsTo(node, Int(graph.incidentLinks[place])) == false {
                let below = Int(graph.neighbors[place])
                waiting[below] -= 1
                if waiting[below] == 0 { order.append(below) }
            }
        }
        return order.count == graph.nodeCount ? [] : (0..<graph.nodeCount).filter { waiting[$0] > 0 }
    }

    /// Mixes nodes that wait for each other again and again, each time as far downstream as possible in one sweep.
    mutating func sweep(_ left: [Int], _ isSource: (Int) -> Bool) {
        guard !left.isEmpty else { return }
        let order = downstreamOrder(left)
        for _ in 0..<1000 {
            var change = 0.0
            for node in order {
                let new = mix(node, isSource(node))
                for part in new {
                    let old = mixes[node].first { $0.source == part.source }?.flow ?? 0
                    change = max(change, abs(part.flow - old))
                }
                mixes[node] = new
            }
            if change < 1e-6 { break }
        }
    }

    /// `nodes` so that, circles apart, each comes after what flows to it: depth-first along the flow, the last to be left
    /// first.
    private func downstreamOrder(_ nodes: [Int]) -> [Int] {
        var isOpen = [Bool](repeating: false, count: graph.nodeCount)
        for node in nodes { isOpen[node] = true }
        // Where the water comes in first: nodes that something already mixed flows to.
        let entries = nodes.filter { node in
            graph.incidences(of: node).contains { place in
                flowsTo(node, Int(graph.incidentLinks[place])) == true && !isOpen[Int(graph.neighbors[place])]
            }
        }
        var left: [Int] = []
        var next = graph.offsets
        for seed in entries + nodes where isOpen[seed] {
            isOpen[seed] = false
            var stack = [seed]
            while let node = stack.last {
                let place = Int(next[node])
                guard place < Int(graph.offsets[node + 1]) else {
                    left.append(node)
                    stack.removeLast()
                    continue
                }
                next[node] += 1
                let below = Int(graph.neighbors[place])
                if isOpen[below], flowsTo(node, Int(graph.incidentLinks[place])) == false {
                    isOpen[below] = false
                    stack.append(below)
                }
            }
        }
        return left.reversed()
    }
}
