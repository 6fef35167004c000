extension NetworkGraph {
    /// For each node the nearest of several seeds (Dijkstra, E. W., *A note on two problems in connexion with graphs*,
    /// Numerische Mathematik 1 (1959) 269–271).
    ///
    /// - Parameters:
    ///   - seeds: node rows; rows outside the graph are left out.
    ///   - ties: which of several nodes at one distance the search stands at first, and so which of several paths of one
    ///     length it finds. By ``MinimumHeap/TieRule/leastItem`` all seeds come first, in their order.
    ///   - weight: of a link entered at a node; must not be negative, and an infinite one or NaN is not walked.
    ///   - limit: paths longer than this are not followed.
    ///   - isLast: asked with each node in order of distance; the search ends with the first for which it holds.
    package func shortestPathTree(
        from seeds: [Int], ties: MinimumHeap<Int32>.TieRule, by weight: (_ link: Int, _ from: Int) -> Double,
        limit: Double = .infinity, until isLast: (_ node: Int) -> Bool = { _ in false }
    ) -> ShortestPathTree {
        var distance = [Double](repeating: .infinity, count: nodeCount)
        var seed = [Int32](repeating: -1, count: nodeCount)
        var arrival = [Int32](repeating: -1, count: nodeCount)
        var queue = MinimumHeap<Int32>(ties: ties)
        func spread(from node: Int, _ queue: inout MinimumHeap<Int32>) {
            let reached = distance[node]
            for place in incidences(of: node) {
                let link = Int(incidentLinks[place])
                let length = weight(link, node)
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
        var first: [Int] = []
        for node in seeds where node >= 0 && node < nodeCount && seed[node] < 0 {
            distance[node] = 0
            seed[node] = Int32(node)
            switch ties {
            case .asTheyStand: queue.push(0, Int32(node))
            case .leastItem: first.append(node)
            }
        }
        for node in first {
            if isLast(node) { return ShortestPathTree(distance: distance, seed: seed, arrival: arrival) }
            spread(from: node, &queue)
        }
        while let (reached, node) = queue.pop() {
            guard reached <= distance[Int(node)] else { continue }
            if isLast(Int(node)) { break }
            spread(from: Int(node), &queue)
        }
        return ShortestPathTree(distance: distance, seed: seed, arrival: arrival)
    }
}
