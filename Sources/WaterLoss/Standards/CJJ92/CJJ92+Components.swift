/// The components of the standard's table 4.2.1, each by its formula.
extension CJJ92 {
    /// Coefficient of soil cover C1 by nominal diameter, mm: 0.96 up to DN50, 0.95 up to DN300, 0.94 above. Practice
    /// often takes 1.
    public static func soilCoverCoefficient(nominalDiameter: Double) -> Double {
        if Edge.isAtMost(nominalDiameter, 50) { return 0.96 }
        return Edge.isAtMost(nominalDiameter, 300) ? 0.95 : 0.94
    }

    /// Coefficient of discharge C2 of the standard.
    public static let standardDischarge = 0.6

    /// Flow out of one leak, m³/s: Q_L = C1·C2·A·√(2gH), g = 9.8 m/s².
    ///
    /// - Parameters:
    ///   - soilCover: C1.
    ///   - discharge: C2, 0.6 in the standard.
    ///   - area: A, of the hole, m².
    ///   - head: H, pressure at the hole, m.
    public static func leakFlow(
        soilCover: Double, discharge: Double = standardDischarge, area: Double, head: Double
    ) -> Double {
        soilCover * discharge * area * (2 * gravity * max(0, head)).squareRoot()
    }

    /// Volume of one leak, m³: Q_L·t. (The standard divides by 10 000 for 万m³.)
    ///
    /// - Parameters:
    ///   - flow: m³/s.
    ///   - seconds: t; of a visible leak (明漏) from its discovery to the closing of the valve, of a hidden one (暗漏)
    ///     the cycle of the survey that found it.
    public static func leakVolume(flow: Double, seconds: Double) -> Double { flow * seconds }

    /// Background leakage (背景漏失), m³: Q_B = Q_n·L·T.
    ///
    /// - Parameters:
    ///   - unitNightFlow: Q_n, minimum night flow of a metre of pipe, m³/(m·s), measured in sample zones after leaks
    ///     were found and mended.
    ///   - length: L, m.
    ///   - seconds: T.
    public static func backgroundLeakage(
        unitNightFlow: Uncertain, length: Uncertain, seconds: Double
    ) -> Uncertain {
        unitNightFlow * length * Uncertain(seconds)
    }

    /// Difference between master and household meters (居民用户总分表差), m³: Q_m1 = Q_mr / (1 − C_mr) − Q_mr; `nil`
    /// unless C_mr < 1.
    ///
    /// - Parameters:
    ///   - households: Q_mr, registered by household meters, m³.
    ///   - difference: C_mr from tests of one's own, as a fraction.
    public static func masterMeterDifference(households: Uncertain, difference: Uncertain) -> Uncertain? {
        MeterInaccuracy.customerMeteringInaccuracy(registered: households, underRegistration: difference)
    }

    /// Error of non-residents' meters (非居民用户表具误差), m³: Q_m2 = Q_mL / (1 − C_mL) − Q_mL; `nil` unless
    /// C_mL < 1.
    ///
    /// - Parameters:
    ///   - nonResidents: Q_mL, registered by their meters, m³.
    ///   - error: C_mL from tests, as a fraction.
    public static func nonResidentMeterError(nonResidents: Uncertain, error: Uncertain) -> Uncertain? {
        MeterInaccuracy.customerMeteringInaccuracy(registered: nonResidents, underRegistration: error)
    }
}
