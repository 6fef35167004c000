import Hydraulics
import PipeNetwork

/// What came of one scenario: the figures by which scenarios are compared.
///
/// Pressures are those of junctions where water is drawn in the scenario: of others nobody is a customer.
public struct ScenarioOutcome: Sendable {
    /// The scenario's name.
    public let name: String
    /// Whether the solve met the network's accuracy.
    public let hasConverged: Bool
    /// Newton steps.
    public let iterations: Int
    /// Junctions where water is asked for.
    public let served: Int
    /// Lowest pressure of any of them, m, and where; `nil` when there is none.
    public let leastPressure: (value: Double, node: String)?
    /// The pressure that half of them exceed, m.
    public let medianPressure: Double?
    /// Those below the pressure that customers are promised, the lowest first.
    public let belowMinimum: [String]
    /// From reservoirs and inflows at junctions into the network, m³/s.
    public let supplied: Double
    /// Drawn by consumers, m³/s.
    public let consumed: Double
    /// Gain of all tanks, m³/s.
    public let stored: Double
    /// Warnings by kind.
    public let warnings: [WarningGroup]
    /// The state; `nil` where only figures are wanted.
    public let state: HydraulicState?

    /// Looks at the state of a scenario.
    ///
    /// - Parameters:
    ///   - name: of the scenario.
    ///   - requested: what is asked for at each node, m³/s.
    ///   - state: what was found.
    ///   - network: whose state it is.
    ///   - serviceMinimum: pressure promised to customers, m.
    ///   - keepsState: whether heads and flows are kept.
    public init(
        _ name: String, requested: [Double], _ state: HydraulicState, of network: Network,
        serviceMinimum: Double, keepsState: Bool
    ) {
        self.name = name
        (hasConverged, iterations) = (state.hasConverged, state.iterations)
        let pressures = state.pressures
        let (kinds, ids) = (network.nodes.kinds, network.nodes.ids)
        let rows = kinds.indices.filter { kinds[$0] == .junction && requested[$0] > 0 }
            .sorted { (pressures[$0], $0) < (pressures[$1], $1) }
        served = rows.count
        leastPressure = rows.first.map { (pressures[$0], ids[$0]) }
        medianPressure =
            rows.isEmpty
            ? nil : (pressures[rows[(rows.count - 1) / 2]] + pressures[rows[rows.count / 2]]) / 2
        belowMinimum = rows.prefix { !(pressures[$0] >= serviceMinimum) }.map { ids[$0] }
        var (supplied, consumed, stored) = (0.0, 0.0, 0.0)
        for (row, demand) in state.demands.enumerated() {
            switch kinds[row] {
            case .junction: if demand > 0 { consumed += demand } else { supplied -= demand }
            case .reservoir: supplied -= min(demand, 0)
            case .tank: stored += demand
            }
        }
        (self.supplied, self.consumed, self.stored) = (supplied, consumed, stored)
        var warnings: [WarningGroup] = []
        for warning in state.warnings {
            var group = WarningGroup(WarningGroup.Kind(warning))
            group.add(warning, at: state.time, step: 1)
            warnings.append(group)
        }
        self.warnings = warnings
        self.state = keepsState ? state : nil
    }
}
