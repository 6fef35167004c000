import Foundation

/// The power law of leakage and pressure, L₁/L₀ = (P₁/P₀)^N1 (*Water Loss Control*, 2nd ed., pp. 163–164).
public enum LeakageExponent {
    /// What the theory allows: 0.5 for holes of fixed area, 1.5 for leaks that widen with the pressure.
    public static let theoretical = 0.5...1.5
    /// What step tests in the field gave.
    public static let observed = 0.36...2.95

    /// Whether theory allows an exponent: 0.5 and 1.5 themselves are found from readings only up to rounding.
    static func isTheoretical(_ exponent: Double) -> Bool {
        Edge.isAtLeast(exponent, theoretical.lowerBound) && Edge.isAtMost(exponent, theoretical.upperBound)
    }

    /// Leakage at another pressure over leakage now: (P₁/P₀)^N1; `nil` without a pressure to start from.
    ///
    /// - Parameters:
    ///   - from: average zone pressure now, m.
    ///   - to: average zone pressure then, m.
    ///   - exponent: N1.
    public static func leakageRatio(from: Double, to: Double, exponent: Double) -> Double? {
        from > 0 && to >= 0 ? pow(to / from, exponent) : nil
    }

    /// N1 of two states: ln(L₁/L₀)/ln(P₁/P₀).
    ///
    /// - Parameters:
    ///   - leakages: leakage in both states, m³/s, **night use already subtracted**.
    ///   - pressures: average zone pressure in both states, m; not the inlet's.
    /// - Returns: `nil` for anything not above 0, or equal pressures.
    public static func exponent(
        leakages: (first: Double, second: Double), pressures: (first: Double, second: Double)
    ) -> Double? {
        guard leakages.first > 0, leakages.second > 0, pressures.first > 0, pressures.second > 0,
            pressures.first != pressures.second
        else { return nil }
        return log(leakages.second / leakages.first) / log(pressures.second / pressures.first)
    }

    /// Share of the leakage from holes of fixed area: 1.5 − N1; `nil` for N1 outside 0.5…1.5.
    public static func fixedAreaShare(_ exponent: Double) -> Double? {
        isTheoretical(exponent) ? min(1, max(0, 1.5 - exponent)) : nil
    }

    /// Share of the leakage from leaks of variable area: N1 − 0.5; `nil` for N1 outside 0.5…1.5.
    public static func variableAreaShare(_ exponent: Double) -> Double? {
        isTheoretical(exponent) ? min(1, max(0, exponent - 0.5)) : nil
    }
}
