import InputOutput
import WaterLoss

/// Several undertakings of one region: each audit, and the region's loss rate weighted by supply.
public struct RegionReport: Sendable {
    /// The undertakings' reports.
    public var reports: [AuditReport]

    /// A region.
    public init(_ reports: [AuditReport]) { self.reports = reports }

    /// The region's loss rate R̄_BL = Σ R_BL,i·Qs,i / ΣQs,i, percent (CJJ 92-2016, 2018 revision, section 5.2.3); a plain
    /// mean of the rates would let a village count as much as a city. `nil` value where any undertaking has no rate, or
    /// where their periods differ, and then the flags say so.
    public var lossRate: Indicator {
        var rates: [(lossRate: Double, supply: Double)] = []
        var variance = 0.0
        var flags: [EvaluationFlag] = []
        for (place, report) in reports.enumerated() {
            let figures = report.audit.indicators(by: .cjj92Revision2018)
            let name = report.audit.undertaking ?? "undertaking \(place + 1)"
            guard let rate = figures.first(where: { $0.key == .lossRate }),
                let value = rate.number,
                let supply = figures.first(where: { $0.key == .waterSuppliedQs })?.number
            else {
                flags.append(.init(.notGiven, "\(IndicatorKey.lossRate) of \(name)"))
                continue
            }
            rates.append((value, supply))
            let width = (rate.halfWidth ?? 0) * supply
            variance += width * width
            if rate.halfWidth == nil { flags.append(.init(.limitsIncomplete, name)) }
            if rate.flags.contains(where: { $0.code == .referenceOnly }) {
                flags.append(.init(.referenceOnly, name))
            }
        }
        // Rates of different years do not add up to a region's year.
        let periods = Set(reports.compactMap { $0.period.map { "\($0.first)/\($0.last)" } })
        for period in periods.sorted() where periods.count > 1 {
            flags.append(.init(.differentPeriods, period))
        }
        let isComplete = rates.count == reports.count && periods.count <= 1
        let total = rates.reduce(0) { $0 + $1.supply }
        return Indicator(
            .regionalLossRate, isComplete ? CJJ92.regionalLossRate(rates).map { .number($0) } : nil,
            halfWidth: isComplete && total > 0 ? variance.squareRoot() / total : nil, flags: flags)
    }

    /// The report in a form; every form ends with a line break.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .json:
            return JSONValue.object([
                "undertakings": .array(reports.map(\.json)),
                "region": .object([.init(lossRate.key.rawValue, lossRate.json)]),
            ]).text(expandedTo: 5) + "\n"
        case .table:
            var text = ""
            for report in reports {
                text += report.text(as: format, language: language) + "\n"
            }
            return text + regionTable(isForPeople: true, language).aligned(language: language)
        case .csv:
            // One heading for all: the undertaking stands in front.
            var table = Table(columns: AuditReport.columns)
            for row in reports.flatMap({ $0.rows(language).rows }) { table.append(row) }
            table.append(
                [.missing, .missing, .missing, .text(LossStandard.cjj92Revision2018.rawValue)]
                    + lossRate.cells(isForPeople: false, language))
            return table.csv()
        }
    }

    private func regionTable(isForPeople: Bool, _ language: ReportLanguage) -> Table {
        var table = Table(columns: Indicator.columns)
        table.append(lossRate.cells(isForPeople: isForPeople, language))
        return table
    }
}
