import InputOutput
import WaterLoss

/// The words that stand in formulas, units and sources of figures, in Chinese. Symbols, numbers and titles of books stay as
/// they are.
enum FormulaWords {
    /// Whole sentences first: a part of one must not be taken for a shorter phrase.
    private static let phrases: [(String, String)] = [
        ("Σ of the boundary meters, inwards", "Σ 边界流量计进水"),
        ("Σ of the boundary meters, outwards", "Σ 边界流量计出水"),
        ("Σ of the customers' meters", "Σ 用户水表"), ("Σ of the customers' connections", "Σ 用户接户数"),
        ("Σ of the customers' households", "Σ 用户户数"), ("Σ of the pipes' lengths", "Σ 管长"),
        ("estimate of customers without a meter", "未装表用户估算"),
        ("input − export − storage change − use", "进水量 − 出水量 − 蓄水变化量 − 用水量"),
        ("S(end) − S(start)", "S(期末) − S(期初)"),
        ("mean over the nights of the least rolling hour, 00:00–05:00", "各夜 00:00–05:00 滑动小时最小值的平均"),
        ("mean of the rolling 7-day 20th percentile", "7 夜滑动 20 % 分位的平均"),
        ("use in the night's least hour", "夜间最小小时的用水量"),
        ("mean use before they stopped · time since, in the period", "停走前平均用水量 × 期内停走时间"),
        ("registers that stand still for 60 days with use before", "此前有用水、停走 60 天的水表"),
        ("registers not read for 100 days, or never", "100 天未抄或从未抄见的水表"),
        ("pressure points with readings", "有读数的测压点"),
        ("points below the service minimum at some time", "曾低于服务压力的测压点"),
        ("points below", "低于下列压力的测压点："), (" m at some time", " m"),
        ("connection-weighted mean of the nodes", "各节点按接户数加权平均"),
        (
            "connection-weighted mean of heads interpolated along the pipes, less elevation",
            "沿管段内插水头减高程，按接户数加权平均"
        ), ("connection-weighted mean of the parts", "各分区按接户数加权平均"),
        (
            "connection-weighted mean of the model's pressures, raised by what the points differ from it",
            "模型压力按接户数加权平均，并按测压点差值修正"
        ), ("mean of the pressure points", "各测压点平均"),
        ("connection-weighted", "按接户数加权"),
        ("min over 00:00–05:00 of the 60-minute mean of", "00:00–05:00 内 60 分钟滑动均值的最小值："),
        ("Σ over 24 h of", "Σ（24 h）"), ("unmetered use", "未计量用水量"), ("metered use", "计量用水量"),
        ("half-width", "半宽"), ("systematic(customers)", "系统误差(用户)"), ("systematic", "系统误差"),
        ("L/(connection·d)", "L/(接户·d)"), (" · loss", " · 漏损水量"), ("= loss", "= 漏损水量"), ("days", "天数"),
        ("excess = ", "超额 = "), ("= excess / ", "= 超额 / "), ("leakage = ", "漏失 = "),
        ("S_end − S_start", "S_期末 − S_期初"), ("Loss(z)", "漏损(z)"), ("Net(z)", "净进水(z)"),
        ("(components of UARL)", "（UARL 各分项）"),
        ("AZP in the hour of the minimum night flow", "夜间最小流量时刻的平均压力"),
        ("over the day", "（全天）"),
        ("night leakage − real loss of the balance", "夜间法漏失 − 水量平衡法真实漏失"),
        ("|difference| within the combined 95 % limits", "|差值| 在合成 95 % 置信区间内"),
        ("Theil–Sen slope of the nights since the last step", "上次突变以来各夜的 Theil–Sen 斜率"),
        (
            "levels of 2 to 7 nights against the 10 before, worth 3 deviations and 5 %",
            "2 至 7 夜水平与此前 10 夜相比，超过 3 倍离散度且超过 5 %"
        ),
        ("slope of NNF·NDF/Lm between interventions", "两次检漏之间 NNF·NDF/Lm 的斜率"),
        ("own sources + imported", "自产 + 外购"), ("own + purchased", "自产 + 外购"), ("exported", "外供"),
        ("billed + free", "计费 + 免费"), ("Qs − billed", "Qs − 计费水量"),
        ("background + reported + unreported", "背景 + 明漏 + 暗漏"), ("RL − components", "RL − 各分项之和"),
        ("unauthorised + CMI + data handling", "非法用水 + CMI + 数据处理误差"),
        ("AL·retail + (RL + UAC)·variable cost", "AL·售价 + (RL + UAC)·变动成本"),
        ("AL·retail + RL·retail + UAC·variable cost", "AL·售价 + RL·售价 + UAC·变动成本"),
        ("AL·retail", "AL·售价"), ("RL·retail", "RL·售价"), ("RL·variable cost", "RL·变动成本"),
        ("UAC·variable cost", "UAC·变动成本"),
        ("NRW cost/running cost", "产销差水量成本/运行成本"), ("AL cost/", "表观漏损成本/"), ("RL cost/", "真实漏失成本/"),
        ("NRW cost/", "产销差水量成本/"), ("largest weight·(10 − grade)", "最大权重·(10 − 等级)"),
        ("Σ weight·grade / Σ weight · 10", "Σ 权重·等级 / Σ 权重 · 10"),
        ("RL/(Nc·d) by pressure", "RL/(Nc·d)，按压力分档"),
        ("R4: frost deeper than 1.4 m 1, else 0", "R4：最大冻土深度大于 1.4 m 取 1，否则取 0"),
        ("; above 2", "；更高取 2"), ("net input", "净进水量"), ("excess/", "超额夜间流量/"), ("loss/(", "漏损水量/("),
        ("loss − Qr − Qm", "漏损水量 − Qr − Qm"), ("for those not read by the hour", "用于非逐时抄表的用户"),
        ("active-people", "夜间活动人数"), ("smart-meters", "智能水表"), ("properties", "户数"),
        ("meter graph", "计量图"), ("practice", "惯例"), ("2nd ed.", "第 2 版"), ("table", "表"),
        ("revision of", "局部修订"),
    ]

    /// A formula or a source in a language.
    static func text(_ formula: String, in language: ReportLanguage) -> String {
        guard language == .chinese else { return formula }
        return phrases.reduce(formula) { $0.replacing($1.0, with: $1.1) }
    }

    /// A unit in a language.
    static func unit(_ unit: String, in language: ReportLanguage) -> String {
        let unit = unit.replacing("m3", with: "m³")
        guard language == .chinese else { return unit }
        return unit.replacing("connection", with: "接户").replacing("months", with: "月").replacing(
            "yr", with: "年"
        ).replacing("bursts", with: "处").replacing("of 100", with: "分（满分 100）")
    }
}
