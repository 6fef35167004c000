import PipeNetwork

extension NetworkGraph {
    /// For each target the nearest of several source nodes along links, and how far they are.
    ///
    /// One walk outwards from all sources at once (Dijkstra 1959), in which a node is passed on by the first `count`
    /// sources that reach it: the way from a source to a node for which it is among the nearest leads over nodes for
    /// which it is among the nearest too. The walk ends when every target has its sources, so a zone costs about its own
    /// size and not the city's.
    ///
    /// - Parameters:
    ///   - sources: node rows; rows outside the graph are left out.
    ///   - targets: node rows.
    ///   - count: how many sources a target gets at most.
    ///   - lengths: length of each link, m; a link of unknown length is not walked.
    ///   - isPassable: whether a link may be walked.
    /// - Returns: for each target positions in `sources` and distances, m, the nearest first.
    func nearestSources(
        _ sources: [Int], of targets: [Int], count: Int, lengths: [Double], through isPassable: (Int) -> Bool
    ) -> [[(source: Int, distance: Double)]] {
        var found: [Int: [(source: Int, distance: Double)]] = [:]
        let wanted = Set(targets)
        let most = min(count, sources.count)
        guard most > 0 else { return targets.map { _ in [] } }
        var missing = wanted.count * most
        var passed = [Int32](repeating: 0, count: nodeCount)
        var seen: Set<Visit> = []
        var queue = MinimumHeap<Visit>()
        for (source, node) in sources.enumerated() where node >= 0 && node < nodeCount {
            queue.push(0, Visit(node: Int32(node), source: Int32(source)))
        }
        while missing > 0, let (distance, visit) = queue.pop() {
            let node = Int(visit.node)
            guard passed[node] < most, seen.insert(visit).inserted else { continue }
            passed[node] += 1
            if wanted.contains(node) {
                found[node, default: []].append((Int(visit.source), distance))
                missing -= 1
            }
            for place in incidences(of: node) {
                let link = Int(incidentLinks[place])
                let length = lengths[link]
                let next = Visit(node: neighbors[place], source: visit.source)
                guard length >= 0, length.isFinite, passed[Int(next.node)] < most, isPassable(link),
                    !seen.contains(next)
                else { continue }
                queue.push(distance + length, next)
            }
        }
        return targets.map { found[$0] ?? [] }
    }
}

/// A source that reaches a node.
private struct Visit: Hashable, Comparable {
    var node: Int32
    var source: Int32

    static func < (a: Visit, b: Visit) -> Bool { (a.node, a.source) < (b.node, b.source) }
}
