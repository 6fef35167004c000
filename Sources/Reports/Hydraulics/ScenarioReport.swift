import Hydraulics
import InputOutput
import PipeNetwork

/// Scenarios of a network side by side.
public struct ScenarioReport: Sendable {
    /// The file of the network.
    public var source: String
    /// Pressure promised to customers, m.
    public var serviceMinimum: Double
    /// What came of each scenario, in the order of its file.
    public var outcomes: [ScenarioOutcome]

    private let nodes: NodeTable
    private let links: LinkTable

    /// A report.
    ///
    /// - Parameters:
    ///   - network: the network that the scenarios change.
    ///   - source: the file that it came from.
    ///   - serviceMinimum: pressure promised to customers, m.
    ///   - outcomes: what came of each scenario.
    public init(
        _ network: Network, source: String, serviceMinimum: Double, outcomes: [ScenarioOutcome]
    ) {
        (nodes, links) = (network.nodes, network.links)
        self.source = source
        self.serviceMinimum = serviceMinimum
        self.outcomes = outcomes
    }

    /// The report in a form: a table for people, JSON with the heads and flows of each scenario, CSV with a row for each;
    /// every form ends with a line break.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .table: aligned(language)
        case .json: json.text(expandedTo: 3) + "\n"
        case .csv: table.csv()
        }
    }

    // MARK: For people

    private func aligned(_ language: ReportLanguage) -> String {
        let headline = Wording(
            "{0}: {1} nodes, {2} links; {3} scenarios", "{0}：{1} 个节点，{2} 条管段；{3} 个工况"
        ).text(
            in: language,
            [source, String(nodes.count), String(links.count), String(outcomes.count)])
        var text = headline + "\n\n" + comparison(language).aligned(language: language) + "\n"
        let warnings = warnings(language)
        if warnings.rows.isEmpty {
            text += Wording("No warnings.", "无警告。")[language] + "\n"
        } else {
            text += warnings.aligned(language: language)
        }
        return text
    }

    private func comparison(_ language: ReportLanguage) -> Table {
        let hasTanks = nodes.kinds.contains(.tank)
        var columns: [Table.Column] = [
            .init("scenario", Wording("Scenario", "工况")),
            .init("converged", Wording("Converged", "收敛")),
            .number("least", Wording("Least pressure", "最低压力"), unit: "m"),
            .init("node", Wording("At", "所在节点")),
            .number("median", Wording("Median pressure", "压力中位数"), unit: "m"),
            .number(
                "below",
                Wording(
                    "Below \(Figure.plain(serviceMinimum, decimals: 1)) m",
                    "低于 \(Figure.plain(serviceMinimum, decimals: 1)) m 的节点")),
            .number("supplied", Wording("Supplied", "供水量"), unit: "m³/h"),
            .number("consumed", Wording("Consumed", "用水量"), unit: "m³/h"),
        ]
        if hasTanks {
            columns.append(.number("stored", Wording("Gain of tanks", "水池蓄水增量"), unit: "m³/h"))
        }
        columns.append(.number("warnings", Wording("Warnings", "警告")))
        var table = Table(columns: columns)
        for outcome in outcomes {
            var row: [Table.Cell] = [
                .text(outcome.name),
                .text((outcome.hasConverged ? Wording("yes", "是") : Wording("no", "否"))[language]),
                .number(outcome.leastPressure?.value, decimals: 2), .text(outcome.leastPressure?.node),
                .number(outcome.medianPressure, decimals: 2), .count(outcome.belowMinimum.count),
                .number(outcome.supplied * 3600, decimals: 2), .number(outcome.consumed * 3600, decimals: 2),
            ]
            if hasTanks { row.append(.number(outcome.stored * 3600, decimals: 2)) }
            row.append(.count(outcome.warnings.count))
            table.append(row)
        }
        return table
    }

    private func warnings(_ language: ReportLanguage) -> Table {
        var table = Table(columns: [
            .init("scenario", Wording("Scenario", "工况")), .init("warning", Wording("Warning", "警告")),
            .init("elements", Wording("Elements", "对象")),
        ])
        for outcome in outcomes {
            for group in outcome.warnings {
                let shown = group.elements.prefix(8).joined(separator: ", ")
                let more = group.elements.count > 8 ? ", … (+\(group.elements.count - 8))" : ""
                table.append([
                    .text(outcome.name), .text(group.sentence(in: language)), .text(shown + more),
                ])
            }
        }
        return table
    }

    // MARK: For programs

    /// A row for each scenario.
    public var table: Table {
        var table = Table(columns: [
            .init("scenario", Wording("Scenario", "工况")), .init("converged", Wording("Converged", "收敛")),
            .number("iterations", Wording("Iterations", "迭代次数")),
            .number("least_pressure_m", Wording("Least pressure", "最低压力")),
            .init("least_pressure_node", Wording("At", "所在节点")),
            .number("median_pressure_m", Wording("Median pressure", "压力中位数")),
            .number("served_nodes", Wording("Junctions with demand", "用水节点")),
            .number("nodes_below_minimum", Wording("Below the minimum", "低于服务压力的节点")),
            .number("service_minimum_m", Wording("Service minimum", "最低服务压力")),
            .number("supplied_m3_per_s", Wording("Supplied", "供水量")),
            .number("consumed_m3_per_s", Wording("Consumed", "用水量")),
            .number("stored_m3_per_s", Wording("Gain of tanks", "水池蓄水增量")),
            .init("warnings", Wording("Warnings", "警告")),
        ])
        for outcome in outcomes {
            table.append([
                .text(outcome.name), .text(outcome.hasConverged ? "true" : "false"),
                .count(outcome.iterations),
                .number(outcome.leastPressure?.value, decimals: 3), .text(outcome.leastPressure?.node),
                .number(outcome.medianPressure, decimals: 3), .count(outcome.served),
                .count(outcome.belowMinimum.count), .number(serviceMinimum, decimals: 3),
                .number(outcome.supplied, decimals: 6), .number(outcome.consumed, decimals: 6),
                .number(outcome.stored, decimals: 6), .list(outcome.warnings.map(\.kind.rawValue)),
            ])
        }
        return table
    }

    /// The report for programs: `source`, `service_minimum_m`, `nodes`, `links`, `scenarios`; columns of a scenario are in
    /// the order of `nodes` and `links`, in SI units.
    public var json: JSONValue {
        .object([
            "source": .string(source), "units": .string("SI"), "service_minimum_m": .number(serviceMinimum),
            "nodes": .object([
                "ids": .array(nodes.ids.map { .string($0) }),
                "kinds": .array(nodes.kinds.map { .string($0.key) }),
            ]),
            "links": .object([
                "ids": .array(links.ids.map { .string($0) }),
                "kinds": .array(links.kinds.map { .string($0.key) }),
            ]),
            "scenarios": .array(outcomes.map(\.json)),
        ])
    }
}

extension ScenarioOutcome {
    /// The outcome for programs: its figures, and its columns where the state was kept.
    var json: JSONValue {
        func column(_ values: [Double]) -> JSONValue { .array(values.map { .number($0) }) }
        var members: [JSONValue.Member] = [
            .init("name", .string(name)), .init("converged", .boolean(hasConverged)),
            .init("iterations", .number(Double(iterations))),
            .init("least_pressure_m", .number(leastPressure?.value)),
            .init("least_pressure_node", .string(leastPressure?.node)),
            .init("median_pressure_m", .number(medianPressure)),
            .init("served_nodes", .number(Double(served))),
            .init("nodes_below_minimum", .array(belowMinimum.map { .string($0) })),
            .init("supplied_m3_per_s", .number(supplied)), .init("consumed_m3_per_s", .number(consumed)),
            .init("stored_m3_per_s", .number(stored)),
            .init(
                "warnings",
                .array(
                    warnings.map { group in
                        .object([
                            "kind": .string(group.kind.rawValue), "worst": .number(group.worst),
                            "elements": .array(group.elements.map { .string($0) }),
                        ])
                    })),
        ]
        if let state {
            members += [
                .init("head_m", column(state.heads)), .init("pressure_m", column(state.pressures)),
                .init("demand_m3_per_s", column(state.demands)),
                .init("flow_m3_per_s", column(state.flows)),
                .init("velocity_m_per_s", column(state.velocities)),
                .init("status", .array(state.statuses.map { .string($0.key) })),
                .init("setting", column(state.settings)),
            ]
        }
        return .object(members)
    }
}
