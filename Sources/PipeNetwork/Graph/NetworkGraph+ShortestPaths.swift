/// For each node the nearest of several seeds and the way there.
public struct ShortestPathTree: Sendable, Hashable {
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
        of seeds: [Int], by weight: (_ link: Int) -> Double, passages: [TraversalDirection]? = nil,
        limit: Double = .infinity, until isLast: (_ node: Int) -> Bool = { _ in false }
    ) -> ShortestPathTree {
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
                    let way: TraversalDirection = Int(start[link]) == node ? .forward : .backward
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
        return ShortestPathTree(distance: distance, seed: seed, arrival: arrival)
    }
}

extension NetworkGraph {
    /// A way of least weight from one node to another; `nil` when there is none.
    ///
    /// Two searches meet, one from either end (Nicholson, T. A. J., *Finding the shortest route between two points in a
    /// network*, The Computer Journal 9 (1966) 275–280): each sees about half the way and so, in a plane, a quarter of the
    /// nodes that one search alone would.
    ///
    /// - Parameters:
    ///   - origin: row of the node from which the way leads.
    ///   - target: row of the node to which it leads.
    ///   - weight: of a link; must not be negative, and an infinite one or NaN is not walked.
    ///   - passages: how each link may be passed; both ways when `nil`.
    public func shortestPath(
        from origin: Int, to target: Int, by weight: (_ link: Int) -> Double,
        passages: [TraversalDirection]? = nil
    ) -> ShortestPath? {
        var sides = [PathSide(origin, isForward: true), PathSide(target, isForward: false)]
        var best = origin == target ? 0 : Double.infinity
        var meeting = Int32(origin)
        while sides[0].queue.least + sides[1].queue.least < best {
            let side = sides[0].queue.least <= sides[1].queue.least ? 0 : 1
            guard let (reached, node) = sides[side].queue.pop() else { break }
            guard reached <= sides[side].distance(Int32(node)) else { continue }
            for place in incidences(of: node) {
                let link = incidentLinks[place]
                if let passages {
                    // Walked from the target, a link is passed the other way.
                    let isAtStart = start[Int(link)] == Int32(node)
                    let way: TraversalDirection = isAtStart == sides[side].isForward ? .forward : .backward
                    guard passages[Int(link)].contains(way) else { continue }
                }
                let length = weight(Int(link))
                guard length >= 0, length.isFinite else { continue }
                let next = reached + length
                let neighbor = neighbors[place]
                guard next < sides[side].distance(neighbor) else { continue }
                sides[side].reach(neighbor, next, over: link)
                let whole = next + sides[1 - side].distance(neighbor)
                if whole < best {
                    best = whole
                    meeting = neighbor
                }
            }
        }
        guard best.isFinite else { return nil }
        var links: [Int32] = []
        for side in 0..<2 {
            var at = meeting
            while let link = sides[side].arrival(at), link >= 0 {
                links.append(link)
                at = start[Int(link)] == at ? end[Int(link)] : start[Int(link)]
            }
            if side == 0 { links.reverse() }
        }
        var nodes = [Int32(origin)]
        for link in links {
            let at = nodes[nodes.count - 1]
            nodes.append(start[Int(link)] == at ? end[Int(link)] : start[Int(link)])
        }
        return ShortestPath(links: links, nodes: nodes, weight: best)
    }
}

/// One of two searches that meet. What it has reached stands in a table that grows with it, for most ways are short and a
/// city is large.
private struct PathSide {
    let isForward: Bool
    var queue = DistanceQueue()
    private var known: [Int32: (distance: Double, arrival: Int32)]

    init(_ node: Int, isForward: Bool) {
        self.isForward = isForward
        known = [Int32(node): (0, -1)]
        queue.push(0, Int32(node))
    }

    func distance(_ node: Int32) -> Double { known[node]?.distance ?? .infinity }

    func arrival(_ node: Int32) -> Int32? { known[node]?.arrival }

    mutating func reach(_ node: Int32, _ distance: Double, over link: Int32) {
        known[node] = (distance, link)
        queue.push(distance, node)
    }
}
