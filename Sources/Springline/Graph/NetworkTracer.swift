import Hydraulics
import LeakZones
import NetworkFormats
import PipeNetwork
import Reports

/// Answers questions to the graph of one network; what depends on the network alone is kept from one to the next.
public struct NetworkTracer: Sendable {
    /// The network.
    public let network: Network
    /// Its zones; `nil` without any.
    public let scheme: ZoneScheme?
    let graph: NetworkGraph

    /// A tracer of `network`.
    public init(_ network: Network, scheme: ZoneScheme? = nil) {
        self.network = network
        self.scheme = scheme
        graph = NetworkGraph(network)
    }

    /// The answer to a question.
    ///
    /// - Throws: `SearchError` for ids that are not there and ways that do not exist, `HydraulicError` for flows that cannot
    ///   be solved, ``RequestError/incompleteQuery(kind:needs:)``.
    public func answer(_ query: TraceQuery) throws -> TraceAnswer {
        switch query.kind {
        case .connected: return try reach(query, passages(query), remarks: [])
        case .upstream, .downstream:
            let (flows, remarks) = try flows(query)
            return try reach(
                query, passages(query).following(flows, upstream: query.kind == .upstream), remarks: remarks)
        case .path: return try path(query)
        case .nearest: return try nearest(query)
        case .sources: return try sources(query)
        case .supplyAreas: return try supplyAreas(query)
        }
    }

    // MARK: Parts of a question

    private func passages(_ query: TraceQuery) throws -> [LinkPassage] {
        guard query.stopsAtZones else { return network.passages(barriers: query.barriers) }
        guard let scheme, !scheme.zones.isEmpty else { throw SearchError.noneOfKind("zone") }
        return network.passages(barriers: query.barriers, zoneOfNode: scheme.zoneOfNode)
    }

    private func from(_ query: TraceQuery) throws -> String {
        guard let from = query.from else {
            throw RequestError.incompleteQuery(kind: query.kind.rawValue, needs: "--from")
        }
        return from
    }

    /// Flows of the network, completed where it is a map.
    private func flows(_ query: TraceQuery) throws -> (flows: [Double], remarks: [Wording]) {
        let completion = ModelCompletion(network)
        let state = try HydraulicSolver(completion.network).steadyState(at: query.time)
        return (completion.asDrawn(state.flows), completion.remarks)
    }

    /// Nodes from which water comes.
    private var sourceNodes: [Int32] {
        var isSource = network.nodes.kinds.map { $0 != .junction }
        for asset in network.assets.rows(of: .waterworks) where network.assets.node[asset] >= 0 {
            isSource[Int(network.assets.node[asset])] = true
        }
        return isSource.indices.filter { isSource[$0] }.map(Int32.init)
    }

    // MARK: Answers

    private func reach(
        _ query: TraceQuery, _ passages: [LinkPassage], remarks: [Wording]
    ) throws -> TraceAnswer {
        let from = try from(query)
        let seeds = try network.seeds(of: from)
        let reach = graph.reach(from: seeds, passages: passages)
        let links = reach.links(in: graph, passages: passages)
        let part = NetworkPart(of: network, nodes: reach.nodes, links: links)
        var report = GraphReport()
        report.add("kind", Wording("Trace", "追踪"), .text(query.kind.rawValue))
        report.add("from", Wording("From", "起点"), .text(from))
        report.add(part, of: network)
        let found = Set(reach.nodes)
        let sources = sourceNodes.filter { found.contains($0) }
        report.add(
            "sources", Wording("Sources in it", "其中水源"), .list(sources.map { network.nodes.ids[Int($0)] }))
        report.add("barriers", Wording("Links that hold it back", "边界管段"), .count(reach.barriers.count))
        report.lists = [
            .init("links", Wording("Links", "管段"), network.linkTable(part.links)),
            .init(
                "barrier_links", Wording("Links that hold it back", "边界管段"), network.linkTable(reach.barriers)
            ),
            .init("assets", Wording("What lies in it", "范围内设施"), network.assetTable(part.assets)),
        ]
        report.remarks = remarks
        return TraceAnswer(
            report: report,
            layers: [
                StyledLayer(
                    network.linkLayer(
                        "trace", fields: [], groups: [("traced", part.links), ("barrier", reach.barriers)]),
                    style: .tracedLinks),
                StyledLayer(
                    network.nodeLayer(
                        "trace_nodes", groups: [("from", seeds.map(Int32.init)), ("source", sources)]),
                    style: .tracedNodes),
                StyledLayer(network.assetLayer("trace_assets", rows: part.assets), style: .assets),
            ])
    }

    private func path(_ query: TraceQuery) throws -> TraceAnswer {
        let from = try from(query)
        guard let to = query.to else {
            throw RequestError.incompleteQuery(kind: query.kind.rawValue, needs: "--to")
        }
        let (starts, ends) = (try network.seeds(of: from), try network.seeds(of: to))
        let passages = try passages(query)
        let weights = network.weights(query.weight)
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
        guard let best else { throw SearchError.noWay(from: from, to: to) }
        var report = GraphReport()
        report.add("kind", Wording("Trace", "追踪"), .text(query.kind.rawValue))
        report.add("from", Wording("From", "起点"), .text(from))
        report.add("to", Wording("To", "终点"), .text(to))
        report.add("by", Wording("Measured by", "权重"), .text(query.weight.rawValue))
        report.add("weight", Wording("Weight of the way", "路径权重"), .number(best.weight, decimals: 2))
        report.add(NetworkPart(of: network, nodes: best.nodes, links: best.links), of: network)
        report.lists = [.init("links", Wording("The way", "路径"), network.linkTable(best.links))]
        return TraceAnswer(
            report: report,
            layers: [
                StyledLayer(
                    network.linkLayer("trace", fields: [], groups: [("path", best.links)]),
                    style: .tracedLinks),
                StyledLayer(
                    network.nodeLayer(
                        "trace_nodes",
                        groups: [
                            ("from", Array(best.nodes.prefix(1))), ("found", Array(best.nodes.suffix(1))),
                        ]),
                    style: .tracedNodes),
            ])
    }

    private func nearest(_ query: TraceQuery) throws -> TraceAnswer {
        let from = try from(query)
        guard let kind = query.of else {
            throw RequestError.incompleteQuery(kind: query.kind.rawValue, needs: "--of")
        }
        let things = try self.things(of: kind)
        let seeds = try network.seeds(of: from)
        let weights = network.weights(query.weight)
        var missing = Set(things.keys)
        var hits = 0
        let search = graph.nearest(of: seeds, by: { weights[$0] }, passages: try passages(query)) { node in
            if missing.remove(node) != nil { hits += things[node]?.count ?? 0 }
            return hits >= query.count
        }
        // Nodes beyond the last hit are in the table with a distance that may not be the least: only settled ones count.
        let settled = things.keys.filter { !missing.contains($0) && search.distance[$0].isFinite }
            .sorted { (search.distance[$0], $0) < (search.distance[$1], $1) }
        guard !settled.isEmpty else { throw SearchError.noWay(from: from, to: "the nearest \(kind)") }
        var table = Table(columns: [
            .init("id", Wording("Id", "编号")), .init("node", Wording("Node", "节点")),
            .number("weight", Wording("Distance", "距离")),
        ])
        var (links, found): (Set<Int32>, [Int32]) = ([], [])
        var count = 0
        for node in settled {
            for id in things[node] ?? [] where count < query.count {
                table.append([
                    .text(id), .text(network.nodes.ids[node]), .number(search.distance[node], decimals: 1),
                ])
                count += 1
                found.append(Int32(node))
                links.formUnion(search.path(to: node, in: graph) ?? [])
            }
        }
        var report = GraphReport()
        report.add("kind", Wording("Trace", "追踪"), .text(query.kind.rawValue))
        report.add("from", Wording("From", "起点"), .text(from))
        report.add("of", Wording("Looked for", "查找对象"), .text(kind))
        report.add("by", Wording("Measured by", "权重"), .text(query.weight.rawValue))
        report.lists = [.init("found", Wording("Nearest", "最近对象"), table)]
        return TraceAnswer(
            report: report,
            layers: [
                StyledLayer(
                    network.linkLayer("trace", fields: [], groups: [("path", links.sorted())]),
                    style: .tracedLinks),
                StyledLayer(
                    network.nodeLayer(
                        "trace_nodes", groups: [("from", seeds.map(Int32.init)), ("found", found)]),
                    style: .tracedNodes),
            ])
    }

    /// Ids of all things of a kind by node.
    private func things(of kind: String) throws -> [Int: [String]] {
        var things: [Int: [String]] = [:]
        if let kind = Asset.Kind(rawValue: kind) {
            for asset in network.assets.rows(of: kind) where network.assets.node[asset] >= 0 {
                things[Int(network.assets.node[asset]), default: []].append(network.assets.ids[asset])
            }
        } else if let kind = [NodeKind.junction, .reservoir, .tank].first(where: { $0.key == kind }) {
            for node in 0..<network.nodes.count where network.nodes.kinds[node] == kind {
                things[node] = [network.nodes.ids[node]]
            }
        } else if let kind = [LinkKind.pump, .valve].first(where: { $0.key == kind }) {
            for link in 0..<network.links.count where network.links.kinds[link] == kind {
                for node in Set([network.links.start[link], network.links.end[link]]) {
                    things[Int(node), default: []].append(network.links.ids[link])
                }
            }
        } else {
            throw SearchError.unknownElement(
                kind, expected: "one of " + Self.kinds.joined(separator: ", "),
                nearest: nearestIDs(to: kind, among: Self.kinds))
        }
        guard !things.isEmpty else { throw SearchError.noneOfKind(kind) }
        return things
    }

    /// What ``TraceQuery/of`` may say.
    static let kinds =
        Asset.Kind.allCases.map(\.rawValue) + ["junction", "reservoir", "tank", "pump", "valve"]

    private func sources(_ query: TraceQuery) throws -> TraceAnswer {
        let from = try from(query)
        let seeds = try network.seeds(of: from)
        // Walked from the place, a one-way link is passed against its direction.
        let passages = try passages(query).map(\.reversed)
        let lengths = network.links.length
        let search = graph.nearest(
            of: seeds, by: { lengths[$0].isFinite ? lengths[$0] : 0 }, passages: passages)
        let sources = sourceNodes.filter { search.seed[Int($0)] >= 0 }
            .sorted { (search.distance[Int($0)], $0) < (search.distance[Int($1)], $1) }
        var remarks: [Wording] = []
        var shares: [Int32: Double] = [:]
        do {
            let supply = try supplyShares(query)
            remarks = supply.remarks
            // The ends of a link get what they get; a link's water is that of the end it comes from.
            for share in supply.shares.shares(at: seeds[0]) { shares[share.source] = Double(share.share) }
        } catch let error as HydraulicError {
            remarks = [Wording("shares are not known: \(error)", "未计算供水比例：\(error)")]
        }
        var table = Table(columns: [
            .init("source", Wording("Source", "水源")), .init("kind", Wording("Kind", "类型")),
            .number("distance_m", Wording("Distance", "距离"), unit: "m"),
            .number("share_percent", Wording("Share now", "当前供水比例"), unit: "%"),
        ])
        for source in sources {
            let row = Int(source)
            table.append([
                .text(network.nodes.ids[row]), .text(network.nodes.kinds[row].key),
                .number(search.distance[row], decimals: 0),
                .number((shares[source] ?? (shares.isEmpty ? .nan : 0)) * 100, decimals: 1),
            ])
        }
        var report = GraphReport()
        report.add("kind", Wording("Trace", "追踪"), .text(query.kind.rawValue))
        report.add("from", Wording("From", "起点"), .text(from))
        report.add("sources_count", Wording("Sources that can supply it", "可供水源数"), .count(sources.count))
        report.lists = [.init("sources", Wording("Sources", "水源"), table)]
        report.remarks = remarks
        let ways = sources.reduce(into: Set<Int32>()) {
            $0.formUnion(search.path(to: Int($1), in: graph) ?? [])
        }
        return TraceAnswer(
            report: report,
            layers: [
                StyledLayer(
                    network.linkLayer("trace", fields: [], groups: [("path", ways.sorted())]),
                    style: .tracedLinks),
                StyledLayer(
                    network.nodeLayer(
                        "trace_nodes", groups: [("from", seeds.map(Int32.init)), ("source", sources)]),
                    style: .tracedNodes),
            ])
    }

    private func supplyShares(_ query: TraceQuery) throws -> (shares: SupplyShares, remarks: [Wording]) {
        let (flows, remarks) = try flows(query)
        var isSource = [Bool](repeating: false, count: network.nodes.count)
        for node in sourceNodes { isSource[Int(node)] = true }
        for node in 0..<network.nodes.count where network.nodes.demands[node].contains(where: { $0.base < 0 })
        {
            isSource[node] = true
        }
        return (SupplyShares(graph, flows: flows) { isSource[$0] }, remarks)
    }

    private func supplyAreas(_ query: TraceQuery) throws -> TraceAnswer {
        let (shares, remarks) = try supplyShares(query)
        let main = (0..<network.nodes.count).map { shares.main(at: $0) }
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
        var table = Table(columns: [
            .init("source", Wording("Source", "水源")), .init("kind", Wording("Kind", "类型")),
            .number("nodes", Wording("Nodes", "节点")), .number("connections", Wording("Connections", "户数")),
            .number("pipe_km", Wording("Pipes", "管长"), unit: "km"),
            .number("mixed_nodes", Wording("Of them mixed", "其中混合供水节点")),
        ])
        let order = nodes.keys.sorted { (nodes[$1]?.count ?? 0, $0) < (nodes[$0]?.count ?? 0, $1) }
        for source in order {
            let rows = nodes[source] ?? []
            let length = (links[source] ?? []).reduce(0.0) { sum, link in
                let length = network.links.length[Int(link)]
                return sum + (length.isFinite ? length : 0)
            }
            table.append([
                .text(network.nodes.ids[Int(source)]), .text(network.nodes.kinds[Int(source)].key),
                .count(rows.count),
                .count(Int(rows.reduce(0) { $0 + connections[Int($1)] }.rounded())),
                .number(length / 1000, decimals: 2),
                .count(rows.count { (main[Int($0)]?.share ?? 1) < 0.99 }),
            ])
        }
        var report = GraphReport()
        report.add("kind", Wording("Trace", "追踪"), .text(query.kind.rawValue))
        report.add("sources_count", Wording("Sources that supply", "供水水源数"), .count(order.count))
        report.add("dry_nodes", Wording("Nodes without flow", "无水流节点"), .count(main.count { $0 == nil }))
        report.lists = [.init("areas", Wording("Supply areas", "供水范围"), table)]
        report.remarks = remarks
        let names = order.map { network.nodes.ids[Int($0)] }
        return TraceAnswer(
            report: report,
            layers: [
                StyledLayer(
                    network.linkLayer(
                        "supply_areas", fields: [],
                        groups: order.map { (network.nodes.ids[Int($0)], links[$0] ?? []) }),
                    style: .many(field: "role", values: names)),
                StyledLayer(network.nodeLayer("sources", groups: [("source", order)]), style: .tracedNodes),
            ])
    }
}

/// The answer to a ``TraceQuery``.
public struct TraceAnswer: Sendable {
    /// Facts and lists.
    public let report: GraphReport
    /// What can be drawn of it.
    public let layers: [StyledLayer]
}
