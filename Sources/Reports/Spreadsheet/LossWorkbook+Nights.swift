import InputOutput
import Telemetry

/// The columns of the sheet of nights.
enum NightColumn: Int, SheetColumns {
    case zone, name, date, least, fixed, coverage

    var column: SheetColumn {
        switch self {
        case .zone: .zone
        case .name: .name
        case .date:
            SheetColumn(
                Wording("Night of", "日期"), .date,
                meaning: Wording("The local date of the hours after midnight.", "午夜后各时段所在的当地日期。"))
        case .least:
            SheetColumn(
                Wording("Least rolling hour", "最小滑动小时流量"), unit: .cubicMetresAnHour, .number(2),
                meaning: Wording(
                    "Least 60-minute mean of the zone’s net flow between 00:00 and 05:00; filled values never count.",
                    "00:00–05:00 净流量 60 分钟滑动均值的最小值，补齐值不参与。"),
                source: Wording("UKWIR 99/WM/08/21.", "UKWIR 99/WM/08/21 报告。"))
        case .fixed:
            SheetColumn(
                Wording("Mean of 02:00–04:00", "02:00–04:00 平均流量"), unit: .cubicMetresAnHour,
                .number(2),
                meaning: Wording(
                    "Mean of the zone’s net flow in the fixed window.", "固定时段内净流量的平均值。"),
                source: Wording("Water Loss Control, p. 73.", "Water Loss Control 第 73 页。"))
        case .coverage:
            SheetColumn(
                Phrase.coverage.wording, .share,
                meaning: Wording(
                    "The measured share of the hours searched.", "所搜索夜间时段内的实测比例。"))
        }
    }
}

extension LossWorkbook {
    /// A row for each zone and night, those without a figure too: a gap is seen as a gap.
    var nights: Sheet {
        var sheet = list(.nights, NightColumn.self)
        for known in report.zones {
            sheet.rows += known.nights.map { night in
                NightColumn.row { column in
                    let style = column.column.style
                    switch column {
                    case .zone: return .text(known.zone.id)
                    case .name: return .text(known.zone.name)
                    case .date: return .date(night.date)
                    case .least: return .number(night.rollingMinimum.map { $0 * 3600 }, style)
                    case .fixed: return .number(night.fixedWindowMean.map { $0 * 3600 }, style)
                    case .coverage: return .number(night.coverage, style)
                    }
                }
            }
        }
        if sheet.rows.isEmpty { sheet.totals = [[.text(Phrase.noNights.wording[language])]] }
        return sheet
    }
}
