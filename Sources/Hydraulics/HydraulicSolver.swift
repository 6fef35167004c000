import PipeNetwork

/// Solves one network, in steady state or over time.
public struct HydraulicSolver: Sendable {
    /// The network that is solved.
    public let network: Network

    /// Analyses the network once.
    ///
    /// - Throws: ``HydraulicError`` for what cannot be solved.
    public init(_ network: Network) throws(HydraulicError) {
        self.network = network
    }

    /// The state at `time` seconds after the start, with tanks at their initial levels.
    public func steadyState(at time: Double = 0) throws(HydraulicError) -> HydraulicState {
        throw .analysis("not there yet")
    }

    /// Calls `body` with every hydraulic step of the network's duration, in order of time.
    @discardableResult
    public func simulate(_ body: (HydraulicState) throws -> Void) throws -> SimulationTotals {
        throw HydraulicError.analysis("not there yet")
    }

    /// All steps of the network's duration.
    public func simulated() throws -> SimulationResult {
        var result = SimulationResult()
        let totals = try simulate { result.states.append($0) }
        (result.energy, result.volumes) = (totals.energy, totals.volumes)
        return result
    }
}

/// What a simulation adds up to.
public struct SimulationTotals: Hashable, Sendable {
    /// What pumping used and cost.
    public var energy = EnergyAccount()
    /// Where the water came from and went to.
    public var volumes = SuppliedVolumes()
    /// Hydraulic steps.
    public var steps = 0
    /// Newton steps of all hydraulic steps.
    public var iterations = 0
}
