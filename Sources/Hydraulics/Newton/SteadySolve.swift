import PipeNetwork

/// Solves a network at one time after the other, each from where the last ended.
struct SteadySolve: Sendable {
    let model: HydraulicModel
    var state: NewtonState
    var loop: SolveLoop
    private(set) var nodal: NodalDemands
    let reach: SourceReach
    /// What consumers ask for at each node now, m³/s.
    private(set) var requested: [Double] = []
    private var sums: [Double] = []
    private(set) var full: [Double] = []
    /// Whether each node has a demand that no source can meet, or an inflow that cannot leave; empty when none has.
    private(set) var isCutOff: [Bool] = []
    /// Whether commands or directions have changed since the last look at what is in reach.
    private var isReachStale = true
    /// Whether each part can be fed from a source and drained to one; empty when all can.
    private var isFed: [Bool] = []
    private var isDrained: [Bool] = []
    /// The nodes on parts that cannot be fed or not be drained.
    private(set) var doubtfulNodes: [Int32] = []
    /// Commands at that look.
    private var reachedCommands: [LinkCommand] = []
    /// What the last solve says of parts whose heads only demands hold; see ``UnheldParts``.
    private(set) var unheld: UnheldParts?

    /// In the model of rationing: whether each node's demand follows its pressure, and whether its inflow is refused.
    var isRationed: [Bool] = []
    var isRefused: [Bool] = []
    /// Sustaining valves that stand open because they could regulate no flow at all; see ``openIdleValves()``.
    var idleValves = Set<Int>()
    /// In any other model: the solve of the rationing model, once one was needed; whether the last solve was its, and
    /// whether the next will be.
    var rationing: [SteadySolve] = []
    var isSolvedByRationing = false
    var beginsByRationing = false
    /// The branches that a search puts pressure valves on, in their order; empty where they follow their rules.
    var imposedBranches: [ControlLinkStatus] = []

    init(_ model: HydraulicModel) {
        self.model = model
        state = NewtonState(model)
        loop = SolveLoop(model)
        nodal = NodalDemands(model.reduced)
        reach = SourceReach(model)
        updateDirections(fullTanks: [], emptyTanks: [])
        findReach()
        loop.system.prepareColdStart(state, nodal)
    }

    /// Does the part of a first step that is the same for all solves from the present solution.
    mutating func prepareToFollow() { loop.system.prepareToFollow(state) }

    /// Goes back to where `other` is, a solve of the same model, in the storage that is there.
    mutating func begin(from other: SteadySolve) {
        state.begin(from: other.state)
        loop.system.begin(from: other.loop.system)
        nodal.begin(from: other.nodal)
        isReachStale = other.isReachStale
        (isFed, isDrained, doubtfulNodes) = (other.isFed, other.isDrained, other.doubtfulNodes)
        reachedCommands = other.reachedCommands
        unheld = other.unheld
        rationing = other.rationing
        isSolvedByRationing = other.isSolvedByRationing
        beginsByRationing = other.beginsByRationing
    }

    /// Whether all demands are fixed and can be met, if no water flows in at any of ``doubtfulNodes``.
    var isPlain: Bool {
        isFed.isEmpty && !isReachStale && model.options.demandModel != .pressureDriven
            && !isSolvedByRationing && !beginsByRationing && unheld?.components.isEmpty ?? true
    }

    /// Takes the solution that stands in a lane of a batch.
    mutating func take(_ batch: borrowing ScenarioBatch, lane: Int, demands: [Double]) {
        setDemands(demands)
        isCutOff = []
        (isSolvedByRationing, beginsByRationing) = (false, false)
        state.controlStatuses.overwrite(with: batch.controlStatuses)
        state.commands.overwrite(with: batch.commands)
        loop.rules.reset()
        state.heads.overwrite(with: batch.heads, lane: lane)
        state.chainFlows.overwrite(with: batch.chainFlows, lane: lane)
        state.controlFlows.overwrite(with: batch.controlFlows, lane: lane)
        nodal.take(batch.offsets, lane: lane)
        loop.system.take(batch, lane: lane)
    }

    /// Takes other demands.
    mutating func setDemands(_ demands: [Double]) {
        requested.overwrite(with: demands)
        for node in model.reduced.fixedNodes { requested[Int(node)] = 0 }
    }

    /// Takes the demands of a pattern period.
    mutating func setDemands(factors: [Double]) {
        model.demands.sum(&requested, factors: factors)
    }

    /// Says which tanks take no more water, and which give none, as rows among the fixed nodes.
    mutating func updateDirections(fullTanks: Set<Int32>, emptyTanks: Set<Int32>) {
        for row in model.controlLinkTable.links.indices {
            let link = model.controlLinkTable.links[row]
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
            if state.mayFlow[row] != may {
                state.mayFlow[row] = may
                isReachStale = true
            }
        }
    }

    /// Takes what another solve of the same network has at hand: commands, directions, heads of sources, demands.
    mutating func takeConditions(of other: SteadySolve) {
        setDemands(other.requested)
        for row in state.commands.indices {
            state.take(other.state.commands[row], row: row, link: model.controlLinks[row])
        }
        state.mayFlow = other.state.mayFlow
        isReachStale = true
        let (own, theirs) = (model.reduced.coreCount, other.model.reduced.coreCount)
        for row in model.reduced.fixedNodes.indices {
            state.heads[own + row] = other.state.heads[theirs + row]
        }
    }

    /// Begins anew from rest, under the present conditions.
    mutating func restart() {
        let former = state
        state = NewtonState(model)
        for row in state.commands.indices {
            state.take(former.commands[row], row: row, link: model.controlLinks[row])
        }
        state.mayFlow = former.mayFlow
        state.isDry = former.isDry
        for head in model.reduced.coreCount..<state.heads.count { state.heads[head] = former.heads[head] }
        for row in idleValves { state.controlStatuses[row] = .forcedOpen }
        imposeBranches()
    }

    /// Puts pressure valves that a command leaves free on the branches that a search has for them.
    private mutating func imposeBranches() {
        for (row, branch) in zip(model.controlLinkTable.pressureValves.map({ Int($0) }), imposedBranches) {
            guard !state.commands[row].isClosed, !state.commands[row].setting.isNaN else { continue }
            state.controlStatuses[row] = branch
            if branch == .shut { state.controlFlows[row] = 0 }
        }
    }

    /// Solves at the present demands, heads of sources and commands, with demands as they are.
    ///
    /// - Parameter switches: see ``SolveLoop/solve(_:_:full:switches:)``.
    mutating func solveAsAsked(_ switches: (inout NewtonState, HydraulicModel) -> Bool) -> SolveLoop.Outcome {
        findCutOff()
        sums.overwrite(with: requested)
        if !isCutOff.isEmpty {
            for node in sums.indices where isCutOff[node] { sums[node] = 0 }
        }
        for node in model.reduced.orphans { sums[Int(node)] = 0 }
        if model.options.demandModel == .pressureDriven {
            full.overwrite(with: sums)
            for node in sums.indices where sums[node] > 0 { sums[node] = 0 }
        } else if !isRationed.isEmpty {
            full.overwrite(with: sums)
            for node in sums.indices {
                if isRationed[node], sums[node] > 0 { sums[node] = 0 } else { full[node] = 0 }
            }
        }
        nodal.gather(&sums, model)
        var outcome = loop.solve(&state, nodal, full: full, switches: switches)
        if !outcome.hasConverged, imposedBranches.isEmpty, maySearch {
            // Once more from rest, one link after the other.
            let iterations = outcome.iterations
            restart()
            loop.rules.isCareful = true
            outcome = loop.solve(&state, nodal, full: full, switches: switches)
            loop.rules.isCareful = false
            outcome.iterations += iterations
        }
        let resting = restingPumps()
        if !resting.isEmpty {
            for row in resting { state.wake(row, model.controlLinks[row]) }
            let second = loop.solve(&state, nodal, full: full, switches: switches)
            outcome.iterations += second.iterations
            (outcome.hasConverged, outcome.relativeError) = (second.hasConverged, second.relativeError)
        }
        return outcome
    }

    /// Trials below which a file means to see a solve stopped.
    static var leastTrials: Int { 10 }

    /// Looks for parts whose heads nothing holds.
    ///
    /// - Parameter isHeldByDemands: see ``UnheldParts``.
    mutating func findUnheld(isHeldByDemands: Bool) {
        unheld = unheldParts(isHeldByDemands: isHeldByDemands)
    }

    private func unheldParts(isHeldByDemands: Bool) -> UnheldParts {
        UnheldParts(model, reach, state, nodal, full: full, isHeldByDemands: isHeldByDemands)
    }

    /// Pumps of constant power that stand shut although something behind them could take their water: their law has no
    /// highest lift, so nothing but a closed end keeps them at rest.
    func restingPumps() -> [Int] {
        let rows = model.controlLinkTable.links.indices.filter { row in
            model.controlLinkTable.links[row].isConstantPower && state.controlStatuses[row] == .shut
                && !state.commands[row].isClosed && state.mayFlow[row].forward
        }
        guard !rows.isEmpty else { return [] }
        let parts = unheldParts(isHeldByDemands: true)
        return rows.filter { row in
            guard let component = parts.component(ofHead: model.controlLinks[row].end, reach) else {
                return true
            }
            return parts.lacksWater(component)
        }
    }

    private mutating func findReach() {
        if !isReachStale {
            for row in reachedCommands.indices
            where reachedCommands[row].isClosed != state.commands[row].isClosed {
                isReachStale = true
            }
            guard isReachStale else { return }
        }
        isReachStale = false
        reachedCommands = state.commands
        isFed = reach.fed(model, state)
        isDrained = reach.drained(model, state)
        if !isFed.contains(false) { isFed = [] }
        if !isDrained.contains(false) { isDrained = [] }
        guard !isFed.isEmpty || !isDrained.isEmpty else {
            doubtfulNodes = []
            return
        }
        let anchors = model.reduced.anchors
        doubtfulNodes = anchors.indices.filter { node in
            guard anchors[node] >= 0 else { return false }
            let part = Int(reach.parts[Int(anchors[node])])
            return !(isFed.isEmpty || isFed[part]) || !(isDrained.isEmpty || isDrained[part])
        }.map { Int32($0) }
    }

    /// Finds the nodes whose demand or inflow has no path to or from a source.
    private mutating func findCutOff() {
        findReach()
        isCutOff = isRefused
        for row in model.controlLinkTable.pressureValves { state.isDry[Int(row)] = false }
        guard !doubtfulNodes.isEmpty else { return }
        let anchors = model.reduced.anchors
        func part(_ node: Int) -> Int { Int(reach.parts[Int(anchors[node])]) }
        var fed = isFed
        if !fed.isEmpty {
            // What flows in elsewhere and can leave feeds what lies on its way.
            let inflows = requested.indices.filter { requested[$0] < 0 && anchors[$0] >= 0 }
                .map { Int32(part($0)) }.filter { isDrained.isEmpty || isDrained[Int($0)] }
            if !inflows.isEmpty { fed = reach.fed(model, state, seeds: inflows) }
        }
        findDryValves(fed)
        for node in doubtfulNodes.lazy.map({ Int($0) }) {
            let parts = requested[node] < 0 ? isDrained : fed
            guard !parts.isEmpty, !parts[part(node)] else { continue }
            if isCutOff.isEmpty { isCutOff = [Bool](repeating: false, count: anchors.count) }
            isCutOff[node] = true
        }
    }

    /// Finds pressure valves that no water can reach: what they would hold behind them, nothing feeds.
    private mutating func findDryValves(_ fed: [Bool]) {
        guard !fed.isEmpty else { return }
        for row in model.controlLinkTable.pressureValves.map({ Int($0) }) {
            let link = model.controlLinkTable.links[row]
            guard !fed[Int(reach.parts[Int(link.start)])], !state.commands[row].isClosed,
                !state.commands[row].setting.isNaN
            else { continue }
            state.isDry[row] = true
            guard case .valve(.prv) = link.kind, state.controlStatuses[row] == .active else { continue }
            state.controlStatuses[row] = .shut
            state.controlFlows[row] = 0
        }
    }

    var unsettledLinks: [Int] { loop.rules.held.map { model.controlLinks[$0].link } }
    var largestErrors: [Int] { loop.system.linksOfLargestErrors(state, count: 5) }
}
