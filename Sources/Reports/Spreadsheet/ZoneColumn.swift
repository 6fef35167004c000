import InputOutput

/// The columns of the sheet of zones.
enum ZoneColumn: Int, SheetColumns {
    case zone, name, parent, inTotal
    case input, export, storageChange, supplied, metered, unmetered, loss, limits
    case nonRevenuePercent, mains, perKilometre, connections, perConnection, nightFlow, nights
    case coverage, useCoverage, reason, flags

    var column: SheetColumn {
        switch self {
        case .zone: .zone
        case .name: .name
        case .parent:
            SheetColumn(
                Wording("Part of", "上级分区"),
                meaning: Wording("The zone that holds this one.", "所属的上级分区。"))
        case .inTotal:
            SheetColumn(
                Wording("In total", "计入合计"), .count,
                meaning: Wording(
                    "1 where the zone counts in the row of totals: a zone that claims a loss and lies in no zone that "
                        + "counts. The totals add the rows marked 1, in whatever order they are sorted.",
                    "计入合计行者为 1：给出漏损水量、且不属于已计入分区的分区。合计为标记 1 的各行之和，与排序无关。"))
        case .input: .input
        case .export: .export
        case .storageChange: .storageChange
        case .supplied: .supplied
        case .metered: .metered
        case .unmetered: .unmetered
        case .loss: .loss
        case .limits: .limits
        case .nonRevenuePercent: .nonRevenuePercent
        case .mains:
            SheetColumn(
                Phrase.mains.wording, unit: .kilometres, .number(3),
                meaning: Wording(
                    "Length of the pipes inside the zone and half of those across its boundary.",
                    "分区内管长加跨界管段管长的一半。"))
        case .perKilometre:
            SheetColumn(
                Phrase.perKilometre.wording, unit: .cubicMetresAKilometreAndDay, .number(2),
                meaning: Wording("Loss / mains / days", "漏损水量 / 管长 / 天数"),
                source: Wording("AWWA M36; IWA performance indicators.", "AWWA M36；IWA 绩效指标。"))
        case .connections:
            SheetColumn(
                Phrase.connections.wording, .count,
                meaning: Wording("Service connections of the zone.", "分区内接户数。"))
        case .perConnection:
            SheetColumn(
                Phrase.perConnection.wording, unit: .litresAConnectionAndDay, .number(1),
                meaning: Wording("Loss · 1000 / connections / days", "漏损水量 × 1000 / 接户数 / 天数"),
                source: Wording("AWWA M36; IWA performance indicators.", "AWWA M36；IWA 绩效指标。"))
        case .nightFlow:
            SheetColumn(
                Phrase.nightFlow.wording, unit: .cubicMetresAnHour, .number(2),
                meaning: Wording(
                    "Mean over the nights of the least rolling hour of the zone’s net flow, 00:00–05:00.",
                    "各夜 00:00–05:00 净流量 60 分钟滑动均值最小值的平均。"),
                source: Wording(
                    "UKWIR 99/WM/08/21; Water Loss Control, p. 73.",
                    "UKWIR 99/WM/08/21；Water Loss Control 第 73 页。"))
        case .nights:
            SheetColumn(
                Wording("Nights", "夜数"), .count,
                meaning: Wording("Nights behind the minimum night flow.", "夜间最小流量所依据的夜数。"))
        case .coverage: .coverage
        case .useCoverage: .useCoverage
        case .reason:
            SheetColumn(
                Wording("Why no loss is claimed", "不给出漏损水量的原因"), .sentences,
                meaning: Wording(
                    "What is missing in the balance; the cells that depend on it are empty.",
                    "水量平衡所缺的数据；相关单元格留空。"))
        case .flags: .flags
        }
    }
}
