import InputOutput
import Dispatch
import Foundation
import Synchronization

extension HydraulicSolver {
    /// What consumers ask for at each node at a time, m³/s, by row of the network's nodes: what scenarios vary.
    ///
    /// - Throws: ``HydraulicError/unusableValue(element:field:found:expected:)`` for a time before the start.
    public func demands(at time: Double = 0) throws(HydraulicError) -> [Double] {
        let period = SimulationTimes(network.times).period(at: try Self.seconds(time))
        var sums: [Double] = []
        model.demands.sum(&sums, factors: model.patterns.factors(period: period))
        return sums
    }

    /// The steady states of many demand scenarios, on all cores.
    ///
    /// Tanks, controls and sources are those of time 0. Every scenario begins at the network's own solution, so its result
    /// does not depend on the others, on their order or on the number of threads, to the last bit. The environment's
    /// `SPRINGLINE_THREADS` limits the threads.
    ///
    /// - Parameter scenarios: demands by node.
    /// - Returns: a state for each scenario, in their order.
    /// - Throws: ``HydraulicError/scenarioLength(scenario:found:expected:)``.
    public func ensemble(_ scenarios: [DemandScenario]) throws(HydraulicError) -> [HydraulicState] {
        try ensemble(scenarios) { _, state in state }
    }

    /// What `summary` makes of the steady states of many demand scenarios, on all cores; the states themselves need not be
    /// kept.
    ///
    /// ```swift
    /// let junctions = network.nodes.kinds.indices.filter { network.nodes.kinds[$0] == .junction }
    /// let lowest = try solver.ensemble(scenarios) { _, state in
    ///     let pressures = state.pressures  // of a reservoir, 0
    ///     return junctions.map { pressures[$0] }.min() ?? .nan
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - scenarios: demands by node.
    ///   - summary: called once for each scenario with its number and state, on any thread.
    /// - Returns: a summary of each scenario, in their order.
    /// - Throws: ``HydraulicError/scenarioLength(scenario:found:expected:)``, or
    ///   ``HydraulicError/unusableValue(element:field:found:expected:)`` for a demand that is no number.
    public func ensemble<Summary: Sendable>(
        _ scenarios: [DemandScenario], summary: @Sendable (Int, HydraulicState) -> Summary
    ) throws(HydraulicError) -> [Summary] {
        for (number, scenario) in scenarios.enumerated() where scenario.demands.count != network.nodes.count {
            throw .scenarioLength(
                scenario: number, found: scenario.demands.count, expected: network.nodes.count)
        }
        let start = try start(drawing: scenarios)
        let workers = max(1, min(Self.threads, scenarios.count))
        // Small shares, so that no thread waits long for the slowest.
        let share = max(1, min(32, scenarios.count / (4 * workers)))
        let next = Atomic<Int>(0)
        let unusable = Atomic<Int>(scenarios.count)
        let results = Mutex<[Summary?]>([Summary?](repeating: nil, count: scenarios.count))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            // The same solution in every thread, but in storage of its own: counts that threads share are slow.
            var worker = start
            _ = worker.state(at: 0)
            worker.prepareScenarios()
            let base = worker
            var batch = worker.scenarioBatch()
            while true {
                let first = next.add(share, ordering: .relaxed).oldValue
                guard first < scenarios.count else { return }
                let range = first..<min(first + share, scenarios.count)
                var solved = [Summary?](repeating: nil, count: range.count)
                if let odd = range.first(where: { !scenarios[$0].isNumeric }) {
                    unusable.min(odd, ordering: .relaxed)
                    return
                }
                worker.solve(scenarios, range, from: base, batch: &batch) { number, state in
                    solved[number - range.lowerBound] = summary(number, state)
                }
                results.withLock { $0.replaceSubrange(range, with: solved) }
            }
        }
        try checkNumbers(scenarios, first: unusable.load(ordering: .relaxed))
        return results.withLock { $0.compactMap { $0 } }
    }

    /// A simulation before its first step, of a model in which all junctions where a scenario draws water can.
    ///
    /// Where demands follow the pressure, only junctions with a demand in the network have a law for it.
    private func start(drawing scenarios: [DemandScenario]) throws(HydraulicError) -> SimulationRun {
        guard network.hydraulics.demandModel == .pressureDriven else { return start }
        let drawing = network.nodes.kinds.indices.filter { row in
            network.nodes.kinds[row] == .junction && !network.nodes.demands[row].contains { $0.base != 0 }
                && scenarios.contains { $0.demands[row] > 0 }
        }
        guard !drawing.isEmpty else { return start }
        return try SimulationRun(network, HydraulicModel(network, drawing: Set(drawing)))
    }

    /// Refuses the first scenario with a demand that is no number; none before `first` has any.
    private func checkNumbers(_ scenarios: [DemandScenario], first: Int) throws(HydraulicError) {
        for number in first..<scenarios.count {
            guard let row = scenarios[number].demands.firstIndex(where: { !$0.isFinite }) else { continue }
            throw .unusableValue(
                element: Wording(
                    "scenario \(number), node '\(network.nodes.ids[row])'",
                    "情景 \(number)，节点“\(network.nodes.ids[row])”"),
                field: Wording("demand", "用水量"),
                found: Wording(verbatim: "\(scenarios[number].demands[row])"),
                expected: Wording("a number in m³/s", "以 m³/s 计的数"))
        }
    }

    /// Threads that an ensemble may use: `SPRINGLINE_THREADS`, or the processor's; at least one.
    public static var threads: Int {
        let wanted = ProcessInfo.processInfo.environment["SPRINGLINE_THREADS"].flatMap { Int($0) }
        return max(1, wanted ?? ProcessInfo.processInfo.activeProcessorCount)
    }
}
