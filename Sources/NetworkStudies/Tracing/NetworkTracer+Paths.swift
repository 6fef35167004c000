import PipeNetwork

/// Paths and nearest things.
extension NetworkTracer {
    func path(
        _ from: String, _ to: String, _ barriers: TraceBarriers, _ options: TraceOptions
    ) throws(SearchError) -> TracedPath {
        let (starts, ends) = (try network.seeds(of: from), try network.seeds(of: to))
        let passages = try passages(barriers, options)
        let weights = network.weights(options.weight)
        var best: ShortestPath?
        for start in starts {
            for end in ends {
                guard
                    let path = graph.shortestPath(
                        from: start, to: end, by: { weights[$0] }, passages: passages),
                    path.weight < best?.weight ?? .infinity
                else { continue }
                best = path
            }
        }
        guard let best else { throw .noWay(from: from, to: to) }
        return TracedPath(path: best, part: NetworkSubset(of: network, nodes: best.nodes, links: best.links))
    }

    func nearest(
        _ from: String, _ target: TraceTarget, _ count: Int, _ barriers: TraceBarriers,
        _ options: TraceOptions
    ) throws(SearchError) -> NearestThings {
        let ids = try target.ids(in: network)
        let seeds = try network.seeds(of: from)
        let weights = network.weights(options.weight)
        var missing = Set(ids.keys)
        var hits = 0
        let search = graph.nearest(
            of: seeds, by: { weights[$0] }, passages: try passages(barriers, options)
        ) { node in
            if missing.remove(node) != nil { hits += ids[node]?.count ?? 0 }
            return hits >= count
        }
        // Nodes beyond the last hit are in the table with a distance that may not be the least: only settled ones count.
        let settled = ids.keys.filter { !missing.contains($0) && search.distance[$0].isFinite }
            .sorted { (search.distance[$0], $0) < (search.distance[$1], $1) }
        guard !settled.isEmpty else { throw .noWay(from: from, to: "the nearest \(target.key)") }
        var things: [NearestThings.Thing] = []
        var links: Set<Int32> = []
        for node in settled {
            for id in ids[node] ?? [] where things.count < count {
                things.append(.init(id: id, node: node, distance: search.distance[node]))
                links.formUnion(search.path(to: node, in: graph) ?? [])
            }
        }
        return NearestThings(seeds: seeds, things: things, links: links.sorted())
    }
}
