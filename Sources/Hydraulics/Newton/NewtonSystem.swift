import PipeNetwork
import SparseCholesky

/// One linearised system after another: residuals and conductances of all links at the present flows, and the step that
/// removes the residuals.
///
/// Unknown are the flows Q of chains, control links and outflows and the heads H of core nodes. With f the head loss of a
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
struct NewtonSystem: Sendable {
    let model: HydraulicModel
    let law: ControlLinkLaw

    /// Head loss of each pipe in a chain at the flow of the last evaluation, m, and its derivative, m per m³/s.
    var pipeLosses: [Double]
    var pipeGradients: [Double]
    var chainErrors: [Double]
    var chainConductances: [Double]
    /// Change of each chain's flow since the last evaluation, m³/s.
    var chainSteps: [Double]
    var controlErrors: [Double]
    var controlConductances: [Double]
    var outflowErrors: [Double]
    var outflowConductances: [Double]
    /// Right-hand side, and after a solve ΔH, by core row.
    var rightHandSide: [Double]
    var step: [Double]
    var matrix: ConductanceMatrix<Double>
    var factor: NumericFactor<Double>
    /// The step while the flows of regulating pressure valves are sought; nil without such valves.
    var pinned: StagedSolution<Double>?
    /// Change of each regulating pressure valve's flow in a step, m³/s.
    var pinSteps: [Double]
    /// Net inflow of the node that each regulating pressure valve rules at the present flows, m³/s.
    var imbalances: [Double]
    /// Steps in a row in which the flows of regulating valves fed each other.
    var feedbackSteps = 0
    /// Rows of the regulating valves whose heads cannot all be set at once, found by the last step.
    var contradictingPins: [Int] = []
    /// Whether the last step cut the change of a flow short, so that nodes at its link do not balance.
    var isStepCut = false
    /// Whether the factor is that of the present conductances.
    var isFactored = false

    init(_ model: HydraulicModel) {
        self.model = model
        law = ControlLinkLaw(model)
        pipeLosses = [Double](repeating: 0, count: model.reduced.chainPipeCount)
        pipeGradients = pipeLosses
        chainErrors = [Double](repeating: 0, count: model.reduced.chainCount)
        chainConductances = chainErrors
        chainSteps = chainErrors
        controlErrors = [Double](repeating: 0, count: model.controlLinks.count)
        controlConductances = controlErrors
        pinSteps = controlErrors
        imbalances = controlErrors
        outflowErrors = [Double](repeating: 0, count: model.outflows.count)
        outflowConductances = outflowErrors
        rightHandSide = [Double](repeating: 0, count: model.reduced.coreCount)
        step = rightHandSide
        matrix = ConductanceMatrix(model.symbolic)
        factor = NumericFactor(model.symbolic)
        if !model.controlLinkTable.pressureValves.isEmpty {
            pinned = try? StagedSolution(model.symbolic, rows: Self.pinnedRows(model))
        }
    }

    /// Goes back to where `other` is, a system of the same model, without allocating anything.
    mutating func begin(from other: NewtonSystem) {
        pipeLosses.overwrite(with: other.pipeLosses)
        pipeGradients.overwrite(with: other.pipeGradients)
        chainSteps.overwrite(with: other.chainSteps)
        chainConductances.overwrite(with: other.chainConductances)
        controlErrors.overwrite(with: other.controlErrors)
        controlConductances.overwrite(with: other.controlConductances)
        outflowErrors.overwrite(with: other.outflowErrors)
        outflowConductances.overwrite(with: other.outflowConductances)
        factor.overwrite(with: other.factor)
        factoredStatuses.overwrite(with: other.factoredStatuses)
        factoredClosings.overwrite(with: other.factoredClosings)
        isFactored = other.isFactored
        feedbackSteps = other.feedbackSteps
        contradictingPins = other.contradictingPins
    }

    /// Takes what heads along chains follow from, of a lane of a batch.
    mutating func take(_ batch: borrowing ScenarioBatch, lane: Int) {
        pipeLosses.overwrite(with: batch.pipeLosses, lane: lane)
        pipeGradients.overwrite(with: batch.pipeGradients, lane: lane)
        chainSteps.overwrite(with: batch.chainSteps, lane: lane)
    }

    /// Statuses and shut links when the matrix was last factored; empty before.
    var factoredStatuses: [ControlLinkStatus] = []
    var factoredClosings: [Bool] = []

    /// Whether the last tangents still hold, but for flows: nothing has opened, shut or begun to regulate since.
    func tangentsHold(_ state: borrowing NewtonState) -> Bool {
        guard factoredStatuses.count == state.controlStatuses.count, !state.isCold || isFactored,
            model.outflows.isEmpty
        else { return false }
        for row in state.controlStatuses.indices
        where state.controlStatuses[row] != factoredStatuses[row]
            || state.commands[row].isClosed != factoredClosings[row]
        {
            return false
        }
        return true
    }

    /// Finds residuals at new demands along the last tangents, so that a factor of them can be used again.
    ///
    /// A time step begins at the flows that the last one ended with. There the tangents of its last step still touch the
    /// laws to the second order, so the first step towards new demands needs no new losses, and no new factor where the last
    /// step factored these tangents. The matrix stays as it is. A cold start is followed from rest in the same way.
    mutating func follow(_ state: borrowing NewtonState, _ demands: borrowing NodalDemands)
        -> ConvergenceNorms<Double>
    {
        var measure = ConvergenceNorms<Double>()
        Self.followTangents(
            model, offsets: demands.offsets, former: demands.formerOffsets, steps: chainSteps,
            gradients: pipeGradients, losses: &pipeLosses)
        Self.followChains(
            model, heads: state.heads, flows: state.chainFlows, offsets: demands.offsets,
            demands: demands.core, losses: pipeLosses, conductances: chainConductances,
            errors: &chainErrors, steps: &chainSteps, rightHandSide: &rightHandSide, &measure)
        evaluateControlLinks(state, demands, isFrozen: true, &measure)
        return measure
    }

    /// Finds residuals and conductances at the present flows and assembles the system.
    mutating func evaluate(_ state: borrowing NewtonState, _ demands: borrowing NodalDemands, full: [Double])
        -> ConvergenceNorms<Double>
    {
        var measure = ConvergenceNorms<Double>()
        isFactored = false
        if state.isCold {
            Self.coldLosses(
                model, flows: state.chainFlows, offsets: demands.offsets, losses: &pipeLosses,
                gradients: &pipeGradients)
        } else {
            // One test of the formula, so that each loop over pipes is compiled for its own.
            switch model.formula {
            case .hazenWilliams(let law): evaluatePipes(law, state, demands)
            case .darcyWeisbach(let law): evaluatePipes(law, state, demands)
            case .chezyManning(let law): evaluatePipes(law, state, demands)
            }
        }
        matrix.clear()
        Self.assembleChains(
            model, heads: state.heads, flows: state.chainFlows, offsets: demands.offsets,
            demands: demands.core, losses: pipeLosses, gradients: pipeGradients, errors: &chainErrors,
            conductances: &chainConductances, steps: &chainSteps, rightHandSide: &rightHandSide,
            matrix: &matrix.values, &measure)
        measure.largestChainError = measure.largestError
        evaluateControlLinks(state, demands, isFrozen: false, &measure)
        evaluateOutflows(state, full, &measure)
        return measure
    }

    @inline(__always)
    private mutating func evaluatePipes(
        _ law: some PipeLaw, _ state: borrowing NewtonState, _ demands: borrowing NodalDemands
    ) {
        Self.evaluatePipes(
            law, model, flows: state.chainFlows, offsets: demands.offsets, losses: &pipeLosses,
            gradients: &pipeGradients)
    }

    private mutating func evaluateControlLinks(
        _ state: borrowing NewtonState, _ demands: borrowing NodalDemands, isFrozen: Bool,
        _ measure: inout ConvergenceNorms<Double>
    ) {
        let core = Int32(model.reduced.coreCount)
        var valve = -1
        for row in model.controlLinkTable.links.indices {
            let link = model.controlLinkTable.links[row]
            if link.isPressureValve { valve += 1 }
            let flow = state.controlFlows[row]
            measure.flowSum += abs(flow)
            if state.isRegulatingPressure(row, link) {
                pin(link, state.commands[row], state.heads, isFrozen: isFrozen)
                controlErrors[row] = 0
                controlConductances[row] = 0
                imbalances[row] = imbalance(valve, row, link, state, demands)
                measure.changeSum += abs(imbalances[row])
                measure.largestImbalance = max(measure.largestImbalance, abs(imbalances[row]))
                if link.start < core { rightHandSide[Int(link.start)] -= flow }
                if link.end < core { rightHandSide[Int(link.end)] += flow }
                // Keeps the far side in reach of a head when nothing else leads there.
                if !isFrozen { matrix.add(BarrierBranch.conductance, at: model.controlSlots[row]) }
                continue
            }
            let (loss, gradient) = law.loss(link, state.commands[row], state.controlStatuses[row], flow)
            let error = state.heads[Int(link.start)] - state.heads[Int(link.end)] - loss
            let conductance = isFrozen ? controlConductances[row] : 1 / gradient
            let change = conductance * error
            controlErrors[row] = error
            controlConductances[row] = conductance
            measure.changeSum += abs(change)
            if gradient < BarrierBranch.gradient {
                measure.largestError = max(measure.largestError, abs(error))
            }
            if link.start < core { rightHandSide[Int(link.start)] -= flow + change }
            if link.end < core { rightHandSide[Int(link.end)] += flow + change }
            if !isFrozen { matrix.add(conductance, at: model.controlSlots[row]) }
        }
    }

    /// A penalty that no other conductance can move.
    static var penalty: Double { 1e18 }

    /// Sets the head of the node that a regulating valve rules.
    private mutating func pin(
        _ link: ControlLink, _ command: LinkCommand, _ heads: [Double], isFrozen: Bool
    ) {
        let node = Int(link.pinnedNode)
        rightHandSide[node] += Self.penalty * (link.elevation + command.setting - heads[node])
        if !isFrozen { matrix.add(Self.penalty, at: model.tieSlots[node]) }
    }

    private mutating func evaluateOutflows(
        _ state: borrowing NewtonState, _ full: [Double], _ measure: inout ConvergenceNorms<Double>
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
            let (head, gradient) = outflow.head(flow, state.outflowStatuses[row], full: wanted)
            let error = state.heads[node] - outflow.elevation - head
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
}
