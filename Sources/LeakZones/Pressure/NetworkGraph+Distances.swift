import PipeNetwork

extension NetworkGraph {
    /// The shortest way along links from a node to every node that can be reached (Dijkstra 1959).
    ///
    /// - Parameters:
    ///   - node: row of the node to start from.
    ///   - lengths: length of each link, m; a link of unknown length is not walked.
    ///   - isPassable: whether a link may be walked.
    /// - Returns: rows of the nodes reached and their distance, m, nearest first.
    func distances(
        from node: Int, lengths: [Double], through isPassable: (Int) -> Bool
    ) -> [(node: Int, distance: Double)] {
        guard node >= 0, node < nodeCount else { return [] }
        var best = [Double](repeating: .infinity, count: nodeCount)
        var isDone = [Bool](repeating: false, count: nodeCount)
        var reached: [(node: Int, distance: Double)] = []
        var queue = DistanceQueue()
        best[node] = 0
        queue.push(0, Int32(node))
        while let (distance, from) = queue.pop() {
            let from = Int(from)
            if isDone[from] { continue }
            isDone[from] = true
            reached.append((from, distance))
            for place in incidences(of: from) {
                let link = Int(incidentLinks[place])
                let length = lengths[link]
                guard length >= 0, length.isFinite, isPassable(link) else { continue }
                let to = Int(neighbors[place])
                if distance + length < best[to] {
                    best[to] = distance + length
                    queue.push(distance + length, Int32(to))
                }
            }
        }
        return reached
    }
}

/// A binary heap of nodes by distance; the root is the nearest, and no child is nearer than its parent.
private struct DistanceQueue {
    private var heap: [(distance: Double, node: Int32)] = []

    mutating func push(_ distance: Double, _ node: Int32) {
        heap.append((distance, node))
        var at = heap.count - 1
        while at > 0 {
            let parent = (at - 1) / 2
            if heap[parent].distance <= heap[at].distance { break }
            heap.swapAt(parent, at)
            at = parent
        }
    }

    mutating func pop() -> (distance: Double, node: Int32)? {
        guard let root = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return root }
        heap[0] = last
        var at = 0
        while true {
            var least = at
            for child in [2 * at + 1, 2 * at + 2] where child < heap.count {
                if heap[child].distance < heap[least].distance { least = child }
            }
            if least == at { break }
            heap.swapAt(at, least)
            at = least
        }
        return root
    }
}
