/// The assessed rates and grades.
extension CJJ92 {
    /// Gross water loss rate R_WL (综合漏损率; in 2016 called 漏损率), percent: (Qs − Qa)/Qs·100; `nil` without supply.
    ///
    /// - Parameters:
    ///   - supply: Qs, m³.
    ///   - registered: Qa, registered users' consumption, m³.
    public static func grossLossRate(supply: Uncertain, registered: Uncertain) -> Uncertain? {
        supply.value > 0 ? 100 * (supply - registered) / supply : nil
    }

    /// Loss rate R_BL of the revision (漏损率), the assessed figure, percent: R_WL − R_n.
    ///
    /// The corrections are taken as the standard has them, as figures without doubt.
    public static func lossRate(gross: Uncertain, corrections: Corrections) -> Uncertain {
        gross - Uncertain(corrections.total)
    }

    /// Leakage rate R_RL of 2016 (漏失率), percent: ΣQ_r/Qs·100; `nil` without supply.
    public static func leakageRate(leakage: Uncertain, supply: Uncertain) -> Uncertain? {
        supply.value > 0 ? 100 * leakage / supply : nil
    }

    /// The grades of assessment.
    public enum Grade: String, Sendable, Hashable, CaseIterable {
        /// 一级: 10 %.
        case first = "1"
        /// 二级: 12 %.
        case second = "2"
        /// Neither is reached.
        case none

        /// The grades that can be reached, the better first.
        public static let reachable = [Grade.first, .second]

        /// The basic value R0, percent.
        public var basicRate: Double? {
            switch self {
            case .first: 10
            case .second: 12
            case .none: nil
            }
        }
    }

    /// Standard value of 2016, R_n' = R0 + R_n, percent; `nil` for ``Grade/none``.
    public static func standardValue(_ grade: Grade, corrections: Corrections) -> Double? {
        grade.basicRate.map { $0 + corrections.total }
    }

    /// The most that the leakage rate of 2016 may be, percent: 0.70·R_n'.
    public static func largestLeakageRate(standardValue: Double) -> Double { 0.70 * standardValue }

    /// Grade by the revision: the best whose R0 is not less than R_BL. Nothing is rounded; equality passes.
    public static func grade(lossRate: Double) -> Grade {
        Grade.reachable.first { Edge.isAtMost(lossRate, $0.basicRate ?? 0) } ?? .none
    }

    /// Grade by 2016: the best whose R_n' is not less than R_WL. Which side the corrections stand on changes no grade.
    public static func grade(grossRate: Double, corrections: Corrections) -> Grade {
        Grade.reachable.first { grade in
            standardValue(grade, corrections: corrections).map { Edge.isAtMost(grossRate, $0) } ?? false
        } ?? .none
    }

    /// Grade of the leakage rate of 2016: the best whose 0.70·R_n' is not less than R_RL.
    public static func grade(leakageRate: Double, corrections: Corrections) -> Grade {
        Grade.reachable.first { grade in
            standardValue(grade, corrections: corrections).map {
                Edge.isAtMost(leakageRate, largestLeakageRate(standardValue: $0))
            } ?? false
        } ?? .none
    }

    /// Loss rate of a region, percent: Σ R_BL,i·Qs,i / Σ Qs,i, **weighted by supply**; `nil` unless something was
    /// supplied.
    ///
    /// - Parameter undertakings: R_BL, percent, and Qs, m³.
    public static func regionalLossRate(_ undertakings: [(lossRate: Double, supply: Double)]) -> Double? {
        let total = undertakings.reduce(0) { $0 + $1.supply }
        guard total > 0 else { return nil }
        return undertakings.reduce(0) { $0 + $1.lossRate * $1.supply } / total
    }
}
