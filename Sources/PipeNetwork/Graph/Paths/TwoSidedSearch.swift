extension NetworkGraph {
    /// A path of least weight from one node to another; `nil` when there is none.
    ///
    /// Two searches meet, one from either end (Nicholson, T. A. J., *Finding the shortest route between two points in a
    /// network*, The Computer Journal 9 (1966) 275–280): each sees about half the path and so, in a plane, a quarter of the
    /// nodes that one search alone would.
    ///
    /// - Parameters:
    ///   - origin: row of the node from which the path leads.
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
            guard reached <= sides[side].distance(node) else { continue }
            for place in incidences(of: Int(node)) {
                let link = incidentLinks[place]
                if let passages {
                    // Walked from the target, a link is passed the other way.
                    let isAtStart = start[Int(link)] == node
                    let direction: TraversalDirection =
                        isAtStart == sides[side].isForward ? .forward : .backward
                    guard passages[Int(link)].contains(direction) else { continue }
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
                at = Int32(otherEnd(of: Int(link), from: Int(at)))
            }
            if side == 0 { links.reverse() }
        }
        return ShortestPath(links: links, nodes: nodes(along: links, from: origin), weight: best)
    }
}

/// One of two searches that meet. What it has reached stands in a table that grows with it, for most paths are short and a
/// city is large.
private struct PathSide {
    let isForward: Bool
    var queue = MinimumHeap<Int32>(ties: .asTheyStand)
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
