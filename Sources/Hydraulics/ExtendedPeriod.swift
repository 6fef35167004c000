import PipeNetwork

/// The states of a simulation, each solved when it is asked for.
///
/// ```swift
/// for try await state in solver.extendedPeriod() { print(state.time, state.pressures) }
/// ```
public struct ExtendedPeriod: AsyncSequence, Sendable {
    /// One hydraulic state.
    public typealias Element = HydraulicState

    let solver: HydraulicSolver

    /// Begins a simulation from the start.
    public func makeAsyncIterator() -> Iterator { Iterator(solver: solver, run: nil) }

    /// A simulation under way.
    public struct Iterator: AsyncIteratorProtocol {
        let solver: HydraulicSolver
        var run: (any HydraulicRun)?

        /// Solves the next hydraulic step; nil after the last.
        ///
        /// - Throws: ``HydraulicError`` for controls and rules that name what is not there.
        public mutating func next() async throws -> HydraulicState? {
            try Task.checkCancellation()
            var current = try run ?? solver.makeRun()
            let state = current.next()
            run = current
            return state
        }
    }
}

/// A simulation of any head-loss formula.
protocol HydraulicRun: Sendable {
    /// What it has added up to.
    var totals: SimulationTotals { get }
    /// The next state, or nil after the last.
    mutating func next() -> HydraulicState?
    /// The first state, as if the simulation began at `time`.
    mutating func state(at time: Int) -> HydraulicState
}

extension SimulationRun: HydraulicRun {}

extension HydraulicSolver {
    /// All hydraulic steps of the network's duration, one after the other.
    public func extendedPeriod() -> ExtendedPeriod { ExtendedPeriod(solver: self) }

    /// Calls `body` with every hydraulic step of the network's duration, in order of time.
    ///
    /// - Throws: ``HydraulicError`` for controls and rules that name what is not there; whatever `body` throws.
    @discardableResult
    public func simulate(_ body: (HydraulicState) throws -> Void) throws -> SimulationTotals {
        var run = try makeRun()
        while let state = run.next() { try body(state) }
        return run.totals
    }

    /// All steps of the network's duration in one value.
    ///
    /// - Throws: ``HydraulicError`` for controls and rules that name what is not there.
    public func simulated() throws -> SimulationResult {
        var result = SimulationResult()
        let totals = try simulate { result.states.append($0) }
        (result.energy, result.volumes) = (totals.energy, totals.volumes)
        return result
    }

    func makeRun() throws(HydraulicError) -> any HydraulicRun {
        switch network.hydraulics.headLoss {
        case .hazenWilliams:
            try SimulationRun(
                network, model, law: HazenWilliams(gradientTolerance: model.options.gradientTolerance))
        case .darcyWeisbach: try SimulationRun(network, model, law: DarcyWeisbach())
        case .chezyManning:
            try SimulationRun(
                network, model, law: ChezyManning(gradientTolerance: model.options.gradientTolerance))
        }
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
