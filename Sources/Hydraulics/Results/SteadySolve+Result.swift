import PipeNetwork

extension SteadySolve {
    /// The whole network's heads and flows at the present solution.
    func result(time: Double, outcome: SolveLoop.Outcome) -> HydraulicState {
        if isSolvedByRationing, let solve = rationing.first {
            return solve.result(time: time, outcome: outcome)
        }
        var result = HydraulicState()
        result.time = time
        result.frame = model.frame
        result.iterations = outcome.iterations
        result.relativeError = outcome.relativeError
        result.hasConverged = outcome.hasConverged
        result.flows = [Double](repeating: 0, count: model.frame.starts.count)
        result.statuses = [LinkState](repeating: .open, count: model.frame.starts.count)
        result.settings = model.noSettings
        result.heads = model.frame.elevations
        fillChains(flows: &result.flows, heads: &result.heads)
        switch model.formula {
        case .hazenWilliams(let law): fillTrees(law, flows: &result.flows, heads: &result.heads)
        case .darcyWeisbach(let law): fillTrees(law, flows: &result.flows, heads: &result.heads)
        case .chezyManning(let law): fillTrees(law, flows: &result.flows, heads: &result.heads)
        }
        fillControlLinks(&result)
        fillDemands(&result)
        result.warnings = warnings(result, outcome)
        return result
    }

    private func fillChains(flows: inout [Double], heads: inout [Double]) {
        for (row, node) in model.reduced.coreNodes.enumerated() { heads[Int(node)] = state.heads[row] }
        for (row, node) in model.reduced.fixedNodes.enumerated() {
            heads[Int(node)] = state.heads[model.reduced.coreCount + row]
        }
        let (chainStarts, chainFrom) = (model.reduced.chainStarts, model.reduced.chainFrom)
        let (starts, from) = (chainStarts.span, chainFrom.span)
        let (pipeLinks, nodeBehind, pipeIsForward) = (
            model.reduced.pipeLinks, model.reduced.nodeBehind, model.reduced.pipeIsForward
        )
        let (links, behind, isForward) = (pipeLinks.span, nodeBehind.span, pipeIsForward.span)
        let (losses, gradients) = (loop.system.pipeLosses.span, loop.system.pipeGradients.span)
        let (steps, chainFlows, offsets) = (
            loop.system.chainSteps.span, state.chainFlows.span, nodal.offsets.span
        )
        let ends = state.heads.span
        var flows = flows.mutableSpan
        var heads = heads.mutableSpan
        let count = losses.count
        // Indices of one reduction into columns of its network, as in the kernels of ``NewtonSystem``.
        precondition(
            links.count >= count && behind.count >= count && isForward.count >= count
                && offsets.count >= count
                && gradients.count == count && starts.count == chainFlows.count + 1
                && Int(starts[chainFlows.count]) == count && steps.count == chainFlows.count
                && flows.count == model.frame.starts.count && heads.count == model.frame.elevations.count,
            "arrays of another model")
        func place(_ pipe: Int, _ flow: Double, _ flows: inout MutableSpan<Double>) {
            unsafe flows[unchecked: Int(links[unchecked: pipe])] = isForward[unchecked: pipe] ? flow : -flow
        }
        var pipe = 0
        for chain in chainFlows.indices {
            var head = ends[Int(from[chain])]
            let (flow, step) = (chainFlows[chain], steps[chain])
            let last = Int(starts[chain + 1]) - 1
            while pipe < last {
                unsafe place(pipe, flow + offsets[unchecked: pipe], &flows)
                // The last step's change is followed along the tangent, as in the equations that led to it.
                unsafe head -= losses[unchecked: pipe] + gradients[unchecked: pipe] * step
                unsafe heads[unchecked: Int(behind[unchecked: pipe])] = head
                pipe += 1
            }
            unsafe place(last, flow + offsets[unchecked: last], &flows)
            pipe = last + 1
        }
    }

    @inline(__always)
    private func fillTrees(_ law: some PipeLaw, flows: inout [Double], heads: inout [Double]) {
        let first = model.reduced.chainPipeCount
        let (pipeLinks, nodeBehind, pipeIsForward) = (
            model.reduced.pipeLinks, model.reduced.nodeBehind, model.reduced.pipeIsForward
        )
        let (links, behind, isForward) = (pipeLinks.span, nodeBehind.span, pipeIsForward.span)
        let (coefficients, treeParents) = (model.pipes, model.reduced.treeParents)
        let (parents, pipes, offsets) = (treeParents.span, coefficients.span, nodal.offsets.span)
        var flows = flows.mutableSpan
        var heads = heads.mutableSpan
        func place(
            _ tree: Int, _ loss: Double, _ flows: inout MutableSpan<Double>,
            _ heads: inout MutableSpan<Double>
        ) {
            let pipe = first + tree
            let flow = offsets[pipe]
            flows[Int(links[pipe])] = isForward[pipe] ? flow : -flow
            heads[Int(behind[pipe])] = heads[Int(parents[tree])] - loss
        }
        var tree = 0
        while tree + 1 < parents.count {
            let pipe = first + tree
            let loss = law.loss(pipes[pipe], pipes[pipe + 1], SIMD2(offsets[pipe], offsets[pipe + 1])).loss
            place(tree, loss[0], &flows, &heads)
            place(tree + 1, loss[1], &flows, &heads)
            tree += 2
        }
        if tree < parents.count {
            place(tree, law.loss(pipes[first + tree], offsets[first + tree]).loss, &flows, &heads)
        }
    }

    private func fillControlLinks(_ result: inout HydraulicState) {
        for row in model.controlLinkTable.links.indices {
            let link = model.controlLinkTable.links[row]
            let status = linkState(row, link)
            result.statuses[link.link] = status
            // What a shut link passes in the equations only keeps them solvable.
            let isIdle = status.isClosed || state.isDry[row] && abs(state.controlFlows[row]) < 1e-9
            result.flows[link.link] = isIdle ? 0 : state.controlFlows[row]
            if case .pipe = link.kind { continue }
            let command = state.commands[row]
            result.settings[link.link] = command.isClosed && link.isPump ? 0 : command.setting
        }
    }

    func linkState(_ row: Int, _ link: ControlLink) -> LinkState {
        let command = state.commands[row]
        if command.isClosed { return .closed }
        switch (link.kind, state.controlStatuses[row]) {
        case (.pump, .shut): return state.mayFlow[row].forward ? .cannotDeliverHead : .temporarilyClosed
        case (.valve(.prv), .shut), (.valve(.psv), .shut): return .closed
        case (_, .shut):
            let isTank = link.startTank >= 0 || link.endTank >= 0
            return isTank && !link.hasCheckValve ? .temporarilyClosed : .closed
        case (.valve(.fcv), .open): return command.setting.isNaN ? .open : .cannotDeliverFlow
        case (_, .forcedOpen) where link.isPressureValve: return .cannotDeliverPressure
        case (.pump, _):
            return state.controlFlows[row] > command.setting * link.maximumFlow ? .exceedsMaximumFlow : .open
        case (.pipe, _): return isDry(row, link) ? .temporarilyClosed : .open
        case (.valve(.prv), .open), (.valve(.psv), .open), (.valve(.gpv), _): return .open
        case (.valve, _): return command.setting.isNaN ? .open : .active
        }
    }

    /// Whether a pipe hangs on an empty tank that was the last source of what lies behind.
    private func isDry(_ row: Int, _ link: ControlLink) -> Bool {
        guard !isCutOff.isEmpty, abs(state.controlFlows[row]) < 1e-9 else { return false }
        let isEmptyTank =
            link.startTank >= 0 && !state.mayFlow[row].forward
            || link.endTank >= 0 && !state.mayFlow[row].backward
        guard isEmptyTank else { return false }
        let far = Int(link.startTank >= 0 ? model.frame.ends[link.link] : model.frame.starts[link.link])
        return isCutOff[far]
    }

    private func fillDemands(_ result: inout HydraulicState) {
        result.demands = requested
        let isPressureDriven = model.options.demandModel == .pressureDriven
        if !isCutOff.isEmpty || !model.reduced.orphans.isEmpty || isPressureDriven || !isRationed.isEmpty {
            result.fullDemands = requested
        }
        for node in isCutOff.indices where isCutOff[node] { result.demands[node] = 0 }
        for node in model.reduced.orphans { result.demands[Int(node)] = 0 }
        fillOutflows(&result)
        for (row, inflow) in fixedInflows(result).enumerated() {
            result.demands[Int(model.reduced.fixedNodes[row])] = inflow
        }
    }

    private func fillOutflows(_ result: inout HydraulicState) {
        for (row, outflow) in model.outflows.enumerated() {
            let flow = state.outflowFlows[row]
            switch outflow.law {
            case .emitter(let emitter):
                if result.emitterFlows.isEmpty {
                    result.emitterFlows = [Double](repeating: 0, count: requested.count)
                }
                result.emitterFlows[outflow.row] = emitter.backflow ? flow : max(flow, 0)
            case .demand:
                if !full.isEmpty, full[outflow.row] > 0 {
                    result.demands[outflow.row] = min(max(flow, 0), full[outflow.row])
                }
            case .leakage:
                if result.leakages.isEmpty {
                    result.leakages = [Double](repeating: 0, count: requested.count)
                }
                result.leakages[outflow.row] = max(flow, 0)
            }
        }
    }

    /// Net inflow of each fixed node, m³/s, by row among them.
    func fixedInflows(_ result: HydraulicState) -> [Double] {
        var inflows = [Double](repeating: 0, count: model.reduced.fixedNodes.count)
        for flow in model.fixedFlows { inflows[Int(flow.row)] += flow.sign * result.flows[Int(flow.link)] }
        return inflows
    }
}

extension HydraulicModel {
    /// A link at a node of known head.
    struct FixedFlow: Sendable, BitwiseCopyable {
        /// Row of the node among those of known head.
        var row: Int32
        /// Row in the network's links.
        var link: Int32
        /// 1 where a positive flow runs into the node, -1 where it leaves.
        var sign: Double
    }

    /// Whether a node's head is given.
    func isFixed(_ node: Int) -> Bool { Int(reduced.headIndex[node]) >= reduced.coreCount }
}
