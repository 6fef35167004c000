/// Demands of one scenario of an ensemble.
public struct DemandScenario: Hashable, Sendable {
    /// What consumers ask for at each node, m³/s, by row of the network's nodes; negative for an inflow. What stands at
    /// reservoirs and tanks is not looked at.
    public var demands: [Double]

    /// A scenario.
    public init(demands: [Double]) { self.demands = demands }

    /// Whether every demand is a number.
    var isNumeric: Bool {
        // x - x is 0 but for what is no number; without a branch, many are looked at together.
        var differences: UInt64 = 0
        for demand in demands { differences |= (demand - demand).bitPattern }
        return differences == 0
    }
}
