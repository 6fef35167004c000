/// For each node the nearest of several seeds and the path from there.
public struct ShortestPathTree: Sendable, Hashable {
    /// Weight of the path from the nearest seed to each node; infinite for those not reached.
    public let distance: [Double]
    /// Row of the nearest seed of each node; -1 for those not reached.
    public let seed: [Int32]
    /// The link over which each node is reached; -1 for a seed and for those not reached.
    public let arrival: [Int32]

    /// The links from the nearest seed to `node`, in walking order; empty for a seed, `nil` when `node` is not reached.
    public func path(to node: Int, in graph: NetworkGraph) -> [Int32]? {
        guard seed[node] >= 0 else { return nil }
        var path: [Int32] = []
        var at = node
        while arrival[at] >= 0 {
            path.append(arrival[at])
            at = graph.otherEnd(of: Int(arrival[at]), from: at)
        }
        return path.reversed()
    }
}

extension NetworkGraph {
    /// For each node the nearest of `seeds` along links.
    ///
    /// - Parameters:
    ///   - seeds: node rows; rows outside the graph are left out.
    ///   - weight: of a link; must not be negative, and an infinite one or NaN is not walked.
    ///   - passages: how each link may be passed; both ways when `nil`.
    ///   - limit: paths longer than this are not followed.
    ///   - isLast: asked with each node in order of distance; the search ends with the first for which it holds.
    public func nearest(
        of seeds: [Int], by weight: (_ link: Int) -> Double, passages: [TraversalDirection]? = nil,
        limit: Double = .infinity, until isLast: (_ node: Int) -> Bool = { _ in false }
    ) -> ShortestPathTree {
        shortestPathTree(
            from: seeds, ties: .asTheyStand,
            by: { link, node in
                if let passages {
                    let direction: TraversalDirection = Int(start[link]) == node ? .forward : .backward
                    guard passages[link].contains(direction) else { return .nan }
                }
                return weight(link)
            }, limit: limit, until: isLast)
    }
}
