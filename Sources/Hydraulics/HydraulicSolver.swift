import InputOutput
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
    /// A simulation before its first step; each solve begins with a copy.
    let start: SimulationRun

    /// Analyses the network once.
    ///
    /// - Throws: ``HydraulicError`` for what cannot be solved.
    public init(_ network: Network) throws(HydraulicError) {
        self.network = network
        model = try HydraulicModel(network)
        start = try SimulationRun(network, model)
    }

    /// The state at `time` seconds after the start, with tanks at their initial levels: demands, speeds and heads of
    /// that pattern period, and the controls that act then. What earlier controls and rules would have done is not known.
    ///
    /// - Throws: ``HydraulicError/unusableValue(element:field:found:expected:)`` for a time before the start.
    public func steadyState(at time: Double = 0) throws(HydraulicError) -> HydraulicState {
        var run = start
        return run.state(at: try Self.seconds(time))
    }

    /// A time in whole seconds.
    static func seconds(_ time: Double) throws(HydraulicError) -> Int {
        guard time >= 0, time < 1e12 else {
            throw .unusableValue(
                element: Wording("the solver", "求解器"), field: Wording("time", "时间"),
                found: Wording(verbatim: "\(time)"), expected: Wording("seconds from the start", "自起始时刻起的秒数"))
        }
        return Int(time.rounded())
    }
}
