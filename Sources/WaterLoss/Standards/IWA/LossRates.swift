/// Losses for each connection, kilometre, day and metre of pressure. Volumes are divided once, in the end; ratios
/// are never averaged.
///
/// Source: IWA performance indicators; AWWA M36; *Water Loss Control*, 2nd ed., p. 105.
public enum LossRates {
    /// Connections for each kilometre of main below which losses are stated by length: 20/km. AWWA has 32 a mile,
    /// which is 19.9/km.
    public static let lowDensity = 20.0
    /// The same for a mile.
    public static let lowDensityPerMile = 32.0
    /// A mile, m.
    public static let mile = 1609.344

    /// Loss for each connection and day, m³; `nil` without connections or days.
    public static func perConnectionAndDay(
        _ loss: Uncertain, connections: Uncertain, days: Double
    ) -> Uncertain? {
        connections.value > 0 && days > 0 ? loss / connections / Uncertain(days) : nil
    }

    /// Loss for each connection, day and metre of average pressure, m³/m; `nil` without pressure.
    public static func perConnectionDayAndPressure(
        _ loss: Uncertain, connections: Uncertain, days: Double, pressure: Uncertain
    ) -> Uncertain? {
        guard pressure.value > 0 else { return nil }
        return perConnectionAndDay(loss, connections: connections, days: days).map { $0 / pressure }
    }

    /// Loss for each metre of main and day, m³/m; `nil` without mains or days.
    public static func perLengthAndDay(_ loss: Uncertain, mains: Uncertain, days: Double) -> Uncertain? {
        mains.value > 0 && days > 0 ? loss / mains / Uncertain(days) : nil
    }

    /// Connections for each kilometre of main; `nil` without mains.
    public static func density(connections: Uncertain, mains: Uncertain) -> Uncertain? {
        mains.value > 0 ? connections / (mains / 1000) : nil
    }

    /// Whether a system is so thinly connected that its losses are stated by length of main rather than by
    /// connection: below 20/km (below 32 a mile).
    public static func isThinlyConnected(connections: Double, mains: Double, perMile: Bool = false) -> Bool {
        guard mains > 0 else { return false }
        return perMile
            ? Edge.isBelow(connections / (mains / mile), lowDensityPerMile)
            : Edge.isBelow(connections / (mains / 1000), lowDensity)
    }
}
