import InputOutput
import LeakZones

/// The columns of the sheet of months.
enum MonthColumn: Int, SheetColumns {
    case zone, name, from, to, loss, limits, rate, change, changeLimits, verdict

    var column: SheetColumn {
        switch self {
        case .zone: .zone
        case .name: .name
        case .from: SummaryItem.from.column
        case .to: SummaryItem.to.column
        case .loss: .loss
        case .limits: .limits
        case .rate:
            SheetColumn(
                Phrase.loss.wording, unit: .cubicMetresADay, .number(2),
                meaning: Wording("Loss / (to − from)", "漏损水量 /（止 − 起）"))
        case .change:
            SheetColumn(
                Phrase.change.wording, unit: .cubicMetresADay, .number(2),
                meaning: Wording("Loss by the day less that of the month before", "日均漏损水量减上月日均漏损水量"))
        case .changeLimits: ComparisonColumn.changeLimits.column
        case .verdict: ComparisonColumn.verdict.column
        }
    }
}

extension LossWorkbook {
    /// A row for each zone and calendar month.
    var months: Sheet {
        var sheet = list(.months, MonthColumn.self)
        if let city = report.city {
            sheet.rows += city.monthlyChanges.compactMap { row($0, Phrase.wholeCity.wording[language]) }
        }
        for zone in report.zones {
            sheet.rows += zone.monthlyChanges.compactMap { row($0, zone.zone.id) }
        }
        return sheet
    }

    private func row(_ change: LossChange, _ id: String) -> [SheetCell]? {
        guard let month = change.balance else { return nil }
        return MonthColumn.row { column in
            let style = column.column.style
            switch column {
            case .zone: return .text(id)
            case .name: return .text(change.zone.name)
            case .from: return .time(month.period.start, report.calendar)
            case .to: return .time(month.period.end, report.calendar)
            case .loss: return .number(month.loss, style)
            case .limits: return .number(month.isComplete ? month.lossHalfWidth : nil, style)
            case .rate: return .number(change.lossPerDay, style)
            case .change: return .number(change.difference?.value, style)
            case .changeLimits: return .number(change.difference?.halfWidth, style)
            case .verdict:
                guard change.compared != nil else { return .empty }
                let mark = change.verdict.mark.map { $0 + " " } ?? ""
                return .text(mark + change.verdict.wording[language], style)
            }
        }
    }
}
