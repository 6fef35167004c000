import InputOutput

extension Phrase {
    /// The words of a comparison of two periods, and of months.
    var comparisonWording: Wording? {
        switch self {
        case .comparison: Wording("Compared with {0}", "与 {0} 对比")
        case .comparisonText:
            Wording(
                "Losses by the day, {0} beside {1}. A change is significant where 0 lies outside its 95 % limits; of twenty zones in which nothing changed, one shows a significant change by chance.",
                "日均漏损水量：{0} 与 {1} 对比。差值的 95 % 置信区间不含 0 时为显著；若各区均无变化，每二十个分区中仍会有一个偶然显示为显著。")
        case .comparedLoss: Wording("Loss then", "对比期漏损水量")
        case .presentLoss: Wording("Loss now", "本期漏损水量")
        case .change: Wording("Change", "变化")
        case .verdict: Wording("Finding", "结论")
        case .changeOfLoss: Wording("Change of loss", "漏损水量变化")
        case .lossRose: Wording("loss rose significantly", "漏损显著上升")
        case .lossFell: Wording("loss fell significantly", "漏损显著下降")
        case .comparedDays: Wording("Days then", "对比期天数")
        case .remark: Wording("Remark", "备注")
        case .wholeCity: Wording("Whole city", "全市")
        case .months: Wording("Month by month", "逐月漏损水量")
        case .monthsText:
            Wording(
                "Loss of each calendar month, m³/d, ± the 95 % half-width; ▲ ▼ a significant change from the month before. A month in italics is not whole.",
                "各月日均漏损水量（m³/d），± 为 95 % 置信区间半宽；▲ ▼ 表示较上月显著变化；斜体为不完整月份。")
        default: nil
        }
    }
}
