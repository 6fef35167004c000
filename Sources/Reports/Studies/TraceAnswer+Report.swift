import InputOutput
import NetworkStudies
import PipeNetwork

extension TraceAnswer {
    /// The answer as a report.
    public var report: GraphReport {
        var report = GraphReport()
        report.add("kind", Wording("Trace", "追踪"), .text(query.kind.rawValue))
        if let origin = query.origin { report.add("from", Wording("From", "起点"), .text(origin)) }
        switch finding {
        case .part(let part): part.add(to: &report, of: network)
        case .path(let path): path.add(to: &report, query, options, network)
        case .nearest(let nearest): nearest.add(to: &report, query, options, network)
        case .sources(let sources): sources.add(to: &report, of: network)
        case .supplyAreas(let areas): areas.add(to: &report, of: network)
        }
        return report
    }
}

extension TracedPart {
    fileprivate func add(to report: inout GraphReport, of network: Network) {
        report.add(part, of: network)
        report.add(
            "sources", Wording("Sources in it", "其中水源"), .list(sources.map { network.nodes.ids[Int($0)] }))
        report.add("barriers", Wording("Links that hold it back", "边界管段"), .count(barriers.count))
        report.lists = [
            .init("links", Wording("Links", "管段"), network.linkTable(part.links)),
            .init("barrier_links", Wording("Links that hold it back", "边界管段"), network.linkTable(barriers)),
            .init("assets", Wording("What lies in it", "范围内设施"), network.assetTable(part.assets)),
        ]
        report.remarks = completion?.remarks ?? []
    }
}

extension TracedPath {
    fileprivate func add(
        to report: inout GraphReport, _ query: TraceQuery, _ options: TraceOptions, _ network: Network
    ) {
        if case .path(_, let to) = query { report.add("to", Wording("To", "终点"), .text(to)) }
        report.add("by", Wording("Measured by", "权重"), .text(options.weight.rawValue))
        report.add("weight", Wording("Weight of the way", "路径权重"), .number(path.weight, decimals: 2))
        report.add(part, of: network)
        report.lists = [.init("links", Wording("The way", "路径"), network.linkTable(path.links))]
    }
}

extension NearestThings {
    fileprivate func add(
        to report: inout GraphReport, _ query: TraceQuery, _ options: TraceOptions, _ network: Network
    ) {
        if case .nearest(_, let target, _) = query {
            report.add("of", Wording("Looked for", "查找对象"), .text(target.key))
        }
        report.add("by", Wording("Measured by", "权重"), .text(options.weight.rawValue))
        var table = Table(columns: [
            .init("id", Wording("Id", "编号")), .init("node", Wording("Node", "节点")),
            .number("weight", Wording("Distance", "距离")),
        ])
        for thing in things {
            table.append([
                .text(thing.id), .text(network.nodes.ids[thing.node]), .number(thing.distance, decimals: 1),
            ])
        }
        report.lists = [.init("found", Wording("Nearest", "最近对象"), table)]
    }
}

extension PossibleSources {
    fileprivate func add(to report: inout GraphReport, of network: Network) {
        var table = Table(columns: [
            .init("source", Wording("Source", "水源")), .init("kind", Wording("Kind", "类型")),
            .number("distance_m", Wording("Distance", "距离"), unit: "m"),
            .number("share_percent", Wording("Share now", "当前供水比例"), unit: "%"),
        ])
        for source in sources {
            let row = Int(source.node)
            table.append([
                .text(network.nodes.ids[row]), .word(ElementWord.kind(network.nodes.kinds[row].key)),
                .number(source.distance, decimals: 0),
                .number(source.share.map { $0 * 100 }, decimals: 1),
            ])
        }
        report.add("sources_count", Wording("Sources that can supply it", "可供水源数"), .count(sources.count))
        report.lists = [.init("sources", Wording("Sources", "水源"), table)]
        report.remarks = remarks(of: network)
    }

    private func remarks(of network: Network) -> [Wording] {
        var remarks: [Wording] = []
        if !heldBack.isEmpty {
            let ids = heldBack.map { network.nodes.ids[Int($0)] }
            remarks.append(
                Wording(
                    "joined to it but cannot supply it, for check valves, pumps or pressure valves point the other way: "
                        + ids.joined(separator: ", "),
                    "虽相连但不能供水（止回阀、水泵或压力调节阀方向相反）：" + ids.joined(separator: "、")))
        }
        if let completion { remarks += completion.remarks }
        if let unsolved {
            remarks.append(Wording("shares are not known: \(unsolved)", "未计算供水比例：\(unsolved)"))
        }
        return remarks
    }
}

extension SupplyAreas {
    fileprivate func add(to report: inout GraphReport, of network: Network) {
        var table = Table(columns: [
            .init("source", Wording("Source", "水源")), .init("kind", Wording("Kind", "类型")),
            .number("nodes", Wording("Nodes", "节点")), .number("connections", Wording("Connections", "接户数")),
            .number("pipe_km", Wording("Pipes", "管长"), unit: "km"),
            .number("mixed_nodes", Wording("Of them mixed", "其中混合供水节点")),
        ])
        for area in areas {
            table.append([
                .text(network.nodes.ids[Int(area.source)]),
                .text(network.nodes.kinds[Int(area.source)].key), .count(area.nodes.count),
                .count(Int(area.connections.rounded())), .number(area.length / 1000, decimals: 2),
                .count(area.mixedNodes),
            ])
        }
        report.add("sources_count", Wording("Sources that supply", "供水水源数"), .count(areas.count))
        report.add("dry_nodes", Wording("Nodes without flow", "无水流节点"), .count(dryNodes))
        report.lists = [.init("areas", Wording("Supply areas", "供水范围"), table)]
        report.remarks = completion.remarks
    }
}
