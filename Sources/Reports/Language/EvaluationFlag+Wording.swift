import InputOutput
import WaterLoss

extension EvaluationFlag {
    /// The flag as a sentence for a reader.
    public func sentence(in language: ReportLanguage) -> String {
        code.wording.text(in: language, [element.map { FlagWords.element($0, in: language) } ?? "?"])
    }
}

extension EvaluationFlag.Code {
    /// The sentence of the flag; `{0}` stands for the input or the reason it carries.
    var wording: Wording {
        switch self {
        case .notGiven: Wording("Not said: {0} is not known.", "未给出：缺少 {0}。")
        case .noDenominator: Wording("Not said: {0} is 0.", "未给出：{0} 为零。")
        case .negativeResidual:
            Wording(
                "{0} is negative: a meter, the boundary or the use is wrong. The value is kept.",
                "{0} 为负：流量计、边界或用水量有误，数值照列。")
        case .defaultUsed:
            Wording("Rests on a published default for {0}, no figure of the utility.", "{0} 采用公开的缺省值，非本单位实测。")
        case .assumed: Wording("Assumed: {0}.", "假定：{0}。")
        case .limitsIncomplete:
            Wording("No limits were stated for {0}: the limits are too narrow.", "{0} 未给出误差，区间偏窄。")
        case .uarlOutOfValidity:
            Wording(
                "UARL is used outside the systems it was made for ({0}).", "超出 UARL 公式的适用范围（{0}）。")
        case .interpolated: Wording("Found between two columns of a published table.", "由公布表格的相邻两列内插。")
        case .extrapolated: Wording("Found beyond the last column of a published table.", "由公布表格外推。")
        case .clamped: Wording("{0} reached its published limit.", "{0} 已达规定的上下限。")
        case .referenceOnly:
            Wording(
                "For reference only: the standard is made for an undertaking's year.", "仅供参考：标准适用于供水单位的年度评定。")
        case .implausible:
            Wording(
                "{0} cannot be, or hardly: check it and its unit. No grade rests on it.",
                "{0} 不可能或极不合理：请核对数值和单位，不据此评级。")
        case .undetermined:
            Wording(
                "Not said: the limits of {0} hold everything.", "未给出：{0} 的置信区间包含一切可能。")
        case .edgeWithinLimits:
            Wording(
                "The edge at {0} lies within the limits: the other side of it may be true.",
                "界限值 {0} 落在置信区间内：实际也可能在另一侧。")
        case .differentPeriods:
            Wording("Of different periods: {0}.", "时段不同：{0}。")
        case .lowDensity:
            Wording(
                "Few connections for the length: compare by length of main.", "接户密度低，宜按管长比较。")
        }
    }
}
