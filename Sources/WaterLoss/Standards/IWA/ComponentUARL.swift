/// UARL by its components, each with its own law of pressure: for small zones and for pressures far from 50 m, where
/// the plain formula, which is linear in pressure, is outside its range.
///
/// `UARL_c = 50·[(9.6Lm + 0.6Nc + 16Lp)(P/50)^1.5 + (5.8Lm + 0.04Nc + 1.9Lp)(P/50)^N1r
/// + (2.6Lm + 0.16Nc + 7.1Lp)(P/50)^N1u]` litres a day: background, reported and unreported leaks. At 50 m it is the
/// plain UARL.
///
/// The split is that of Lambert's component coefficients. This is no published index, and it is not the paid "system
/// correction factor": say "component UARL" where it is shown.
public struct ComponentUARL: Sendable, Hashable {
    /// Exponent of background leakage: small leaks whose area grows with pressure.
    public static let backgroundExponent = 1.5

    /// Exponent N1 of reported leaks: 0.5 for rigid pipes to 1.5 for flexible ones.
    public var reportedExponent: Double
    /// Exponent N1 of unreported leaks.
    public var unreportedExponent: Double

    /// The method with these exponents; 1 where nothing is known of the material.
    public init(reportedExponent: Double = 1, unreportedExponent: Double = 1) {
        self.reportedExponent = reportedExponent
        self.unreportedExponent = unreportedExponent
    }

    /// Component UARL, m³/d; lengths in m, pressure in m, private pipe as a total.
    public func unavoidableLosses(
        mains: Uncertain, connections: Uncertain, privatePipe: Uncertain, pressure: Uncertain
    ) -> Uncertain {
        let (length, services) = (mains / 1000, privatePipe / 1000)
        let ratio = pressure / 50
        let background = 9.6 * length + 0.6 * connections + 16 * services
        let reported = 5.8 * length + 0.04 * connections + 1.9 * services
        let unreported = 2.6 * length + 0.16 * connections + 7.1 * services
        let leaks =
            background * ratio.raised(to: Self.backgroundExponent)
            + reported * ratio.raised(to: reportedExponent)
            + unreported * ratio.raised(to: unreportedExponent)
        return 50 * leaks / 1000
    }
}
