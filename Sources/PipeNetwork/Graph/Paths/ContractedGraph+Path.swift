extension ContractedGraph {
    /// A path of least weight from one node to another; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - origin: row of the node from which the path leads.
    ///   - target: row of the node to which it leads.
    public func shortestPath(from origin: Int, to target: Int) -> ShortestPath? {
        if origin == target { return ShortestPath(links: [], nodes: [Int32(origin)], weight: 0) }
        let up = climb(origin, isForward: true)
        let down = climb(target, isForward: false)
        // Where both dead ends meet: within one of them, or at the same place.
        var best: (weight: Double, links: [Int32])?
        func offer(_ weight: Double, _ links: () -> [Int32]) {
            if weight < best?.weight ?? .infinity { best = (weight, links()) }
        }
        var seen: [Int32: Int] = [:]
        for (step, node) in up.nodes.enumerated() { seen[node] = step }
        if let meeting = down.nodes.indices.first(where: { seen[down.nodes[$0]] != nil }),
            let step = seen[down.nodes[meeting]]
        {
            // A tree has one way; beyond the meeting both would walk back.
            guard up.weights[step].isFinite, down.weights[meeting].isFinite else { return nil }
            offer(up.weights[step] + down.weights[meeting]) {
                Array(up.links[..<step]) + down.links[..<meeting].reversed()
            }
            return best.map { path(origin, $0.links, $0.weight) }
        }
        guard let start = up.weights.last, let end = down.weights.last, start.isFinite, end.isFinite else {
            return nil
        }
        let (out, into) = (
            exits(from: Int(up.nodes[up.nodes.count - 1]), isForward: true),
            exits(from: Int(down.nodes[down.nodes.count - 1]), isForward: false)
        )
        if let direct = along(
            from: Int(up.nodes[up.nodes.count - 1]), to: Int(down.nodes[down.nodes.count - 1]))
        {
            offer(start + direct.weight + end) { up.links + direct.links + down.links.reversed() }
        }
        if let core = search(out, into, below: (best?.weight ?? .infinity) - start - end) {
            offer(start + core.weight + end) { up.links + core.links + down.links.reversed() }
        }
        return best.map { path(origin, $0.links, $0.weight) }
    }

    private func path(_ origin: Int, _ links: [Int32], _ weight: Double) -> ShortestPath {
        ShortestPath(links: links, nodes: graph.nodes(along: links, from: origin), weight: weight)
    }

    /// Whether a link is passed when it is entered at `node`.
    private func passes(_ link: Int32, from node: Int32) -> Bool {
        passages[Int(link)].contains(graph.start[Int(link)] == node ? .forward : .backward)
    }

    private func other(_ link: Int32, _ node: Int32) -> Int32 {
        Int32(graph.otherEnd(of: Int(link), from: Int(node)))
    }

    /// The path from a node up its dead end: nodes, the links between them, and the weight to each node.
    ///
    /// - Parameter isForward: walked from the node; otherwise towards it.
    private func climb(
        _ node: Int, isForward: Bool
    ) -> (nodes: [Int32], links: [Int32], weights: [Double]) {
        var nodes = [Int32(node)]
        var links: [Int32] = []
        var weights = [0.0]
        var weight = 0.0
        while true {
            let at = nodes[nodes.count - 1]
            let link = treeLink[Int(at)]
            guard link >= 0 else { break }
            let next = other(link, at)
            if !passes(link, from: isForward ? at : next) { weight = .infinity }
            weight += self.weights[Int(link)]
            links.append(link)
            nodes.append(next)
            weights.append(weight)
        }
        return (nodes, links, weights)
    }

    /// A core node that is reached from a node along its edge, or from which the node is reached.
    private struct Exit {
        var place: Int32
        var weight: Double
        /// From the node to the place.
        var links: [Int32]
    }

    private func exits(from node: Int, isForward: Bool) -> [Exit] {
        if coreOfNode[node] >= 0 { return [Exit(place: coreOfNode[node], weight: 0, links: [])] }
        let edge = Int(edgeOfNode[node])
        guard edge >= 0 else { return [] }
        let all = Array(edgeLinks[Int(edgeOffsets[edge])..<Int(edgeOffsets[edge + 1])])
        let split = Int(placeOnEdge[node])
        return [
            (edgeFrom[edge], Array(all[..<split].reversed())), (edgeTo[edge], Array(all[split...])),
        ].compactMap { place, links in
            walk(links, from: node, isForward: isForward).map { Exit(place: place, weight: $0, links: links) }
        }
    }

    /// The weight of walking `links` from `node`, or towards it along them; `nil` when one is not passed.
    private func walk(_ links: [Int32], from node: Int, isForward: Bool) -> Double? {
        var at = Int32(node)
        var weight = 0.0
        for link in links {
            let next = other(link, at)
            guard passes(link, from: isForward ? at : next) else { return nil }
            weight += weights[Int(link)]
            at = next
        }
        return weight
    }

    /// The path between two nodes of one edge, or from one of its ends, that does not leave it.
    private func along(from: Int, to: Int) -> (weight: Double, links: [Int32])? {
        let edge = edgeOfNode[from]
        guard edge >= 0, edge == edgeOfNode[to] else { return nil }
        let first = Int(edgeOffsets[Int(edge)])
        let (a, b) = (Int(placeOnEdge[from]), Int(placeOnEdge[to]))
        let links =
            a < b
            ? Array(edgeLinks[(first + a)..<(first + b)])
            : Array(edgeLinks[(first + b)..<(first + a)].reversed())
        return walk(links, from: from, isForward: true).map { ($0, links) }
    }

    /// One of two searches over the core nodes.
    private struct Side {
        var distance: [Double]
        /// The edge over which a place was reached; -1 - n for exit n.
        var arrival: [Int32]
        var queue = MinimumHeap<Int32>(ties: .asTheyStand)

        init(_ exits: [Exit], count: Int) {
            distance = Array(repeating: .infinity, count: count)
            arrival = Array(repeating: .min, count: count)
            for (number, exit) in exits.enumerated() where exit.weight < distance[Int(exit.place)] {
                distance[Int(exit.place)] = exit.weight
                arrival[Int(exit.place)] = Int32(-1 - number)
                queue.push(exit.weight, exit.place)
            }
        }
    }

    /// The least path from one of `out` to one of `into`, of less weight than `limit`: two searches that meet.
    private func search(
        _ out: [Exit], _ into: [Exit], below limit: Double
    ) -> (weight: Double, links: [Int32])? {
        var ahead = Side(out, count: coreCount)
        var behind = Side(into, count: coreCount)
        var best = limit
        var meeting = -1
        for exit in into where ahead.distance[Int(exit.place)] + behind.distance[Int(exit.place)] < best {
            best = ahead.distance[Int(exit.place)] + behind.distance[Int(exit.place)]
            meeting = Int(exit.place)
        }
        while ahead.queue.least + behind.queue.least < best {
            if ahead.queue.least <= behind.queue.least {
                advance(&ahead, behind.distance, isForward: true, &best, &meeting)
            } else {
                advance(&behind, ahead.distance, isForward: false, &best, &meeting)
            }
        }
        guard meeting >= 0 else { return nil }
        var links = unwind(ahead, to: meeting, isForward: true, out)
        links += unwind(behind, to: meeting, isForward: false, into)
        return (best, links)
    }

    private func advance(
        _ side: inout Side, _ facing: [Double], isForward: Bool, _ best: inout Double, _ meeting: inout Int
    ) {
        guard let (reached, item) = side.queue.pop(), reached <= side.distance[Int(item)] else { return }
        let place = Int(item)
        for edge in incidentEdges[place].lazy.map(Int.init) {
            let isFrom = Int(edgeFrom[edge]) == place
            let next = reached + (isFrom == isForward ? edgeForward[edge] : edgeBackward[edge])
            let there = Int(isFrom ? edgeTo[edge] : edgeFrom[edge])
            guard next < side.distance[there] else { continue }
            side.distance[there] = next
            side.arrival[there] = Int32(edge)
            side.queue.push(next, Int32(there))
            if next + facing[there] < best {
                best = next + facing[there]
                meeting = there
            }
        }
    }

    /// The links between an exit and the meeting, in walking order of the whole path.
    private func unwind(_ side: Side, to meeting: Int, isForward: Bool, _ exits: [Exit]) -> [Int32] {
        // From the meeting back to the exit, each edge's links towards the exit.
        var links: [Int32] = []
        var place = meeting
        while side.arrival[place] >= 0 {
            let edge = Int(side.arrival[place])
            let own = edgeLinks[Int(edgeOffsets[edge])..<Int(edgeOffsets[edge + 1])]
            let isAtEnd = Int(edgeTo[edge]) == place
            links += isAtEnd ? Array(own.reversed()) : Array(own)
            place = Int(isAtEnd ? edgeFrom[edge] : edgeTo[edge])
        }
        // The exit's links lead from the node to the place.
        links += exits[Int(-1 - side.arrival[place])].links.reversed()
        return isForward ? links.reversed() : links
    }
}
