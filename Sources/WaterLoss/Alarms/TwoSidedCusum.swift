/// Two cumulative sums of standardised residuals, one for rises and one for falls (Page, E. S., Biometrika 41 (1954)
/// 100–115).
///
/// C⁺ = max(0, C⁺ + z − k) and C⁻ = max(0, C⁻ − z − k); an alarm when one exceeds h. With k = ½ and known level and
/// spread, normal residuals give a false alarm every 465 days on average at h = 5, and a shift of 1 σ is found after
/// 10.4 days on average, one of 2 σ after 4.0 (Montgomery, D. C., *Introduction to Statistical Quality Control*,
/// table of average run lengths; tested here by simulation).
public struct TwoSidedCusum: Hashable, Sendable {
    /// Which way a step goes.
    public enum Direction: String, Hashable, Sendable {
        /// More water: a burst, or more use.
        case up
        /// Less water: a repair, a closed valve, less use.
        case down
    }

    /// Allowance k, in standard deviations: half the shift that is to be found fastest.
    public let allowance: Double
    /// Threshold h, in standard deviations.
    public let threshold: Double
    /// Sum of rises C⁺.
    public private(set) var rise = 0.0
    /// Sum of falls C⁻.
    public private(set) var fall = 0.0
    /// Residuals since C⁺ was last 0.
    public private(set) var sinceRiseBegan = 0
    /// Residuals since C⁻ was last 0.
    public private(set) var sinceFallBegan = 0

    /// Sums at 0.
    public init(allowance: Double = 0.5, threshold: Double = 5) {
        self.allowance = allowance
        self.threshold = threshold
    }

    /// Takes a residual; says which sum exceeds the threshold now, the larger of both.
    public mutating func add(_ residual: Double) -> Direction? {
        rise = max(0, rise + residual - allowance)
        fall = max(0, fall - residual - allowance)
        sinceRiseBegan = rise > 0 ? sinceRiseBegan + 1 : 0
        sinceFallBegan = fall > 0 ? sinceFallBegan + 1 : 0
        guard max(rise, fall) > threshold else { return nil }
        return rise >= fall ? .up : .down
    }

    /// Back to 0.
    public mutating func reset() {
        self = TwoSidedCusum(allowance: allowance, threshold: threshold)
    }
}
