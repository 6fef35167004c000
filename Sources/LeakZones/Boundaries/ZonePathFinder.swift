import PipeNetwork

/// The shortest ways, along links inside zones, from where water is used to any node of the same piece.
///
/// One walk from all users at once (Dijkstra 1959), which never leaves a zone. A link of unknown length is walked only
/// where there is no other way; the length of such a way is unknown too.
struct ZonePathFinder {
    /// For each node the link over which the walk came; -1 where it began or never came.
    private var arrival: [Int32]
    private var distance: [Double]

    /// Longer than all pipes of the earth, so that one link of unknown length weighs more than any known way.
    private static let unknown = 1e10

    /// Walks from `starts` over the links for which `isWalked` holds.
    init(
        _ graph: NetworkGraph, from starts: [Int32], lengths: [Double], through isWalked: (Int) -> Bool
    ) {
        let (offsets, neighbors, incident) = (graph.offsets, graph.neighbors, graph.incidentLinks)
        var arrival = [Int32](repeating: -1, count: graph.nodeCount)
        var distance = [Double](repeating: .infinity, count: graph.nodeCount)
        var queue = DistanceQueue<Int32>()
        func reach(from node: Int, _ queue: inout DistanceQueue<Int32>) {
            for place in Int(offsets[node])..<Int(offsets[node + 1]) {
                let link = Int(incident[place])
                let next = Int(neighbors[place])
                guard distance[next] > distance[node], isWalked(link) else { continue }
                let reached = distance[node] + Self.cost(lengths[link])
                guard reached < distance[next] else { continue }
                distance[next] = reached
                arrival[next] = Int32(link)
                queue.push(reached, Int32(next))
            }
        }
        for node in starts { distance[Int(node)] = 0 }
        for node in starts { reach(from: Int(node), &queue) }
        while let (far, node) = queue.pop() {
            guard far == distance[Int(node)] else { continue }
            reach(from: Int(node), &queue)
        }
        self.arrival = arrival
        self.distance = distance
    }

    private static func cost(_ length: Double) -> Double { length >= 0 ? length : unknown }

    /// The way to `node` and over `last`: its links in walking order, the node where it begins, and its length, m; `nil`
    /// when a link of it is of unknown length.
    func way(
        to node: Int, then last: Int, ends: LinkEnds, lengths: [Double]
    ) -> (links: [Int], start: Int, length: Double?) {
        var links = [last]
        var at = node
        while arrival[at] >= 0 {
            let link = Int(arrival[at])
            links.append(link)
            at = ends.other(link, than: at)
        }
        let length = (distance[node].isFinite ? distance[node] : 0) + Self.cost(lengths[last])
        return (links.reversed(), at, length < Self.unknown ? length : nil)
    }
}

/// The two ends of every link, for walks.
package struct LinkEnds {
    package let start: [Int32]
    package let end: [Int32]

    package init(_ network: Network) { (start, end) = (network.links.start, network.links.end) }

    /// The end of `link` that is not `node`.
    package func other(_ link: Int, than node: Int) -> Int {
        Int(start[link]) == node ? Int(end[link]) : Int(start[link])
    }
}
