import WaterLoss

/// What a zone's pressure can be lowered by, and what that would save.
public struct PressureReduction: Sendable, Hashable {
    /// How much lower, m, at every hour.
    public let metres: Double
    /// The zone's leakage now and then, hour by hour.
    public let management: PressureManagement
    /// How many fewer bursts, percent, with the range of the factor.
    public let fewerBursts: ConfidenceInterval?

    /// Room above the service minimum: the least pressure at any usable point less what is promised, m; negative where
    /// it is not kept even now. `nil` without usable points.
    public static func room(_ pressure: ZonePressure, serviceMinimum: Double) -> Double? {
        pressure.points.compactMap(\.lowest).min().map { $0 - serviceMinimum }
    }

    /// Leakage of the mean day at the pressure now and at a lower one: background with N1 = 1.5, bursts with the N1 of
    /// the policy. Sales are taken as independent of pressure.
    ///
    /// - Parameters:
    ///   - pressure: the zone's pressures, with its mean day.
    ///   - night: its night flow, with background and excess.
    ///   - metres: how much lower, m.
    ///   - policy: N1 of bursts.
    /// - Returns: `nil` where an hour's pressure, the background or the night pressure is not known, or the pressure would
    ///   fall below 0.
    public init?(
        _ pressure: ZonePressure, _ night: NightAccount, lowerBy metres: Double, policy: EvaluationPolicy
    ) {
        let hours = pressure.hours.compactMap { $0 }
        let exponent = policy.exponent ?? EvaluationPolicy.defaultExponent
        guard hours.count == 24, let nightPressure = pressure.night, let background = night.net.background,
            let excess = night.net.excess,
            let backgrounds = PressureManagement.hourlyLeakage(
                nightFlow: background, nightPressure: nightPressure, pressures: hours,
                exponent: BackgroundLeakage.exponent),
            let bursts = PressureManagement.hourlyLeakage(
                nightFlow: excess, nightPressure: nightPressure, pressures: hours, exponent: exponent),
            let management = PressureManagement(
                hours.indices.map {
                    PressureManagement.Hour(
                        before: hours[$0], after: hours[$0] - metres, background: backgrounds[$0],
                        bursts: bursts[$0], sales: 0)
                }, burstExponent: exponent, salesExponent: 0)
        else { return nil }
        self.metres = metres
        self.management = management
        fewerBursts = pressure.highest.flatMap {
            BurstFrequency.reductionPercent(maximumBefore: $0, maximumAfter: $0 - metres)
        }
    }
}
