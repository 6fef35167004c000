import Hydraulics
import PipeNetwork
import Reports

/// How long many demand scenarios of one network take on this machine.
public struct EnsembleTiming: Sendable, Hashable {
    /// Number of scenarios.
    public let scenarios: Int
    /// Time of all of them, ms: the best of three rounds.
    public let total: Double
    /// Newton steps of all scenarios.
    public let iterations: Int
    /// Threads that took part: `SPRINGLINE_THREADS`, or the processor's.
    public let threads: Int

    /// Measures.
    ///
    /// - Parameters:
    ///   - network: the network.
    ///   - scenarios: how many; in each, every junction's demand at the start is multiplied by 0.5 to 1.5.
    ///   - seed: decides those factors.
    /// - Throws: `HydraulicError`.
    public init(_ network: Network, scenarios: Int, seed: UInt64) throws {
        let solver = try HydraulicSolver(network)
        let base = try solver.demands()
        var random = SplitMix(state: seed)
        let demands = (0..<scenarios).map { _ in
            DemandScenario(demands: base.map { $0 == 0 ? 0 : $0 * (0.5 + random.share()) })
        }
        var best = Double.infinity
        var steps: [Int] = []
        for _ in 0..<3 {
            let (found, time) = try SolveTiming.timed { () throws in
                try solver.ensemble(demands) { _, state in state.iterations }
            }
            steps = found
            best = min(best, time)
        }
        self.scenarios = scenarios
        total = best
        iterations = steps.reduce(0, +)
        threads = HydraulicSolver.threads
    }

    /// One line of JSON.
    public var text: String {
        JSONValue.object([
            "scenarios": .number(Double(scenarios)), "total_ms": .number((total * 1000).rounded() / 1000),
            "iterations": .number(Double(iterations)), "threads": .number(Double(threads)),
        ]).text(expandedTo: 0) + "\n"
    }
}
