import PipeNetwork

/// A simulation under way: one hydraulic state after another, with tanks, controls, rules and energy between them.
struct SimulationRun: Sendable {
    let model: HydraulicModel
    let times: SimulationTimes
    let controls: ControlPlan
    let rules: RulePlan
    var solve: SteadySolve
    var tanks: TankLevels
    private var energy: EnergyMeter
    private var volumes: VolumeMeter
    private(set) var totals = SimulationTotals()

    /// Time of the next state, s; nil when all is done.
    private var time: Int? = 0
    private var nextReport: Int

    init(_ network: Network, _ model: HydraulicModel) throws(HydraulicError) {
        self.model = model
        times = SimulationTimes(network.times)
        controls = try ControlPlan(network, model)
        rules = try RulePlan(network, model)
        solve = SteadySolve(model)
        energy = try EnergyMeter(network, model)
        volumes = VolumeMeter(model)
        tanks = TankLevels(model)
        nextReport = times.reportStep
    }

    /// The next state, or nil after the last.
    mutating func next() -> HydraulicState? {
        guard let now = time else { return nil }
        let result = state(at: now)
        let isLast = now >= times.duration || (!result.hasConverged && model.options.extraTrials == nil)
        if isLast {
            time = nil
            // A single state counts as an hour of pumping, as in EPANET, and as a second of water.
            if times.duration == 0 {
                energy.add(result, hours: 1, factors: model.patterns.factors(period: times.period(at: now)))
                volumes.add(result, inflows: tanks.inflows, seconds: 1)
                volumes.addStorage(inflows: tanks.inflows)
            }
            totals.energy = energy.account
        } else {
            advance(from: now, result)
        }
        totals.volumes = volumes.volumes
        return result
    }

    /// The steady state at a time, as the first state of a simulation would be then.
    mutating func state(at now: Int) -> HydraulicState {
        let factors = model.patterns.factors(period: times.period(at: now))
        solve.setDemands(factors: factors)
        applyPatterns(factors)
        applyControls(at: now)
        updateDirections()
        var outcome = solveWithPressureSwitches()
        var result = solve.result(time: Double(now), outcome: outcome)
        tanks.inflows = solve.fixedInflows(result)
        // Each turn fills or empties a tank; what it does to the others is seen in the next.
        // At the start tanks stand where the file has them.
        for _ in model.tanks.indices where now > 0 {
            guard outcome.hasConverged, tanks.endBrimming(&solve.state) else { break }
            updateDirections()
            let iterations = outcome.iterations
            outcome = solveWithPressureSwitches()
            outcome.iterations += iterations
            result = solve.result(time: Double(now), outcome: outcome)
            tanks.inflows = solve.fixedInflows(result)
        }
        result.isReported = times.isReported(now) || (times.duration == 0)
        totals.steps += 1
        totals.iterations += outcome.iterations
        return result
    }

    /// Says which tanks take no more water, and which give none.
    private mutating func updateDirections() {
        let (full, empty) = tanks.fullAndEmpty(solve.state)
        solve.updateDirections(fullTanks: full, emptyTanks: empty)
    }

    /// Goes on to the next event, and adds up what flows until then.
    private mutating func advance(from now: Int, _ result: HydraulicState) {
        let period = times.period(at: now)
        var event = TimeToEvent(step: times.hydraulicStep)
        event.limit((period + 1) * times.patternStep - times.patternStart - now)
        event.limit(nextReport - now)
        event.limit(by: tanks, model, solve.state, least: now == 0 ? 1 : 0)
        event.limit(by: controls, tanks, model, times, solve.state, now: now)
        event.end(times.duration - now)
        var step = event.seconds
        let before = tanks.volumes
        if rules.entries.isEmpty {
            tanks.move(&solve.state, seconds: step)
        } else {
            step = applyRules(from: now, step: step, result)
        }
        energy.add(
            result, hours: Double(step) / 3600, factors: model.patterns.factors(period: period))
        volumes.add(result, inflows: tanks.inflows, seconds: Double(step))
        volumes.addStorage(tanks, from: before, seconds: Double(step))
        time = now + step
        if now + step >= nextReport { nextReport += times.reportStep }
    }
}
