import Hydraulics
import PipeNetwork

/// A network that can be solved with more of its links shut: the hydraulics of zone design.
public struct SolvedNetwork: ZoneHydraulics {
    private let network: Network
    /// The hour of highest demand, in seconds from the start.
    public let peakTime: Double

    /// Finds the hour of highest demand of the first day.
    ///
    /// - Throws: `HydraulicError` for a network that cannot be solved.
    public init(_ network: Network) throws {
        var network = network
        network.times.duration = min(86_400, network.times.duration)
        self.network = network
        let solver = try HydraulicSolver(network)
        var peak = (time: 0.0, demand: -Double.infinity)
        var time = 0.0
        repeat {
            let demand = try solver.demands(at: time).reduce(0) { $0 + max(0, $1) }
            if demand > peak.demand { peak = (time, demand) }
            time += 3600
        } while time < network.times.duration
        peakTime = peak.time
    }

    private func solver(shutting links: [Int]) throws -> HydraulicSolver {
        var network = network
        for link in links { network.setStatus(.closed, ofLink: link) }
        return try HydraulicSolver(network)
    }

    /// The steady state of the peak hour, tanks at their initial levels.
    ///
    /// - Throws: `HydraulicError`.
    public func peak(shutting links: [Int]) throws -> DesignState {
        let state = try solver(shutting: links).steadyState(at: peakTime)
        return DesignState(
            heads: state.heads, pressures: state.pressures, demands: state.demands, flows: state.flows)
    }

    /// The lowest pressures over the first day, tanks and controls at work; of a model without a duration those of the
    /// start.
    ///
    /// - Throws: `HydraulicError`.
    public func lowestPressures(shutting links: [Int]) throws -> [Double] {
        var lowest: [Double] = []
        try solver(shutting: links).simulate { state in
            let pressures = state.pressures
            if lowest.isEmpty { lowest = pressures }
            for node in pressures.indices { lowest[node] = min(lowest[node], pressures[node]) }
        }
        return lowest
    }
}
