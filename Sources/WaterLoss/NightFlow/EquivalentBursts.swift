/// Excess night flow counted in bursts of a standard size.
public enum EquivalentBursts {
    /// Flow of a burst of a service pipe at 50 m: 1.6 m³/h, in m³/s.
    public static let servicePipeBurst = 1.6 / 3600

    /// Equivalent service pipe bursts (ESPB): excess / (1.6 m³/h · (AZNP/50)^0.5).
    ///
    /// A hole of fixed area, so the exponent is 0.5. Source: BABE (Lambert); *Water Loss Control*, 2nd ed. The excess
    /// may be negative and then so is the number.
    ///
    /// - Parameters:
    ///   - excess: excess night flow, m³/s.
    ///   - nightPressure: average zone night pressure AZNP, m.
    /// - Returns: `nil` without pressure.
    public static func servicePipeBursts(excess: Double, nightPressure: Double) -> Double? {
        nightPressure > 0 ? excess / (servicePipeBurst * (nightPressure / 50).squareRoot()) : nil
    }
}
