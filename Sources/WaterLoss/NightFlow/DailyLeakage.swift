/// A day's leakage from its night flow, background and bursts each by its own law.
///
/// The background is of variable area (N1 = 1.5), bursts of an exponent between 0.5 and 1.5 of their pipes' material;
/// one factor for both overstates one of them whenever the pressure varies over the day.
public struct DailyLeakage: Hashable, Sendable {
    /// Background of the day, m³.
    public let background: Double
    /// Bursts of the day, m³; negative when the background was estimated too high, and kept.
    public let bursts: Double
    /// Length of the day, s.
    public let dayLength: Double

    /// The sum, m³.
    public var total: Double { background + bursts }

    /// Leakage of a day: background · NDF(1.5) + excess · NDF(N1).
    ///
    /// - Parameters:
    ///   - background: background leakage at night, m³/s.
    ///   - excess: excess over it, m³/s.
    ///   - pressures: average zone pressures of the whole day, evenly spaced, m.
    ///   - nightPressure: average zone pressure in the hour of the minimum, m.
    ///   - burstExponent: N1 of the bursts: 0.5 for rigid pipes, up to 1.5 for flexible ones.
    ///   - dayLength: s.
    /// - Returns: `nil` where no night-day factor can be had.
    public init?(
        background: Double, excess: Double, pressures: [Double], nightPressure: Double,
        burstExponent: Double, dayLength: Double = 86_400
    ) {
        guard
            let ofBackground = NightDayFactor(
                pressures: pressures, nightPressure: nightPressure, exponent: BackgroundLeakage.exponent,
                dayLength: dayLength),
            let ofBursts = NightDayFactor(
                pressures: pressures, nightPressure: nightPressure, exponent: burstExponent,
                dayLength: dayLength)
        else { return nil }
        self.background = ofBackground.dailyVolume(nightFlow: background)
        bursts = ofBursts.dailyVolume(nightFlow: excess)
        self.dayLength = dayLength
    }
}
