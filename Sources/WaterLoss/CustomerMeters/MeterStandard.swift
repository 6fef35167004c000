/// The maximum permissible errors of new water meters (ISO 4064-1): what a meter may err, not what meters do err. Used
/// as a prior only, where a utility has tested none of its own.
public enum MeterStandard {
    /// Ratio of transitional to minimum flow, Q2/Q1 = 1.6.
    public static let transitionalRatio = 1.6
    /// Ratio of overload to permanent flow, Q4/Q3 = 1.25.
    public static let overloadRatio = 1.25

    /// Maximum permissible error at a flow, fraction: 0.05 from Q1 to below Q2, 0.02 from Q2 to Q4, for water up to
    /// 30 °C; `nil` outside Q1…Q4, where nothing is promised.
    ///
    /// - Parameters:
    ///   - flow: m³/s.
    ///   - permanent: Q3, m³/s.
    ///   - ratio: R = Q3/Q1, such as 80 or 160.
    public static func maximumPermissibleError(flow: Double, permanent: Double, ratio: Double) -> Double? {
        guard permanent > 0, ratio > 0 else { return nil }
        // As shares of Q1 and Q3: the standard's zones hold their ends, which conversions of units miss by rounding.
        let ofMinimum = flow / permanent * ratio
        guard Edge.isAtLeast(ofMinimum, 1), Edge.isAtMost(flow / permanent, overloadRatio) else { return nil }
        return Edge.isBelow(ofMinimum, transitionalRatio) ? 0.05 : 0.02
    }

    /// The prior of a meter's error at a flow: 0 with the permissible error as limits.
    public static func prior(flow: Double, permanent: Double, ratio: Double) -> ConfidenceInterval? {
        maximumPermissibleError(flow: flow, permanent: permanent, ratio: ratio).map {
            ConfidenceInterval(0, halfWidth: $0)
        }
    }
}
