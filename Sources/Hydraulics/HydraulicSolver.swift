import PipeNetwork

/// Solves one network, in steady state or over time.
///
/// ```swift
/// let solver = try HydraulicSolver(network)  // analyses the topology once
/// let now = try solver.steadyState()
/// print(now.pressures, now.flows, now.warnings)
/// ```
public struct HydraulicSolver: Sendable {
    /// The network that is solved.
    public let network: Network
    let model: HydraulicModel

    /// Analyses the network once.
    ///
    /// - Throws: ``HydraulicError`` for what cannot be solved.
    public init(_ network: Network) throws(HydraulicError) {
        self.network = network
        model = try HydraulicModel(network)
    }

    /// The state at `time` seconds after the start, with tanks at their initial levels: demands, speeds and heads of
    /// that pattern period, and the controls that act then.
    ///
    /// - Throws: ``HydraulicError`` for controls and rules that name what is not there.
    public func steadyState(at time: Double = 0) throws(HydraulicError) -> HydraulicState {
        var run = try makeRun()
        return run.state(at: time.isFinite ? Int(min(max(time, 0), 1e12).rounded()) : 0)
    }
}
