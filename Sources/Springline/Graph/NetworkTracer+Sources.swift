import InputOutput
import Hydraulics
import NetworkFormats
import PipeNetwork
import Reports

/// Where water comes from.
extension NetworkTracer {
    func sources(_ query: TraceQuery) throws -> TraceAnswer {
        let from = try from(query)
        // Walked from the place, a one-way link is passed against its direction.
        let passages = try passages(query).map(\.reversed)
        var seeds = try network.seeds(of: from)
        if case .link(let link) = try network.element(from), [.forward, .backward].contains(passages[link]) {
            // The water of a one-way link is that of the end at which it comes in.
            let ends = (network.links.start[link], network.links.end[link])
            seeds = [Int(passages[link] == .backward ? ends.0 : ends.1)]
        }
        let lengths = network.links.length
        let search = graph.nearest(
            of: seeds, by: { lengths[$0].isFinite ? lengths[$0] : 0 }, passages: passages)
        let sources = network.sourceNodes().filter { search.seed[Int($0)] >= 0 }
            .sorted { (search.distance[Int($0)], $0) < (search.distance[Int($1)], $1) }
        var remarks: [Wording] = []
        let behind = try sourcesHeldBack(query, from: seeds, supplying: sources)
        if !behind.isEmpty {
            let ids = behind.map { network.nodes.ids[Int($0)] }
            remarks.append(
                Wording(
                    "joined to it but cannot supply it, for check valves, pumps or pressure valves point the other way: "
                        + ids.joined(separator: ", "),
                    "虽相连但不能供水（止回阀、水泵或压力调节阀方向相反）：" + ids.joined(separator: "、")))
        }
        var shares: [Int32: Double] = [:]
        do {
            let supply = try supplyShares(query)
            remarks += supply.remarks
            // The ends of a link get what they get; a link's water is that of the end it comes from.
            for share in supply.shares.shares(at: seeds[0]) { shares[share.source] = Double(share.share) }
        } catch let error as HydraulicError {
            remarks.append(Wording("shares are not known: \(error)", "未计算供水比例：\(error)"))
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

    /// Sources that hang together with a place and cannot supply it, for one-way links point the other way.
    private func sourcesHeldBack(
        _ query: TraceQuery, from seeds: [Int], supplying sources: [Int32]
    ) throws -> [Int32] {
        guard query.barriers.contains(.oneWay) else { return [] }
        var query = query
        query.barriers.remove(.oneWay)
        let known = Set(sources)
        let reach = graph.reach(from: seeds, passages: try passages(query))
        let reached = Set(reach.nodes)
        return network.sourceNodes().filter { reached.contains($0) && !known.contains($0) }
    }

    private func supplyShares(_ query: TraceQuery) throws -> (shares: SourceContribution, remarks: [Wording])
    {
        let (flows, remarks) = try flows(query)
        var isSource = network.sourceFlags()
        for node in 0..<network.nodes.count where network.nodes.demands[node].contains(where: { $0.base < 0 })
        {
            isSource[node] = true
        }
        return (SourceContribution(graph, flows: flows) { isSource[$0] }, remarks)
    }

    func supplyAreas(_ query: TraceQuery) throws -> TraceAnswer {
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
