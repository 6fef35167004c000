import InputOutput
import NetworkStudies
import PipeNetwork

extension ConditionStudy {
    /// The findings as a report.
    public var report: GraphReport {
        var report = GraphReport()
        let whole = inventory.amounts { _ in 0 }.first?.amount ?? .init()
        report.add("pipes", Wording("Pipes", "管段"), .count(whole.pipes))
        report.add(
            "pipe_km", Wording("Length of pipes", "管长"), .number(whole.length / 1000, decimals: 2), unit: "km"
        )
        report.add(
            "volume_m3", Wording("Water in the pipes", "管内水量"), .number(whole.volume, decimals: 0), unit: "m³"
        )
        report.add(
            "mean_age_years", Wording("Mean age by length", "平均管龄"), .number(whole.meanAge, decimals: 1),
            unit: "a")
        report.add(
            "dated_percent", Wording("Length whose year is known", "已知年代管长比例"),
            .number(whole.length > 0 ? whole.datedLength / whole.length * 100 : nil, decimals: 0), unit: "%")
        report.add("loops", Wording("Independent loops", "独立环数"), .count(loops))
        report.add("parts", Wording("Connected components", "连通分量"), .count(parts))
        report.add("dead_ends", Wording("Dead ends", "枝状末端"), .count(deadEnds.count))
        report.add(
            "dead_end_km", Wording("Pipe in them", "枝状管长"),
            .number(deadEnds.reduce(0) { $0 + $1.length } / 1000, decimals: 2), unit: "km")
        report.add(
            "bridges", Wording("Bridges (critical links)", "割边（关键管段）"), .count(failures.bridges.count))
        report.add(
            "articulations", Wording("Articulation nodes (critical nodes)", "割点（关键节点）"),
            .count(failures.articulations.count))
        report.add(
            "unsupplied_nodes", Wording("Nodes that no source reaches", "无水源节点"), .count(failures.unsupplied))
        report.lists = [
            .init(
                "bridges", Wording("Critical links by the connections behind them", "关键管段（按影响接户数）"),
                bridgeTable),
            .init(
                "articulations", Wording("Critical nodes by the connections behind them", "关键节点（按影响接户数）"),
                nodeTable),
            .init("by_dn", Wording("Length by zone and DN", "分区管径统计"), zoneDiameterTable),
            .init(
                "by_material", Wording("Length by material", "管材统计"),
                amountTable("material", Wording("Material", "管材"), by: \.material)),
            .init(
                "by_decade", Wording("Length by decade", "年代统计"),
                amountTable("decade", Wording("Decade", "年代")) { $0.decade == 0 ? "" : String($0.decade) }),
            .init("dead_ends", Wording("Dead ends, the longest first", "枝状末端（按长度）"), deadEndTable),
        ]
        return report
    }

    private var bridgeTable: Table {
        var table = Table(columns: [
            .init("link", Wording("Link", "管段")), .init("kind", Wording("Kind", "类型")),
            .number("diameter_mm", Wording("Diameter", "管径"), unit: "mm"),
            .number("nodes_behind", Wording("Nodes behind", "其后节点")),
            .number("connections_behind", Wording("Connections behind", "其后接户数")),
        ])
        for point in failures.bridges.sorted(by: Self.heavier) {
            let row = Int(point.row)
            table.append([
                .text(network.links.ids[row]), .text(network.links.kinds[row].key),
                .number(network.links.diameter[row] * 1000, decimals: 0), .count(point.nodesBehind),
                .count(Int(point.weightBehind.rounded())),
            ])
        }
        return table
    }

    private var nodeTable: Table {
        var table = Table(columns: [
            .init("node", Wording("Node", "节点")), .init("kind", Wording("Kind", "类型")),
            .number("nodes_behind", Wording("Nodes behind", "其后节点")),
            .number("connections_behind", Wording("Connections behind", "其后接户数")),
        ])
        for point in failures.articulations.sorted(by: Self.heavier) {
            table.append([
                .text(network.nodes.ids[Int(point.row)]), .text(network.nodes.kinds[Int(point.row)].key),
                .count(point.nodesBehind), .count(Int(point.weightBehind.rounded())),
            ])
        }
        return table
    }

    private static func heavier(
        _ a: SinglePointsOfFailure.Point, _ b: SinglePointsOfFailure.Point
    ) -> Bool {
        (b.weightBehind, b.nodesBehind, a.row) < (a.weightBehind, a.nodesBehind, b.row)
    }

    private var zoneDiameterTable: Table {
        struct Place: Hashable, Comparable {
            var group: Int32
            var dn: Int
            static func < (a: Place, b: Place) -> Bool { (a.group, a.dn) < (b.group, b.dn) }
        }
        var table = Table(columns: [
            .init("zone", Wording("Zone", "分区")), .number("dn", Wording("DN", "公称直径"), unit: "mm"),
            .number("pipes", Wording("Pipes", "管段")),
            .number("length_km", Wording("Length", "长度"), unit: "km"),
            .number("mean_age_years", Wording("Mean age", "平均管龄"), unit: "a"),
        ])
        for (place, amount) in inventory.amounts(by: { Place(group: $0.group, dn: $0.dn) }) {
            let zone = place.group >= 0 ? scheme?.zones[Int(place.group)].id : nil
            table.append([
                .text(zone), place.dn > 0 ? .count(place.dn) : .missing, .count(amount.pipes),
                .number(amount.length / 1000, decimals: 3), .number(amount.meanAge, decimals: 1),
            ])
        }
        return table
    }

    private func amountTable(
        _ key: String, _ title: Wording, by property: (PipeInventory.Key) -> String
    ) -> Table {
        var table = Table(columns: [
            .init(key, title), .number("pipes", Wording("Pipes", "管段")),
            .number("length_km", Wording("Length", "长度"), unit: "km"),
            .number("mean_age_years", Wording("Mean age", "平均管龄"), unit: "a"),
        ])
        for (value, amount) in inventory.amounts(by: property) {
            table.append([
                .text(value.isEmpty ? nil : value), .count(amount.pipes),
                .number(amount.length / 1000, decimals: 3), .number(amount.meanAge, decimals: 1),
            ])
        }
        return table
    }

    private var deadEndTable: Table {
        var table = Table(columns: [
            .init("node", Wording("Node", "节点")), .number("length_m", Wording("Length", "长度"), unit: "m"),
            .init("links", Wording("Links", "管段")),
        ])
        for end in deadEnds.sorted(by: { ($1.length, $0.node) < ($0.length, $1.node) }) {
            table.append([
                .text(network.nodes.ids[Int(end.node)]), .number(end.length, decimals: 1),
                .list(end.links.map { network.links.ids[Int($0)] }),
            ])
        }
        return table
    }
}

extension ConditionStudy {
    /// Lost inlets as a list of a report.
    public func inletList(_ losses: [InletLoss]) -> GraphReport.List {
        var table = Table(columns: [
            .init("zone", Wording("Zone", "分区")), .init("inlet", Wording("Inlet lost", "失去的进水口")),
            .number("inflow_m3_per_h", Wording("It brings", "进水量"), unit: "m³/h"),
            .number("connections_without_water", Wording("Connections without water", "停水接户数")),
            .number("nodes_below_minimum", Wording("Nodes below the minimum", "低于服务压力节点")),
            .number("lowest_m", Wording("Lowest pressure left", "剩余最低压力"), unit: "m"),
        ])
        for loss in losses {
            table.append([
                .text(scheme?.zones[loss.zone].id), .text(network.links.ids[loss.link]),
                .number(loss.inflow * 3600, decimals: 2),
                .count(Int(loss.connectionsWithoutWater.rounded())), .count(loss.nodesBelowMinimum),
                .number(loss.lowestPressure, decimals: 1),
            ])
        }
        return .init("inlet_losses", Wording("When an inlet is lost", "失去进水口时"), table)
    }
}
