import PipeNetwork

/// A simulation under way: one hydraulic state after another, with tanks, controls, rules and energy between them.
struct SimulationRun: Sendable {
    private let model: HydraulicModel
    private let times: SimulationTimes
    private let controls: ControlPlan
    private let rules: RulePlan
    private var solve: SteadySolve
    private var meter: EnergyMeter
    private(set) var totals = SimulationTotals()

    /// Time of the next state, s; nil when all is done.
    private var time: Int? = 0
    /// Volume of each tank, m³, and net inflow in the last state, m³/s (EPANET's), by row among the fixed nodes.
    private var volumes: [Double]
    private var inflows: [Double]
    private var nextReport: Int

    init(_ network: Network, _ model: HydraulicModel) throws(HydraulicError) {
        self.model = model
        times = SimulationTimes(network.times)
        controls = try ControlPlan(network, model)
        rules = try RulePlan(network, model)
        solve = SteadySolve(model)
        meter = try EnergyMeter(network, model)
        volumes = model.tanks.map { $0.map { $0.volume($0.initialHead) } ?? 0 }
        inflows = [Double](repeating: 0, count: volumes.count)
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
                meter.add(result, hours: 1, factors: model.patterns.factors(period: times.period(at: now)))
                account(result, seconds: 1)
                totals.volumes.stored = storedInflow
            }
        } else {
            advance(from: now, result)
        }
        if isLast { totals.energy = meter.account }
        return result
    }

    /// The steady state at a time, as the first state of a simulation would be then.
    mutating func state(at now: Int) -> HydraulicState {
        let factors = model.patterns.factors(period: times.period(at: now))
        solve.setDemands(factors: factors)
        applyPatterns(factors)
        applyControls(at: now)
        updateTanks()
        var outcome = solveWithPressureSwitches()
        var result = solve.result(time: Double(now), outcome: outcome)
        inflows = solve.fixedInflows(result)
        // Each turn fills or empties a tank; what it does to the others is seen in the next.
        // At the start tanks stand where the file has them.
        for _ in model.tanks.indices where now > 0 {
            guard outcome.hasConverged, endBrimmingTanks() else { break }
            updateTanks()
            let iterations = outcome.iterations
            outcome = solveWithPressureSwitches()
            outcome.iterations += iterations
            result = solve.result(time: Double(now), outcome: outcome)
            inflows = solve.fixedInflows(result)
        }
        result.isReported = times.isReported(now) || (times.duration == 0)
        totals.steps += 1
        totals.iterations += outcome.iterations
        return result
    }

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

    private mutating func solveWithPressureSwitches() -> SolveLoop.Outcome {
        let plan = controls
        var switchings = 0
        return solve.solve { state, model in
            // Controls that undo each other would go on for ever: after so many turns they rest until the next solve.
            guard plan.watchesJunctions, switchings < 20 else { return false }
            switchings += 1
            return Self.applyPressureSwitches(plan, model, &state)
        }
    }

    // MARK: Before a solve

    private mutating func applyPatterns(_ factors: [Double]) {
        let core = model.reduced.coreCount
        for row in model.fixedPatterns.indices where model.fixedPatterns[row] >= 0 {
            solve.state.heads[core + row] = model.fixedHeads[row] * factors[Int(model.fixedPatterns[row])]
        }
        for row in model.controlLinkTable.patternPumps {
            setCommand(Int(row), .set(factors[Int(model.controlLinkTable.links[Int(row)].speedPattern)]))
        }
    }

    private mutating func setCommand(_ row: Int, _ action: LinkAction) {
        _ = solve.state.apply(action, row: row, link: model.controlLinks[row])
    }

    private mutating func applyControls(at now: Int) {
        let core = model.reduced.coreCount
        for entry in controls.entries {
            let acts: Bool
            switch entry.trigger {
            case .time(let time): acts = time == now
            case .clock(let clock): acts = clock == times.clock(at: now)
            case .junction: acts = false
            case .tank(let row, let head, let isAbove):
                // A level that will be reached within a second counts as reached.
                let present = solve.state.heads[core + row]
                guard let tank = model.tanks[row] else {
                    acts = isAbove ? present >= head : present <= head
                    break
                }
                let margin = abs(inflows[row]) * model.flowRatio
                let difference = tank.volume(present) - tank.volume(head)
                acts = isAbove ? difference >= -margin : difference <= margin
            }
            if acts { setCommand(entry.controlLink, entry.action) }
        }
    }

    private static func applyPressureSwitches(
        _ plan: ControlPlan, _ model: HydraulicModel, _ state: inout NewtonState
    ) -> Bool {
        var hasChanged = false
        for entry in plan.entries {
            guard case .junction(let node, let head, let isAbove) = entry.trigger else { continue }
            let present = state.heads[Int(model.reduced.headIndex[node])]
            let tolerance = model.options.headTolerance
            let acts = isAbove ? present >= head - tolerance : present <= head + tolerance
            guard acts else { continue }
            let link = model.controlLinks[entry.controlLink]
            hasChanged = state.apply(entry.action, row: entry.controlLink, link: link) || hasChanged
        }
        return hasChanged
    }

    private mutating func updateTanks() {
        let core = model.reduced.coreCount
        let tolerance = model.options.headTolerance
        var full: Set<Int32> = []
        var empty: Set<Int32> = []
        for (row, tank) in model.tanks.enumerated() {
            guard let tank else { continue }
            let head = solve.state.heads[core + row]
            if head >= tank.maximumHead - tolerance, !tank.canOverflow { full.insert(Int32(row)) }
            if head <= tank.minimumHead + tolerance { empty.insert(Int32(row)) }
        }
        solve.updateDirections(fullTanks: full, emptyTanks: empty)
    }

    /// Fills tanks that what flows in now would fill before half a second is over, and empties those that would be empty
    /// then; whether there were any.
    ///
    /// Steps are whole seconds, so that such a tank would take water for a whole step in which it is full. Its inflow can
    /// be so large only because something has opened or shut since it was last moved.
    private mutating func endBrimmingTanks() -> Bool {
        let core = model.reduced.coreCount
        var isAny = false
        for (row, tank) in model.tanks.enumerated() {
            guard let tank else { continue }
            let (head, inflow) = (solve.state.heads[core + row], tankInflow(row))
            guard abs(inflow) > Self.leastTankFlow else { continue }
            let tolerance = model.options.headTolerance
            if inflow > 0, !tank.canOverflow, head < tank.maximumHead - tolerance,
                tank.maximumVolume - volumes[row] < inflow / 2
            {
                volumes[row] = tank.maximumVolume
            } else if inflow < 0, head > tank.minimumHead + tolerance,
                volumes[row] - tank.minimumVolume < -inflow / 2
            {
                volumes[row] = tank.minimumVolume
            } else {
                continue
            }
            solve.state.heads[core + row] = tank.head(volumes[row])
            isAny = true
        }
        return isAny
    }

    // MARK: After a solve

    private mutating func advance(from now: Int, _ result: HydraulicState) {
        var step = times.hydraulicStep
        let period = times.period(at: now)
        limit(&step, (period + 1) * times.patternStep - times.patternStart - now)
        limit(&step, nextReport - now)
        limitByTanks(&step, least: now == 0 ? 1 : 0)
        limitByControls(&step, now)
        step = min(step, times.duration - now)
        let before = volumes
        if rules.entries.isEmpty {
            moveTanks(seconds: step)
        } else {
            step = applyRules(from: now, step: step, result)
        }
        meter.add(result, hours: Double(step) / 3600, factors: model.patterns.factors(period: period))
        account(result, seconds: Double(step))
        accountStorage(from: before, seconds: Double(step))
        time = now + step
        if now + step >= nextReport { nextReport += times.reportStep }
    }

    private func limit(_ step: inout Int, _ seconds: Int) {
        if seconds > 0, seconds < step { step = seconds }
    }

    /// Seconds in which `volume` flows in at `inflow`, rounded; 0 for none.
    private static func seconds(_ volume: Double, _ inflow: Double) -> Int {
        let seconds = (volume / inflow).rounded()
        return seconds.isFinite && seconds > 0 && seconds < 1e9 ? Int(seconds) : 0
    }

    /// Flow in EPANET's own figure, so that tanks fill in its time.
    private func tankInflow(_ row: Int) -> Double { inflows[row] * model.flowRatio }

    private static var leastTankFlow: Double { 1e-6 * FlowUnit.cubicFoot }

    /// - Parameter least: seconds in which a tank that is neither full nor empty becomes so at the least.
    private func limitByTanks(_ step: inout Int, least: Int) {
        let core = model.reduced.coreCount
        for (row, tank) in model.tanks.enumerated() {
            guard let tank else { continue }
            let (head, inflow) = (solve.state.heads[core + row], tankInflow(row))
            guard abs(inflow) > Self.leastTankFlow else { continue }
            if inflow > 0, head < tank.maximumHead {
                limit(&step, max(least, Self.seconds(tank.maximumVolume - volumes[row], inflow)))
            } else if inflow < 0, head > tank.minimumHead {
                limit(&step, max(least, Self.seconds(tank.minimumVolume - volumes[row], inflow)))
            }
        }
    }

    private func limitByControls(_ step: inout Int, _ now: Int) {
        let core = model.reduced.coreCount
        for entry in controls.entries {
            var seconds = 0
            switch entry.trigger {
            case .junction: continue
            case .time(let time): seconds = time > now ? time - now : 0
            case .clock(let clock):
                let difference = clock - times.clock(at: now)
                seconds = difference > 0 ? difference : difference + SimulationTimes.day
            case .tank(let row, let head, let isAbove):
                guard let tank = model.tanks[row] else { continue }
                let (present, inflow) = (solve.state.heads[core + row], tankInflow(row))
                guard abs(inflow) > Self.leastTankFlow else { continue }
                if isAbove ? present < head && inflow > 0 : present > head && inflow < 0 {
                    seconds = Self.seconds(tank.volume(head) - volumes[row], inflow)
                }
            }
            guard seconds > 0, seconds < step else { continue }
            // A step is cut short only for a control that would change something.
            let command = solve.state.commands[entry.controlLink]
            let next = command.after(entry.action, on: model.controlLinks[entry.controlLink])
            if !next.isSame(as: command) { step = seconds }
        }
    }

    private mutating func moveTanks(seconds: Int) {
        let core = model.reduced.coreCount
        for (row, tank) in model.tanks.enumerated() {
            guard let tank else { continue }
            let inflow = tankInflow(row)
            volumes[row] += inflow * Double(seconds)
            // Full or empty within the next second is full or empty. (EPANET asks whether an empty tank was empty a second
            // ago, and so may draw on it for another whole step.)
            if volumes[row] + inflow >= tank.maximumVolume { volumes[row] = tank.maximumVolume }
            if volumes[row] + inflow <= tank.minimumVolume { volumes[row] = tank.minimumVolume }
            solve.state.heads[core + row] = tank.head(volumes[row])
        }
    }

    // MARK: Rules

    /// Moves tanks from rule step to rule step until a rule changes something or the step is over.
    private mutating func applyRules(from now: Int, step: Int, _ result: HydraulicState) -> Int {
        let end = now + step
        let systemDemand = solve.requested.reduce(0) { $0 + max($1, 0) }
        var moment = now
        var increment = min(times.ruleStep - now % times.ruleStep, step)
        while moment < end {
            moment += increment
            moveTanks(seconds: increment)
            let evaluation = RuleEvaluation(
                solved: result, heads: tankHeads, tankTimes: tankTimes,
                systemDemand: systemDemand, interval: (moment - increment + 1, moment), times: times)
            if fireRules(evaluation) { break }
            increment = min(times.ruleStep, end - moment)
        }
        return moment - now
    }

    private var tankHeads: [Int: Double] {
        var heads: [Int: Double] = [:]
        for (row, node) in model.reduced.fixedNodes.enumerated() {
            heads[Int(node)] = solve.state.heads[model.reduced.coreCount + row]
        }
        return heads
    }

    private var tankTimes: [Int: (fill: Double?, drain: Double?)] {
        var found: [Int: (fill: Double?, drain: Double?)] = [:]
        for (row, tank) in model.tanks.enumerated() {
            guard let tank else { continue }
            let inflow = tankInflow(row)
            found[tank.node] = (
                inflow > Self.leastTankFlow ? (tank.maximumVolume - volumes[row]) / inflow : nil,
                inflow < -Self.leastTankFlow ? (tank.minimumVolume - volumes[row]) / inflow : nil
            )
        }
        return found
    }

    private mutating func fireRules(_ evaluation: RuleEvaluation) -> Bool {
        var chosen: [Int: (action: LinkAction, priority: Double)] = [:]
        for rule in rules.entries {
            let actions = evaluation.holds(rule.premises) ? rule.actions : rule.otherwise
            for action in actions {
                if let earlier = chosen[action.controlLink], earlier.priority >= rule.priority { continue }
                chosen[action.controlLink] = (action.action, rule.priority)
            }
        }
        var hasChanged = false
        for (controlLink, choice) in chosen.sorted(by: { $0.key < $1.key }) {
            hasChanged = fire(choice.action, controlLink, evaluation.solved) || hasChanged
        }
        return hasChanged
    }

    /// Does what a rule says, unless the link does it already; what counts is its state in the last solve, and whether
    /// this rule step has changed it since.
    private mutating func fire(_ action: LinkAction, _ row: Int, _ solved: HydraulicState) -> Bool {
        let link = model.controlLinks[row]
        let command = solve.state.commands[row]
        let isClosed = command.isClosed || solved.statuses[link.link].isClosed
        switch action {
        case .open:
            guard isClosed else { return false }
        case .close:
            guard !isClosed else { return false }
        case .activate: return false
        case .set(let value):
            if case .pipe = link.kind {
                guard isClosed == (value != 0) else { return false }
            } else {
                // Any other setting is a change; only what the conversion of units rounds off is none.
                let rounding = 1e-12 * max(abs(value), abs(command.setting))
                guard command.setting.isNaN || abs(value - command.setting) > rounding else { return false }
            }
        }
        setCommand(row, action)
        return true
    }

    // MARK: Volumes

    private mutating func account(_ result: HydraulicState, seconds: Double) {
        totals.volumes.duration += seconds
        var (drawn, fed) = (0.0, 0.0)
        for flow in result.demands {
            drawn += max(flow, 0)
            fed -= min(flow, 0)
        }
        // Tanks and reservoirs are no consumers, though their column says what they take.
        for (row, inflow) in inflows.enumerated() {
            if inflow > 0 { drawn -= inflow } else { fed += inflow }
            guard model.tanks[row] == nil else { continue }
            if inflow > 0 {
                totals.volumes.returned += inflow * seconds
            } else {
                totals.volumes.supplied -= inflow * seconds
            }
        }
        totals.volumes.consumed += drawn * seconds
        totals.volumes.supplied += fed * seconds
        for flow in result.emitterFlows { totals.volumes.emitted += flow * seconds }
        for flow in result.leakages { totals.volumes.leaked += flow * seconds }
    }

    private var storedInflow: Double {
        inflows.indices.reduce(0) { $0 + (model.tanks[$1] == nil ? 0 : inflows[$1]) }
    }

    /// What a tank takes is stored; what a full one that may overflow takes is spilled.
    private mutating func accountStorage(from before: [Double], seconds: Double) {
        for (row, tank) in model.tanks.enumerated() {
            guard let tank else { continue }
            let taken = inflows[row] * seconds
            if tank.canOverflow, volumes[row] >= tank.maximumVolume {
                let gain = min((volumes[row] - before[row]) / model.flowRatio, taken)
                totals.volumes.stored += gain
                totals.volumes.spilled += taken - gain
            } else {
                totals.volumes.stored += taken
            }
        }
    }
}
