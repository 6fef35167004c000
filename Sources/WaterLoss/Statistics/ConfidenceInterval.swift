/// A figure with its 95 % confidence limits, in the figure's own unit.
///
/// The limits need not lie evenly about the value: a factor between 0.7 and 2.8 is 1.4 at best.
public struct ConfidenceInterval: Hashable, Sendable {
    /// The best figure.
    public var value: Double
    /// The lower 95 % limit.
    public var lower: Double
    /// The upper 95 % limit.
    public var upper: Double

    /// A figure between two limits; limits given the wrong way round are exchanged.
    public init(_ value: Double, lower: Double, upper: Double) {
        self.value = value
        self.lower = min(lower, upper)
        self.upper = max(lower, upper)
    }

    /// A figure with limits evenly on both sides.
    public init(_ value: Double, halfWidth: Double) {
        self.init(value, lower: value - abs(halfWidth), upper: value + abs(halfWidth))
    }

    /// A figure with limits a percentage of it on both sides.
    public init(_ value: Double, percent: Double) {
        self.init(value, halfWidth: value * percent / 100)
    }

    /// Half the distance of the limits.
    public var halfWidth: Double { (upper - lower) / 2 }

    /// Whether a figure lies between the limits or on one.
    public func contains(_ figure: Double) -> Bool { lower <= figure && figure <= upper }

    /// Whether both limits lie on one side of `figure`.
    public func excludes(_ figure: Double) -> Bool { !contains(figure) }
}

extension ConfidenceInterval {
    /// The half-width of a sum or a difference of independent figures: √Σh², whatever the signs.
    ///
    /// Adding half-widths in quadrature is adding variances (V·CL/1.96)² and taking 1.96 σ of the sum (Thornton,
    /// Sturm and Kunkel, *Water Loss Control*, 2nd ed., pp. 111–112).
    public static func combinedHalfWidth(_ halfWidths: [Double]) -> Double {
        halfWidths.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    /// The sum of two independent figures; each side's widths add in quadrature.
    public static func + (a: ConfidenceInterval, b: ConfidenceInterval) -> ConfidenceInterval {
        let below = combinedHalfWidth([a.value - a.lower, b.value - b.lower])
        let above = combinedHalfWidth([a.upper - a.value, b.upper - b.value])
        let sum = a.value + b.value
        return ConfidenceInterval(sum, lower: sum - below, upper: sum + above)
    }

    /// The difference of two independent figures; what is above one lies below the other.
    public static func - (a: ConfidenceInterval, b: ConfidenceInterval) -> ConfidenceInterval {
        a + b.scaled(by: -1)
    }

    /// The figure and its limits times an exact number.
    public func scaled(by factor: Double) -> ConfidenceInterval {
        ConfidenceInterval(value * factor, lower: lower * factor, upper: upper * factor)
    }

    /// The product of two independent figures: half-widths √((a·h_b)² + (b·h_a)²), to first order.
    public static func * (a: ConfidenceInterval, b: ConfidenceInterval) -> ConfidenceInterval {
        ConfidenceInterval(
            a.value * b.value,
            halfWidth: combinedHalfWidth([a.value * b.halfWidth, b.value * a.halfWidth]))
    }

    /// The mean of a sample with limits by Student's t, mean ± t·s/√n; `nil` for fewer than two values.
    public static func mean(of sample: [Double]) -> ConfidenceInterval? {
        guard sample.count > 1 else { return nil }
        let count = Double(sample.count)
        let mean = sample.reduce(0, +) / count
        let squares = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        guard let factor = StudentT.twoSided95(degreesOfFreedom: count - 1) else { return nil }
        return ConfidenceInterval(mean, halfWidth: factor * (squares / (count - 1) / count).squareRoot())
    }
}
