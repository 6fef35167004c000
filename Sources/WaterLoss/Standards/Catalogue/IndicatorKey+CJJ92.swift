import InputOutput

/// The figures of CJJ 92 (城镇供水管网漏损控制及评定标准).
extension IndicatorKey {
    /// Water supplied Qs, m3: `qs_m3`.
    public static let waterSuppliedQs = IndicatorKey(
        "qs_m3", unit: "m3", Wording("Water supplied Qs", "供水总量 Qs"),
        method: "Qs = own + purchased", source: "CJJ 92-2016")
    /// Registered users' consumption Qa, m3: `qa_m3`.
    public static let registeredUseQa = IndicatorKey(
        "qa_m3", unit: "m3", Wording("Registered users' consumption Qa", "注册用户用水量 Qa"),
        method: "Qa = billed + free", source: "CJJ 92-2016")
    /// Gross water loss rate R_WL, %: `r_wl_percent`.
    public static let grossLossRate = IndicatorKey(
        "r_wl_percent", unit: "%", Wording("Gross water loss rate R_WL", "综合漏损率 R_WL"),
        method: "R_WL = (Qs − Qa)/Qs·100", source: "CJJ 92-2016")
    /// Leakage, m3: `leakage_m3`.
    public static let leakage = IndicatorKey(
        "leakage_m3", unit: "m3", Wording("Leakage", "漏失水量"),
        method: "Qr = Qr1 + Qr2 + Qr3 + Qr4", source: "CJJ 92-2016")
    /// Metering loss, m3: `metering_loss_m3`.
    public static let meteringLoss = IndicatorKey(
        "metering_loss_m3", unit: "m3", Wording("Metering loss", "计量损失水量"),
        method: "Qm = Qm1 + Qm2", source: "CJJ 92-2016")
    /// Other loss, m3: `other_loss_m3`.
    public static let otherLoss = IndicatorKey(
        "other_loss_m3", unit: "m3", Wording("Other loss", "其他损失水量"),
        method: "loss − Qr − Qm", source: "CJJ 92-2016")
    /// Leakage rate R_RL, %: `r_rl_percent`.
    public static let leakageRate = IndicatorKey(
        "r_rl_percent", unit: "%", Wording("Leakage rate R_RL", "漏失率 R_RL"),
        method: "R_RL = ΣQr/Qs·100", source: "CJJ 92-2016")
    /// Grade of the leakage rate: `leakage_grade`.
    public static let leakageGrade = IndicatorKey(
        "leakage_grade", unit: "", Wording("Grade of the leakage rate", "漏失率评定等级"),
        method: "R_RL ≤ 0.70·R_n'", source: "CJJ 92-2016")
    /// Correction R1, households, %: `r1_percent`.
    public static let householdCorrection = IndicatorKey(
        "r1_percent", unit: "%", Wording("Correction R1, households", "居民抄表到户水量修正值 R1"),
        method: "R1 = 0.08·r·100", source: "CJJ 92-2016")
    /// Correction R2, length of pipe, %: `r2_percent`.
    public static let lengthCorrection = IndicatorKey(
        "r2_percent", unit: "%", Wording("Correction R2, length of pipe", "单位供水量管长修正值 R2"),
        method: "R2 = 0.99·(A − 0.0693)·100, −3…3", source: "CJJ 92-2016")
    /// Correction R3, pressure, %: `r3_percent`.
    public static let pressureCorrection = IndicatorKey(
        "r3_percent", unit: "%", Wording("Correction R3, pressure", "年平均出厂压力修正值 R3"),
        method: "R3: P ≤ 0.35 MPa 0; ≤ 0.55 0.5; ≤ 0.75 1; above 2", source: "CJJ 92-2016")
    /// Correction R4, frost, %: `r4_percent`.
    public static let frostCorrection = IndicatorKey(
        "r4_percent", unit: "%", Wording("Correction R4, frost", "最大冻土深度修正值 R4"),
        method: "R4: frost deeper than 1.4 m 1, else 0", source: "CJJ 92-2016")
    /// Corrections R_n, %: `r_n_percent`.
    public static let corrections = IndicatorKey(
        "r_n_percent", unit: "%", Wording("Corrections R_n", "总修正值 R_n"),
        method: "R_n = R1 + R2 + R3 + R4", source: "CJJ 92-2016")
    /// Water loss rate R_BL, %: `r_bl_percent`.
    public static let lossRate = IndicatorKey(
        "r_bl_percent", unit: "%", Wording("Water loss rate R_BL", "漏损率 R_BL"),
        method: "R_BL = R_WL − R_n", source: "CJJ 92-2016 (2018)")
    /// Standard value, grade 1, %: `standard_value_1_percent`.
    public static let standardValueOfGrade1 = IndicatorKey(
        "standard_value_1_percent", unit: "%", Wording("Standard value, grade 1", "一级评定标准值"),
        method: "R_n' = R0 + R_n, R0 = 10 %", source: "CJJ 92-2016")
    /// Standard value, grade 2, %: `standard_value_2_percent`.
    public static let standardValueOfGrade2 = IndicatorKey(
        "standard_value_2_percent", unit: "%", Wording("Standard value, grade 2", "二级评定标准值"),
        method: "R_n' = R0 + R_n, R0 = 12 %", source: "CJJ 92-2016")
    /// Grade: `grade`.
    public static let grade = IndicatorKey(
        "grade", unit: "", Wording("Grade", "评定等级"),
        method: "R_WL ≤ R_n'", source: "CJJ 92-2016")
    /// Region's water loss rate, %: `regional_r_bl_percent`.
    public static let regionalLossRate = IndicatorKey(
        "regional_r_bl_percent", unit: "%", Wording("Region's water loss rate", "区域漏损率"),
        method: "R̄_BL = Σ R_BL·Qs / ΣQs", source: "CJJ 92-2016 (2018)")

}

extension IndicatorCatalogue {
    static let cjj92: [IndicatorKey] = [
        .waterSuppliedQs, .registeredUseQa, .grossLossRate, .leakage, .meteringLoss, .otherLoss, .leakageRate,
        .leakageGrade, .householdCorrection, .lengthCorrection, .pressureCorrection, .frostCorrection,
        .corrections, .lossRate, .standardValueOfGrade1, .standardValueOfGrade2, .grade, .regionalLossRate,
    ]
}
