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
        var run: SimulationRun?

        /// Solves the next hydraulic step; nil after the last.
        ///
        /// - Throws: `CancellationError` when the task was cancelled.
        public mutating func next() async throws -> HydraulicState? {
            try Task.checkCancellation()
            var current = run ?? solver.start
            let state = current.next()
            run = current
            return state
        }
    }
}

extension HydraulicSolver {
    /// All hydraulic steps of the network's duration, one after the other.
    public func extendedPeriod() -> ExtendedPeriod { ExtendedPeriod(solver: self) }

    /// Calls `body` with every hydraulic step of the network's duration, in order of time.
    ///
    /// - Throws: whatever `body` throws; the simulation ends there.
    @discardableResult
    public func simulate(_ body: (HydraulicState) throws -> Void) rethrows -> SimulationTotals {
        var run = start
        while let state = run.next() { try body(state) }
        return run.totals
    }

    /// All steps of the network's duration in one value.
    public func simulated() -> SimulationResult {
        var result = SimulationResult()
        let totals = simulate { result.states.append($0) }
        (result.energy, result.volumes) = (totals.energy, totals.volumes)
        return result
    }
}
