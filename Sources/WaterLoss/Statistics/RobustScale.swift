import Telemetry

/// Middle and spread of a sample that a few wild values do not move.
public enum RobustScale {
    /// What the median absolute deviation has to be multiplied with to be the standard deviation of normal values:
    /// 1/Φ⁻¹(0.75).
    public static let normalFactor = 1.482_602_218_505_602

    /// The median; `nil` for an empty sample.
    public static func median(_ sample: [Double]) -> Double? { Percentile.type7(sample, 0.5) }

    /// The standard deviation by the median absolute deviation, 1.4826·median(|x − median|); `nil` for an empty
    /// sample (Hampel, F. R., J. Am. Stat. Assoc. 69 (1974) 383–393).
    public static func standardDeviation(_ sample: [Double]) -> Double? {
        guard let middle = median(sample) else { return nil }
        return median(sample.map { abs($0 - middle) }).map { $0 * normalFactor }
    }
}
