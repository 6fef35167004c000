/// From which source the water at each node comes, and to what share, in a solved state: complete mixing at every node, as
/// in the steady state of a source trace.
///
/// Nodes are taken in the order of the flow, each after all that flow to it, so that one pass is exact. Where flows run in a
/// circle, which heads forbid and pumps may bring about, what is left is taken in the order of rows.
public struct SupplyShares: Sendable, Hashable {
    private var offsets: [Int32]
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
        let count = graph.nodeCount
        var waiting = [Int32](repeating: 0, count: count)
        func downstream(_ link: Int) -> Int { Int(flows[link] > 0 ? graph.end[link] : graph.start[link]) }
        func upstream(_ link: Int) -> Int { Int(flows[link] > 0 ? graph.start[link] : graph.end[link]) }
        for link in 0..<graph.linkCount where abs(flows[link]) > tolerance { waiting[downstream(link)] += 1 }
        var order = (0..<count).filter { waiting[$0] == 0 }
        var isDone = [Bool](repeating: false, count: count)
        var first = [Int32](repeating: 0, count: count)
        var last = [Int32](repeating: 0, count: count)
        var found: [(source: Int32, share: Float)] = []
        var head = 0
        var nextLeft = 0
        while true {
            if head == order.count {
                while nextLeft < count, isDone[nextLeft] || waiting[nextLeft] <= 0 { nextLeft += 1 }
                guard nextLeft < count else { break }
                waiting[nextLeft] = 0
                order.append(nextLeft)
            }
            let node = order[head]
            head += 1
            guard !isDone[node] else { continue }
            isDone[node] = true
            var mix: [(source: Int32, flow: Double)] = []
            var (into, out) = (0.0, 0.0)
            for place in graph.incidences(of: node) {
                let link = Int(graph.incidentLinks[place])
                let flow = abs(flows[link])
                guard flow > tolerance, graph.start[link] != graph.end[link] else { continue }
                if downstream(link) == node {
                    into += flow
                    let above = upstream(link)
                    for entry in Int(first[above])..<Int(last[above]) {
                        let part = flow * Double(found[entry].share)
                        if let at = mix.firstIndex(where: { $0.source == found[entry].source }) {
                            mix[at].flow += part
                        } else {
                            mix.append((found[entry].source, part))
                        }
                    }
                } else {
                    out += flow
                    let below = Int(graph.neighbors[place])
                    waiting[below] -= 1
                    if waiting[below] == 0 { order.append(below) }
                }
            }
            if isSource(node), out > into || mix.isEmpty {
                mix.append((Int32(node), max(out - into, out == 0 && into == 0 ? 1 : 0)))
            }
            let total = mix.reduce(0) { $0 + $1.flow }
            first[node] = Int32(found.count)
            if total > 0 {
                let kept = mix.filter { Float($0.flow / total) >= Self.leastShare }
                let keptTotal = kept.reduce(0) { $0 + $1.flow }
                for part in kept.sorted(by: { ($1.flow, $0.source) < ($0.flow, $1.source) }) {
                    found.append((part.source, Float(part.flow / keptTotal)))
                }
            }
            last[node] = Int32(found.count)
        }
        offsets = []
        offsets.reserveCapacity(count + 1)
        for node in 0..<count {
            offsets.append(Int32(sources.count))
            for entry in Int(first[node])..<Int(last[node]) {
                sources.append(found[entry].source)
                shares.append(found[entry].share)
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
