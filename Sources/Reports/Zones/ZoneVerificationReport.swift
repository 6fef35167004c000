import InputOutput
import LeakZones
import PipeNetwork

/// What a verification of zones found, as text, JSON and CSV.
public struct ZoneVerificationReport: Sendable {
    private let verification: ZoneVerification
    private let scheme: ZoneScheme
    private let nodes: [String]
    private let links: [String]

    /// A report of `verification`, with the names of `network`.
    public init(_ verification: ZoneVerification, scheme: ZoneScheme, in network: Network) {
        (self.verification, self.scheme) = (verification, scheme)
        (nodes, links) = (network.nodes.ids, network.links.ids)
    }

    /// The report in a form; every form ends with a line break. As CSV it has a row for each zone.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .csv: return zoneTable(language).csv()
        case .json: return json.text(expandedTo: 4) + "\n"
        case .table:
            let tables = [zoneTable(language), breachTable, meterTable].filter { !$0.rows.isEmpty }
            return tables.map { $0.aligned(language: language) }.joined(separator: "\n")
        }
    }

    /// A row for each zone.
    public func zoneTable(_ language: ReportLanguage = .english) -> Table {
        var table = Table(columns: [
            .init("id", Phrase.zone.wording), .init("result", Wording("Result", "结论")),
            .number("nodes", Wording("Nodes", "节点数")), .number("meters", Wording("Meters", "流量计")),
            .number("dead_meters", Wording("Ineffective meters", "失效流量计")),
            .number("closed", Wording("Closed links", "关闭边界数")),
            .number("closed_by_status", Wording("Of these without a valve", "其中无阀门记录")),
            .number("leaks", Wording("Breaches", "敞开边界数")), .number("pieces", Wording("Pieces", "连通块数")),
            .number("pieces_not_fed", Wording("Not fed", "无水源块数")),
        ])
        for zone in verification.zones {
            let isKnown = zone.pieces.allSatisfy { $0.isFed != nil }
            table.append([
                .text(zone.id), .text(Self.result(zone)[language]), .count(zone.nodes),
                .count(zone.meters.count), .count(zone.ineffectiveMeters.count), .count(zone.closed.count),
                .count(zone.closed.count { $0.valve == nil }), .count(zone.breaches.count),
                .count(zone.pieces.count),
                isKnown ? .count(zone.pieces.count { $0.isFed == false }) : .missing,
            ])
        }
        return table
    }

    /// A row for each breach, the zones in their order.
    public var breachTable: Table {
        var table = Table(columns: [
            .init("zone", Phrase.zone.wording), .init("link", Wording("Open link", "敞开管段")),
            .init("into", Wording("Leads to", "通向")), .number("dn_mm", Wording("DN", "公称直径"), unit: "mm"),
            .init("from_node", Wording("Path from", "路径起点")),
            .number("length_m", Wording("Path", "路径长"), unit: "m"),
            .init("path", Wording("Shortest open path", "最短敞开路径")),
        ])
        for zone in verification.zones {
            for breach in zone.breaches {
                table.append([
                    .text(zone.id), .text(breach.linkID), .text(name(breach.into) ?? "–"),
                    .number(breach.diameter.map { $0 * 1000 }, decimals: 0), .text(nodes[breach.start]),
                    .number(breach.length, decimals: 1), .list(breach.path.map { links[$0] }),
                ])
            }
        }
        return table
    }

    /// A row for each meter that measures nothing.
    public var meterTable: Table {
        var table = Table(columns: [
            .init("zone", Phrase.zone.wording), .init("meter", Wording("Ineffective meter", "失效流量计")),
            .init("link", Wording("In link", "所在管段")), .init("reason", Wording("Why", "原因")),
        ])
        for zone in verification.zones {
            for meter in zone.ineffectiveMeters {
                table.append([
                    .text(zone.id), .text(meter.id), .text(links[meter.link]), .word(meter.reason.wording),
                ])
            }
        }
        return table
    }

    private func name(_ zone: Int?) -> String? { zone.map { scheme.zones[$0].id } }

    private static func result(_ zone: VerifiedZone) -> Wording {
        if !zone.isClosed { return Wording("open", "边界敞开") }
        if !zone.hasInlet { return Wording("no inlet", "无进水口") }
        if zone.hasUnsuppliedNodes == true { return Wording("not fed", "无水源") }
        if zone.pieces.count != 1 { return Wording("in pieces", "不连通") }
        return Wording("holds", "通过")
    }

    /// `{"passes", "leaks", "zones": [{"id", "passes", "meters": […], "closed": […], "leaks": […], …}]}`.
    public var json: JSONValue {
        .object([
            "passes": .boolean(verification.passes), "breaches": .number(Double(verification.breachCount)),
            "leaks": .number(Double(verification.breachCount)),
            "zones": .array(verification.zones.map(json(of:))),
        ])
    }

    private func json(of zone: VerifiedZone) -> JSONValue {
        let meters = zone.meters.map { meter in
            JSONValue.object([
                "id": .string(meter.id), "link": .string(links[meter.link]),
                "other": .string(name(meter.other)), "counts_in": .boolean(meter.countsIn),
            ])
        }
        let closed = zone.closed.map { link in
            JSONValue.object([
                "link": .string(link.linkID), "other": .string(name(link.other)),
                "valve": .string(link.valve),
            ])
        }
        let breaches = zone.breaches.map { breach in
            JSONValue.object([
                "link": .string(breach.linkID), "into": .string(name(breach.into)),
                "diameter_m": .number(breach.diameter), "from_node": .string(nodes[breach.start]),
                "length_m": .number(breach.length), "path": .array(breach.path.map { .string(links[$0]) }),
            ])
        }
        let ineffective = zone.ineffectiveMeters.map { meter in
            JSONValue.object([
                "id": .string(meter.id), "link": .string(links[meter.link]),
                "reason": .string(meter.reason.rawValue),
            ])
        }
        let pieces = zone.pieces.map { piece in
            JSONValue.object([
                "node": .string(nodes[piece.node]), "nodes": .number(Double(piece.nodes)),
                "is_fed": piece.isFed.map { .boolean($0) } ?? .null,
                "leads_to": .array(piece.neighbors.map { .string(name($0 < 0 ? nil : $0)) }),
            ])
        }
        return .object([
            "id": .string(zone.id), "passes": .boolean(zone.passes),
            "result": .string(Self.result(zone)[.english]), "nodes": .number(Double(zone.nodes)),
            "links": .number(Double(zone.links)), "sources": .number(Double(zone.sources)),
            "meters": .array(meters), "closed": .array(closed), "breaches": .array(breaches),
            "leaks": .array(breaches),
            "ineffective_meters": .array(ineffective), "dead_meters": .array(ineffective),
            "pieces": .array(pieces),
        ])
    }
}
