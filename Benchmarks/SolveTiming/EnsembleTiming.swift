import Foundation
import Springline

/// How long many demand scenarios of one network take on this machine.
struct EnsembleTiming {
    /// Number of scenarios.
    let scenarios: Int
    /// Time of all of them, ms: the best of three rounds.
    let total: Double
    /// Newton steps of all scenarios.
    let iterations: Int
    /// Threads that took part: `SPRINGLINE_THREADS`, or the processor's.
    let threads: Int

    /// Measures.
    ///
    /// - Parameters:
    ///   - network: the network.
    ///   - scenarios: how many; in each, every junction's demand at the start is multiplied by 0.5 to 1.5.
    ///   - seed: decides those factors.
    /// - Throws: `HydraulicError`.
    init(_ network: Network, scenarios: Int, seed: UInt64) throws {
        let solver = try HydraulicSolver(network)
        let base = try solver.demands()
        var random = SplitMix(state: seed)
        let demands = (0..<scenarios).map { _ in
            DemandScenario(demands: base.map { $0 == 0 ? 0 : $0 * (0.5 + random.share()) })
        }
        var best = Double.infinity
        var steps: [Int] = []
        for _ in 0..<3 {
            let (found, time) = try Stopwatch.timed { () throws in
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
    var text: String {
        JSONValue.object([
            "scenarios": .number(Double(scenarios)), "total_ms": .number((total * 1000).rounded() / 1000),
            "iterations": .number(Double(iterations)), "threads": .number(Double(threads)),
        ]).text(expandedTo: 0) + "\n"
    }
}

/// S. Vigna's SplitMix64: the same numbers on every machine, so that the same seed measures the same.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 up to 1.
    mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }
}
