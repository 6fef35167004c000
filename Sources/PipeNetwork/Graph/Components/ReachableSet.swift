/// What can be reached from somewhere: which nodes, in what order, over which links.
public struct ReachableSet: Sendable, Hashable {
    /// Reached nodes, the seeds first, then by their distance in links.
    public let nodes: [Int32]
    /// For each entry of ``nodes``, the link over which it was first reached; -1 for a seed.
    public let arrivals: [Int32]
    /// Links that hold the search back: one end was reached, and they may not be passed from there. Ascending, each once.
    public let barriers: [Int32]

    /// The links that lie in what was reached: those over which the search came, and those between reached nodes that may
    /// be passed either way.
    ///
    /// - Parameters:
    ///   - graph: the graph that was searched.
    ///   - passages: as in the search.
    public func links(in graph: NetworkGraph, passages: [TraversalDirection]) -> [Int32] {
        var isReached = [Bool](repeating: false, count: graph.nodeCount)
        for node in nodes { isReached[Int(node)] = true }
        var links: [Int32] = []
        for node in nodes {
            for place in graph.incidences(of: Int(node)) {
                let link = graph.incidentLinks[place]
                // Both ends are reached, or it lies not in it: each link is met at its start.
                guard graph.start[Int(link)] == node else { continue }
                if !passages[Int(link)].isEmpty, isReached[Int(graph.neighbors[place])] { links.append(link) }
            }
        }
        // A link from a node to itself is met at both its ends, which are one.
        links.sort()
        var each: [Int32] = []
        for link in links where each.last != link { each.append(link) }
        return each
    }
}

extension NetworkGraph {
    /// Everything that can be reached from `seeds`, breadth first.
    ///
    /// Each node and link is looked at once. Downstream is a search over ``Swift/Array/following(_:upstream:tolerance:)``.
    ///
    /// - Parameters:
    ///   - seeds: node rows; rows outside the graph are left out.
    ///   - passages: how each link may be passed, by row.
    public func reach(from seeds: [Int], passages: [TraversalDirection]) -> ReachableSet {
        precondition(passages.count == linkCount, "a passage for each link is needed")
        var isReached = [Bool](repeating: false, count: nodeCount)
        var barriers: [Int32] = []
        // Rows of the graph are within its arrays by construction, and every node is put in once.
        var arrivals = [Int32](repeating: -1, count: nodeCount)
        let nodes = [Int32](unsafeUninitializedCapacity: nodeCount) { nodes, count in
            for seed in seeds where seed >= 0 && seed < nodeCount && !isReached[seed] {
                isReached[seed] = true
                nodes[count] = Int32(seed)
                count += 1
            }
            isReached.withUnsafeMutableBufferPointer { isReached in
                arrivals.withUnsafeMutableBufferPointer { arrivals in
                    spread(passages, from: nodes, &count, isReached, arrivals, &barriers)
                }
            }
        }
        arrivals.removeLast(nodeCount - nodes.count)
        // A one-way link whose far end was reached later by another way holds nothing back.
        barriers = barriers.filter { link in
            passages[Int(link)].isEmpty
                || !(isReached[Int(start[Int(link)])] && isReached[Int(end[Int(link)])])
        }
        barriers.sort()
        var each: [Int32] = []
        for link in barriers where each.last != link { each.append(link) }
        return ReachableSet(nodes: nodes, arrivals: arrivals, barriers: each)
    }

    /// Goes on from the first `count` entries of `nodes`, breadth first.
    ///
    /// - Precondition: `nodes` and `arrivals` have room for all nodes, `isReached` an entry for each, `passages` for each link.
    private func spread(
        _ passages: [TraversalDirection], from nodes: UnsafeMutableBufferPointer<Int32>, _ count: inout Int,
        _ isReached: UnsafeMutableBufferPointer<Bool>, _ arrivals: UnsafeMutableBufferPointer<Int32>,
        _ barriers: inout [Int32]
    ) {
        offsets.withUnsafeBufferPointer { offsets in
            neighbors.withUnsafeBufferPointer { neighbors in
                incidentLinks.withUnsafeBufferPointer { incident in
                    passages.withUnsafeBufferPointer { passages in
                        var head = 0
                        while head < count {
                            let node = Int(nodes[head])
                            head += 1
                            for place in Int(offsets[node])..<Int(offsets[node + 1]) {
                                let neighbor = Int(neighbors[place])
                                let link = Int(incident[place])
                                let passage = passages[link]
                                // Most links are passed both ways, and whence one comes need not be looked up.
                                if passage != .both {
                                    let way: TraversalDirection =
                                        Int(start[link]) == node ? .forward : .backward
                                    guard passage.contains(way) else {
                                        if passage.isEmpty || !isReached[neighbor] {
                                            barriers.append(Int32(link))
                                        }
                                        continue
                                    }
                                }
                                if !isReached[neighbor] {
                                    isReached[neighbor] = true
                                    nodes[count] = Int32(neighbor)
                                    arrivals[count] = Int32(link)
                                    count += 1
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
