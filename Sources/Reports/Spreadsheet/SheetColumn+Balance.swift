import InputOutput

/// The columns that several sheets have: the terms of the water balance.
extension SheetColumn {
    static let zone = SheetColumn(
        Phrase.zone.wording,
        meaning: Wording("The id of the zone in the zone scheme.", "分区方案中的分区编号。"))
    static let name = SheetColumn(
        Wording("Name", "名称"), meaning: Wording("What people call the zone.", "分区的通称。"))
    static let input = SheetColumn(
        Phrase.input.wording, unit: .cubicMetres, .volume,
        meaning: Wording(
            "Net volumes of the boundary meters through which water entered.", "各进水边界流量计的净水量之和。"),
        source: balanceSource)
    static let export = SheetColumn(
        Phrase.export.wording, unit: .cubicMetres, .volume,
        meaning: Wording(
            "Net volumes of the boundary meters through which water left, to other zones or outside.",
            "各出水边界流量计的净水量之和，含转供其他分区。"),
        source: balanceSource)
    static let storageChange = SheetColumn(
        Phrase.storageChange.wording, unit: .cubicMetres, .volume,
        meaning: Wording(
            "What the zone’s tanks hold at the end, less what they held at the start.",
            "分区内水池期末蓄水量减期初蓄水量。"),
        source: balanceSource)
    static let supplied = SheetColumn(
        Phrase.supplied.wording, unit: .cubicMetres, .volume,
        meaning: Wording("Input − export − storage change", "供水量 = 进水量 − 出水量 − 蓄水变化量"),
        source: balanceSource)
    static let metered = SheetColumn(
        Phrase.metered.wording, unit: .cubicMetres, .volume,
        meaning: Wording(
            "Use of customers by their meters, with estimates for meters that were not read.",
            "用户水表计量的用水量，含未抄见水表的估计值。"),
        source: balanceSource)
    static let unmetered = SheetColumn(
        Phrase.unmetered.wording, unit: .cubicMetres, .volume,
        meaning: Wording("Estimated use of customers without a meter.", "未装表用户的估计用水量。"),
        source: balanceSource)
    static let loss = SheetColumn(
        Phrase.loss.wording, unit: .cubicMetres, .volume,
        meaning: Wording(
            "Water supplied − metered use − unmetered use. Empty where it is not known; never 0 for that.",
            "漏损水量 = 供水量 − 计量用水量 − 未计量用水量；无法确定时留空，绝不按零计。"),
        source: balanceSource)
    static let limits = SheetColumn(
        Phrase.limits.wording, unit: .cubicMetres, .volume,
        meaning: Wording(
            "Half-width of the 95 % limits of the loss: 1.96 · √(Σ variances) and the systematic parts.",
            "漏损水量 95 % 置信区间半宽：1.96 · √（Σ 方差）加系统误差。"),
        source: Wording(
            "Thornton, Sturm & Kunkel, Water Loss Control, 2nd ed., pp. 111–112.",
            "Thornton 等，Water Loss Control（第 2 版）第 111–112 页。"))
    static let nonRevenuePercent = SheetColumn(
        Phrase.nonRevenuePercent.wording, unit: .percentSign, .percent,
        meaning: Wording(
            "(Water supplied − (metered use + unmetered use)) / water supplied · 100; all use counts as billed.",
            "产销差率 =（供水量 −（计量用水量 + 未计量用水量））/ 供水量 × 100；全部用水按计费计。"),
        source: Wording("IWA/AWWA balance; AWWA M36.", "IWA/AWWA 水量平衡；AWWA M36 指标。"))
    static let coverage = SheetColumn(
        Phrase.coverage.wording, .share,
        meaning: Wording(
            "The smallest measured share of the period of any boundary meter; filled values do not count.",
            "各边界流量计实测时间比例的最小值，补齐值不计。"))
    static let useCoverage = SheetColumn(
        Phrase.useCoverage.wording, .share,
        meaning: Wording(
            "The share of the metered use that was measured, not estimated.", "计量用水量中实际抄见的比例。"))
    static let flags = SheetColumn(
        Phrase.flags.wording, .sentences,
        meaning: Wording(
            "What to know before using the row, and of which element; explained below.",
            "使用该行数据前须知及所涉对象，含义见下。"))

    private static let balanceSource = Wording(
        "IWA standard water balance; CJJ 92-2016, table 4.2.1.", "IWA 标准水量平衡；CJJ 92-2016 表 4.2.1。")
}
