import Hydraulics
import PipeNetwork

/// What an engineer asks of a simulation first: its water balance, its extremes, what pumping took, and warnings.
///
/// It looks at states one by one and keeps none of them.
public struct SolveSummary: Sendable {
    /// The file that was solved.
    public var source: String
    /// Nodes of the network.
    public private(set) var nodes: Int
    /// Links of the network.
    public private(set) var links: Int
    /// Simulated time, s; 0 for a steady state.
    public private(set) var duration: Double
    /// Hydraulic steps.
    public private(set) var steps = 0
    /// Newton steps of all hydraulic steps.
    public private(set) var iterations = 0
    /// Hydraulic steps that did not meet the accuracy.
    public private(set) var unconverged = 0
    /// Lowest pressure of any junction, m.
    public private(set) var lowestPressure: Extreme?
    /// Highest pressure of any junction, m.
    public private(set) var highestPressure: Extreme?
    /// Highest velocity of any pipe or valve, m/s.
    public private(set) var highestVelocity: Extreme?
    /// The hydraulic step with the most Newton steps.
    public private(set) var hardestStep: Extreme?
    /// Warnings by kind, in the order in which they first occurred.
    public private(set) var warnings: [WarningGroup] = []
    /// What pumping used and cost.
    public private(set) var energy = EnergyAccount()
    /// Where the water came from and went to.
    public private(set) var volumes = SuppliedVolumes()

    private let network: Network

    /// The largest or smallest of a quantity over elements and time.
    public struct Extreme: Sendable, Hashable {
        /// The value.
        public var value: Double
        /// The element; `nil` when it is the network's.
        public var element: String?
        /// When it first occurred, s.
        public var time: Double
    }

    /// A summary of nothing yet.
    ///
    /// - Parameters:
    ///   - network: that is solved.
    ///   - source: the file it came from.
    public init(_ network: Network, source: String) {
        self.network = network
        self.source = source
        (nodes, links) = (network.nodes.count, network.links.count)
        duration = network.times.duration
    }

    /// Looks at a state, in order of time.
    public mutating func add(_ state: HydraulicState) {
        steps += 1
        iterations += state.iterations
        if !state.hasConverged { unconverged += 1 }
        if state.iterations > Int(hardestStep?.value ?? -1) {
            hardestStep = Extreme(value: Double(state.iterations), element: nil, time: state.time)
        }
        let (pressures, velocities) = (state.pressures, state.velocities)
        var (low, high) = (lowestPressure?.value ?? .infinity, highestPressure?.value ?? -.infinity)
        var (lowRow, highRow) = (-1, -1)
        for row in pressures.indices where network.nodes.kinds[row] == .junction {
            let pressure = pressures[row]
            if pressure < low { (low, lowRow) = (pressure, row) }
            if pressure > high { (high, highRow) = (pressure, row) }
        }
        if lowRow >= 0 {
            lowestPressure = Extreme(value: low, element: network.nodes.ids[lowRow], time: state.time)
        }
        if highRow >= 0 {
            highestPressure = Extreme(value: high, element: network.nodes.ids[highRow], time: state.time)
        }
        var (fast, fastRow) = (highestVelocity?.value ?? -.infinity, -1)
        for row in velocities.indices where !state.statuses[row].isClosed && network.links.kinds[row] != .pump
        {
            if velocities[row] > fast { (fast, fastRow) = (velocities[row], row) }
        }
        if fastRow >= 0 {
            highestVelocity = Extreme(value: fast, element: network.links.ids[fastRow], time: state.time)
        }
        for warning in state.warnings { add(warning, at: state.time) }
    }

    /// Takes what the simulation adds up to.
    public mutating func finish(_ totals: SimulationTotals) {
        (energy, volumes) = (totals.energy, totals.volumes)
    }

    private mutating func add(_ warning: HydraulicWarning, at time: Double) {
        let kind = WarningGroup.Kind(warning)
        if let place = warnings.firstIndex(where: { $0.kind == kind }) {
            warnings[place].add(warning, at: time, step: steps)
        } else {
            var group = WarningGroup(kind)
            group.add(warning, at: time, step: steps)
            warnings.append(group)
        }
    }
}
