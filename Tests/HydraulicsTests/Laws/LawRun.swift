import Hydraulics
import PipeNetwork

/// A random network solved, over time where it has a duration, and what is unlawful about its states.
struct LawRun {
    let network: Network
    /// States that were solved.
    private(set) var states = 0
    /// Times, s, of states that say that they did not converge.
    private(set) var unconverged: [Double] = []
    /// Everything unlawful about the others, each with its time.
    private(set) var violations: [String] = []

    /// Solves the network of `seed`.
    init(seed: UInt64) throws {
        network = try LawNetwork(seed: seed).network
        let solver = try HydraulicSolver(network)
        var (count, failed, found): (Int, [Double], [String]) = (0, [], [])
        _ = solver.simulate { state in
            count += 1
            guard state.hasConverged else {
                failed.append(state.time)
                return
            }
            // One state's faults come back in the next; the first say enough.
            guard found.count < 20 else { return }
            found += LawCheck(network: solver.network, state: state).violations.map {
                "\(Int(state.time)) s: \($0)"
            }
        }
        (states, unconverged, violations) = (count, failed, found)
    }
}
