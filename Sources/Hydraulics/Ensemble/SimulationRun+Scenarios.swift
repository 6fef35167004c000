// Steady states of other demands, from the present one.
extension SimulationRun {
    /// Does the part of a first step that is the same for all scenarios from the present state.
    mutating func prepareScenarios() { solve.prepareToFollow() }

    /// Room to solve scenarios from the present state side by side; nil where that cannot be done: lanes stay on the
    /// branches that they begin on, so these must be lawful.
    func scenarioBatch() -> ScenarioBatch? {
        controls.watchesJunctions || !solve.breaches.isEmpty ? nil : ScenarioBatch(solve)
    }

    /// The steady states of the scenarios `range`, with all else as `base` left it.
    ///
    /// - Parameters:
    ///   - batch: made by ``scenarioBatch()`` of `base`.
    ///   - use: called once for each scenario, in any order.
    mutating func solve(
        _ scenarios: [DemandScenario], _ range: Range<Int>, from base: SimulationRun,
        batch: inout ScenarioBatch?, use: (Int, HydraulicState) -> Void
    ) {
        guard batch != nil else {
            for number in range { use(number, scenario(scenarios[number].demands, from: base)) }
            return
        }
        var first = range.lowerBound
        while first < range.upperBound {
            // Lanes that are left over repeat the last scenario, and nobody asks for them.
            let numbers = (0..<ScenarioBatch.Lanes.scalarCount).map { min(first + $0, range.upperBound - 1) }
            let count = min(ScenarioBatch.Lanes.scalarCount, range.upperBound - first)
            let left = batch?.solve(numbers.map { scenarios[$0].demands }) { batch, solved in
                guard solved.lane < count else { return }
                let number = numbers[solved.lane]
                solve.take(batch, lane: solved.lane, demands: scenarios[number].demands)
                use(number, solve.result(time: 0, outcome: solved.outcome))
            }
            for lane in left ?? [] where lane < count {
                use(numbers[lane], scenario(scenarios[numbers[lane]].demands, from: base))
            }
            first += count
        }
    }

    /// The steady state of other demands, with all else as `base` left it.
    mutating func scenario(_ demands: [Double], from base: SimulationRun) -> HydraulicState {
        solve.begin(from: base.solve)
        solve.setDemands(demands)
        let outcome = solveWithPressureSwitches()
        return solve.result(time: 0, outcome: outcome)
    }
}
