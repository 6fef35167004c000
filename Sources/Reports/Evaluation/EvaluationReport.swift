import InputOutput
import LeakZones
import WaterLoss
import Telemetry
import Foundation

/// Zones of a city judged by standards, as text, JSON and CSV.
public struct EvaluationReport: Sendable {
    /// The zones, each judged by the same standards.
    public var zones: [ZoneReport]
    /// The scheme that the zones are of.
    public var scheme: ZoneScheme
    /// The period.
    public var period: Period
    /// Local time of the period's limits.
    public var calendar: LocalCalendar
    /// What a m³ lost costs; `nil` when not known.
    public var variableCost: Double?

    /// A report.
    public init(
        _ zones: [ZoneReport], scheme: ZoneScheme, period: Period,
        calendar: LocalCalendar, variableCost: Double? = nil
    ) {
        self.variableCost = variableCost
        self.zones = zones
        self.scheme = scheme
        self.period = period
        self.calendar = calendar
    }

    /// The standards by which the zones were judged, in the order wanted.
    public var standards: [LossStandard] { zones.first?.evaluation?.standards.map(\.standard) ?? [] }

    /// The report in a form; every form ends with a line break. As a table, several zones have a row each with the
    /// figures that matter first, and one zone has a row for each figure.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .table:
            zones.count > 1
                ? overview(language).aligned(language: language)
                : table(isForPeople: true, language).aligned(language: language)
        case .json: json.text(expandedTo: 4) + "\n"
        case .csv: table(isForPeople: false, language).csv()
        }
    }

    /// `{"from":…, "to":…, "zones":[{"id":…, "name":…, "parent":…, "flags":[…], "standards":{"iwa":{"ili":{…}}},
    /// "steps":[…], "alarm":{…}, "running":{…}, "explanations":[…]}], "ranking":{…}}`; a figure as `Indicator.json` has it.
    public var json: JSONValue {
        .object([
            "from": .string(calendar.format(period.start)), "to": .string(calendar.format(period.end)),
            "timezone": .string(calendar.timeZoneIdentifier),
            "zones": .array(
                zones.map { zone in
                    .object([
                        "id": .string(zone.zone.id), "name": .string(zone.zone.name),
                        "parent": .string(zone.zone.parent),
                        "flags": .array(zone.balance.flags.map { .string($0.text) }),
                        "standards": .object(
                            (zone.evaluation?.standards ?? []).map { figures in
                                JSONValue.Member(
                                    figures.standard.rawValue,
                                    .object(figures.indicators.map { .init($0.key.rawValue, $0.json) }))
                            }), "steps": steps(zone), "alarm": alarm(zone), "running": running(zone),
                        "explanations": explanations(zone),
                    ])
                }), "ranking": ranking,
        ])
    }

    /// The zones without parts by rank, by loss for each km and, where a price is known, by money.
    private var ranking: JSONValue {
        let parents = Set(scheme.zones.compactMap(\.parent))
        let entries = zones.filter { !parents.contains($0.zone.id) }.map { zone in
            ZoneRanking.Entry(
                zone: zone.zone.id,
                loss: zone.balance.loss.map {
                    ConfidenceInterval($0, halfWidth: zone.balance.lossHalfWidth ?? 0)
                }, mains: zone.facts.mainsLength, costPerCubicMetre: variableCost ?? 0,
                days: zone.balance.days)
        }
        func places(_ criterion: ZoneRanking.Criterion) -> JSONValue.Member {
            let ranking = ZoneRanking(entries, by: criterion)
            return .init(
                criterion.rawValue,
                .array(
                    ranking.places.map { place in
                        .object([
                            "rank": .number(Double(place.rank)), "zone": .string(place.zone),
                            "value": .number(place.figure.value), "ci95": .number(place.figure.halfWidth),
                        ])
                    }))
        }
        return .object([places(.perKilometreAndDay)] + (variableCost == nil ? [] : [places(.money)]))
    }

    /// The steps of the night flow: when, when told, from where, how high.
    private func steps(_ zone: ZoneReport) -> JSONValue {
        .array(
            (zone.evaluation?.night?.steps ?? []).map { step in
                .object([
                    "changed_on": .string(step.changedOn.description),
                    "detected_on": .string(step.detectedOn.description),
                    "before_m3_per_h": .number(step.before * 3600),
                    "step_m3_per_h": .number(step.size.value * 3600),
                    "ci95_m3_per_h": .number(step.size.halfWidth * 3600),
                ])
            })
    }

    /// How sure the steps are: the scatter and the autocorrelation of the zone's nights, and the false alarms a year on
    /// nights simulated with them.
    private func alarm(_ zone: ZoneReport) -> JSONValue {
        guard let alarm = zone.evaluation?.night?.alarm else { return .null }
        return .object([
            "scatter_m3_per_h": .number(alarm.spread.map { $0 * 3600 }),
            "autocorrelation": .number(alarm.autocorrelation), "threshold": .number(alarm.threshold),
            "false_alarms_per_yr": .number(alarm.falseAlarmsPerYear),
        ])
    }

    /// What of the rises still runs.
    private func running(_ zone: ZoneReport) -> JSONValue {
        guard let rise = zone.evaluation?.night?.running else { return .null }
        return .object([
            "since": .string(rise.since.description), "told_on": .string(rise.toldOn.description),
            "before_m3_per_h": .number(rise.before * 3600), "rose_m3_per_h": .number(rise.rose * 3600),
            "fell_m3_per_h": .number(rise.fell * 3600), "net_m3_per_h": .number(rise.size.value * 3600),
            "ci95_m3_per_h": .number(rise.size.halfWidth * 3600),
        ])
    }

    /// What could make night flows and the balance differ, with the size it would need.
    private func explanations(_ zone: ZoneReport) -> JSONValue {
        .array(
            (zone.evaluation?.agreement?.explanations ?? []).map { explanation in
                let (unit, size): (String, Double?) =
                    switch explanation {
                    case .nightUse(let change): ("m3/h", change * 3600)
                    case .inletMeters(let percent): ("%", percent)
                    case .apparentLoss(let change): ("m3", change)
                    case .openBoundary(let flow): ("m3/h", flow * 3600)
                    case .nightDayFactor(let hours): ("h/d", hours)
                    }
                return .object([
                    "code": .string(explanation.code), "needed": .number(size), "unit": .string(unit),
                ])
            })
    }

    /// A row for each zone.
    private func overview(_ language: ReportLanguage) -> Table {
        let isChinese = standards.contains(where: \.isChinese)
        let keys: [IndicatorKey] = [
            .loss, isChinese ? .grossLossRate : .nonRevenueShareOfSupply, .lossPerKilometreAndDay, .ili,
            .averagePressure, .mnf, .nnf, .nightExcess, .nightLeakage,
        ]
        var columns: [Table.Column] = [.init("zone", Phrase.zone.wording)]
        for key in keys {
            let unit = key.unit.replacingOccurrences(of: "m3", with: "m³")
            columns.append(
                .number(key.rawValue, Self.short(key) ?? key.title, unit: unit.isEmpty ? nil : unit))
            if key == .loss {
                columns.append(.number("ci95", Wording("± 95 %", "± 95 %"), unit: "m³"))
            }
        }
        columns.append(.init("agreement", Wording("Night/balance", "两法比较")))
        columns.append(.init("flags", Phrase.flags.wording))
        var table = Table(columns: columns)
        for zone in zones {
            var cells: [Table.Cell] = [.text(zone.zone.id)]
            for key in keys {
                let value = key == .loss ? zone.balance.loss : zone[key]?.number
                cells.append(.number(value, decimals: value.map(Figure.significantDecimals) ?? 0))
                if key == .loss { cells.append(.number(zone.balance.lossHalfWidth, decimals: 0)) }
            }
            if case .word(let word) = zone[.agreement]?.value {
                cells.append(.text(IndicatorKey.agreement.wording(of: word)[language]))
            } else {
                cells.append(.missing)
            }
            cells.append(.list(zone.balance.flags.map(\.text)))
            table.append(cells)
        }
        return table
    }

    /// Symbols for the columns of the overview.
    private static func short(_ key: IndicatorKey) -> Wording? {
        switch key {
        case .loss: Phrase.loss.wording
        case .grossLossRate: Wording("R_WL", "综合漏损率")
        case .nonRevenueShareOfSupply: Wording("NRW", "产销差率")
        case .lossPerKilometreAndDay: Wording("Loss", "单位管长漏损")
        case .ili: Wording("ILI", "ILI")
        case .averagePressure: Wording("AZP", "平均压力")
        case .mnf: Wording("MNF", "夜间最小流量")
        case .nnf: Wording("NNF", "夜间净流量")
        case .nightExcess: Wording("Excess", "超额流量")
        case .nightLeakage: Wording("Night leakage", "夜间法漏失")
        default: nil
        }
    }

    /// A row for each zone, standard and figure.
    private func table(isForPeople: Bool, _ language: ReportLanguage) -> Table {
        var table = Table(
            columns: [
                .init("zone", Phrase.zone.wording), .init("standard", Wording("Standard", "标准")),
            ] + Indicator.columns)
        for standard in standards {
            for zone in zones {
                for indicator in zone.evaluation?.figures(by: standard)?.indicators ?? [] {
                    table.append(
                        [.text(zone.zone.id), .text(standard.rawValue)]
                            + indicator.cells(isForPeople: isForPeople, language))
                }
            }
        }
        return table
    }
}
