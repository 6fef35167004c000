import InputOutput

/// The lines of the summary that always stand in the same place, so that formulas can refer to them.
enum SummaryItem: Int, SheetColumns {
    case city, from, to, days, timeZone, basis
    case input, export, storageChange, supplied, metered, unmetered, billed, loss, limits, nonRevenuePercent
    case zones, complete

    /// The row it stands in: row 0 is the heading.
    var row: Int { rawValue + 1 }

    /// The column of all values.
    static let valueColumn = 1

    /// Its value, for a formula of the summary.
    var here: Formula { .cell(CellReference(row: row, column: Self.valueColumn)) }

    /// Its value, for a formula of another sheet.
    var elsewhere: Formula {
        .cell(
            CellReference(
                sheet: LossSheet.summary.rawValue, row: row, column: Self.valueColumn, isFixed: true))
    }

    /// What it is; the terms of the balance are those of the zones.
    var column: SheetColumn {
        switch self {
        case .city:
            SheetColumn(Wording("City", "城市"), meaning: Wording("Whose report this is.", "报告对象。"))
        case .from:
            SheetColumn(
                Phrase.from.wording, .time,
                meaning: Wording("The first local day or time of the period.", "统计期起始（当地时间）。"))
        case .to:
            SheetColumn(
                Wording("To, not included", "止（不含）"), .time,
                meaning: Wording("The local day or time after the last.", "统计期结束（当地时间，不含）。"))
        case .days:
            SheetColumn(
                Wording("Days", "天数"), unit: Wording("d", "d"), .number(2),
                meaning: Wording(
                    "The length of the period in days of 24 hours.", "统计期长度，按 24 小时为一天计。"))
        case .timeZone:
            SheetColumn(
                Wording("Time zone", "时区"),
                meaning: Wording("Whose wall clock all dates and times are.", "所有日期与时间所用的当地时区。"))
        case .basis:
            SheetColumn(
                Wording("Basis of the totals", "合计依据"),
                meaning: Wording(
                    "The city balanced as one zone, or the sum of zones marked 1 in the sheet of zones.",
                    "全市作为一个分区整体平衡，或“分区”表中标记为 1 的分区之和。"))
        case .input: .input
        case .export: .export
        case .storageChange: .storageChange
        case .supplied: .supplied
        case .metered: .metered
        case .unmetered: .unmetered
        case .billed:
            SheetColumn(
                Phrase.billed.wording, unit: .cubicMetres, .volume,
                meaning: Wording(
                    "Metered use + unmetered use; without records of unbilled use all use counts as billed.",
                    "计费用水量 = 计量用水量 + 未计量用水量；无免费用水记录时全部按计费计。"),
                source: Wording("IWA/AWWA balance; AWWA M36.", "IWA/AWWA 水量平衡；AWWA M36 指标。"))
        case .loss: .loss
        case .limits: .limits
        case .nonRevenuePercent: .nonRevenuePercent
        case .zones:
            SheetColumn(
                Wording("Zones without parts", "末级分区数"), .count,
                meaning: Wording("Zones that hold no other zone.", "不含下级分区的分区个数。"))
        case .complete:
            SheetColumn(
                Wording("… with a complete balance", "其中水量平衡完整的"), .count,
                meaning: Wording("Those of them that claim a loss.", "其中给出漏损水量的分区个数。"))
        }
    }
}
