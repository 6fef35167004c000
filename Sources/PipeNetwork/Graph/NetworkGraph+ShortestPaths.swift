/// For each node the nearest of several seeds and the way there.
public struct NearestSeeds: Sendable, Hashable {
    /// Weight of the way from the nearest seed to each node; infinite for those not reached.
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
            let link = Int(arrival[at])
            path.append(Int32(link))
            at = Int(graph.start[link]) == at ? Int(graph.end[link]) : Int(graph.start[link])
        }
        return path.reversed()
    }
}

/// A way of least weight.
public struct ShortestPath: Sendable, Hashable {
    /// Its links, in walking order.
    public let links: [Int32]
    /// Its nodes, in walking order, one more than links.
    public let nodes: [Int32]
    /// The sum of the links' weights.
    public let weight: Double
}

extension NetworkGraph {
    /// For each node the nearest of `seeds` along links (Dijkstra, E. W., Numerische Mathematik 1 (1959) 269–271).
    ///
    /// - Parameters:
    ///   - seeds: node rows; rows outside the graph are left out.
    ///   - weight: of a link; must not be negative, and an infinite one or NaN is not walked.
    ///   - passages: how each link may be passed; both ways when `nil`.
    ///   - limit: ways longer than this are not followed.
    ///   - isLast: asked with each node in order of distance; the search ends with the first for which it holds.
    public func nearest(
        of seeds: [Int], by weight: (_ link: Int) -> Double, passages: [LinkPassage]? = nil,
        limit: Double = .infinity, until isLast: (_ node: Int) -> Bool = { _ in false }
    ) -> NearestSeeds {
        var distance = [Double](repeating: .infinity, count: nodeCount)
        var seed = [Int32](repeating: -1, count: nodeCount)
        var arrival = [Int32](repeating: -1, count: nodeCount)
        var queue = DistanceQueue()
        for node in seeds where node >= 0 && node < nodeCount && seed[node] < 0 {
            distance[node] = 0
            seed[node] = Int32(node)
            queue.push(0, Int32(node))
        }
        while let (reached, node) = queue.pop() {
            guard reached <= distance[node] else { continue }
            if isLast(node) { break }
            for place in incidences(of: node) {
                let link = Int(incidentLinks[place])
                if let passages {
                    let way: LinkPassage = Int(start[link]) == node ? .forward : .backward
                    guard passages[link].contains(way) else { continue }
                }
                let length = weight(link)
                guard length >= 0 else { continue }
                let next = reached + length
                let neighbor = Int(neighbors[place])
                guard next < distance[neighbor], next <= limit else { continue }
                distance[neighbor] = next
                seed[neighbor] = seed[node]
                arrival[neighbor] = Int32(link)
                queue.push(next, Int32(neighbor))
            }
        }
        return NearestSeeds(distance: distance, seed: seed, arrival: arrival)
    }
}
