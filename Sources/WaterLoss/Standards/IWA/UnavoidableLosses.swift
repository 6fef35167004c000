import Telemetry

/// Unavoidable annual real losses: what a well-kept network of this size leaks at this pressure.
///
/// Lengths in m, pressures in m of water, results in m³ a day. The private pipe is the **total** length between
/// property line and meter of all connections, not its mean; it is 0 where meters stand at the property line.
/// Connections are service connections, not properties and not meters.
public enum UnavoidableLosses {
    /// UARL by the metric coefficients, m³/d: (18·Lm + 0.8·Nc + 25·Lp)·P litres a day, Lm and Lp in km, P in m.
    ///
    /// Source: Lambert et al., *A review of performance indicators for real losses*, Aqua, 1999.
    public static func metric(
        mains: Uncertain, connections: Uncertain, privatePipe: Uncertain, pressure: Uncertain
    ) -> Uncertain {
        let litres = (18 * (mains / 1000) + 0.8 * connections + 25 * (privatePipe / 1000)) * pressure
        return litres / 1000
    }

    /// UARL by the US coefficients, m³/d: (5.41·Lm + 0.15·Nc + 7.5·Lp)·P US gallons a day, Lm and Lp in miles, P in
    /// psi.
    ///
    /// The coefficients were rounded when they were converted: the result differs from the metric one by up to 1 %.
    ///
    /// Source: AWWA M36; *Water Loss Control*, 2nd ed., p. 103.
    public static func unitedStates(
        mains: Uncertain, connections: Uncertain, privatePipe: Uncertain, pressure: Uncertain
    ) -> Uncertain {
        let mile = Uncertain(LossRates.mile)
        let psi = pressure / Uncertain(PressureUnit.poundsPerSquareInch.siFactor)
        let gallons = (5.41 * (mains / mile) + 0.15 * connections + 7.5 * (privatePipe / mile)) * psi
        return gallons * Uncertain(VolumeUnit.gallons.siFactor)
    }

    /// Total length of private pipe from its mean, m: Nc · mean.
    public static func totalPrivatePipe(connections: Uncertain, mean: Uncertain) -> Uncertain {
        connections * mean
    }

    /// UARL of a supply that is not always on, m³/d: that of the pressurised time times its share of the day, with
    /// the pressure while the system is pressurised.
    public static func intermittent(_ continuous: Uncertain, pressurisedShare: Double) -> Uncertain {
        continuous * Uncertain(pressurisedShare)
    }

    /// Infrastructure leakage index: ILI = CARL / UARL, both in one unit; relative limits in quadrature. `nil` when
    /// nothing is unavoidable.
    ///
    /// Source: Lambert et al., 1999.
    public static func infrastructureLeakageIndex(current: Uncertain, unavoidable: Uncertain) -> Uncertain? {
        unavoidable.value > 0 ? current / unavoidable : nil
    }
}
