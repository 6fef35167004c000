import PipeNetwork

/// Newton steps until the residuals are gone and every link is on the branch of its law that it belongs on.
struct SolveLoop: Sendable {
    var system: NewtonSystem
    var rules: StatusRules
    let options: HydraulicOptions
    /// Whether the last solve ended with every node in balance.
    private(set) var isBalanced = false

    init(_ model: HydraulicModel) {
        system = NewtonSystem(model)
        rules = StatusRules(model, system.law)
        options = model.options
    }

    /// How a solve ended.
    struct Outcome: Sendable {
        var iterations = 0
        var relativeError = 0.0
        var hasConverged = false
    }

    /// Solves for the demands.
    ///
    /// - Parameters:
    ///   - state: where to begin; becomes the solution.
    ///   - demands: fixed demands.
    ///   - full: what pressure-driven demands ask for, by node; empty when there are none.
    ///   - switches: called when all has converged; whether it changed a command by a junction's pressure.
    mutating func solve(
        _ state: inout NewtonState, _ demands: NodalDemands, full: [Double],
        switches: (inout NewtonState, HydraulicModel) -> Bool
    ) -> Outcome {
        var outcome = Outcome()
        rules.reset()
        let wasCold = state.isCold
        system.beginDemands(&state, full: full)
        var measure =
            system.tangentsHold(state)
            ? system.follow(state, demands) : system.evaluate(state, demands, full: full)
        guard !system.model.hasNothingToSolve else {
            (outcome.hasConverged, isBalanced) = (true, true)
            return outcome
        }
        // Links that take turns need more steps.
        let trials = rules.isCareful ? max(4 * options.trials, 400) : options.trials
        let limit = trials + (options.extraTrials ?? 0)
        var contradictions = 0
        while outcome.iterations < limit {
            outcome.iterations += 1
            let hasPins = state.hasRegulatingPressureValve(system.model)
            let scale = scale(measure, demands)
            let imbalance = measure.largestImbalance
            let isFirst = wasCold && outcome.iterations == 1
            let isFar = isFirst || outcome.relativeError > 0.3
            let before = rules.isCareful && !isFirst ? state : nil
            let step = system.advance(&state, full: full, hasPins: hasPins, isFar: isFar)
            var isWhole = !(isFirst && system.temper(&state)) && !system.isStepCut
            if let before, system.shorten(&state, from: before, demands, full: full) { isWhole = false }
            // What a straight line says of heads is no reason to open or shut anything.
            let isLate = outcome.iterations > trials
            let mayChange = !isLate && !isFirst
            let hasChanged =
                mayChange && rules.apply(&state, full: full, relativeChange: step.changeSum * scale)
            if hasPins, mayChange, !system.contradictingPins.isEmpty {
                contradictions += 1
                // What is imposed on valves that contradict each other has no solution.
                if rules.arePressureValvesImposed, contradictions > 3 { break }
                rules.giveUp(system.contradictingPins, &state)
            }
            outcome.relativeError = step.changeSum * scale
            var isSolved =
                !hasChanged && isWhole && outcome.iterations > 1 && imbalance < 1e-10
                && meets(change: step.changeSum * scale, step)
            // Flows at rest are not enough: every law must hold.
            if isSolved, !system.chainsFollow(state, demands) || !system.lawsHold(state, full: full) {
                isSolved = false
            }
            if !isSolved || options.headError > 0 {
                // A step is exact to the second order: what the next would change is known without taking it.
                measure = system.evaluate(state, demands, full: full)
                let expected = measure.changeSum * self.scale(measure, demands)
                if !isSolved, !hasChanged, isWhole, measure.largestImbalance < 1e-10,
                    measure.largestChainError <= NewtonSystem.headTolerance(options)
                        || system.chainsHold(state, demands), system.lawsHold(state, full: full)
                {
                    isSolved = meets(change: 100 * expected, step)
                    if isSolved { outcome.relativeError = expected }
                }
                if options.headError > 0, measure.largestError > options.headError { isSolved = false }
            }
            guard isSolved else { continue }
            // Links that had to wait for the flows to come to rest have their turn now.
            if !isLate, rules.apply(&state, full: full, relativeChange: 0) || switches(&state, system.model) {
                measure = system.evaluate(state, demands, full: full)
                continue
            }
            // Further trials hold every status; a solution that wants to change one is none.
            var judged = state
            outcome.hasConverged = !isLate || !rules.apply(&judged, full: full, relativeChange: 0)
            break
        }
        isBalanced = outcome.hasConverged && system.settle(&state, demands, full: full)
        return outcome
    }

    /// Whether a relative change and the largest change of a step are within the limits that were asked for.
    private func meets(change: Double, _ step: ConvergenceNorms<Double>) -> Bool {
        change <= options.accuracy && (options.flowChange == 0 || step.largestChange <= options.flowChange)
    }

    /// One over the sum of flows, as far as there are any.
    private func scale(_ measure: ConvergenceNorms<Double>, _ demands: borrowing NodalDemands) -> Double {
        let sum = measure.flowSum + demands.treeFlowSum
        return sum > options.accuracy ? 1 / sum : 1
    }
}

extension HydraulicModel {
    /// Whether every flow follows from demands alone.
    var hasNothingToSolve: Bool {
        reduced.coreCount == 0 && reduced.chainCount == 0 && controlLinks.isEmpty
    }
}

extension NewtonState {
    /// Whether a link is a pressure valve that sets the head of a node.
    func isRegulatingPressure(_ row: Int, _ link: ControlLink) -> Bool {
        controlStatuses[row] == .active && link.isPressureValve && !commands[row].isClosed
    }

    /// Whether any pressure valve sets the head of a node.
    func hasRegulatingPressureValve(_ model: HydraulicModel) -> Bool {
        model.controlLinkTable.pressureValves.contains { row in
            isRegulatingPressure(Int(row), model.controlLinkTable.links[Int(row)])
        }
    }
}
