import InputOutput
import LeakZones
import WaterLoss
import Telemetry

extension LossReport {
    /// A row for each zone with its balance and its indicators, in the order of ``ranking``; where periods are compared,
    /// with the change of its loss, and a row for each zone of the compared period alone.
    public var table: Table {
        var table = Table(columns: [
            .init("zone", Phrase.zone.wording),
            .init("name", Wording("Name", "名称")),
            .init("parent", Wording("Part of", "上级分区")),
            .number("input_m3", Phrase.input.wording, unit: "m³"),
            .number("export_m3", Phrase.export.wording, unit: "m³"),
            .number("storage_change_m3", Phrase.storageChange.wording, unit: "m³"),
            .number("supplied_m3", Phrase.supplied.wording, unit: "m³"),
            .number("metered_m3", Phrase.metered.wording, unit: "m³"),
            .number("unmetered_m3", Phrase.unmetered.wording, unit: "m³"),
            .number("loss_m3", Phrase.loss.wording, unit: "m³"),
            .number("loss_ci95_m3", Phrase.limits.wording, unit: "m³"),
            .number("nrw_m3", Phrase.nonRevenue.wording, unit: "m³"),
            .number("nrw_percent", Phrase.nonRevenuePercent.wording, unit: "%"),
            .number("loss_m3_per_km_d", Phrase.perKilometre.wording, unit: "m³/(km·d)"),
            .number("loss_l_per_connection_d", Phrase.perConnection.wording, unit: "L/d"),
            .number("mnf_m3_per_h", Phrase.nightFlow.wording, unit: "m³/h"),
            .number("mnf_nights", Wording("Nights", "夜数")),
            .number("r_wl_percent", Wording("R_WL, for reference", "综合漏损率 R_WL（参考）"), unit: "%"),
            .number("mains_km", Phrase.mains.wording, unit: "km"),
            .number("connections", Phrase.connections.wording),
            .number("coverage", Phrase.coverage.wording),
            .number("use_coverage", Phrase.useCoverage.wording),
            .init("flags", Phrase.flags.wording),
        ])
        guard let comparison else {
            for position in ranking { table.append(row(position)) }
            return table
        }
        let ownColumns = table.columns.count
        table.columns += LossComparison.columns
        for position in ranking {
            let change = comparison[zone: zones[position].zone.id]
            table.append(row(position) + (change.map(LossComparison.cells) ?? []))
        }
        for change in comparison.changes where change.balance == nil {
            let zone = change.zone
            let own: [Table.Cell] = [.text(zone.id), .text(zone.name), .text(zone.parent)]
            let missing = Array(repeating: Table.Cell.missing, count: ownColumns - own.count)
            table.append(own + missing + LossComparison.cells(change))
        }
        return table
    }

    private func row(_ position: Int) -> [Table.Cell] {
        let report = zones[position]
        let (zone, balance) = (report.zone, report.balance)
        let night = report.minimumNightFlow
        func number(_ value: Double?, _ decimals: Int) -> Table.Cell {
            .number(value.map(Figure.toThousandth), decimals: decimals)
        }
        return [
            .text(zone.id), .text(zone.name), .text(zone.parent),
            number(balance.input, 1), number(balance.export, 1), number(balance.storageChange, 1),
            number(report.supplied, 1), number(balance.metered, 1), number(balance.unmetered, 1),
            number(balance.loss, 1), number(balance.lossHalfWidth, 1),
            number(report.nonRevenueWater, 1), number(report.nonRevenueWaterPercent, 1),
            number(report.lossPerKilometreAndDay, 2), number(report.lossPerConnectionAndDay, 1),
            number(night.map { $0.flow * 3600 }, 2), .count(night?.nights ?? 0),
            number(report.nonRevenueWaterPercent, 1), number(report.facts.mainsLength / 1000, 2),
            number(report.facts.connections, 0), number(balance.coverage, 3),
            number(balance.useCoverage, 3), .list(balance.flags.map(\.text)),
        ]
    }

    /// `{"city":…,"from":…,"to":…,"time_zone":…,"days":…,"total":{…},"zones":[…],"figures":{…}}`: the total (`null` when no zone
    /// claims a loss) and the rows of ``table``, keys in snake case with their units,
    /// and every figure of each zone with its limits, method, source and flags; `comparison` and `months` where there are.
    public func json() -> String {
        let total = total.map { total in
            JSONValue.object([
                "zones": .array(total.zones.map { .string($0) }),
                "supplied_m3": volume(total.supplied), "input_m3": volume(total.input),
                "export_m3": volume(total.export), "storage_change_m3": volume(total.storageChange),
                "metered_m3": volume(total.metered), "unmetered_m3": volume(total.unmetered),
                "loss_m3": volume(total.loss), "loss_ci95_m3": volume(total.lossHalfWidth),
                "nrw_percent": .number(total.nonRevenueWaterPercent.map(Figure.toThousandth)),
            ])
        }
        var members: [JSONValue.Member] = [
            .init("city", .string(name)), .init("from", .string(calendar.format(period.start))),
            .init("to", .string(calendar.format(period.end))),
            .init("time_zone", .string(calendar.timeZoneIdentifier)), .init("days", .number(days)),
            .init("total", total ?? .null), .init("zones", table.json), .init("figures", figuresByZone),
            .init("visits", visits),
        ]
        if let comparisonJSON { members.append(.init("comparison", comparisonJSON)) }
        if let monthsJSON { members.append(.init("months", monthsJSON)) }
        return JSONValue.object(members).text(expandedTo: 2) + "\n"
    }

    /// `[{"zone":…, "m3_per_h":…, "running":true, "since":"2024-03-12", "reason":…}]`: where to go first.
    private var visits: JSONValue {
        .array(
            TeamPlan(self).visits.map { visit in
                .object([
                    "zone": .string(zones[visit.position].zone.id),
                    "m3_per_h": .number(Figure.toThousandth(visit.flow)),
                    "running": .boolean(visit.isRunning),
                    "since": .string(
                        visit.isRunning
                            ? zones[visit.position].evaluation?.night?.running?.since.description : nil),
                    "reason": .string(visit.reason[.english]),
                ])
            })
    }

    /// `{"OT-01": {"r_wl_percent": {"value":…}, …}, …}`, and under the empty id the city's as one zone.
    private var figuresByZone: JSONValue {
        func object(_ indicators: [Indicator]) -> JSONValue {
            .object(indicators.map { .init($0.key.rawValue, $0.json) })
        }
        let city = city?.evaluation.map { JSONValue.Member("", object($0.indicators)) }
        let ranked = ranking.compactMap { position in
            zones[position].evaluation.map { evaluation in
                JSONValue.Member(zones[position].zone.id, object(evaluation.indicators))
            }
        }
        return .object((city.map { [$0] } ?? []) + ranked)
    }

    /// The rows of ``table`` as CSV.
    public func csv() -> String { table.csv() }

    /// The report in a form: the summary, JSON or CSV.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .table: summary(language: language)
        case .json: json()
        case .csv: csv()
        }
    }

    private func volume(_ value: Double) -> JSONValue { .number(Figure.toThousandth(value)) }
}
