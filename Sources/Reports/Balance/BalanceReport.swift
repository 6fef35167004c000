import InputOutput
import LeakZones
import Telemetry

/// The balances of zones, period by period, as text, JSON and CSV.
public struct BalanceReport: Sendable {
    /// Balances by zone, then by period.
    public var balances: [[ZoneBalance]]
    /// The zones, for names and parents.
    public var scheme: ZoneScheme
    /// Local time of the periods' limits.
    public var calendar: LocalCalendar

    /// A report.
    ///
    /// - Parameters:
    ///   - balances: by zone in the order of the scheme (or of a selection of it), then by period.
    ///   - scheme: the zones, for names and parents.
    ///   - calendar: local time of the periods' limits.
    public init(_ balances: [[ZoneBalance]], scheme: ZoneScheme, calendar: LocalCalendar) {
        self.balances = balances
        self.scheme = scheme
        self.calendar = calendar
    }

    /// The report in a form; every form ends with a line break.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .table: table.aligned(language: language)
        case .json: json.text(expandedTo: 4) + "\n"
        case .csv: table.csv()
        }
    }

    /// `{"zones":[{"id":…,"periods":[{"from":…, …}]}]}`.
    ///
    /// Volumes are m³ rounded to a litre; a term that is not known is `null`, never 0. `loss_ci95_m3` is the 95 %
    /// half-width.
    public var json: JSONValue {
        .object([
            "zones": .array(
                balances.compactMap { periods in
                    guard let id = periods.first?.zone else { return nil }
                    let zone = scheme.zone(id)
                    return .object([
                        "id": .string(id), "periods": .array(periods.map(json(of:))),
                        "name": .string(zone?.name ?? id), "parent": .string(zone?.parent),
                    ])
                })
        ])
    }

    private func json(of balance: ZoneBalance) -> JSONValue {
        func volume(_ value: Double?) -> JSONValue { .number(value.map(Figure.toThousandth)) }
        return .object([
            "from": .string(calendar.format(balance.period.start)),
            "to": .string(calendar.format(balance.period.end)),
            "input_m3": volume(balance.input),
            "export_m3": volume(balance.export),
            "storage_change_m3": volume(balance.storageChange),
            "metered_m3": volume(balance.metered),
            "unmetered_m3": volume(balance.unmetered),
            "loss_m3": volume(balance.loss),
            "loss_ci95_m3": volume(balance.lossHalfWidth),
            "coverage": .number((balance.coverage * 10_000).rounded() / 10_000),
            "flags": .array(balance.flags.map { .string($0.text) }),
            "use_coverage": .number((balance.useCoverage * 10_000).rounded() / 10_000),
        ])
    }

    /// A row for each zone and period.
    public var table: Table {
        var table = Table(columns: [
            .init("zone", Phrase.zone.wording),
            .init("from", Phrase.from.wording),
            .init("to", Phrase.to.wording),
            .number("input_m3", Phrase.input.wording, unit: "m³"),
            .number("export_m3", Phrase.export.wording, unit: "m³"),
            .number("storage_change_m3", Phrase.storageChange.wording, unit: "m³"),
            .number("metered_m3", Phrase.metered.wording, unit: "m³"),
            .number("unmetered_m3", Phrase.unmetered.wording, unit: "m³"),
            .number("loss_m3", Phrase.loss.wording, unit: "m³"),
            .number("loss_ci95_m3", Phrase.limits.wording, unit: "m³"),
            .number("coverage", Phrase.coverage.wording),
            .init("flags", Phrase.flags.wording),
        ])
        for balance in balances.joined() {
            table.append(
                [
                    .text(balance.zone), .text(calendar.format(balance.period.start)),
                    .text(calendar.format(balance.period.end)),
                ]
                    + [
                        balance.input, balance.export, balance.storageChange, balance.metered,
                        balance.unmetered, balance.loss, balance.lossHalfWidth,
                    ].map { .number($0.map(Figure.toThousandth), decimals: 1) }
                    + [
                        .number((balance.coverage * 10_000).rounded() / 10_000, decimals: 3),
                        .list(balance.flags.map(\.text)),
                    ])
        }
        return table
    }
}
