import PipeNetwork

/// Solves a network at one time after the other, each from where the last ended.
struct SteadySolve: Sendable {
    let model: HydraulicModel
    var state: NewtonState
    private var loop: SolveLoop
    private var nodal: NodalDemands
    private let reach: SourceReach
    /// What consumers ask for at each node now, m³/s.
    private(set) var asked: [Double] = []
    private var sums: [Double] = []
    private var full: [Double] = []
    /// Whether each node is cut off from every source; empty when none is.
    private(set) var isCutOff: [Bool] = []
    private var lastReach: ReachKey?

    /// What decides which nodes are in reach.
    private struct ReachKey: Equatable {
        var isClosed: [Bool]
        var mayFlow: [UInt8]
    }

    init(_ model: HydraulicModel) {
        self.model = model
        state = NewtonState(model)
        loop = SolveLoop(model)
        nodal = NodalDemands(model.reduced)
        reach = SourceReach(model)
        updateDirections(fullTanks: [], emptyTanks: [])
    }

    /// Takes the demands of one time.
    mutating func setDemands(_ demands: [Double]) { asked = demands }

    /// Takes the demands of a pattern period.
    mutating func setDemands(factors: [Double]) {
        model.demands.sum(&asked, factors: factors)
    }

    /// Says which tanks take no more water, and which give none, as rows among the fixed nodes.
    mutating func updateDirections(fullTanks: Set<Int32>, emptyTanks: Set<Int32>) {
        for (row, link) in model.specials.enumerated() {
            var may = (forward: true, backward: !link.isOneWay)
            if case .valve = link.kind, state.commands[row].setting.isNaN { may.backward = true }
            if link.startTank >= 0 {
                if fullTanks.contains(link.startTank) { may.backward = false }
                if emptyTanks.contains(link.startTank) { may.forward = false }
            }
            if link.endTank >= 0 {
                if fullTanks.contains(link.endTank) { may.forward = false }
                if emptyTanks.contains(link.endTank) { may.backward = false }
            }
            state.mayFlow[row] = may
        }
    }

    /// Solves at the present demands, heads of sources and commands.
    ///
    /// - Parameter switches: see ``SolveLoop/solve(_:_:full:switches:)``.
    mutating func solve(switches: (inout NewtonState) -> Bool = { _ in false }) -> SolveLoop.Outcome {
        findCutOff()
        sums = asked
        if !isCutOff.isEmpty {
            for node in sums.indices where isCutOff[node] { sums[node] = 0 }
        }
        for node in model.reduced.orphans { sums[Int(node)] = 0 }
        if model.options.demandModel == .pressureDriven {
            full = sums
            for node in sums.indices where sums[node] > 0 { sums[node] = 0 }
        }
        nodal.gather(&sums, model.reduced)
        return loop.solve(&state, nodal, full: full, switches: switches)
    }

    private mutating func findCutOff() {
        let key = ReachKey(
            isClosed: state.commands.map(\.isClosed),
            mayFlow: state.mayFlow.map { ($0.forward ? 1 : 0) + ($0.backward ? 2 : 0) })
        guard key != lastReach else { return }
        lastReach = key
        isCutOff = []
        let isReached = reach.reached(model, state)
        guard isReached.contains(false) else { return }
        isCutOff = model.reduced.anchors.map { $0 >= 0 && !isReached[Int($0)] }
    }

    // MARK: Results

    /// The whole network's heads and flows at the present solution.
    func result(time: Double, outcome: SolveLoop.Outcome) -> HydraulicState {
        var result = HydraulicState()
        result.time = time
        result.frame = model.frame
        result.iterations = outcome.iterations
        result.relativeError = outcome.relativeError
        result.hasConverged = outcome.hasConverged
        fillFlows(&result)
        fillHeads(&result)
        fillDemands(&result)
        result.warnings = warnings(result, outcome)
        return result
    }

    private func fillFlows(_ result: inout HydraulicState) {
        let reduced = model.reduced
        let linkCount = model.frame.starts.count
        result.flows = [Double](repeating: 0, count: linkCount)
        result.statuses = [LinkState](repeating: .open, count: linkCount)
        result.settings = [Double](repeating: .nan, count: linkCount)
        for chain in 0..<reduced.chainCount {
            for pipe in Int(reduced.chainStarts[chain])..<Int(reduced.chainStarts[chain + 1]) {
                let flow = state.chainFlows[chain] + nodal.offsets[pipe]
                result.flows[Int(reduced.pipeLinks[pipe])] = reduced.pipeIsForward[pipe] ? flow : -flow
            }
        }
        for pipe in reduced.chainPipeCount..<reduced.pipeLinks.count {
            let flow = nodal.offsets[pipe]
            result.flows[Int(reduced.pipeLinks[pipe])] = reduced.pipeIsForward[pipe] ? flow : -flow
        }
        for (row, link) in model.specials.enumerated() {
            let status = linkState(row, link)
            result.statuses[link.link] = status
            // What a shut link passes in the equations only keeps them solvable.
            result.flows[link.link] = status.isClosed ? 0 : state.specialFlows[row]
            if case .pipe = link.kind { continue }
            result.settings[link.link] =
                state.commands[row].isClosed && link.isPump ? 0 : state.commands[row].setting
        }
    }

    private func linkState(_ row: Int, _ link: SpecialLink) -> LinkState {
        let command = state.commands[row]
        if command.isClosed { return .closed }
        switch (link.kind, state.phases[row]) {
        case (.pump, .shut): return state.mayFlow[row].forward ? .cannotDeliverHead : .temporarilyClosed
        case (.valve(.prv), .shut), (.valve(.psv), .shut): return .closed
        case (_, .shut):
            let isTank = link.startTank >= 0 || link.endTank >= 0
            return isTank && !link.hasCheckValve ? .temporarilyClosed : .closed
        case (.valve(.fcv), .open): return command.setting.isNaN ? .open : .cannotDeliverFlow
        case (_, .unable): return .cannotDeliverPressure
        case (.valve(.prv), .open), (.valve(.psv), .open), (.valve(.gpv), _), (.pump, _), (.pipe, _):
            return .open
        case (.valve, _): return command.setting.isNaN ? .open : .active
        }
    }

    private func fillHeads(_ result: inout HydraulicState) {
        let reduced = model.reduced
        result.heads = model.frame.elevations
        for (row, node) in reduced.coreNodes.enumerated() { result.heads[Int(node)] = state.heads[row] }
        for (row, node) in reduced.fixedNodes.enumerated() {
            result.heads[Int(node)] = state.heads[reduced.coreCount + row]
        }
        for chain in 0..<reduced.chainCount {
            var head = state.heads[Int(reduced.chainFrom[chain])]
            let step = loop.system.chainSteps[chain]
            for pipe in Int(reduced.chainStarts[chain])..<Int(reduced.chainStarts[chain + 1]) {
                // The last step's change is followed along the tangent, as in the equations that led to it.
                head -= loop.system.pipeLosses[pipe] + loop.system.pipeGradients[pipe] * step
                let node = reduced.nodeBehind[pipe]
                if node >= 0 { result.heads[Int(node)] = head }
            }
        }
        switch model.formula {
        case .hazenWilliams(let law): fillTreeHeads(law, &result.heads)
        case .darcyWeisbach(let law): fillTreeHeads(law, &result.heads)
        case .chezyManning(let law): fillTreeHeads(law, &result.heads)
        }
    }

    @inline(__always)
    private func fillTreeHeads(_ law: some PipeLaw, _ heads: inout [Double]) {
        let reduced = model.reduced
        let first = reduced.chainPipeCount
        for tree in 0..<reduced.treePipeCount {
            let loss = law.loss(model.pipes[first + tree], nodal.offsets[first + tree]).loss
            heads[Int(reduced.nodeBehind[first + tree])] = heads[Int(reduced.treeParents[tree])] - loss
        }
    }

    private func fillDemands(_ result: inout HydraulicState) {
        result.demands = asked
        let isPressureDriven = model.options.demandModel == .pressureDriven
        if !isCutOff.isEmpty || !model.reduced.orphans.isEmpty || isPressureDriven {
            result.fullDemands = asked
        }
        for node in isCutOff.indices where isCutOff[node] { result.demands[node] = 0 }
        for node in model.reduced.orphans { result.demands[Int(node)] = 0 }
        for (row, outflow) in model.outflows.enumerated() {
            let flow = state.outflowFlows[row]
            switch outflow.law {
            case .emitter(_, _, let backflow):
                if result.emitterFlows.isEmpty {
                    result.emitterFlows = [Double](repeating: 0, count: asked.count)
                }
                result.emitterFlows[outflow.row] = backflow ? flow : max(flow, 0)
            case .demand:
                if full[outflow.row] > 0 {
                    result.demands[outflow.row] = min(max(flow, 0), full[outflow.row])
                }
            case .leakage:
                if result.leakages.isEmpty { result.leakages = [Double](repeating: 0, count: asked.count) }
                result.leakages[outflow.row] = max(flow, 0)
            }
        }
        for node in model.reduced.fixedNodes { result.demands[Int(node)] = 0 }
        let starts = model.frame.starts
        let ends = model.frame.ends
        for link in result.flows.indices {
            let (start, end) = (Int(starts[link]), Int(ends[link]))
            if model.isFixed(start) { result.demands[start] -= result.flows[link] }
            if model.isFixed(end) { result.demands[end] += result.flows[link] }
        }
    }

    /// Net inflow of each fixed node, m³/s, by row among them.
    func fixedInflows() -> [Double] {
        let reduced = model.reduced
        let core = reduced.coreCount
        var inflows = [Double](repeating: 0, count: reduced.fixedNodes.count)
        for chain in 0..<reduced.chainCount {
            let (from, to) = (Int(reduced.chainFrom[chain]), Int(reduced.chainTo[chain]))
            if from >= core { inflows[from - core] -= state.chainFlows[chain] }
            if to >= core {
                let last = Int(reduced.chainStarts[chain + 1]) - 1
                inflows[to - core] += state.chainFlows[chain] + nodal.offsets[last]
            }
        }
        for (row, link) in model.specials.enumerated() {
            let flow = linkState(row, link).isClosed ? 0 : state.specialFlows[row]
            if Int(link.start) >= core { inflows[Int(link.start) - core] -= flow }
            if Int(link.end) >= core { inflows[Int(link.end) - core] += flow }
        }
        for tree in 0..<reduced.treePipeCount {
            let parent = Int(reduced.headIndex[Int(reduced.treeParents[tree])])
            if parent >= core { inflows[parent - core] -= nodal.offsets[reduced.chainPipeCount + tree] }
        }
        return inflows
    }

    var unsettledLinks: [Int] { loop.rules.held.map { model.specials[$0].link } }
    var largestErrors: [Int] { loop.system.linksOfLargestErrors(state, count: 5) }
}

extension SpecialLink {
    /// Whether it is a pump.
    var isPump: Bool {
        if case .pump = kind { return true }
        return false
    }
}
