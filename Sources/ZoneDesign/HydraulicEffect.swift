import LeakZones
import PipeNetwork

/// What shutting the valves of a design does to the pressure of those who are served.
public struct HydraulicEffect: Sendable, Hashable {
    /// Pressures at one time, of the nodes with a use, and what the network has to spare.
    public struct Figures: Sendable, Hashable {
        /// The lowest pressure, m.
        public var lowest: Double
        /// Row of the node with the lowest pressure.
        public var lowestNode: Int
        /// The mean pressure, m.
        public var mean: Double
        /// Nodes below the service minimum.
        public var belowMinimum: Int
        /// Todini's resilience index; `nil` when no power is put in.
        public var resilience: Double?
    }

    /// Before anything is shut, at the hour of highest demand.
    public var before: Figures
    /// With the valves of the design shut, at the same hour.
    public var after: Figures
    /// The largest loss of pressure of a node with a use, m.
    public var worstLoss: Double
    /// Row of that node.
    public var worstNode: Int
    /// The mean loss of the nodes with a use, m; negative for a gain.
    public var meanLoss: Double
    /// Nodes with a use that get less than they are due: than the service minimum, or than before where that was lower.
    public var short: Int
    /// The lowest pressure over a day before, m; `nil` when no day was solved.
    public var dayLowestBefore: Double?
    /// The lowest pressure over a day after, m.
    public var dayLowestAfter: Double?
    /// Nodes with a use that at some hour of the day get less than they are due.
    public var dayShort: Int?

    init?(
        _ before: DesignState, _ after: DesignState, _ network: Network, _ roles: NodeRoles, due: [Double],
        serviceMinimum: Double
    ) {
        let users = due.indices.filter { due[$0] > -.infinity }
        guard
            let first = Self.figures(before, users, network, serviceMinimum),
            let second = Self.figures(after, users, network, serviceMinimum)
        else { return nil }
        (self.before, self.after) = (first, second)
        var (worst, worstNode, sum, short) = (-Double.infinity, users[0], 0.0, 0)
        for node in users {
            let loss = before.pressures[node] - after.pressures[node]
            sum += loss
            if loss > worst { (worst, worstNode) = (loss, node) }
            if !(after.pressures[node] >= due[node]) { short += 1 }
        }
        (worstLoss, self.worstNode) = (worst, worstNode)
        (meanLoss, self.short) = (sum / Double(users.count), short)
    }

    /// Takes in a day's lowest pressures before and after.
    mutating func addDay(_ before: [Double], _ after: [Double], users: [Int], options: ZoneDesignOptions) {
        var (lowestBefore, lowestAfter, short) = (Double.infinity, Double.infinity, 0)
        for node in users {
            lowestBefore = min(lowestBefore, before[node])
            lowestAfter = min(lowestAfter, after[node])
            if !(after[node] >= min(options.serviceMinimum, before[node]) - options.tolerance) { short += 1 }
        }
        (dayLowestBefore, dayLowestAfter, dayShort) = (lowestBefore, lowestAfter, short)
    }

    private static func figures(
        _ state: DesignState, _ users: [Int], _ network: Network, _ serviceMinimum: Double
    ) -> Figures? {
        guard let lowestNode = users.min(by: { state.pressures[$0] < state.pressures[$1] }) else {
            return nil
        }
        let sum = users.reduce(0) { $0 + state.pressures[$1] }
        return Figures(
            lowest: state.pressures[lowestNode], lowestNode: lowestNode, mean: sum / Double(users.count),
            belowMinimum: users.count { !(state.pressures[$0] >= serviceMinimum) },
            resilience: ResilienceIndex.todini(state, in: network, serviceMinimum: serviceMinimum))
    }
}
