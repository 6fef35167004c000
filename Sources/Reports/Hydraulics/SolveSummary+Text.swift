import InputOutput
import Hydraulics

extension SolveSummary {
    /// The summary in a form; every form ends with a line break.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .table: aligned(language: language)
        case .json: json.text(expandedTo: 2) + "\n"
        case .csv: table.csv()
        }
    }

    /// A head line, the water balance, the extremes, the pumps, the warnings.
    private func aligned(language: ReportLanguage) -> String {
        var text = headline(language) + "\n\n" + balance(language).aligned(language: language) + "\n"
        text += extremes(language).aligned(language: language) + "\n"
        if !energy.pumps.isEmpty { text += pumps(language).aligned(language: language) + "\n" }
        if warnings.isEmpty {
            text += Wording("No warnings.", "无警告。")[language] + "\n"
        } else {
            text += warningTable(language).aligned(language: language)
        }
        return text
    }

    /// Whether it is a single state, whose water is a flow.
    var isSteady: Bool { duration <= 0 }

    private func headline(_ language: ReportLanguage) -> String {
        let size = Wording("{0}: {1} nodes, {2} links", "{0}：{1} 个节点，{2} 条管段")
            .text(in: language, [source, String(nodes), String(links)])
        let run =
            isSteady
            ? Wording("; steady state, {0} iterations", "；恒定流计算，迭代 {0} 次")
                .text(in: language, [String(iterations)])
            : Wording("; {0} h, {1} hydraulic steps, {2} iterations", "；延时 {0} h，{1} 个水力时段，迭代 {2} 次")
                .text(in: language, [SimulationClock.text(duration), String(steps), String(iterations)])
        let failed =
            unconverged == 0
            ? ""
            : Wording("; steps that did not converge: {0}", "；{0} 个时段未收敛").text(
                in: language, [String(unconverged)])
        return size + run + failed
    }

    /// The terms of the water balance, m³ of the whole, or m³/s of a steady state.
    var terms: [(key: String, title: Wording, value: Double)] {
        [
            ("supplied", Wording("Supplied", "供水量"), volumes.supplied),
            ("returned", Wording("Returned to reservoirs", "回流水源"), volumes.returned),
            ("consumed", Wording("Consumed", "用水量"), volumes.consumed),
            ("leaked", Wording("Leaked", "漏失水量"), volumes.leaked),
            ("emitted", Wording("Emitted", "射流器出流量"), volumes.emitted),
            ("stored", Wording("Gain of tanks", "水池蓄水增量"), volumes.stored),
            ("spilled", Wording("Spilled by tanks", "水池溢流量"), volumes.spilled),
            ("residual", Wording("Residual", "不平衡量"), volumes.residual),
        ]
    }

    /// Percent of the water supplied; `nil` when there is none.
    func share(_ value: Double) -> Double? {
        volumes.supplied > 0 ? value / volumes.supplied * 100 : nil
    }

    /// A row for each term of the water balance.
    private func balance(_ language: ReportLanguage) -> Table {
        var table = Table(columns: [
            .init("term", Wording("Water balance", "水量平衡")),
            isSteady
                ? .number("flow", Wording("Flow", "流量"), unit: "m³/h")
                : .number("volume", Wording("Volume", "水量"), unit: "m³"),
            .number("share", Wording("Share of supply", "占供水量"), unit: "%"),
        ])
        for term in terms {
            let value = isSteady ? term.value * 3600 : term.value
            table.append([
                .text(term.title[language]), .number(value, decimals: 2),
                .number(share(term.value), decimals: 2),
            ])
        }
        return table
    }

    /// The extremes that there are.
    var extremes: [(key: String, title: Wording, unit: String, decimals: Int, extreme: Extreme)] {
        let all: [(String, Wording, String, Int, Extreme?)] = [
            ("lowest_pressure", Wording("Lowest pressure", "最低压力"), "m", 2, lowestPressure),
            ("highest_pressure", Wording("Highest pressure", "最高压力"), "m", 2, highestPressure),
            ("highest_velocity", Wording("Highest velocity", "最高流速"), "m/s", 2, highestVelocity),
            ("most_iterations", Wording("Most iterations of a step", "单时段最多迭代次数"), "", 0, hardestStep),
        ]
        return all.compactMap { key, title, unit, decimals, extreme in
            extreme.map { (key, title, unit, decimals, $0) }
        }
    }

    private func extremes(_ language: ReportLanguage) -> Table {
        var table = Table(columns: [
            .init("quantity", Wording("Extreme", "极值")), .number("value", Wording("Value", "数值")),
            .init("unit", Wording("Unit", "单位")), .init("element", Wording("Element", "对象")),
            .number("time", Wording("Time", "时刻")),
        ])
        for row in extremes {
            table.append([
                .text(row.title[language]), .number(row.extreme.value, decimals: row.decimals),
                .text(row.unit),
                .text(row.extreme.element ?? ""), .text(SimulationClock.text(row.extreme.time)),
            ])
        }
        return table
    }

    private func pumps(_ language: ReportLanguage) -> Table {
        var table = Table(columns: [
            .init("pump", Wording("Pump", "水泵")), .number("running", Wording("Running", "运行率"), unit: "%"),
            .number("efficiency", Wording("Efficiency", "平均效率"), unit: "%"),
            .number("kwh_per_m3", Wording("Energy per volume", "单位电耗"), unit: "kWh/m³"),
            .number("average_kw", Wording("Mean power", "平均功率"), unit: "kW"),
            .number("peak_kw", Wording("Peak power", "最大功率"), unit: "kW"),
            .number("energy_kwh", Wording("Energy", "电耗"), unit: "kWh"),
            .number("cost", Wording("Cost", "电费")),
        ])
        for pump in energy.pumps {
            table.append([
                .text(pump.pump), .number(pump.utilization * 100, decimals: 1),
                .number(pump.efficiency * 100, decimals: 1), .number(pump.energyPerVolume, decimals: 4),
                .number(pump.averagePower, decimals: 2), .number(pump.peakPower, decimals: 2),
                .number(pump.energy, decimals: 2), .number(pump.cost, decimals: 2),
            ])
        }
        let total = energy.pumps.reduce(0) { $0 + $1.energy }
        table.append([
            .text(Wording("All, with demand charge", "合计（含容量电费）")[language]), .text(""), .text(""), .text(""),
            .text(""), .number(energy.peakPower, decimals: 2), .number(total, decimals: 2),
            .number(energy.totalCost, decimals: 2),
        ])
        return table
    }

    private func warningTable(_ language: ReportLanguage) -> Table {
        var table = Table(columns: [
            .init("warning", Wording("Warning", "警告")), .number("steps", Wording("Steps", "时段数")),
            .init("times", Wording("When", "时刻")), .init("elements", Wording("Elements", "对象")),
        ])
        for group in warnings {
            let shown = group.elements.prefix(8).joined(separator: ", ")
            let more = group.elements.count > 8 ? ", … (+\(group.elements.count - 8))" : ""
            table.append([
                .text(group.sentence(in: language)), .count(group.steps), .text(group.times()),
                .text(shown + more),
            ])
        }
        return table
    }
}
