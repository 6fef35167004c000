import PipeNetwork
import SparseCholesky

/// Whether every law of every element holds, each measured in its own terms: heads of links, flows of outflows.
///
/// A small change of flow alone says little: a law that is flat or steep where a solve stands lets flows rest far from
/// where it holds.
extension NewtonSystem {
    /// Head that a law may be off by, m.
    static func headTolerance(_ options: HydraulicOptions) -> Double { max(0.5 * options.accuracy, 1e-7) }

    /// Whether the laws of control links that are not shut and of outflows hold at the present heads and flows.
    func lawsHold(_ state: borrowing NewtonState, full: [Double]) -> Bool {
        controlLinksHold(state) && outflowsHold(state, full)
    }

    /// Whether what a branch that lets nothing through passes is what heads drive along it: else its flow is left over
    /// from a step that was none of the law's.
    private static func isSteepSettled(_ error: Double, _ flow: Double) -> Bool {
        abs(error) <= 0.01 + 1e-6 * abs(flow) * BarrierBranch.gradient
    }

    private func controlLinksHold(_ state: borrowing NewtonState) -> Bool {
        for row in model.controlLinkTable.links.indices {
            let link = model.controlLinkTable.links[row]
            guard linkError(row, link, state) == nil else { return false }
            guard let nominal = nominalFlow(row, state) else { continue }
            let difference = state.heads[Int(link.start)] - state.heads[Int(link.end)]
            let loss = law.loss(
                link, state.commands[row], state.controlStatuses[row], state.controlFlows[row]
            ).loss
            guard Self.isSteepSettled(difference - loss, state.controlFlows[row] - nominal) else {
                return false
            }
        }
        return true
    }

    /// By how much (m) the heads of a link are off the law of the branch that it is on; nil where that holds.
    ///
    /// - Parameter flowTolerance: m³/s that do not matter; 0 while a solve can still do better.
    func linkError(
        _ row: Int, _ link: ControlLink, _ state: borrowing NewtonState, flowTolerance: Double = 0
    ) -> Double? {
        let tolerance = Self.headTolerance(model.options)
        if state.isRegulatingPressure(row, link) {
            let set = link.elevation + state.commands[row].setting
            let error = abs(state.heads[Int(link.pinnedNode)] - set)
            return error <= max(tolerance, 1e-9 * abs(set)) ? nil : error
        }
        let difference = state.heads[Int(link.start)] - state.heads[Int(link.end)]
        let (command, controlStatus, flow) = (
            state.commands[row], state.controlStatuses[row], state.controlFlows[row]
        )
        guard !law.holds(link, command, controlStatus, flow, difference, tolerance) else { return nil }
        let (loss, gradient) = law.loss(link, command, controlStatus, flow)
        let error = abs(difference - loss)
        return error <= flowTolerance * gradient ? nil : error
    }

    private func outflowsHold(_ state: borrowing NewtonState, _ full: [Double]) -> Bool {
        for (row, outflow) in model.outflows.enumerated() {
            if let nominal = nominalOutflow(row, state, full) {
                let wanted = full.isEmpty ? 0 : full[outflow.row]
                if case .demand = outflow.law, wanted <= 0 { continue }
                let flow = state.outflowFlows[row]
                let pressure = state.heads[Int(outflow.node)] - outflow.elevation
                let head = outflow.head(flow, state.outflowStatuses[row], full: wanted).head
                guard Self.isSteepSettled(pressure - head, flow - nominal) else { return false }
            } else if outflowError(row, state, full: full) != nil {
                return false
            }
        }
        return true
    }

    /// By how much (m³/s) what leaves at an outflow is off what its law says for the pressure there; nil where that holds.
    ///
    /// - Parameter flowTolerance: m³/s that do not matter.
    func outflowError(
        _ row: Int, _ state: borrowing NewtonState, full: [Double], flowTolerance: Double = 1e-12
    ) -> Double? {
        let outflow = model.outflows[row]
        let wanted = full.isEmpty ? 0 : full[outflow.row]
        if case .demand = outflow.law, wanted <= 0 { return nil }
        let flow = state.outflowFlows[row]
        let pressure = state.heads[Int(outflow.node)] - outflow.elevation
        let error = abs(outflow.driven(at: pressure, full: wanted) - flow)
        let share = 0.01 * model.options.accuracy
        guard error > share * max(abs(flow), wanted) + flowTolerance else { return nil }
        // Next to no pressure, a law can be flatter than heads are known.
        switch state.outflowStatuses[row] {
        case .partial:
            return abs(outflow.head(flow, .partial, full: wanted).head - pressure) > 1e-8 ? error : nil
        case .none: return pressure > 1e-8 ? error : nil
        case .full:
            guard case .demand(let demand) = outflow.law else { return error }
            return pressure < demand.range - 1e-8 ? error : nil
        }
    }

    /// How far the losses of a chain can be from the tangents that the last step followed: a bound of half the second
    /// derivative times the square of the step, for powers up to 2 of the flow. The tangent of a pipe that stood still says
    /// nothing of it, so its loss at the new flow is estimated from that at a usual one as well.
    ///
    /// It costs no power, so that a solve that has come to rest need not evaluate every pipe once more.
    static func largestCurvature<Lane: SolveLane>(
        _ model: HydraulicModel, flows: [Lane], offsets: [Lane], steps: [Lane], gradients: [Lane]
    ) -> Lane {
        let (chainStarts, coldSlopes, usualFlows) = (
            model.reduced.chainStarts, model.coldSlopes, model.chainUsualFlows
        )
        let (starts, slopes, usual) = (chainStarts.span, coldSlopes.span, usualFlows.span)
        let (flows, offsets, steps, gradients) = (flows.span, offsets.span, steps.span, gradients.span)
        var largest = Lane(repeating: 0)
        let least = Lane(repeating: .leastNormalMagnitude)
        var pipe = 0
        for chain in flows.indices {
            let step = steps[chain].magnitude
            let inverse = Lane(repeating: 3 / usual[chain])
            let end = Int(starts[chain + 1])
            var sum = Lane(repeating: 0)
            while pipe < end {
                let flow = (flows[chain] + offsets[pipe]).magnitude
                let share = step / (Lane.larger(flow, step) + least)
                let loss = Lane(repeating: slopes[pipe]) * flow * flow * inverse
                sum = sum + (gradients[pipe] * step + loss * share) * share
                pipe += 1
            }
            largest = Lane.larger(largest, sum)
        }
        return largest
    }

    /// Whether the law of each chain holds where it was evaluated last, or is as near as flows can be told apart: of two
    /// pipes in parallel, the flow of a tiny one is the small difference of large numbers.
    func chainsHold(_ state: borrowing NewtonState, _ demands: borrowing NodalDemands) -> Bool {
        let tolerance = Self.headTolerance(model.options)
        for chain in chainErrors.indices where !(abs(chainErrors[chain]) <= tolerance) {
            let last = Int(model.reduced.chainStarts[chain + 1]) - 1
            let size = max(abs(state.chainFlows[chain]), abs(demands.offsets[last]))
            guard abs(chainErrors[chain]) * chainConductances[chain] <= 1e-14 * size else { return false }
        }
        return true
    }

    /// Whether the last step was so short that the losses of chains are on its tangents, for all that matters.
    func chainsFollow(_ state: borrowing NewtonState, _ demands: borrowing NodalDemands) -> Bool {
        Self.largestCurvature(
            model, flows: state.chainFlows, offsets: demands.offsets, steps: chainSteps,
            gradients: pipeGradients) <= Self.headTolerance(model.options)
    }

    /// Takes from shut and regulating links, and from outflows that are none or full, what only kept the equations
    /// solvable, and leads it where it belongs, so that every node balances to rounding.
    ///
    /// A shut link stands in the matrix with a conductance of 10⁻¹² m³/s per m. What it passes is below notice, but
    /// not below the rounding of a small network's balance. Nor is what a long last step rounds off.
    ///
    /// - Returns: whether every node balances then.
    mutating func settle(_ state: inout NewtonState, _ demands: borrowing NodalDemands, full: [Double])
        -> Bool
    {
        guard factoredStatuses == state.controlStatuses else { return false }
        var (leak, drawn) = (0.0, 0.0)
        for demand in demands.core { drawn += abs(demand) }
        for row in model.controlLinkTable.links.indices {
            guard let nominal = nominalFlow(row, state) else { continue }
            leak += abs(state.controlFlows[row] - nominal)
        }
        for row in model.outflows.indices {
            drawn += abs(state.outflowFlows[row])
            guard let nominal = nominalOutflow(row, state, full) else { continue }
            leak += abs(state.outflowFlows[row] - nominal)
        }
        let tolerance = 1e-10 * drawn
        if leak > tolerance || leak > 0 && drawn < 1e-3 {
            for row in model.controlLinkTable.links.indices {
                if let nominal = nominalFlow(row, state) { state.controlFlows[row] = nominal }
            }
            for row in model.outflows.indices {
                if let nominal = nominalOutflow(row, state, full) { state.outflowFlows[row] = nominal }
            }
        }
        for round in 0..<4 {
            // The conductances may be newer than the factor; that is as good only where little is left over.
            if round > 0 { factorTangents(state) }
            if !correctBalance(&state, demands, tolerance: min(tolerance, 2e-10)) { return true }
        }
        return false
    }

    /// Core nodes that gain or lose water at the present flows, and how much, m³/s.
    func imbalances(
        _ state: borrowing NewtonState, _ demands: borrowing NodalDemands, full: [Double]
    ) -> [(node: Int, size: Double)] {
        let core = model.reduced.coreCount
        var (surplus, passing) = (demands.core.map { -$0 }, demands.core.map { abs($0) })
        func pass(_ flow: Double, _ start: Int32, _ end: Int32) {
            if start < core {
                surplus[Int(start)] -= flow
                passing[Int(start)] += abs(flow)
            }
            if end < core {
                surplus[Int(end)] += flow
                passing[Int(end)] += abs(flow)
            }
        }
        for chain in state.chainFlows.indices {
            pass(state.chainFlows[chain], model.reduced.chainFrom[chain], model.reduced.chainTo[chain])
        }
        for row in model.controlLinkTable.links.indices {
            let link = model.controlLinkTable.links[row]
            pass(nominalFlow(row, state) ?? state.controlFlows[row], link.start, link.end)
        }
        for (row, outflow) in model.outflows.enumerated() {
            pass(nominalOutflow(row, state, full) ?? state.outflowFlows[row], outflow.node, Int32(core))
        }
        return surplus.indices.filter { abs(surplus[$0]) > Self.massTolerance + 1e-12 * passing[$0] }
            .map { ($0, abs(surplus[$0])) }
    }

    /// Water that may be lost in a node, m³/s.
    private static var massTolerance: Double { 8e-10 }

    /// The flow of a link that is shut or holds a flow; nil for others.
    func nominalFlow(_ row: Int, _ state: borrowing NewtonState) -> Double? {
        if state.commands[row].isClosed || state.controlStatuses[row] == .shut { return 0 }
        guard state.controlStatuses[row] == .active else { return nil }
        let link = model.controlLinkTable.links[row]
        if link.isFlowValve { return state.commands[row].setting }
        let limit = law.breakerLimit(link, state.commands[row])
        return limit.isFinite ? limit : nil
    }

    private func nominalOutflow(_ row: Int, _ state: borrowing NewtonState, _ full: [Double]) -> Double? {
        switch state.outflowStatuses[row] {
        case .none: 0
        case .full: full.isEmpty ? nil : full[model.outflows[row].row]
        case .partial: nil
        }
    }

    /// One linear correction of what nodes have too much; whether any had more than `tolerance`, m³/s.
    private mutating func correctBalance(
        _ state: inout NewtonState, _ demands: borrowing NodalDemands, tolerance: Double
    ) -> Bool {
        let core = model.reduced.coreCount
        var surplus = demands.core.map { -$0 }
        func pass(_ flow: Double, _ start: Int32, _ end: Int32) {
            if start < core { surplus[Int(start)] -= flow }
            if end < core { surplus[Int(end)] += flow }
        }
        for chain in state.chainFlows.indices {
            pass(state.chainFlows[chain], model.reduced.chainFrom[chain], model.reduced.chainTo[chain])
        }
        for row in model.controlLinkTable.links.indices {
            let link = model.controlLinkTable.links[row]
            pass(state.controlFlows[row], link.start, link.end)
        }
        for (row, outflow) in model.outflows.enumerated() {
            surplus[Int(outflow.node)] -= state.outflowFlows[row]
        }
        guard surplus.contains(where: { abs($0) > max(tolerance, 1e-17) }) else { return false }
        // What is too much at the node of a regulating valve, the valve takes to its other side.
        for row in model.controlLinkTable.pressureValves.map({ Int($0) }) {
            let link = model.controlLinkTable.links[row]
            guard state.isRegulatingPressure(row, link) else { continue }
            let amount = surplus[Int(link.pinnedNode)]
            surplus[Int(link.pinnedNode)] = 0
            if link.farNode < core { surplus[Int(link.farNode)] += amount }
            state.controlFlows[row] += link.pinnedNode == link.end ? -amount : amount
        }
        step.overwrite(with: surplus)
        try? factor.solve(&step)
        for row in step.indices { state.heads[row] += step[row] }
        for chain in state.chainFlows.indices {
            let change =
                chainConductances[chain]
                * (stepHead(model.reduced.chainFrom[chain]) - stepHead(model.reduced.chainTo[chain]))
            state.chainFlows[chain] += change
            chainSteps[chain] += change
        }
        for row in model.controlLinkTable.links.indices where nominalFlow(row, state) == nil {
            let link = model.controlLinkTable.links[row]
            guard !state.isRegulatingPressure(row, link) else { continue }
            state.controlFlows[row] +=
                controlConductances[row] * (stepHead(link.start) - stepHead(link.end))
        }
        for (row, outflow) in model.outflows.enumerated() where state.outflowStatuses[row] == .partial {
            state.outflowFlows[row] += outflowConductances[row] * step[Int(outflow.node)]
        }
        return true
    }
}
