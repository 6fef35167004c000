import InputOutput
import LeakZones

/// The columns of the sheet that holds two periods beside each other.
enum ComparisonColumn: Int, SheetColumns {
    case zone, name, comparedDays, comparedLoss, comparedLimits, comparedRate, loss, limits, rate
    case change, changeLimits, verdict, remark

    var column: SheetColumn {
        switch self {
        case .zone: .zone
        case .name: .name
        case .comparedDays:
            SheetColumn(
                Phrase.comparedDays.wording, unit: Wording("d", "d"), .number(2),
                meaning: Wording("The length of the compared period.", "对比期长度。"))
        case .comparedLoss:
            SheetColumn(
                Phrase.comparedLoss.wording, unit: .cubicMetres, .volume,
                meaning: Wording("Water loss of the compared period.", "对比期漏损水量。"))
        case .comparedLimits:
            SheetColumn(
                Wording("± 95 % then", "对比期 ± 95 %"), unit: .cubicMetres, .volume,
                meaning: SheetColumn.limits.meaning, source: SheetColumn.limits.source)
        case .comparedRate:
            SheetColumn(
                Phrase.comparedLoss.wording, unit: .cubicMetresADay, .number(2),
                meaning: Wording("Loss then / days then", "对比期漏损水量 / 对比期天数"))
        case .loss:
            SheetColumn(
                Phrase.presentLoss.wording, unit: .cubicMetres, .volume,
                meaning: Wording("Water loss of the period of the report.", "本期漏损水量。"))
        case .limits:
            SheetColumn(
                Wording("± 95 % now", "本期 ± 95 %"), unit: .cubicMetres, .volume,
                meaning: SheetColumn.limits.meaning, source: SheetColumn.limits.source)
        case .rate:
            SheetColumn(
                Phrase.presentLoss.wording, unit: .cubicMetresADay, .number(2),
                meaning: Wording("Loss now / days of the summary", "本期漏损水量 / 摘要中的天数"))
        case .change:
            SheetColumn(
                Phrase.change.wording, unit: .cubicMetresADay, .number(2),
                meaning: Wording("Loss now − loss then, by the day", "日均：本期漏损水量 − 对比期漏损水量"))
        case .changeLimits:
            SheetColumn(
                Wording("± 95 % of the change", "变化 ± 95 %"), unit: .cubicMetresADay, .number(2),
                meaning: Wording(
                    "Half-width of the 95 % limits of the change: random errors of both periods in quadrature; of systematic errors, which both share, the difference.",
                    "变化的 95 % 置信区间半宽：两期随机误差按平方和合成；两期共有的系统误差取其差。"),
                source: SheetColumn.limits.source)
        case .verdict:
            SheetColumn(
                Phrase.verdict.wording, .sentences,
                meaning: Wording(
                    "Significant where 0 lies outside the limits of the change.", "变化的置信区间不含 0 时为显著。"))
        case .remark:
            SheetColumn(
                Phrase.remark.wording, .sentences,
                meaning: Wording(
                    "What makes the two periods hard to compare, such as a zone that has grown.",
                    "影响两期可比性的情况，如分区范围变化。"))
        }
    }
}

extension Wording {
    /// A rate by the day.
    static let cubicMetresADay = Wording("m³/d", "m³/d")
}

extension LossWorkbook {
    /// A row for each zone of either period, and the city's first.
    var comparison: Sheet {
        var sheet = list(.comparison, ComparisonColumn.self)
        sheet.widest = 34
        guard let comparison = report.comparison else { return sheet }
        let city = comparison.city.map { [($0, Phrase.wholeCity.wording[language])] } ?? []
        let all = city + comparison.changes.map { ($0, $0.zone.id) }
        for (change, id) in all {
            sheet.rows.append(row(change, id, comparison, row: sheet.rows.count + 1))
        }
        return sheet
    }

    private func row(
        _ change: LossChange, _ id: String, _ comparison: LossComparison, row: Int
    ) -> [SheetCell] {
        let (now, then) = (change.balance, change.compared)
        return ComparisonColumn.row { column in
            let style = column.column.style
            switch column {
            case .zone: return .text(id)
            case .name: return .text(change.zone.name)
            case .comparedDays: return .number(Double(comparison.compared.duration) / 86_400, style)
            case .comparedLoss: return .number(then?.loss, style)
            case .comparedLimits: return .number(then?.isComplete == true ? then?.lossHalfWidth : nil, style)
            case .comparedRate:
                let formula =
                    ComparisonColumn.comparedLoss.cell(row) / ComparisonColumn.comparedDays.cell(row)
                return .formula(
                    formula, value: change.comparedLossPerDay, result: change.comparedLossPerDay, style)
            case .loss: return .number(now?.loss, style)
            case .limits: return .number(now?.isComplete == true ? now?.lossHalfWidth : nil, style)
            case .rate:
                let formula = ComparisonColumn.loss.cell(row) / SummaryItem.days.elsewhere
                return .formula(formula, value: change.lossPerDay, result: change.lossPerDay, style)
            case .change:
                let formula = ComparisonColumn.rate.cell(row) - ComparisonColumn.comparedRate.cell(row)
                let value = change.difference?.value
                return .formula(formula, value: value, result: value, style)
            case .changeLimits: return .number(change.difference?.halfWidth, style)
            case .verdict:
                let mark = change.verdict.mark.map { $0 + " " } ?? ""
                return .text(mark + change.verdict.wording[language], style)
            case .remark: return .text(change.remark?[language], style)
            }
        }
    }
}
