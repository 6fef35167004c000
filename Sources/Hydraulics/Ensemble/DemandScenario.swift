/// Demands of one scenario of an ensemble.
public struct DemandScenario: Hashable, Sendable {
    /// What consumers ask for at each node, m³/s, by row of the network's nodes; negative for an inflow. What stands at
    /// reservoirs and tanks is not looked at.
    public var demands: [Double]

    /// A scenario.
    public init(demands: [Double]) { self.demands = demands }
}
