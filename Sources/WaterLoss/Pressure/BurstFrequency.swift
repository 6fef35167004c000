/// How many fewer bursts a lower pressure brings. Mains and services are reckoned separately.
public enum BurstFrequency {
    /// Burst frequency factor BFF: percent fewer bursts for each percent less of the highest pressure. Mean 1.4 of 112
    /// systems, between 0.7 and 2.8. The table behind it was not available to us: an orientation, no promise.
    public static let factor = ConfidenceInterval(1.4, lower: 0.7, upper: 2.8)

    /// Reduction of bursts in percent: BFF · ΔP_max in percent of P_max now.
    ///
    /// - Parameters:
    ///   - maximumBefore: highest pressure of the zone now, m.
    ///   - maximumAfter: highest pressure then, m.
    ///   - factor: BFF with its range.
    /// - Returns: `nil` without pressure now. Negative when the pressure rises.
    public static func reductionPercent(
        maximumBefore: Double, maximumAfter: Double, factor: ConfidenceInterval = factor
    ) -> ConfidenceInterval? {
        maximumBefore > 0 ? factor.scaled(by: (maximumBefore - maximumAfter) / maximumBefore * 100) : nil
    }

    /// Burst frequency after a change, never below the floor of what pressure does not cause (traffic, frost,
    /// corrosion).
    ///
    /// - Parameters:
    ///   - before: bursts a year (or a year and km) now.
    ///   - maximumBefore: highest pressure now, m.
    ///   - maximumAfter: highest pressure then, m.
    ///   - nonPressureFloor: bursts in the same unit that no pressure causes; a floor above the frequency now leaves
    ///     it as it is.
    ///   - factor: BFF with its range.
    /// - Returns: the frequency with the range of the factor as limits; `nil` without pressure now or for a negative
    ///   frequency.
    public static func after(
        before: Double, maximumBefore: Double, maximumAfter: Double, nonPressureFloor: Double,
        factor: ConfidenceInterval = factor
    ) -> ConfidenceInterval? {
        guard before >= 0, nonPressureFloor >= 0,
            let percent = reductionPercent(
                maximumBefore: maximumBefore, maximumAfter: maximumAfter, factor: factor)
        else { return nil }
        let floor = min(before, nonPressureFloor)
        func left(_ percent: Double) -> Double { max(floor, before * (1 - percent / 100)) }
        return ConfidenceInterval(left(percent.value), lower: left(percent.upper), upper: left(percent.lower))
    }

    /// The newer form, BF = BF_npd + k·P_max³: bursts that pressure does not cause, and those it does.
    ///
    /// - Parameters:
    ///   - nonPressure: BF_npd, bursts a year.
    ///   - coefficient: k, bursts a year and m³ of head cubed.
    ///   - maximum: highest pressure, m.
    public static func cubic(nonPressure: Double, coefficient: Double, maximum: Double) -> Double {
        nonPressure + coefficient * maximum * maximum * maximum
    }

    /// The coefficient k of the newer form from one state: (BF − BF_npd)/P_max³; `nil` without pressure.
    public static func cubicCoefficient(
        frequency: Double, nonPressure: Double, maximum: Double
    ) -> Double? {
        maximum > 0 ? (frequency - nonPressure) / (maximum * maximum * maximum) : nil
    }
}
