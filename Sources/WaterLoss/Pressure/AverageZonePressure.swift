/// The average zone pressure (AZP): the pressure at which a zone's leakage as a whole behaves as if it all leaked
/// there. Each method of *Water Loss Control*, 2nd ed., p. 158, in a function of its own.
public enum AverageZonePressure {
    /// Mean over the nodes weighted by their connections, m: Σ w·P / Σ w.
    ///
    /// - Parameters:
    ///   - pressures: pressure of each node, m; NaN where not known, and then the node is left out.
    ///   - connections: connections (or properties, or metres of main) at each node.
    /// - Returns: `nil` where no weight is at a known pressure.
    public static func nodeMean(pressures: [Double], connections: [Double]) -> Double? {
        weightedMean(pressures, connections)?.mean
    }

    /// Share of the weight whose pressure is known, 0…1: how much of the zone a mean speaks for.
    public static func coverage(pressures: [Double], connections: [Double]) -> Double {
        let whole = connections.reduce(0) { $0 + max(0, $1) }
        guard whole > 0, let known = weightedMean(pressures, connections) else { return 0 }
        return known.weight / whole
    }

    /// Plain mean over the hydrants, m: they stand where people are, so each counts one.
    ///
    /// - Parameter pressures: pressure at each hydrant, m; NaN where not known.
    public static func hydrantMean(pressures: [Double]) -> Double? {
        weightedMean(pressures, pressures.map { _ in 1 })?.mean
    }

    /// Weighted average ground level (WAGL), m above datum: Σ weight·level / Σ weight over contour bands.
    public static func weightedAverageGroundLevel(_ bands: [GroundLevelBand]) -> Double? {
        weightedMean(bands.map(\.level), bands.map(\.weight))?.mean
    }

    /// AZP from one logger: its pressure + its level − WAGL, m. Valid where head losses inside the zone are
    /// negligible, as at night.
    ///
    /// - Parameters:
    ///   - loggerPressure: m.
    ///   - loggerLevel: m above the same datum as WAGL.
    ///   - weightedAverageGroundLevel: WAGL, m.
    public static func fromGroundLevel(
        loggerPressure: Double, loggerLevel: Double, weightedAverageGroundLevel: Double
    ) -> Double {
        loggerPressure + loggerLevel - weightedAverageGroundLevel
    }

    /// AZP from heads at nodes, of a hydraulic model or interpolated: connection-weighted mean of head less
    /// elevation, m.
    ///
    /// - Parameters:
    ///   - heads: head of each node, m above datum; NaN where not known.
    ///   - elevations: elevation of each node, m.
    ///   - connections: weight of each node.
    public static func fromHeads(_ heads: [Double], elevations: [Double], connections: [Double]) -> Double? {
        nodeMean(pressures: zip(heads, elevations).map { $0 - $1 }, connections: connections)
    }

    /// System average pressure, m: mean of the zones' AZP weighted by their connections. A plain mean of zones would
    /// let a hamlet count as much as a town.
    ///
    /// - Parameter zones: AZP, m (`nil` where not known), and connections of each zone.
    public static func systemAverage(_ zones: [(pressure: Double?, connections: Double)]) -> Double? {
        weightedMean(zones.map { $0.pressure ?? .nan }, zones.map(\.connections))?.mean
    }

    private static func weightedMean(
        _ values: [Double], _ weights: [Double]
    ) -> (mean: Double, weight: Double)? {
        var sum = 0.0
        var weight = 0.0
        for (value, share) in zip(values, weights) where value.isFinite && share > 0 {
            sum += share * value
            weight += share
        }
        return weight > 0 && weight.isFinite ? (sum / weight, weight) : nil
    }
}
