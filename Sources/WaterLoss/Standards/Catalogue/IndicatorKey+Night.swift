import InputOutput

/// The night flow, from the minimum to a volume, and beside the balance.
extension IndicatorKey {
    /// Minimum night flow MNF, m3/h: `mnf_m3_per_h`.
    public static let mnf = IndicatorKey(
        "mnf_m3_per_h", unit: "m3/h", Wording("Minimum night flow MNF", "夜间最小流量 MNF"),
        method: "mean over the nights of the least rolling hour, 00:00–05:00",
        source: "Water Loss Control, 2nd ed.")
    /// Minimum night flow, weekly 20th percentile, m3/h: `mnf_p20_m3_per_h`.
    public static let weeklyNightFlow = IndicatorKey(
        "mnf_p20_m3_per_h", unit: "m3/h",
        Wording("Minimum night flow, weekly 20th percentile", "夜间最小流量（7日20%分位）"),
        method: "mean of the rolling 7-day 20th percentile", source: "UKWIR 99/WM/08/21")
    /// MNF of the mean flow, %: `mnf_percent_of_mean_flow`.
    public static let nightShareOfMeanFlow = IndicatorKey(
        "mnf_percent_of_mean_flow", unit: "%", Wording("MNF of the mean flow", "夜间最小流量占日均流量比"),
        method: "MNF/(net input/d/24)·100", source: "practice")
    /// Legitimate night use LNU, m3/h: `lnu_m3_per_h`.
    public static let legitimateNightUse = IndicatorKey(
        "lnu_m3_per_h", unit: "m3/h", Wording("Legitimate night use LNU", "夜间合法用水量 LNU"),
        method: "use in the night's least hour", source: "Water Loss Control, 2nd ed.")
    /// Net night flow NNF, m3/h: `nnf_m3_per_h`.
    public static let nnf = IndicatorKey(
        "nnf_m3_per_h", unit: "m3/h", Wording("Net night flow NNF", "夜间净流量 NNF"),
        method: "NNF = MNF − LNU", source: "Water Loss Control, 2nd ed.")
    /// Unavoidable background leakage UBL, m3/h: `ubl_m3_per_h`.
    public static let unavoidableBackground = IndicatorKey(
        "ubl_m3_per_h", unit: "m3/h", Wording("Unavoidable background leakage UBL", "不可避免背景漏失 UBL"),
        method: "UBL = (20·Lm + 1.25·Nc + 33·Lp)·(AZNP/50)^1.5 L/h",
        source: "Water Loss Control, 2nd ed., p. 160")
    /// Background leakage, m3/h: `background_m3_per_h`.
    public static let nightBackground = IndicatorKey(
        "background_m3_per_h", unit: "m3/h", Wording("Background leakage", "背景漏失"),
        method: "ICF·UBL", source: "Water Loss Control, 2nd ed.")
    /// Excess night flow, m3/h: `excess_m3_per_h`.
    public static let nightExcess = IndicatorKey(
        "excess_m3_per_h", unit: "m3/h", Wording("Excess night flow", "超额夜间流量（可检漏失）"),
        method: "NNF − ICF·UBL", source: "Water Loss Control, 2nd ed.")
    /// Equivalent service pipe bursts, bursts: `espb`.
    public static let equivalentBursts = IndicatorKey(
        "espb", unit: "bursts", Wording("Equivalent service pipe bursts", "当量支管爆管数"),
        method: "excess/(1.6·(AZNP/50)^0.5)", source: "UKWIR")
    /// Controllable leakage, m3/h: `controllable_m3_per_h`.
    public static let controllableLeakage = IndicatorKey(
        "controllable_m3_per_h", unit: "m3/h", Wording("Controllable leakage", "可控漏失"),
        method: "max(0, NNF − UBL)", source: "Springline (可控漏失)")
    /// Leakage from night flows, m3: `night_leakage_m3`.
    public static let nightLeakage = IndicatorKey(
        "night_leakage_m3", unit: "m3", Wording("Leakage from night flows", "夜间流量法漏失水量"),
        method: "NNF·NDF·d", source: "Water Loss Control, 2nd ed.")
    /// Trend of the night flow, m3/(h·d): `night_flow_trend_m3_per_h_d`.
    public static let nightFlowTrend = IndicatorKey(
        "night_flow_trend_m3_per_h_d", unit: "m3/(h·d)", Wording("Trend of the night flow", "夜间流量趋势"),
        method: "Theil–Sen slope of the nights since the last step", source: "Theil (1950), Sen (1968)")
    /// Steps of the night flow: `night_flow_steps`.
    public static let nightFlowSteps = IndicatorKey(
        "night_flow_steps", unit: "", Wording("Steps of the night flow", "夜间流量突变次数"),
        method: "levels of 2 to 7 nights against the 10 before, worth 3 deviations and 5 %",
        source: "Springline")
    /// Night leakage less real loss, m3: `night_less_balance_m3`.
    public static let nightLessBalance = IndicatorKey(
        "night_less_balance_m3", unit: "m3", Wording("Night leakage less real loss", "夜间流量法与平衡法之差"),
        method: "night leakage − real loss of the balance", source: "UKWIR")
    /// Apparent losses by night flows, m3: `apparent_by_nights_m3`.
    public static let apparentByNights = IndicatorKey(
        "apparent_by_nights_m3", unit: "m3", Wording("Apparent losses by night flows", "夜间流量法推算的表观漏损"),
        method: "WL − NNF·NDF·d", source: "UKWIR")
    /// Night flows against the balance: `agreement`.
    public static let agreement = IndicatorKey(
        "agreement", unit: "", Wording("Night flows against the balance", "两种方法的比较"),
        method: "|difference| within the combined 95 % limits", source: "UKWIR")

}

extension IndicatorCatalogue {
    static let night: [IndicatorKey] = [
        .mnf, .weeklyNightFlow, .nightShareOfMeanFlow, .legitimateNightUse, .nnf, .unavoidableBackground,
        .nightBackground, .nightExcess, .equivalentBursts, .controllableLeakage, .nightLeakage,
        .nightFlowTrend, .nightFlowSteps, .nightLessBalance, .apparentByNights, .agreement,
    ]
}
