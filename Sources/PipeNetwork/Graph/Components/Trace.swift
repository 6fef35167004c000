/// What a breadth-first trace reached.
public struct Trace: Sendable, Hashable {
    /// Reached nodes in the order of their distance (in links) from the seeds, the seeds first.
    public let nodes: [Int32]
    /// For each entry of ``nodes``, the link over which it was first reached; -1 for a seed.
    public let arrivals: [Int32]
    /// For each entry of ``nodes``, the position in ``nodes`` it was reached from; -1 for a seed.
    public let predecessors: [Int32]
    /// Links where a stop condition held the trace back, ascending, each once.
    public let stops: [Int32]

    /// The links walked from a seed to entry `position` of ``nodes``, in walking order.
    public func path(to position: Int) -> [Int32] {
        var path: [Int32] = []
        var at = position
        while at >= 0, arrivals[at] >= 0 {
            path.append(arrivals[at])
            at = Int(predecessors[at])
        }
        return path.reversed()
    }
}

extension NetworkGraph {
    /// Walks breadth-first from `seeds` over the links for which `isPassable` holds, and not beyond nodes for
    /// which `stopsAt` holds (such a node is reached but not left, a seed always is).
    ///
    /// - Parameters:
    ///   - seeds: node rows; rows outside the graph are left out.
    ///   - isPassable: asked with a link row and the node row the trace comes from.
    ///   - stopsAt: asked with a node row.
    public func trace(
        from seeds: [Int],
        through isPassable: (_ link: Int, _ from: Int) -> Bool = { _, _ in true },
        stopsAt: (_ node: Int) -> Bool = { _ in false }
    ) -> Trace {
        var position = [Int32](repeating: -1, count: nodeCount)
        var arrivals: [Int32] = []
        var predecessors: [Int32] = []
        var stops: Set<Int32> = []
        var first: [Int32] = []
        for seed in seeds where seed >= 0 && seed < nodeCount && position[seed] < 0 {
            position[seed] = Int32(first.count)
            first.append(Int32(seed))
            arrivals.append(-1)
            predecessors.append(-1)
        }
        let nodes = walk(from: first) { link, node, neighbor in
            let head = position[node]
            if arrivals[Int(head)] >= 0, stopsAt(node) { return false }
            guard isPassable(link, node) else {
                stops.insert(Int32(link))
                return false
            }
            guard position[neighbor] < 0 else { return false }
            position[neighbor] = Int32(arrivals.count)
            arrivals.append(Int32(link))
            predecessors.append(head)
            return true
        }
        return Trace(
            nodes: nodes, arrivals: arrivals, predecessors: predecessors, stops: stops.sorted())
    }
}
