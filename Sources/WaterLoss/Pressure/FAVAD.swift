/// A leak, or all leaks of a zone, as an orifice that widens with the pressure (FAVAD):
/// Q = C_d·√(2g)·(A₀·h^0.5 + m·h^1.5).
///
/// May, J., *Pressure dependent leakage*, World Water and Environmental Engineering, 1994; van Zyl, J. E. and
/// Cassa, A. M., *Modeling elastically deforming leaks in water distribution pipes*, J. Hydraul. Eng. 140 (2014).
public struct FAVAD: Hashable, Sendable {
    /// What to know before using it. Both are possible in mathematics and neither in a pipe.
    public enum Flag: String, Hashable, Sendable, CaseIterable {
        /// The area at no pressure is negative: the exponent of the points is above 1.5.
        case negativeArea = "negative_area"
        /// The area shrinks with pressure: the exponent of the points is below 0.5.
        case negativeSlope = "negative_slope"
    }

    /// Discharge coefficient of a sharp hole, 0.6.
    public static let dischargeCoefficient = 0.6
    /// Standard gravity, m/s².
    public static let gravity = 9.80665

    /// Area at no pressure A₀, m².
    public let area: Double
    /// Growth of the area with the pressure m, m² per m of head.
    public let slope: Double
    /// Discharge coefficient C_d, no unit.
    public let coefficient: Double

    /// An orifice.
    public init(area: Double, slope: Double, coefficient: Double = dischargeCoefficient) {
        self.area = area
        self.slope = slope
        self.coefficient = coefficient
    }

    /// The orifice through two states: Q/(C_d·√(2g·h)) is the area A₀ + m·h, a straight line in h.
    ///
    /// - Parameters:
    ///   - flows: leakage in both states, m³/s, night use already subtracted.
    ///   - heads: average zone pressure in both states, m.
    ///   - coefficient: discharge coefficient C_d.
    /// - Returns: `nil` for pressures not above 0 or equal. A negative area or slope is kept; see ``flags``.
    public init?(
        flows: (first: Double, second: Double), heads: (first: Double, second: Double),
        coefficient: Double = dischargeCoefficient
    ) {
        guard heads.first > 0, heads.second > 0, heads.first != heads.second, coefficient > 0,
            flows.first.isFinite, flows.second.isFinite
        else { return nil }
        let first = flows.first / (coefficient * (2 * Self.gravity * heads.first).squareRoot())
        let second = flows.second / (coefficient * (2 * Self.gravity * heads.second).squareRoot())
        let slope = (second - first) / (heads.second - heads.first)
        self.init(area: first - slope * heads.first, slope: slope, coefficient: coefficient)
    }

    /// Leakage at a pressure, m³/s.
    ///
    /// - Parameter head: pressure, m; below 0 nothing flows.
    public func flow(at head: Double) -> Double {
        guard head > 0 else { return 0 }
        return coefficient * (2 * Self.gravity).squareRoot() * (area + slope * head) * head.squareRoot()
    }

    /// Leakage number LN = m·h/A₀ at a pressure, no unit: how the flow of the widening compares with that of the hole;
    /// `nil` for no hole.
    ///
    /// - Parameter head: mean of the pressures between which an exponent is to hold, m.
    public func leakageNumber(at head: Double) -> Double? { area != 0 ? slope * head / area : nil }

    /// The exponent about a pressure: N1 = (1.5·LN + 0.5)/(LN + 1); `nil` where it has none.
    public static func exponent(leakageNumber: Double) -> Double? {
        leakageNumber != -1 && leakageNumber.isFinite
            ? (1.5 * leakageNumber + 0.5) / (leakageNumber + 1) : nil
    }

    /// The leakage number of an exponent: LN = (N1 − 0.5)/(1.5 − N1); `nil` for N1 = 1.5, where it is without bound.
    public static func leakageNumber(exponent: Double) -> Double? {
        exponent != 1.5 && exponent.isFinite ? (exponent - 0.5) / (1.5 - exponent) : nil
    }

    /// The exponent of the power law that is tangent to this orifice at a pressure, m; `nil` where nothing flows: no
    /// orifice, or one whose area has shrunk to nothing at that pressure.
    public func exponent(at head: Double) -> Double? {
        guard area + slope * head != 0 || head == 0 else { return nil }
        return leakageNumber(at: head).flatMap(Self.exponent(leakageNumber:)) ?? (slope != 0 ? 1.5 : nil)
    }

    /// What to know before using it.
    public var flags: [Flag] {
        (area < 0 ? [.negativeArea] : []) + (slope < 0 ? [.negativeSlope] : [])
    }
}
