import InputOutput
import NetworkStudies
import PipeNetwork

extension IsolatedBurst {
    /// The answer as a report.
    public var report: GraphReport {
        var report = GraphReport()
        let isolation = plan.isolation
        report.add("burst", Wording("Burst on", "爆管管段"), .text(network.links.ids[link]))
        report.add("x", Wording("x", "x"), .number(place?.x, decimals: 2))
        report.add("y", Wording("y", "y"), .number(place?.y, decimals: 2))
        report.add(
            "possible", Wording("Can be isolated", "可否关断"),
            .answer(isolation.isPossible))
        report.add(
            "valves_to_close", Wording("Valves to close", "需关阀门"), .count(isolation.valvesToClose.count))
        report.add(plan.isolated, of: network)
        report.add(
            "cut_off_nodes", Wording("Cut off besides: nodes", "连带停水节点"), .count(plan.cutOff.nodes.count))
        report.add(
            "cut_off_connections", Wording("Cut off besides: connections", "连带停水接户数"),
            .count(Int(plan.cutOff.connections.rounded())))
        if let effect {
            report.add(
                "low_pressure_nodes", Wording("Nodes below the service minimum", "低于服务压力节点"),
                .count(effect.belowMinimum.count))
            report.add(
                "low_before", Wording("Below it before", "此前已低于"), .count(effect.belowBefore))
            report.add(
                "greatest_fall_m", Wording("Greatest fall of pressure", "最大压降"),
                .number(effect.greatestFall, decimals: 2), unit: "m")
            report.add(
                "flow_left_m3_per_h", Wording("Flow left in what is isolated", "关断后残余流量"),
                .number(effect.greatestFlow(in: plan.isolated.links) * 3600, decimals: 3), unit: "m³/h")
        }
        report.lists = lists.filter { !$0.table.rows.isEmpty }
        report.remarks = remarks
        return report
    }

    private var remarks: [Wording] {
        var remarks: [Wording] = []
        let isolation = plan.isolation
        if !isolation.isPossible {
            let sources = isolation.sourcesInside.map { network.nodes.ids[Int($0)] }.joined(separator: ", ")
            remarks.append(
                Wording(
                    "No valve takes the water away: the source \(sources) stands in the same segment. Its outlet has to be "
                        + "shut, and all that is listed loses its water.",
                    "无阀门可切断水源：水源 \(sources) 与爆管点之间没有阀门，须停水源，表中所列全部停水。"))
        } else if !isolation.isSupplied {
            remarks.append(
                Wording(
                    "No source on the map feeds this pipe, so every valve around it is to be closed.",
                    "图上没有水源供给该管段，须关闭其周边全部阀门。"))
        }
        if let missingValves { remarks.append(missingValves.remark) }
        if !isolation.linksHolding.isEmpty {
            let links = isolation.linksHolding.map { network.links.ids[$0] }.joined(separator: ", ")
            remarks.append(
                Wording(
                    "Relied on to hold water back by itself: \(links) (check valve, pump or pressure valve). Plan again with it "
                        + "counted as stuck when that is not certain.",
                    "依靠其自身止水：\(links)（止回阀、水泵或压力调节阀）。若不能确认，请将其列为失灵后重新计算。"))
        }
        if network.isShut(link) {
            remarks.append(
                Wording(
                    "The pipe is shut already, and the map does not say at which end.",
                    "该管段已关闭，但图上未注明关在哪一端。"))
        }
        if let effect, !effect.before.hasConverged || !effect.after.hasConverged {
            let (before, after) = (!effect.before.hasConverged, !effect.after.hasConverged)
            let when = before && after ? "before and after" : before ? "before" : "after"
            let chinese = before && after ? "前后" : before ? "前" : "后"
            remarks.append(
                Wording(
                    "The solve \(when) the isolation did not converge: pressures and flows are not to be trusted.",
                    "关断\(chinese)水力计算未收敛：压力与流量不可采信。"))
        }
        return remarks + study.remarks
    }

    private var lists: [GraphReport.List] {
        [
            .init("valves", Wording("Valves, in the order of closing", "关阀顺序"), valveTable),
            .init("if_stuck", Wording("If a valve cannot be closed", "阀门失灵时"), ringTable),
            .init("openings", Wording("What may be opened for those cut off", "可开启的联络阀门"), openingTable),
            .init(
                "low_pressure", Wording("Pressure below the service minimum", "低于服务压力的节点"), lowPressureTable),
            .init(
                "customers", Wording("Customers without water", "停水用户"),
                network.customerTable(isolated: plan.isolated.assets, cutOff: plan.cutOff.assets)),
            .init(
                "affected", Wording("Without water", "停水设施与用户"),
                network.assetTable(plan.isolated.assets + plan.cutOff.assets)),
            .init(
                "isolated_links", Wording("Isolated pipes", "关断管段"), network.linkTable(plan.isolated.links)),
            .init("cut_off_links", Wording("Pipes cut off", "连带停水管段"), network.linkTable(plan.cutOff.links)),
        ]
    }

    private var valveTable: Table {
        var table = Table(columns: [
            .number("order", Wording("No.", "序号")), .init("valve", Wording("Valve", "阀门")),
            .init("action", Wording("Action", "操作")), .init("link", Wording("In pipe", "所在管段")),
            .init("node", Wording("At node", "所在节点")),
            .number("diameter_mm", Wording("Diameter", "管径"), unit: "mm"),
            .number("inflow_m3_per_h", Wording("Flow in", "流入流量"), unit: "m³/h"),
            .number("x", Wording("x", "x")), .number("y", Wording("y", "y")),
        ])
        func row(_ valve: Int, order: Int?, _ action: ValveAction) {
            table.append([
                order.map { .count($0) } ?? .missing, .text(valves.name(of: valve, in: network)),
                .word(action.wording), .text(network.links.ids[Int(valves.links[valve])]),
                .text(network.nodes.ids[Int(valves.nodes[valve])]),
                .number(diameter(ofValve: valve).map { $0 * 1000 }, decimals: 0),
                .number(order == nil ? nil : inflow(throughValve: valve).map { $0 * 3600 }, decimals: 2),
                .number(position(ofValve: valve)?.x, decimals: 2),
                .number(position(ofValve: valve)?.y, decimals: 2),
            ])
        }
        for (place, valve) in closingOrder.enumerated() { row(valve, order: place + 1, .close) }
        for valve in plan.isolation.valvesHeldShut { row(valve, order: nil, .keepShut) }
        for link in plan.isolation.linksHolding {
            let links = network.links
            table.append([
                .missing, .text(links.ids[link]), .word(ValveAction.holdsByItself.wording),
                .text(links.ids[link]),
                .text(network.nodes.ids[Int(links.start[link])]),
                .number(links.diameter[link] * 1000, decimals: 0), .number(nil, decimals: 2),
                .number(network.midpoint(ofLink: link)?.x, decimals: 2),
                .number(network.midpoint(ofLink: link)?.y, decimals: 2),
            ])
        }
        for valve in plan.isolation.valvesToDeadSegments { row(valve, order: nil, .leadsToCutOff) }
        for valve in stuck.sorted() { row(valve, order: nil, .stuck) }
        return table
    }

    private var ringTable: Table {
        var table = Table(columns: [
            .init("stuck", Wording("Stuck", "失灵阀门")), .init("close_instead", Wording("Close instead", "改关")),
            .number("further_connections", Wording("Further connections", "增加停水接户数")),
            .init("possible", Wording("Possible", "可否关断")),
        ])
        func row(_ name: String, _ ring: IsolationPlan.NextRing) {
            table.append([
                .text(name), .list(ring.furtherValves.map { valves.name(of: $0, in: network) }),
                .count(Int(ring.furtherConnections.rounded())), .answer(ring.isPossible),
            ])
        }
        for ring in plan.nextRings { row(valves.name(of: ring.stuck, in: network), ring) }
        for ring in plan.leakingRings { row(network.links.ids[ring.stuck], ring) }
        return table
    }

    private var openingTable: Table {
        var table = Table(columns: [
            .init("valve", Wording("Valve", "阀门")), .init("link", Wording("In pipe", "所在管段")),
            .init("close_first", Wording("Close before", "须先关闭")),
            .number("lowest_m", Wording("Lowest pressure of those cut off", "停水区最低压力"), unit: "m"),
            .number("below_minimum", Wording("Nodes below the minimum then", "届时低于服务压力节点")),
            .number("still_dry", Wording("Nodes still without water", "届时仍停水节点")),
        ])
        let served = servedCutOff
        for opening in openings {
            let pressures = opening.effect.map { effect in
                (served.isEmpty ? plan.cutOff.nodes : served).filter { !opening.stillDry.contains($0) }
                    .map { effect.after.pressures[Int($0)] }
            }
            let link = network.links.ids[opening.link]
            table.append([
                .text(opening.valve.map { valves.name(of: $0, in: network) } ?? link), .text(link),
                .list(opening.valvesToCloseFirst.map { valves.name(of: $0, in: network) }),
                .number(pressures?.min(), decimals: 1),
                opening.effect.map { .count($0.belowMinimum.count) } ?? .missing,
                opening.effect == nil ? .missing : .count(served.count { opening.stillDry.contains($0) }),
            ])
        }
        return table
    }

    private var lowPressureTable: Table {
        var table = Table(columns: [
            .init("node", Wording("Node", "节点")),
            .number("before_m", Wording("Before", "关断前"), unit: "m"),
            .number("after_m", Wording("After", "关断后"), unit: "m"),
        ])
        guard let effect else { return table }
        let (before, after) = (effect.before.pressures, effect.after.pressures)
        for node in effect.belowMinimum.map(Int.init) {
            table.append([
                .text(network.nodes.ids[node]), .number(before[node], decimals: 2),
                .number(after[node], decimals: 2),
            ])
        }
        return table
    }
}
