import PipeNetwork

// What patterns and simple controls want of links, and the controls that act while a state is solved.
extension SimulationRun {
    /// Solves at the present commands; controls by the pressure of a junction act on what is found.
    mutating func solveWithPressureSwitches() -> SolveLoop.Outcome {
        let plan = controls
        var switchings = 0
        return solve.solve { state, model in
            // Controls that undo each other would go on for ever: after so many turns they rest until the next solve.
            guard plan.watchesJunctions, switchings < 20 else { return false }
            switchings += 1
            return Self.applyPressureSwitches(plan, model, &state)
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

    /// Sets the heads of reservoirs and the speeds of pumps that follow patterns.
    mutating func applyPatterns(_ factors: [Double]) {
        let core = model.reduced.coreCount
        for row in model.fixedPatterns.indices where model.fixedPatterns[row] >= 0 {
            solve.state.heads[core + row] = model.fixedHeads[row] * factors[Int(model.fixedPatterns[row])]
        }
        for row in model.controlLinkTable.patternPumps {
            setCommand(Int(row), .set(factors[Int(model.controlLinkTable.links[Int(row)].speedPattern)]))
        }
    }

    /// Applies the controls by time, clock and the level of tanks that act now, in the order of the file.
    mutating func applyControls(at now: Int) {
        for entry in controls.entries {
            let acts: Bool
            switch entry.trigger {
            case .time(let time): acts = time == now
            case .clock(let clock): acts = clock == times.clock(at: now)
            case .junction: acts = false
            case .tank(let row, let head, let isAbove):
                acts = tanks.isBeyond(head, row, isAbove: isAbove, solve.state)
            }
            if acts { setCommand(entry.controlLink, entry.action) }
        }
    }

    /// Does what is said of a control link.
    mutating func setCommand(_ row: Int, _ action: LinkAction) {
        _ = solve.state.apply(action, row: row, link: model.controlLinks[row])
    }
}
