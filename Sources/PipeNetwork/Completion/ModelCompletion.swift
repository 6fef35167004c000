/// A map made into a model that can be solved, and what had to be taken for granted for it.
///
/// A utility's map has pipes, customers, valves and waterworks, and rarely a height at each corner, a roughness or a demand
/// at a node. Nothing that the map says is changed; what it leaves open is filled in and counted:
///
/// - **heights**, from the things that stand at nodes and have one (`elevation` of customers, hydrants, valves, loggers),
///   spread along the pipes so that each unknown height is the mean of its neighbours', the nearer counting more;
/// - **roughness**, from material and age, and **diameters**, from the nominal one or from the widest neighbour;
/// - **demands**, from customers' `base_demand_m3_per_d`, where the node has none;
/// - **sources**: a waterworks without a reservoir becomes one, at the head of the others on the same net; a booster station becomes a pump that lifts away from the
///   waterworks.
public struct ModelCompletion: Sendable {
    /// The network, complete.
    public internal(set) var network: Network
    /// Nodes whose height was interpolated.
    public internal(set) var interpolatedElevations = 0
    /// Nodes whose height nobody near knows, taken as 0.
    public internal(set) var unknownElevations = 0
    /// Pipes whose roughness was taken from their material.
    public internal(set) var assumedRoughness = 0
    /// Pipes whose diameter was taken from their neighbours or from nowhere.
    public internal(set) var assumedDiameters = 0
    /// Rows of the pipes whose diameter was assumed.
    public internal(set) var assumedDiameterRows: Set<Int> = []
    /// Rows of the nodes whose height was interpolated or is unknown.
    public internal(set) var assumedElevationRows: Set<Int> = []
    /// Pipes whose length was taken as 1 m, for want of any geometry.
    public internal(set) var assumedLengths = 0
    /// Customers whose use became the demand of their node.
    public internal(set) var customersWithDemand = 0
    /// What they draw together, m³/s.
    public internal(set) var customerDemand = 0.0
    /// Waterworks that became reservoirs, with their heads, m.
    public internal(set) var waterworks: [(id: String, head: Double)] = []
    /// Booster stations that became pumps.
    public internal(set) var boosters: [String] = []

    /// Rows of links that are drawn the other way in the completed network: pumps lift and outlets deliver forwards.
    public internal(set) var reversedLinks: Set<Int> = []

    /// Flows of the completed network, positive as the links are drawn in the map.
    public func asDrawn(_ flows: [Double]) -> [Double] {
        var flows = flows
        for link in reversedLinks { flows[link] = -flows[link] }
        return flows
    }

    /// Whether nothing had to be filled in.
    public var isUntouched: Bool {
        interpolatedElevations == 0 && unknownElevations == 0 && assumedRoughness == 0
            && assumedDiameters == 0 && assumedLengths == 0 && customersWithDemand == 0
            && waterworks.isEmpty && boosters.isEmpty
    }

    /// Completes `network`.
    ///
    /// - Parameters:
    ///   - network: a map.
    ///   - assumptions: what is taken where the map says nothing.
    public init(_ network: Network, assuming assumptions: ModelAssumptions = .init()) {
        self.network = network
        fillElevations()
        fillPipes(assumptions)
        fillDemands()
        let graph = NetworkGraph(self.network)
        makeReservoirs(assumptions, graph)
        makePumps(assumptions, graph)
    }
}
