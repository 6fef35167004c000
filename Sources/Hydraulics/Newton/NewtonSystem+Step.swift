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
        found += specialErrors.indices.map {
            (abs(specialErrors[$0]) * specialConductances[$0], model.specials[$0].link)
        }
        return found.sorted { $0.0 > $1.0 }.prefix(count).map(\.1)
    }

    /// Solves the assembled system and takes the step.
    ///
    /// - Parameters:
    ///   - hasPins: whether any pressure valve regulates.
    ///   - isFar: whether the flows are still far from the solution. Water that comes back to a valve through straight lines
    ///     which are not the laws yet says little, and is not followed to the end.
    mutating func advance(_ state: inout NewtonState, hasPins: Bool, isFar: Bool) -> Measure<Double> {
        factorTangents(state)
        if hasPins {
            balancePins(state, looks: isFar ? 4 : 24)
        } else {
            step.overwrite(with: rightHandSide)
            try? factor.solve(&step)
        }
        var measure = Measure<Double>()
        let core = model.reduced.coreCount
        Self.move(
            model, core: core, step: step, errors: chainErrors, conductances: chainConductances,
            heads: &state.heads, flows: &state.chainFlows, steps: &chainSteps, &measure)
        state.isCold = false
        for row in model.specialTable.links.indices {
            let link = model.specialTable.links[row]
            var change = specialChange(row, link)
            if hasPins, state.isRegulatingPressure(row, link) { change = pinSteps[row] }
            if link.isConstantPower, state.specialFlows[row] + change <= 0 {
                change = -state.specialFlows[row] / 2
            }
            state.specialFlows[row] += change
            measure.changeSum += abs(change)
            measure.largestChange = max(measure.largestChange, abs(change))
        }
        for (row, outflow) in model.outflows.enumerated() {
            let change = outflowConductances[row] * (step[Int(outflow.node)] + outflowErrors[row])
            state.outflowFlows[row] += change
            measure.changeSum += abs(change)
            measure.largestChange = max(measure.largestChange, abs(change))
        }
        return measure
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
    private mutating func factorTangents(_ state: borrowing NewtonState) {
        guard !isFactored else { return }
        // A part that no conductance joins to a source has a zero pivot: the factor pins it where it is.
        try? factor.factor(matrix)
        isFactored = true
        factoredPhases.overwrite(with: state.phases)
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
    func temper(_ state: inout NewtonState) {
        for chain in state.chainFlows.indices {
            let limit = 10 * model.chainUsualFlows[chain]
            state.chainFlows[chain] = Self.tempered(state.chainFlows[chain], above: limit, limit: limit)
        }
        for row in model.specialTable.links.indices {
            let link = model.specialTable.links[row]
            if case .pump = link.kind { continue }
            state.specialFlows[row] = Self.tempered(
                state.specialFlows[row], above: 100 * link.seed, limit: 10 * link.seed)
        }
    }

    private static func tempered(_ flow: Double, above threshold: Double, limit: Double) -> Double {
        guard abs(flow) > threshold else { return flow }
        let tempered = limit * pow(abs(flow) / limit, 0.54)
        return flow < 0 ? -tempered : tempered
    }

    func stepHead(_ head: Int32) -> Double {
        Int(head) < step.count ? step[Int(head)] : 0
    }

    func specialChange(_ row: Int, _ link: SpecialLink) -> Double {
        specialConductances[row] * (stepHead(link.start) - stepHead(link.end) + specialErrors[row])
    }
}
