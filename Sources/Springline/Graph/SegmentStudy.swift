import InputOutput
import Foundation
import NetworkFormats
import PipeNetwork
import Reports

/// Every segment between valves taken out once: the answer of ``IsolationStudy/review``.
public struct SegmentStudy: Sendable {
    let study: IsolationStudy
    /// What was found.
    public let review: SegmentReview
    /// What a segment should not exceed.
    public let limits: SegmentReview.Limits

    private var network: Network { study.network }

    /// The answer as a report.
    public var report: GraphReport {
        let segments = study.segments
        var report = GraphReport()
        report.add("parts", Wording("Segments between valves", "关断分段数"), .count(segments.count))
        report.add("valves", Wording("Valves", "阀门"), .count(segments.valves.count))
        report.add(
            "idle_valves", Wording("Valves that separate nothing", "不起隔断作用的阀门"),
            .count(review.idleValves.count))
        report.add(
            "unplaced_valves", Wording("Valves in no pipe", "不在管段上的阀门"),
            .count(segments.valves.unplaced.count))
        let mean = Self.means(review)
        report.add(
            "connections_per_burst",
            Wording("Connections without water in a burst, mean by length", "单次爆管平均停水户数"),
            .number(mean?.connections, decimals: 1))
        report.add(
            "valves_per_burst", Wording("Valves to close, mean by length", "单次爆管平均关阀数"),
            .number(mean?.valves, decimals: 2))
        let lacking = review.lacking(limits)
        report.add(
            "parts_lacking_valves", Wording("Parts that need more valves", "阀门不足的分段"), .count(lacking.count))
        report.lists = [
            .init("lacking", Wording("Parts that need more valves", "阀门不足的分段"), lackingTable(lacking)),
            .init("critical_valves", Wording("Valves by what their failure costs", "阀门重要性排序"), valveTable),
            .init("parts_by_loss", Wording("Parts by what a burst costs", "分段停水影响排序"), partTable),
            .init("idle", Wording("Valves that separate nothing", "不起隔断作用的阀门"), idleTable),
        ]
        report.remarks = study.remarks
        if let remark = missingValves(lacking, mean?.connections) { report.remarks.insert(remark, at: 0) }
        return report
    }

    /// What a burst costs on average, by the length of the pipes that may burst; `nil` without pipes.
    private static func means(_ review: SegmentReview) -> (connections: Double, valves: Double)? {
        let withPipes = review.contents.indices.filter { review.contents[$0].links > 0 }
        let length = withPipes.reduce(0) { $0 + review.contents[$1].length }
        guard length > 0 else { return nil }
        func mean(_ value: (Int) -> Double) -> Double {
            withPipes.reduce(0) { $0 + review.contents[$1].length * value($1) } / length
        }
        return (mean { review.bursts[$0].connections }, mean { Double(review.bursts[$0].valves) })
    }

    /// Parts that hold more than they should, and what valves by a rule would change.
    private func missingValves(
        _ lacking: [(segment: Int, lacks: [SegmentReview.Lack])], _ connections: Double?
    ) -> Wording? {
        let kinds: Set<SegmentReview.Lack> = [.manyConnections, .manyHydrants, .longPipes]
        func count(_ lacking: [(segment: Int, lacks: [SegmentReview.Lack])]) -> Int {
            lacking.count { !kinds.isDisjoint(with: $0.lacks) }
        }
        let missing = count(lacking)
        guard missing > 0, let connections, let placed = study.placedReview(),
            let mean = Self.means(placed.review)
        else { return nil }
        let assumed = placed.segments.valves.origins.count { $0 == .assumed }
        let left = count(placed.review.lacking(limits))
        func figure(_ value: Double) -> String { String(format: "%.1f", value) }
        return Wording(
            "\(missing) segments miss valves (more than \(Int(limits.connections)) connections, \(limits.hydrants) hydrants or "
                + "\(Int(limits.length)) m of pipe). With \(assumed) more valves by the rule 'n-1' it would be \(left), and a burst "
                + "would leave \(figure(mean.connections)) connections without water on average, not \(figure(connections)).",
            "\(missing) 个分段阀门不足（超过 \(Int(limits.connections)) 户、\(limits.hydrants) 个消火栓或 \(Int(limits.length)) m 管长）。若按规则 "
                + "'n-1' 增设 \(assumed) 个阀门，则为 \(left) 个，单次爆管平均停水 \(figure(mean.connections)) 户，而非 \(figure(connections)) 户。"
        )
    }

    private func lackingTable(_ lacking: [(segment: Int, lacks: [SegmentReview.Lack])]) -> Table {
        var table = Table(columns: [
            .number("segment", Wording("Segment", "分段")), .init("pipe", Wording("With pipe", "含管段")),
            .init("lacks", Wording("Why", "原因")), .number("valves", Wording("Valves to close", "需关阀门")),
            .number("connections", Wording("Connections without water", "停水户数")),
            .number("hydrants", Wording("Hydrants", "消火栓")),
            .number("length_m", Wording("Pipes", "管长"), unit: "m"),
        ])
        for (segment, lacks) in lacking {
            let (content, burst) = (review.contents[segment], review.bursts[segment])
            table.append([
                .count(segment), .text(name(segment)), .list(lacks.map(\.rawValue)),
                .count(Int(burst.valves)),
                .count(Int(burst.connections.rounded())), .count(Int(content.hydrants)),
                .number(content.length, decimals: 0),
            ])
        }
        return table
    }

    private var valveTable: Table {
        var table = Table(columns: [
            .init("valve", Wording("Valve", "阀门")), .init("link", Wording("In pipe", "所在管段")),
            .number("further_connections", Wording("Further connections, mean", "平均增加停水户数")),
            .number("most", Wording("At most", "最多")),
        ])
        for valve in review.valves {
            table.append([
                .text(study.segments.valves.name(of: valve.row, in: network)),
                .text(network.links.ids[Int(study.segments.valves.links[valve.row])]),
                .number(valve.furtherConnections, decimals: 1), .number(valve.most, decimals: 0),
            ])
        }
        return table
    }

    private var partTable: Table {
        var table = Table(columns: [
            .number("segment", Wording("Segment", "分段")), .init("pipe", Wording("With pipe", "含管段")),
            .number("connections", Wording("Connections without water", "停水户数")),
            .number("own_connections", Wording("Of its own", "本段户数")),
            .number("valves", Wording("Valves to close", "需关阀门")),
            .number("cut_off_parts", Wording("Parts cut off", "连带分段")),
            .number("length_m", Wording("Pipes", "管长"), unit: "m"),
        ])
        let segments = review.contents.indices.filter { review.contents[$0].links > 0 }.sorted {
            (review.bursts[$1].connections, $0) < (review.bursts[$0].connections, $1)
        }
        for segment in segments {
            let (content, burst) = (review.contents[segment], review.bursts[segment])
            table.append([
                .count(segment), .text(name(segment)), .count(Int(burst.connections.rounded())),
                .count(Int(content.connections.rounded())), .count(Int(burst.valves)),
                .count(Int(burst.cutOffSegments)), .number(content.length, decimals: 0),
            ])
        }
        return table
    }

    private var idleTable: Table {
        var table = Table(columns: [
            .init("valve", Wording("Valve", "阀门")), .init("link", Wording("In pipe", "所在管段")),
        ])
        for row in review.idleValves {
            table.append([
                .text(study.segments.valves.name(of: row, in: network)),
                .text(network.links.ids[Int(study.segments.valves.links[row])]),
            ])
        }
        return table
    }

    /// A pipe by which people know a segment: its longest.
    private func name(_ segment: Int) -> String? {
        func length(_ row: Int32) -> Double {
            network.links.length[Int(row)].isFinite ? network.links.length[Int(row)] : 0
        }
        return study.contents.links(of: segment).max { length($0) < length($1) }.map {
            network.links.ids[Int($0)]
        }
    }

    /// The segments and the valves as map layers.
    public var layers: [StyledLayer] {
        let segments = study.segments
        let lacking = Dictionary(review.lacking(limits).map { ($0.segment, $0.lacks) }) { a, _ in a }
        let pipes = network.linkLayer(
            "segments",
            fields: [
                FeatureField("segment", .integer), FeatureField("colour", .text),
                FeatureField("connections_without_water", .real), FeatureField("valves_to_close", .integer),
                FeatureField("lacks", .text),
            ], groups: [("segment", (0..<Int32(network.links.count)).map { $0 })]
        ) { link in
            let segment = Int(segments.segmentOfLink[link])
            return [
                .integer(Int64(segment)), .text(String(segment % 10)),
                .real(review.bursts[segment].connections),
                .integer(Int64(review.bursts[segment].valves)),
                .text((lacking[segment] ?? []).map(\.rawValue).joined(separator: " ")),
            ]
        }
        let weights = Dictionary(review.valves.map { ($0.row, $0.furtherConnections) }) { a, _ in a }
        // Quarters of the ranking: a name for each so that a style can tell them apart.
        let ranks = Dictionary(review.valves.enumerated().map { ($1.row, $0) }) { a, _ in a }
        let features = (0..<segments.valves.count).map { row -> Feature in
            let rank = ranks[row].map { $0 * 10 < ranks.count ? "critical" : "ordinary" } ?? "idle"
            let place = segments.valves.position(of: row, in: network)
            return Feature(
                id: Int64(row), geometry: place.map { .point($0) },
                values: [
                    .text(segments.valves.name(of: row, in: network)),
                    .text(segments.valves.isShut[row] ? "shut" : rank),
                    weights[row].map { .real($0) } ?? .null,
                ])
        }
        let valves = FeatureLayer(
            name: "segment_valves", crs: network.crs,
            fields: [
                FeatureField("id", .text), FeatureField("role", .text),
                FeatureField("further_connections", .real),
            ], features: features)
        return [
            StyledLayer(pipes, style: .many(field: "colour", values: (0..<10).map(String.init))),
            StyledLayer(valves, style: .segmentValves),
        ]
    }
}

extension IsolationStudy {
    /// Every segment taken out once, and every valve weighed.
    public var review: SegmentStudy { review(limits: .init()) }

    /// Every segment taken out once, and every valve weighed.
    ///
    /// - Parameter limits: what a segment should not exceed.
    public func review(limits: SegmentReview.Limits) -> SegmentStudy {
        SegmentStudy(study: self, review: SegmentReview(segments, in: network), limits: limits)
    }
}
