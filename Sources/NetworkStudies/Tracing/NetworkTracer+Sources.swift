import Hydraulics
import PipeNetwork

/// Where water comes from.
extension NetworkTracer {
    func sources(
        _ place: String, _ barriers: TraceBarriers, _ options: TraceOptions
    ) throws -> PossibleSources {
        // Walked from the place, a one-way link is passed against its direction.
        let passages = try passages(barriers, options).map(\.reversed)
        var seeds = try network.seeds(of: place)
        if case .link(let link) = try network.element(place), [.forward, .backward].contains(passages[link]) {
            // The water of a one-way link is that of the end at which it comes in.
            let ends = (network.links.start[link], network.links.end[link])
            seeds = [Int(passages[link] == .backward ? ends.0 : ends.1)]
        }
        let lengths = network.links.length
        let search = graph.nearest(
            of: seeds, by: { lengths[$0].isFinite ? lengths[$0] : 0 }, passages: passages)
        let supplying = network.sourceNodes().filter { search.seed[Int($0)] >= 0 }
            .sorted { (search.distance[Int($0)], $0) < (search.distance[Int($1)], $1) }
        let heldBack = try sourcesHeldBack(barriers, options, from: seeds, supplying: supplying)
        var shares: [Int32: Double] = [:]
        var completion: ModelCompletion?
        var unsolved: HydraulicError?
        do throws(HydraulicError) {
            let supply = try contributions(at: options.time)
            completion = supply.completion
            // The ends of a link get what they get; a link's water is that of the end it comes from.
            for share in supply.contributions.shares(at: seeds[0]) {
                shares[share.source] = Double(share.share)
            }
        } catch {
            unsolved = error
        }
        let sources = supplying.map { source in
            PossibleSources.Source(
                node: source, distance: search.distance[Int(source)],
                share: shares.isEmpty ? nil : shares[source] ?? 0)
        }
        let links = supplying.reduce(into: Set<Int32>()) {
            $0.formUnion(search.path(to: Int($1), in: graph) ?? [])
        }
        return PossibleSources(
            seeds: seeds, sources: sources, heldBack: heldBack, links: links.sorted(), completion: completion,
            unsolved: unsolved)
    }

    /// Sources that are connected with a place and cannot supply it, for one-way links point the other way.
    private func sourcesHeldBack(
        _ barriers: TraceBarriers, _ options: TraceOptions, from seeds: [Int], supplying sources: [Int32]
    ) throws(SearchError) -> [Int32] {
        guard barriers.contains(.oneWay) else { return [] }
        let known = Set(sources)
        let reach = graph.reach(
            from: seeds, passages: try passages(barriers.subtracting(.oneWay), options))
        let reached = Set(reach.nodes)
        return network.sourceNodes().filter { reached.contains($0) && !known.contains($0) }
    }

    private func contributions(
        at time: Double
    ) throws(HydraulicError) -> (contributions: SourceContribution, completion: ModelCompletion) {
        let (flows, completion) = try flows(at: time)
        var isSource = network.sourceFlags()
        for node in 0..<network.nodes.count where network.nodes.demands[node].contains(where: { $0.base < 0 })
        {
            isSource[node] = true
        }
        return (SourceContribution(graph, flows: flows) { isSource[$0] }, completion)
    }

    func supplyAreas(at time: Double) throws(HydraulicError) -> SupplyAreas {
        let (contributions, completion) = try contributions(at: time)
        let main = (0..<network.nodes.count).map { contributions.main(at: $0) }
        var nodes: [Int32: [Int32]] = [:]
        var links: [Int32: [Int32]] = [:]
        for node in main.indices {
            if let source = main[node]?.source { nodes[source, default: []].append(Int32(node)) }
        }
        for link in 0..<network.links.count {
            let (a, b) = (main[Int(network.links.start[link])], main[Int(network.links.end[link])])
            if let source = a?.source, b?.source == source { links[source, default: []].append(Int32(link)) }
        }
        let connections = network.connectionsOfNodes
        let order = nodes.keys.sorted { (nodes[$1]?.count ?? 0, $0) < (nodes[$0]?.count ?? 0, $1) }
        let areas = order.map { source in
            let (nodes, links) = (nodes[source] ?? [], links[source] ?? [])
            return SupplyAreas.Area(
                source: source, nodes: nodes, links: links,
                connections: nodes.reduce(0) { $0 + connections[Int($1)] },
                length: links.reduce(0.0) { sum, link in
                    let length = network.links.length[Int(link)]
                    return sum + (length.isFinite ? length : 0)
                },
                mixedNodes: nodes.count { (main[Int($0)]?.share ?? 1) < 0.99 })
        }
        return SupplyAreas(areas: areas, dryNodes: main.count { $0 == nil }, completion: completion)
    }
}
