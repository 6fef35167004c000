import InputOutput
import NetworkFormats
import PipeNetwork
import Reports

/// Ways and nearest things.
extension NetworkTracer {
    func path(_ query: TraceQuery) throws -> TraceAnswer {
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
        report.add(NetworkSubset(of: network, nodes: best.nodes, links: best.links), of: network)
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

    func nearest(_ query: TraceQuery) throws -> TraceAnswer {
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
                kind, expected: Wording("one of ", "以下之一：") + Wording(quoting: Self.kinds),
                nearest: nearestIDs(to: kind, among: Self.kinds))
        }
        guard !things.isEmpty else { throw SearchError.noneOfKind(kind) }
        return things
    }

    /// What ``TraceQuery/of`` may say.
    static let kinds =
        Asset.Kind.allCases.map(\.rawValue) + ["junction", "reservoir", "tank", "pump", "valve"]
}
