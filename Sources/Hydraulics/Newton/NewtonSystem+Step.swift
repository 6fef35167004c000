import Foundation
import PipeNetwork
import SparseCholesky

extension NewtonSystem {
    /// Rows of the links with the largest head residuals times conductance, of each chain its first pipe.
    func linksOfLargestErrors(_ state: NewtonState, count: Int) -> [Int] {
        var found = chainErrors.indices.map {
            (
                abs(chainErrors[$0]) * chainConductances[$0],
                Int(model.reduced.pipeLinks[Int(model.reduced.chainStarts[$0])])
            )
        }
        found += controlErrors.indices.map {
            (abs(controlErrors[$0]) * controlConductances[$0], model.controlLinks[$0].link)
        }
        return found.sorted { $0.0 > $1.0 }.prefix(count).map(\.1)
    }

    /// Solves the assembled system and takes the step.
    ///
    /// - Parameters:
    ///   - full: what demands that follow the pressure ask for, by node.
    ///   - hasPins: whether any pressure valve regulates.
    ///   - isFar: whether the flows are still far from the solution. Water that comes back to a valve through straight lines
    ///     which are not the laws yet says little, and is not followed to the end.
    mutating func advance(
        _ state: inout NewtonState, full: [Double], hasPins: Bool, isFar: Bool
    ) -> ConvergenceNorms<Double> {
        factorTangents(state)
        if hasPins {
            balancePins(state, looks: isFar ? 4 : 24)
        } else {
            step.overwrite(with: rightHandSide)
            try? factor.solve(&step)
        }
        var measure = ConvergenceNorms<Double>()
        let core = model.reduced.coreCount
        Self.move(
            model, core: core, step: step, errors: chainErrors, conductances: chainConductances,
            heads: &state.heads, flows: &state.chainFlows, steps: &chainSteps, &measure)
        state.isCold = false
        isStepCut = false
        for row in model.controlLinkTable.links.indices {
            let link = model.controlLinkTable.links[row]
            var change = controlChange(row, link)
            if hasPins, state.isRegulatingPressure(row, link) { change = pinSteps[row] }
            if link.isConstantPower, state.controlStatuses[row] != .shut, !state.commands[row].isClosed,
                let cut = link.cut(change, from: state.controlFlows[row])
            {
                change = cut
                isStepCut = true
            }
            state.controlFlows[row] += change
            measure.changeSum += abs(change)
            measure.largestChange = max(measure.largestChange, abs(change))
        }
        for (row, outflow) in model.outflows.enumerated() {
            var change = outflowConductances[row] * (step[Int(outflow.node)] + outflowErrors[row])
            if state.outflowStatuses[row] == .partial {
                let wanted = full.isEmpty ? 0 : full[outflow.row]
                let linear = state.outflowFlows[row] + change
                let pressure = state.heads[Int(outflow.node)] - outflow.elevation
                if let driven = outflow.driven(byConvexLawAt: pressure, full: wanted, linear: linear) {
                    // Next to no flow the law is a straight line, and the tangent is the law.
                    if abs(driven - linear) > 1e-10, max(abs(driven), abs(linear)) > 3e-9 {
                        change += driven - linear
                        isStepCut = true
                    }
                } else if let damped = outflow.damped(change, full: wanted) {
                    change = damped
                    isStepCut = true
                }
            }
            state.outflowFlows[row] += change
            measure.changeSum += abs(change)
            measure.largestChange = max(measure.largestChange, abs(change))
        }
        return measure
    }

    /// Lets demands that follow the pressure begin with all that they ask for, for most get it, and takes away the flow of
    /// those that ask for nothing now.
    func beginDemands(_ state: inout NewtonState, full: [Double]) {
        for (row, outflow) in model.outflows.enumerated() {
            guard case .demand = outflow.law else { continue }
            let wanted = full.isEmpty ? 0 : full[outflow.row]
            if wanted <= 0 {
                (state.outflowFlows[row], state.outflowStatuses[row]) = (0, .none)
            } else if state.isCold || state.outflowStatuses[row] == .full {
                (state.outflowFlows[row], state.outflowStatuses[row]) = (wanted, .full)
            }
        }
    }

    /// Factors the matrix of a cold start once for all solves that begin like this one: it does not depend on demands.
    mutating func prepareColdStart(_ state: borrowing NewtonState, _ demands: borrowing NodalDemands) {
        guard state.isCold else { return }
        _ = evaluate(state, demands, full: [])
        factorTangents(state)
    }

    /// Factors the tangents of a solution once for all solves that begin there.
    mutating func prepareToFollow(_ state: borrowing NewtonState) {
        if tangentsHold(state) { factorTangents(state) }
    }

    /// Factors the present tangents, unless that is done, and notes of what state they are.
    mutating func factorTangents(_ state: borrowing NewtonState) {
        guard !isFactored else { return }
        // A part that no conductance joins to a source has a zero pivot: the factor pins it where it is.
        try? factor.factor(matrix)
        isFactored = true
        factoredStatuses.overwrite(with: state.controlStatuses)
        if factoredClosings.count != state.commands.count {
            factoredClosings = [Bool](repeating: false, count: state.commands.count)
        }
        for row in state.commands.indices { factoredClosings[row] = state.commands[row].isClosed }
    }

    /// Brings the flows of a first, straight-line step back to what heads can drive.
    ///
    /// Between two given heads a straight line through a usual flow q₀ passes head differences as flow, many times what the
    /// pipe would; the true flow at the same head loss is about q₀·(q/q₀)^0.54. Above ten times the usual flow that is
    /// the better place for the next tangent. A valve or a pipe at a tank may well carry a whole district, so only flows that
    /// none could carry are brought back there.
    ///
    /// - Returns: whether any was brought back, so that nodes do not balance yet.
    func temper(_ state: inout NewtonState) -> Bool {
        var isTempered = false
        func temper(_ flow: inout Double, above threshold: Double, limit: Double) {
            guard abs(flow) > threshold else { return }
            let tempered = limit * pow(abs(flow) / limit, 0.54)
            flow = flow < 0 ? -tempered : tempered
            isTempered = true
        }
        for chain in state.chainFlows.indices {
            let limit = 10 * model.chainUsualFlows[chain]
            temper(&state.chainFlows[chain], above: limit, limit: limit)
        }
        for row in model.controlLinkTable.links.indices {
            let link = model.controlLinkTable.links[row]
            if case .pump = link.kind { continue }
            temper(&state.controlFlows[row], above: 100 * link.seed, limit: 10 * link.seed)
        }
        return isTempered
    }

    func stepHead(_ head: Int32) -> Double {
        Int(head) < step.count ? step[Int(head)] : 0
    }

    func controlChange(_ row: Int, _ link: ControlLink) -> Double {
        controlConductances[row] * (stepHead(link.start) - stepHead(link.end) + controlErrors[row])
    }
}

extension ControlLink {
    /// The change to make of the flow of a pump of constant power in place of one that its law cannot follow; nil where it
    /// can.
    ///
    /// The law has no flow but a forward one. Far below its usual flow a pump goes on quickly, for then it mostly pumps
    /// against a closed end. Downhill, where any flow would lift too high, it ends at a flow that is none.
    func cut(_ change: Double, from flow: Double) -> Double? {
        if flow + change <= 0 { return flow > seed / 10 ? -flow / 2 : -flow * (31.0 / 32) }
        let most = 1e4
        return flow + change > most ? most - flow : nil
    }
}
