import Foundation
import InputOutput
import NetworkStudies
import PipeNetwork

extension SegmentStudy {
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
        let mean = meanBurst
        report.add(
            "connections_per_burst",
            Wording("Connections without water in a burst, mean by length", "单次爆管平均停水接户数"),
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
        if let valveGain { report.remarks.insert(valveGain.remark(limits), at: 0) }
        return report
    }

    private func lackingTable(_ lacking: [(segment: Int, lacks: [SegmentReview.Lack])]) -> Table {
        var table = Table(columns: [
            .number("segment", Wording("Segment", "分段")), .init("pipe", Wording("With pipe", "含管段")),
            .init("lacks", Wording("Why", "原因")), .number("valves", Wording("Valves to close", "需关阀门")),
            .number("connections", Wording("Connections without water", "停水接户数")),
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
            .number("further_connections", Wording("Further connections, mean", "平均增加停水接户数")),
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
            .number("connections", Wording("Connections without water", "停水接户数")),
            .number("own_connections", Wording("Of its own", "本段接户数")),
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

    private func name(_ segment: Int) -> String? {
        longestLink(ofSegment: segment).map { network.links.ids[$0] }
    }
}

extension SegmentStudy.ValveGain {
    /// Segments that hold more than they should, and what valves by a rule would change.
    fileprivate func remark(_ limits: SegmentReview.Limits) -> Wording {
        func figure(_ value: Double) -> String { String(format: "%.1f", value) }
        return Wording(
            "\(segments) segments miss valves (more than \(Int(limits.connections)) connections, \(limits.hydrants) hydrants or "
                + "\(Int(limits.length)) m of pipe). With \(addedValves) more valves by the rule '\(rule.rawValue)' it would be "
                + "\(segmentsThen), and a burst would leave \(figure(burstThen.connections)) connections without water on average, "
                + "not \(figure(burst.connections)).",
            "\(segments) 个分段阀门不足（超过 \(Int(limits.connections)) 户、\(limits.hydrants) 个消火栓或 \(Int(limits.length)) m 管长）。若按规则 "
                + "'\(rule.rawValue)' 增设 \(addedValves) 个阀门，则为 \(segmentsThen) 个，单次爆管平均停水 "
                + "\(figure(burstThen.connections)) 户，而非 \(figure(burst.connections)) 户。"
        )
    }
}
