import Hydraulics
import NetworkFormats
import PipeNetwork
import Reports

/// Scenarios of one network, solved as ensembles.
///
/// ```swift
/// let run = try SolveRun(path: "Net1.inp", isSteady: true)
/// let scenarios = try ScenarioFile.read(path: "scenarios.yml", for: run.network)
/// print(try ScenarioRun(run.network, source: run.path, scenarios).report().text(as: .table))
/// ```
public struct ScenarioRun: Sendable {
    /// The network that the scenarios change.
    public let network: Network
    /// The file that it came from.
    public let source: String
    /// The scenarios.
    public let scenarios: [NetworkScenario]

    /// Scenarios of a network.
    public init(_ network: Network, source: String, _ scenarios: [NetworkScenario]) {
        self.network = network
        self.source = source
        self.scenarios = scenarios
    }

    /// Solves the start of each scenario, on all cores.
    ///
    /// Scenarios that change the same of the links share an analysed network and one ensemble.
    ///
    /// - Parameters:
    ///   - serviceMinimum: pressure promised to customers, m.
    ///   - keepsStates: whether the report has heads and flows.
    /// - Throws: `HydraulicError` for what cannot be solved, `NetworkError` for an id that the network does not have.
    public func report(serviceMinimum: Double = 14, keepsStates: Bool = false) throws -> ScenarioReport {
        var groups: [NetworkScenario.LinkChanges: [Int]] = [:]
        var order: [NetworkScenario.LinkChanges] = []
        for (number, scenario) in scenarios.enumerated() {
            if groups[scenario.links] == nil { order.append(scenario.links) }
            groups[scenario.links, default: []].append(number)
        }
        var outcomes = [ScenarioOutcome?](repeating: nil, count: scenarios.count)
        for changes in order {
            let numbers = groups[changes] ?? []
            let solver = try HydraulicSolver(try network.changing(changes))
            let base = try solver.demands()
            let demands = try numbers.map {
                DemandScenario(demands: try scenarios[$0].demands(base, in: network))
            }
            let found = try solver.ensemble(demands) { place, state in
                ScenarioOutcome(
                    scenarios[numbers[place]].name, requested: demands[place].demands, state, of: network,
                    serviceMinimum: serviceMinimum, keepsState: keepsStates)
            }
            for (number, outcome) in zip(numbers, found) { outcomes[number] = outcome }
        }
        return ScenarioReport(
            network, source: source, serviceMinimum: serviceMinimum, outcomes: outcomes.compactMap { $0 })
    }
}
