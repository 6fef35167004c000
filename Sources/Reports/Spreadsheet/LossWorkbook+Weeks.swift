import InputOutput
import LeakZones

/// The columns of the sheet of weeks.
enum WeekColumn: Int, SheetColumns {
    case zone, name, from, to
    case input, export, storageChange, metered, unmetered, loss, limits, coverage, useCoverage, flags

    var column: SheetColumn {
        switch self {
        case .zone: .zone
        case .name: .name
        case .from: SummaryItem.from.column
        case .to: SummaryItem.to.column
        case .input: .input
        case .export: .export
        case .storageChange: .storageChange
        case .metered: .metered
        case .unmetered: .unmetered
        case .loss:
            SheetColumn(
                SheetColumn.loss.title, unit: SheetColumn.loss.unit, SheetColumn.loss.style,
                meaning: Wording(
                    "Input − export − storage change − metered use − unmetered use. Empty where it is not known.",
                    "漏损水量 = 进水量 − 出水量 − 蓄水变化量 − 计量用水量 − 未计量用水量；无法确定时留空。"),
                source: SheetColumn.loss.source)
        case .limits: .limits
        case .coverage: .coverage
        case .useCoverage: .useCoverage
        case .flags: .flags
        }
    }
}

extension LossWorkbook {
    /// A row for each zone and week.
    var weeks: Sheet {
        var sheet = list(.weeks, WeekColumn.self)
        for known in report.zones {
            for week in known.weeks {
                sheet.rows.append(weekRow(week, of: known.zone, row: sheet.rows.count + 1))
            }
        }
        if sheet.rows.isEmpty { sheet.totals = [[.text(Phrase.noWeeks.wording[language])]] }
        return sheet
    }

    private func weekRow(_ balance: ZoneBalance, of zone: Zone, row: Int) -> [SheetCell] {
        WeekColumn.row { column in
            let style = column.column.style
            switch column {
            case .zone: return .text(zone.id)
            case .name: return .text(zone.name)
            case .from: return .time(balance.period.start, report.calendar)
            case .to: return .time(balance.period.end, report.calendar)
            case .input: return .number(balance.input, style)
            case .export: return .number(balance.export, style)
            case .storageChange: return .number(balance.storageChange, style)
            case .metered: return .number(balance.metered, style)
            case .unmetered: return .number(balance.unmetered, style)
            case .loss:
                let terms: [WeekColumn] = [.export, .storageChange, .metered, .unmetered]
                let formula = terms.reduce(WeekColumn.input.cell(row)) { $0 - $1.cell(row) }
                let result = balance.netInput.flatMap { net in balance.use.map { net - $0 } }
                return .formula(formula, value: balance.loss, result: result, style)
            case .limits: return .number(balance.loss == nil ? nil : balance.lossHalfWidth, style)
            case .coverage: return .number(balance.coverage, style)
            case .useCoverage: return .number(balance.useCoverage, style)
            case .flags: return .text(flags(balance.flags.titles(in: language)), style)
            }
        }
    }
}
