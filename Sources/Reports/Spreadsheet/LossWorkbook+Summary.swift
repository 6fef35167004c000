import InputOutput
import LeakZones

extension LossWorkbook {
    /// City, period and totals, then what a reader has to know.
    var summary: Sheet {
        let headings = [
            Wording("Item", "项目"), Wording("Value", "数值"), Wording("Unit", "单位"), Wording("Remark", "备注"),
        ]
        var sheet = Sheet(name: LossSheet.summary.title[language], headings: headings.map { say($0) })
        sheet.isFiltered = false
        sheet.rows = SummaryItem.allCases.map { item in
            [
                .text(item.column.title[language]), value(of: item), .text(item.column.unit?[language]),
                .text(remark(on: item), .sentences),
            ]
        }
        sheet.rows += report.unclaimedZones.map { position in
            line(
                Phrase.unclaimed.wording, report.label(of: position),
                report.reasons(at: position, in: language).joined(separator: " "))
        }
        sheet.rows += report.notes.map { line(Phrase.dataNotes.wording, nil, $0[language]) }
        sheet.rows.append(line(Wording("Made by", "生成程序"), "Springline \(Release.version)", nil))
        return sheet
    }

    private func line(_ title: Wording, _ value: String?, _ remark: String?) -> [SheetCell] {
        [.text(title[language]), .text(value, .sentences), .empty, .text(remark, .sentences)]
    }

    private func remark(on item: SummaryItem) -> String? {
        switch item {
        case .loss where total == nil: Phrase.totalOfNone.wording[language]
        case .limits:
            total?.zones.isEmpty == false
                ? Wording("Limits of the zones added in quadrature.", "各分区置信区间按平方和合成。")[language] : nil
        case .nonRevenuePercent: Phrase.ofSupplied.wording[language]
        default: nil
        }
    }

    private func value(of item: SummaryItem) -> SheetCell {
        let style = item.column.style
        switch item {
        case .city: return .text(report.name, .sentences)
        case .from: return .time(report.period.start, report.calendar)
        case .to: return .time(report.period.end, report.calendar)
        case .days: return .number(report.days, style)
        case .timeZone: return .text(report.calendar.timeZoneIdentifier)
        case .basis: return .text(basis, .sentences)
        case .zones: return .number(Double(report.leafZones.count), style)
        case .complete: return .number(Double(report.worstZones.count), style)
        default: return total.map { volume(item, $0) } ?? .empty
        }
    }

    private var basis: String {
        guard let total else { return Phrase.noLossClaimed.wording[language] }
        return total.zones.isEmpty
            ? Phrase.totalOfCity.wording[language]
            : say(Wording("Sum of {0} zones", "{0} 个分区合计"), String(total.zones.count))
    }

    /// A total: of the city as one a number, of zones their sum; what follows from others is a formula in both.
    private func volume(_ item: SummaryItem, _ total: LossTotal) -> SheetCell {
        let style = item.column.style
        func given(_ column: ZoneColumn, _ value: Double) -> SheetCell {
            guard !total.zones.isEmpty else { return .number(value, style) }
            let cell = CellReference(
                sheet: LossSheet.zones.rawValue, row: totalsRow, column: column.rawValue, isFixed: true)
            return .formula(.cell(cell), value: value, result: value, style)
        }
        switch item {
        case .input: return given(.input, total.input)
        case .export: return given(.export, total.export)
        case .storageChange: return given(.storageChange, total.storageChange)
        case .metered: return given(.metered, total.metered)
        case .unmetered: return given(.unmetered, total.unmetered)
        case .limits: return given(.limits, total.lossHalfWidth)
        case .supplied:
            return .formula(
                SummaryItem.input.here - SummaryItem.export.here - SummaryItem.storageChange.here,
                value: total.supplied, result: total.supplied, style)
        case .billed:
            return .formula(
                SummaryItem.metered.here + SummaryItem.unmetered.here, value: total.billed,
                result: total.billed, style)
        case .loss:
            return .formula(
                SummaryItem.supplied.here - SummaryItem.metered.here - SummaryItem.unmetered.here,
                value: total.loss, result: total.supplied - total.metered - total.unmetered, style)
        case .nonRevenuePercent:
            let percent = total.nonRevenueWaterPercent
            return .formula(
                (SummaryItem.supplied.here - SummaryItem.billed.here) / SummaryItem.supplied.here
                    * .number(100),
                value: percent, result: percent, style)
        default: return .empty
        }
    }
}
