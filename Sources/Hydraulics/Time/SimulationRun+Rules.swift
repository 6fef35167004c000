import PipeNetwork

// Rules between two states.
extension SimulationRun {
    /// Moves tanks from rule step to rule step until a rule changes something or the step is over.
    mutating func applyRules(from now: Int, step: Int, _ result: HydraulicState) -> Int {
        let end = now + step
        let systemDemand = solve.requested.reduce(0) { $0 + max($1, 0) }
        var moment = now
        var increment = min(times.ruleStep - now % times.ruleStep, step)
        while moment < end {
            moment += increment
            tanks.move(&solve.state, seconds: increment)
            let evaluation = RuleEvaluation(
                solved: result, heads: tanks.heads(solve.state), tankTimes: tanks.times,
                systemDemand: systemDemand, interval: (moment - increment + 1, moment), times: times)
            if fireRules(evaluation) { break }
            increment = min(times.ruleStep, end - moment)
        }
        return moment - now
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
}
