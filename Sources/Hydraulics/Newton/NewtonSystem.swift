import PipeNetwork
import SparseCholesky

/// One linearised system after another: residuals and conductances of all links at the present flows, and the step that
/// removes the residuals.
///
/// Unknown are the flows Q of chains, special links and outflows and the heads H of core nodes. With f the head loss of a
/// link at its flow and g = 1/f′, Newton's step solves
///
///     e = H_from - H_to - f(Q)                  head residual of each link
///     A·ΔH = inflow - outflow - demand ∓ g·e    at each core node, A the Laplacian of the g
///     ΔQ = g·(ΔH_from - ΔH_to + e)
///
/// so that what is computed goes to zero with the residuals and is never the small difference of large numbers. (E. Todini
/// and S. Pilati's global gradient algorithm is the same step written for H instead of ΔH: it finds flows from head
/// differences times conductances of up to 1e7, which costs it the last digits.) After each full step the flows balance at
/// every node to rounding.
struct NewtonSystem<Law: PipeLaw>: Sendable {
    let model: HydraulicModel
    let law: SpecialLaw<Law>

    /// Head loss of each pipe in a chain at the present flow, m.
    var pipeLosses: [Double]
    private var chainErrors: [Double]
    private var chainConductances: [Double]
    private var specialErrors: [Double]
    private var specialConductances: [Double]
    private var outflowErrors: [Double]
    private var outflowConductances: [Double]
    /// Right-hand side, and after a solve ΔH, by core row.
    private var rightHandSide: [Double]
    private var step: [Double]
    private var matrix: ConductanceMatrix<Double>
    private var factor: NumericFactor<Double>
    private var stepFlows: [Double]
    /// Net inflow of the node that each regulating pressure valve rules at the present flows, m³/s.
    private var imbalances: [Double]

    init(_ model: HydraulicModel, law: Law) {
        self.model = model
        self.law = SpecialLaw(law: law, gradientTolerance: model.options.gradientTolerance)
        pipeLosses = [Double](repeating: 0, count: model.reduced.chainPipeCount)
        chainErrors = [Double](repeating: 0, count: model.reduced.chainCount)
        chainConductances = chainErrors
        specialErrors = [Double](repeating: 0, count: model.specials.count)
        specialConductances = specialErrors
        stepFlows = specialErrors
        imbalances = specialErrors
        outflowErrors = [Double](repeating: 0, count: model.outflows.count)
        outflowConductances = outflowErrors
        rightHandSide = [Double](repeating: 0, count: model.reduced.coreCount)
        step = rightHandSide
        matrix = ConductanceMatrix(model.symbolic)
        factor = NumericFactor(model.symbolic)
    }

    /// What one evaluation or step tells of convergence.
    struct Measure: Sendable {
        /// Sum of absolute flows of all links but trees, m³/s.
        var flowSum = 0.0
        /// Sum of absolute flow changes: made by a step, or to be expected of the next.
        var changeSum = 0.0
        /// Largest change of a flow.
        var largestChange = 0.0
        /// Largest head residual of a link that is not shut, m.
        var largestError = 0.0
        /// Largest imbalance of a node at a pressure valve, m³/s.
        var largestImbalance = 0.0
    }

    /// Finds residuals and conductances at the present flows and assembles the system.
    mutating func evaluate(_ state: borrowing NewtonState, _ demands: borrowing NodalDemands, full: [Double])
        -> Measure
    {
        var measure = Measure()
        matrix.clear()
        Self.evaluateChains(
            law.law, model, heads: state.heads, flows: state.chainFlows, offsets: demands.offsets,
            demands: demands.core, losses: &pipeLosses, errors: &chainErrors,
            conductances: &chainConductances, rightHandSide: &rightHandSide, matrix: &matrix.values, &measure)
        evaluateSpecials(state, demands, &measure)
        evaluateOutflows(state, full, &measure)
        return measure
    }

    @inline(__always)
    private static func evaluateChains(
        _ law: Law, _ model: HydraulicModel, heads: [Double], flows: [Double], offsets: [Double],
        demands: [Double], losses: inout [Double], errors: inout [Double], conductances: inout [Double],
        rightHandSide: inout [Double], matrix: inout [Double], _ measure: inout Measure
    ) {
        let core = demands.count
        let (pipes, starts) = (model.pipes.span, model.reduced.chainStarts.span)
        let (from, to, slots) = (
            model.reduced.chainFrom.span, model.reduced.chainTo.span, model.chainSlots.span
        )
        let (heads, flows, offsets, demands) = (heads.span, flows.span, offsets.span, demands.span)
        var losses = losses.mutableSpan
        var errors = errors.mutableSpan
        var conductances = conductances.mutableSpan
        var rightHandSide = rightHandSide.mutableSpan
        var matrix = matrix.mutableSpan
        for row in rightHandSide.indices { rightHandSide[row] = -demands[row] }
        var (flowSum, changeSum, largestError) = (0.0, 0.0, 0.0)
        for chain in flows.indices {
            let flow = flows[chain]
            var (loss, gradient) = (0.0, 0.0)
            let (first, end) = (Int(starts[chain]), Int(starts[chain &+ 1]))
            for pipe in first..<end {
                let own = flow + offsets[pipe]
                let part = law.loss(pipes[pipe], own)
                losses[pipe] = part.loss
                loss += part.loss
                gradient += part.gradient
                flowSum += abs(own)
            }
            let (a, b) = (Int(from[chain]), Int(to[chain]))
            let error = heads[a] - heads[b] - loss
            let conductance = 1 / gradient
            let change = conductance * error
            errors[chain] = error
            conductances[chain] = conductance
            changeSum += abs(change) * Double(end &- first)
            largestError = max(largestError, abs(error))
            if a < core { rightHandSide[a] -= flow + change }
            if b < core { rightHandSide[b] += flow + change }
            let slot = Int(slots[chain])
            matrix[slot] += conductance
        }
        measure.flowSum += flowSum
        measure.changeSum += changeSum
        measure.largestError = max(measure.largestError, largestError)
    }

    private mutating func evaluateSpecials(
        _ state: borrowing NewtonState, _ demands: borrowing NodalDemands, _ measure: inout Measure
    ) {
        let core = Int32(model.reduced.coreCount)
        for (row, link) in model.specials.enumerated() {
            let flow = state.specialFlows[row]
            measure.flowSum += abs(flow)
            if state.isRegulatingPressure(row, link) {
                pin(link, state.commands[row], state.heads)
                specialErrors[row] = 0
                specialConductances[row] = 0
                imbalances[row] = imbalance(row, link, state, demands)
                measure.changeSum += abs(imbalances[row])
                measure.largestImbalance = max(measure.largestImbalance, abs(imbalances[row]))
                if link.start < core { rightHandSide[Int(link.start)] -= flow }
                if link.end < core { rightHandSide[Int(link.end)] += flow }
                // Keeps the far side in reach of a head when nothing else leads there.
                matrix.add(Steep.conductance, at: model.specialSlots[row])
                continue
            }
            let (loss, gradient) = law.loss(link, state.commands[row], state.phases[row], flow)
            let error = state.heads[Int(link.start)] - state.heads[Int(link.end)] - loss
            let conductance = 1 / gradient
            let change = conductance * error
            specialErrors[row] = error
            specialConductances[row] = conductance
            measure.changeSum += abs(change)
            if gradient < Steep.gradient { measure.largestError = max(measure.largestError, abs(error)) }
            if link.start < core { rightHandSide[Int(link.start)] -= flow + change }
            if link.end < core { rightHandSide[Int(link.end)] += flow + change }
            matrix.add(conductance, at: model.specialSlots[row])
        }
    }

    /// Sets the head of the node that a regulating valve rules, by a tie no other conductance can move.
    private mutating func pin(_ link: SpecialLink, _ command: LinkCommand, _ heads: [Double]) {
        let node = Int(link.pinnedNode)
        let tie = 1e18
        rightHandSide[node] += tie * (link.elevation + command.setting - heads[node])
        matrix.add(tie, at: model.tieSlots[node])
    }

    private mutating func evaluateOutflows(
        _ state: borrowing NewtonState, _ full: [Double], _ measure: inout Measure
    ) {
        for (row, outflow) in model.outflows.enumerated() {
            let node = Int(outflow.node)
            let wanted = full.isEmpty ? 0 : full[outflow.row]
            if case .demand = outflow.law, wanted <= 0 {
                outflowErrors[row] = 0
                outflowConductances[row] = 0
                continue
            }
            let flow = state.outflowFlows[row]
            let (head, gradient) = outflow.head(flow, full: wanted)
            let error = state.heads[node] - outflow.ground - head
            let conductance = 1 / gradient
            let change = conductance * error
            outflowErrors[row] = error
            outflowConductances[row] = conductance
            measure.flowSum += abs(flow)
            measure.changeSum += abs(change)
            rightHandSide[node] -= flow + change
            matrix.add(conductance, at: model.tieSlots[node])
        }
    }

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
    mutating func advance(_ state: inout NewtonState, hasPins: Bool) -> Measure {
        // A part that no conductance joins to a source has a zero pivot: the factor pins it where it is.
        try? factor.factor(matrix)
        step = rightHandSide
        try? factor.solve(&step)
        if hasPins { balancePins(state) }
        var measure = Measure()
        let core = model.reduced.coreCount
        Self.move(
            model, core: core, step: step, errors: chainErrors, conductances: chainConductances,
            heads: &state.heads, flows: &state.chainFlows, &measure)
        for (row, link) in model.specials.enumerated() {
            var change = specialChange(row, link)
            if hasPins, state.isRegulatingPressure(row, link) { change = stepFlows[row] }
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

    private static func move(
        _ model: HydraulicModel, core: Int, step: [Double], errors: [Double], conductances: [Double],
        heads: inout [Double], flows: inout [Double], _ measure: inout Measure
    ) {
        let (from, to) = (model.reduced.chainFrom.span, model.reduced.chainTo.span)
        let starts = model.reduced.chainStarts.span
        let (step, errors, conductances) = (step.span, errors.span, conductances.span)
        var heads = heads.mutableSpan
        var flows = flows.mutableSpan
        for row in step.indices { heads[row] += step[row] }
        var (changeSum, largest) = (0.0, 0.0)
        for chain in flows.indices {
            let (a, b) = (Int(from[chain]), Int(to[chain]))
            let difference = (a < core ? step[a] : 0) - (b < core ? step[b] : 0)
            let change = conductances[chain] * (difference + errors[chain])
            flows[chain] += change
            changeSum += abs(change) * Double(starts[chain &+ 1] &- starts[chain])
            largest = max(largest, abs(change))
        }
        measure.changeSum += changeSum
        measure.largestChange = max(measure.largestChange, largest)
    }

    private func stepHead(_ head: Int32) -> Double {
        Int(head) < step.count ? step[Int(head)] : 0
    }

    private func specialChange(_ row: Int, _ link: SpecialLink) -> Double {
        specialConductances[row] * (stepHead(link.start) - stepHead(link.end) + specialErrors[row])
    }

    /// Finds the flow changes of regulating pressure valves.
    ///
    /// A valve that sets the head of a node passes whatever balances that node, and the node on its other side feels that
    /// flow. Where no water comes back from there, which is the rule, a second solution with the changed flow is exact;
    /// valves in series take one more each.
    private mutating func balancePins(_ state: borrowing NewtonState) {
        let core = Int32(model.reduced.coreCount)
        for row in stepFlows.indices { stepFlows[row] = 0 }
        for _ in 0..<6 {
            var largest = 0.0
            for (row, link) in model.specials.enumerated()
            where state.isRegulatingPressure(row, link) {
                let change = pinnedChange(row, link, state)
                let difference = change - stepFlows[row]
                largest = max(largest, abs(difference))
                stepFlows[row] = change
                // The pinned side needs no correction: its head is set.
                let other = link.pinnedNode == link.end ? link.start : link.end
                if other < core {
                    rightHandSide[Int(other)] -= link.pinnedNode == link.end ? difference : -difference
                }
            }
            if largest < 1e-13 { break }
            step = rightHandSide
            try? factor.solve(&step)
        }
    }

    /// The change of a regulating valve's flow that balances its pinned node after the step.
    private func pinnedChange(_ row: Int, _ link: SpecialLink, _ state: borrowing NewtonState) -> Double {
        // What the right-hand side holds besides the tie is the imbalance before the step, recomputed from flows.
        let node = link.pinnedNode
        var inflow = imbalances[row]
        for flow in model.incidence.flows[row] ?? [] {
            let other = Int(flow.row)
            if flow.isChain {
                let difference =
                    stepHead(model.reduced.chainFrom[other]) - stepHead(model.reduced.chainTo[other])
                inflow += flow.sign * chainConductances[other] * (difference + chainErrors[other])
            } else if state.isRegulatingPressure(other, model.specials[other]) {
                inflow += flow.sign * stepFlows[other]
            } else {
                inflow += flow.sign * specialChange(other, model.specials[other])
            }
        }
        for other in model.incidence.outflows[row] ?? [] {
            inflow -= outflowConductances[other] * (stepHead(node) + outflowErrors[other])
        }
        return link.pinnedNode == link.end ? -inflow : inflow
    }

    /// Net inflow of the node that a pressure valve rules at the present flows, its own included, m³/s.
    private func imbalance(
        _ row: Int, _ link: SpecialLink, _ state: borrowing NewtonState, _ demands: borrowing NodalDemands
    ) -> Double {
        let sign = link.pinnedNode == link.end ? 1.0 : -1.0
        var inflow = sign * state.specialFlows[row] - demands.core[Int(link.pinnedNode)]
        for flow in model.incidence.flows[row] ?? [] {
            let other = Int(flow.row)
            inflow += flow.sign * (flow.isChain ? state.chainFlows[other] : state.specialFlows[other])
        }
        for other in model.incidence.outflows[row] ?? [] { inflow -= state.outflowFlows[other] }
        return inflow
    }
}
