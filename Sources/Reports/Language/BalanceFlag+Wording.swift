import InputOutput
import LeakZones

extension BalanceFlag {
    /// The flag as a sentence for a reader: what is so, and what to do about it.
    public func sentence(in language: ReportLanguage) -> String {
        code.wording.text(in: language, [element.map { FlagWords.element($0, in: language) } ?? "?"])
    }
}

extension BalanceFlag.Code {
    /// The sentence of the flag; `{0}` stands for the element or the number it carries.
    var wording: Wording {
        switch self {
        case .incomplete:
            Wording(
                "No loss is claimed: something the balance needs is missing.",
                "资料不全，不给出漏损水量。")
        case .missingInlet:
            Wording(
                "Boundary meter {0} has no usable readings, or too few. Check the meter and its data link.",
                "边界流量计 {0} 无有效读数或读数过少，请检查仪表和数据传输。")
        case .stuckMeter:
            Wording(
                "The readings of meter {0} stood still while water should have flowed. Check the meter.",
                "流量计 {0} 读数长时间不变，疑似停走，请检查仪表。")
        case .registerJump:
            Wording(
                "A register jumped by an unknown amount ({0}): reset, replaced or misread. Look up the work order.",
                "表底数跳变、跳变量不明（{0}）：可能复位、换表或误抄，请核对工单。")
        case .filled:
            Wording(
                "Gaps in the flow of boundary meter {0} were filled by estimates; the limits are wider for it.",
                "边界流量计 {0} 的缺测时段已用估计值补齐，置信区间相应加宽。")
        case .missingLevel:
            Wording(
                "The level of tank {0} is not known at the start or the end of the period.",
                "水池（水箱）{0} 在期初或期末无水位数据。")
        case .unknownTankShape:
            Wording(
                "The shape of tank {0} is not known, so its level gives no volume. Enter its diameter.",
                "水池（水箱）{0} 的尺寸未知，水位无法换算成水量，请补录直径。")
        case .openBoundary:
            Wording(
                "Water can cross the boundary unmeasured at {0}. Shut it, meter it, or correct the drawing.",
                "边界 {0} 处未计量且未关闭，请关阀、装表或更正图纸。")
        case .unmeteredSource:
            Wording(
                "Source {0} inside the zone is not measured.",
                "分区内水源 {0} 没有计量。")
        case .noInlet:
            Wording(
                "No metered inlet feeds the zone. Check its boundary.",
                "分区没有计量的进水口，请核对边界。")
        case .estimatedUse:
            Wording(
                "The use of {0} customers was estimated, because their meters were not read.",
                "有 {0} 户未抄到表，其用水量为估计值。")
        case .unstatedUse:
            Wording(
                "The use of {0} customers is neither measured nor stated; what others of the zone use stands for them. Enter their demand or read their meters.",
                "有 {0} 户的用水量既未计量也未给出，以同分区其他用户的用水量代替；请补录用水量或抄表。")
        case .unmeteredInLoss:
            Wording(
                "The use of {0} customers without a meter is part of the loss, as was asked for.",
                "按要求，{0} 户无表用户的用水量计入漏损水量。")
        case .noCustomers:
            Wording(
                "No customer and no demand is known in the zone: all that stays in it counts as lost.",
                "分区内没有已知的用户或需水量：留在分区内的水全部计为漏损。")
        case .useUnknown:
            Wording(
                "The use is not known, or more than half of it had to be estimated, so no loss is claimed.",
                "用水量未知，或超过一半只能估计，因此不给出漏损水量。")
        case .negativeLoss:
            Wording(
                "The loss is negative: a meter, the boundary or the consumption is wrong. The value is kept as it is.",
                "漏损水量为负：流量计、边界或用水量有误；数值如实保留。")
        case .partialPeriod:
            Wording(
                "The period covers only part of its day, week or month.",
                "统计期只含该日、周或月的一部分。")
        }
    }
}
