import PipeNetwork

/// When a link leaves one branch of its law for another: asks the element that it is, and counts its changes.
///
/// A one-way link shuts when its flow turns and opens when heads would drive it again; a flow valve regulates when its
/// flow exceeds the setting and stands open when it would have to push; pressure valves follow EPANET's table (EPANET 2.2
/// User Manual, section 12.1.6). All of these but pressure valves are laws of which head loss rises with flow, so there is
/// one solution and every change of branch leads towards it. Pressure valves can contradict each other: a link that has
/// changed more often than `limit` is held where it is, pressure valves open, and reported.
struct StatusRules: Sendable {
    let model: HydraulicModel
    let law: ControlLinkLaw
    /// Changes of each control link in this solve.
    private(set) var changes: [Int32]
    /// Rows of the links that had to be held.
    private(set) var held: [Int] = []
    /// Whether each control link is held.
    private var isHeld: [Bool]
    /// Whether links change one at a time, and only when flows have come to rest: slower, but links that chase each other
    /// do not all turn at once.
    var isCareful = false
    /// Whether pressure valves stay on the branches that they are on, whatever flows and heads ask of them.
    var arePressureValvesImposed = false
    /// Steps since a link changed its branch, where they change one at a time, and how many it takes to give up waiting for
    /// flows to come to rest.
    private var stepsSinceChange = 0
    private static var longestWait: Int { 10 }
    /// Whether each control link was shut to end a contradiction.
    private var wasShut: [Bool]

    private static var limit: Int32 { 16 }
    /// Changes after which a link waits for the flows to come to rest: what flows overshoot to is no reason.
    private static var patience: Int32 { 3 }
    /// Relative flow change at which flows have come to rest.
    private static var rest: Double { 1e-3 }

    init(_ model: HydraulicModel, _ law: ControlLinkLaw) {
        self.model = model
        self.law = law
        changes = [Int32](repeating: 0, count: model.controlLinks.count)
        isHeld = [Bool](repeating: false, count: model.controlLinks.count)
        wasShut = isHeld
    }

    /// Begins a new solve.
    mutating func reset() {
        for row in changes.indices { changes[row] = 0 }
        for row in held { isHeld[row] = false }
        for row in wasShut.indices { wasShut[row] = false }
        held.removeAll(keepingCapacity: true)
    }

    /// Moves every link to the branch that its flow and heads ask for; whether any moved.
    ///
    /// - Parameters:
    ///   - state: the solution so far.
    ///   - full: what pressure-driven demands ask for, by node.
    ///   - relativeChange: sum of flow changes of the last step over the sum of flows.
    mutating func apply(_ state: inout NewtonState, full: [Double], relativeChange: Double) -> Bool {
        var hasChanged = applyToOutflows(&state, full)
        let isAtRest = relativeChange <= Self.rest
        if isCareful {
            stepsSinceChange += 1
            guard isAtRest && !hasChanged || stepsSinceChange > Self.longestWait,
                let row = rowToChange(state)
            else { return hasChanged }
            change(row, to: wanted(row, state), &state)
            stepsSinceChange = 0
            return true
        }
        for row in model.controlLinkTable.links.indices where !state.commands[row].isClosed {
            if changes[row] >= Self.patience, !isHeld[row], !isAtRest { continue }
            let next = wanted(row, state)
            guard next != state.controlStatuses[row] else { continue }
            change(row, to: next, &state)
            hasChanged = true
        }
        return hasChanged
    }

    /// The branch that a link's flow and heads ask for.
    func wanted(_ row: Int, _ state: borrowing NewtonState) -> ControlLinkStatus {
        let link = model.controlLinkTable.links[row]
        let command = state.commands[row]
        if arePressureValvesImposed, link.isPressureValve { return state.controlStatuses[row] }
        if isHeld[row], link.isPressureValve {
            return PressureValve.heldBranch(
                state.controlStatuses[row], flow: state.controlFlows[row],
                difference: headDifference(link, state))
        }
        if link.isPressureValve { return command.setting.isNaN ? .open : pressureValve(row, link, state) }
        if link.isFlowValve, !command.setting.isNaN { return flowValve(row, link, state) }
        if case .valve(.pbv) = link.kind { return breaker(row, link, state) }
        return oneWay(row, link, state)
    }

    /// The link that has changed least of those that want to; of equals the one through which most water runs back.
    private func rowToChange(_ state: borrowing NewtonState) -> Int? {
        var found: (row: Int, backwards: Double)?
        for row in model.controlLinkTable.links.indices where !state.commands[row].isClosed {
            guard wanted(row, state) != state.controlStatuses[row] else { continue }
            let link = model.controlLinkTable.links[row]
            let backwards = link.isOneWay ? max(-state.controlFlows[row], 0) : 0
            if let best = found,
                (changes[best.row], -best.backwards) <= (changes[row], -backwards)
            {
                continue
            }
            found = (row, backwards)
        }
        return found?.row
    }

    private mutating func change(_ row: Int, to next: ControlLinkStatus, _ state: inout NewtonState) {
        let link = model.controlLinkTable.links[row]
        changes[row] += 1
        if changes[row] > (isCareful ? 2 * Self.limit : Self.limit), !isHeld[row] {
            hold(row, link, &state)
        } else {
            enter(next, row, link, &state)
        }
    }

    private func applyToOutflows(_ state: inout NewtonState, _ full: [Double]) -> Bool {
        var hasChanged = false
        for (row, outflow) in model.outflows.enumerated() {
            let wanted = full.isEmpty ? 0 : full[outflow.row]
            if case .demand = outflow.law, wanted <= 0 { continue }
            let status = state.outflowStatuses[row]
            let next = outflow.next(
                state.outflowFlows[row], status,
                pressure: state.heads[Int(outflow.node)] - outflow.elevation,
                full: wanted)
            guard next.status != status else { continue }
            (state.outflowFlows[row], state.outflowStatuses[row]) = next
            hasChanged = true
        }
        return hasChanged
    }

    /// Holds a link that will not settle. A pressure valve stands open from now on, but for water that would flow back;
    /// another link has a law with one solution and only waits longer.
    private mutating func hold(_ row: Int, _ link: ControlLink, _ state: inout NewtonState) {
        isHeld[row] = true
        held.append(row)
        if link.isPressureValve { state.controlStatuses[row] = .forcedOpen }
    }

    /// Changes one of several valves whose heads cannot all be set: the one that has changed most is shut, and held open
    /// when it comes back to the same contradiction.
    mutating func giveUp(_ rows: [Int], _ state: inout NewtonState) {
        guard !arePressureValvesImposed, let row = rows.max(by: { changes[$0] < changes[$1] }), !isHeld[row]
        else { return }
        let link = model.controlLinkTable.links[row]
        changes[row] = max(changes[row] + 1, Self.patience)
        if wasShut[row] {
            hold(row, link, &state)
        } else {
            wasShut[row] = true
            enter(.shut, row, link, &state)
        }
    }

    private func enter(
        _ status: ControlLinkStatus, _ row: Int, _ link: ControlLink, _ state: inout NewtonState
    ) {
        let former = state.controlStatuses[row]
        state.controlStatuses[row] = status
        switch status {
        case .shut: state.controlFlows[row] = 0
        case .open where former == .shut, .forcedOpen where former == .shut:
            // A fresh start; the more often it opened, the closer to no flow.
            var flow = link.seed / Double(1 << (2 * min(changes[row] / 2, 8)))
            if case .pump = link.kind { flow *= state.commands[row].setting }
            let difference = headDifference(link, state) - law.threshold(link, state.commands[row])
            state.controlFlows[row] = difference < 0 ? -flow : flow
        case .active where link.isFlowValve: state.controlFlows[row] = state.commands[row].setting
        case .active where !link.isPressureValve:
            state.controlFlows[row] = law.breakerLimit(link, state.commands[row])
        case .active where former == .shut: state.controlFlows[row] = link.seed
        default: break
        }
    }

    private func headDifference(_ link: ControlLink, _ state: borrowing NewtonState) -> Double {
        state.heads[Int(link.start)] - state.heads[Int(link.end)]
    }

    /// m of head that open nothing, and m³/s that shut nothing.
    static var headTolerance: Double { 1e-7 }
    static var flowTolerance: Double { 1e-10 }

    private func oneWay(_ row: Int, _ link: ControlLink, _ state: borrowing NewtonState) -> ControlLinkStatus
    {
        let (status, may) = (state.controlStatuses[row], state.mayFlow[row])
        if may.forward, may.backward { return .open }
        let (flow, command) = (state.controlFlows[row], state.commands[row])
        if link.isConstantPower {
            // Heads across a pump of constant power at rest say nothing; see ``SteadySolve/restingPumps()``.
            if status == .shut ? may.forward : flow < law.restingFlow(link, command) { return .shut }
        }
        let excess = headDifference(link, state) - law.threshold(link, command)
        return CheckValve.branch(status, flow: flow, excess: excess, may: may)
    }

    private func breaker(_ row: Int, _ link: ControlLink, _ state: borrowing NewtonState) -> ControlLinkStatus
    {
        let status = state.controlStatuses[row]
        let next = oneWay(row, link, state)
        guard state.mayFlow[row].backward, status != .shut, next != .shut else { return next }
        let limit = law.breakerLimit(link, state.commands[row])
        guard limit.isFinite else { return next }
        return PressureBreakerValve.branch(
            status, flow: state.controlFlows[row], difference: headDifference(link, state),
            setting: state.commands[row].setting, limit: limit)
    }

    private func flowValve(_ row: Int, _ link: ControlLink, _ state: borrowing NewtonState)
        -> ControlLinkStatus
    {
        let setting = state.commands[row].setting
        return FlowControlValve.branch(
            state.controlStatuses[row], flow: state.controlFlows[row], setting: setting,
            difference: headDifference(link, state), openLoss: law.open(setting, link.minor).loss)
    }

    private func pressureValve(_ row: Int, _ link: ControlLink, _ state: borrowing NewtonState)
        -> ControlLinkStatus
    {
        let valve = PressureValve(row, link, state, model)
        if case .valve(.psv) = link.kind {
            return valve.branchByFlow ?? PressureSustainingValve.branch(valve)
        }
        if state.isDry[row] { return PressureReducingValve.branchWithoutWater(valve) }
        return valve.branchByFlow ?? PressureReducingValve.branch(valve)
    }

    // MARK: Lawful states

    /// The branch on which a valve that holds a pressure would have to be, and by how much (m) it is not on it.
    ///
    /// The table of EPANET 2.2's manual, 12.1, read as a law and not as a change: every state of heads has at least one
    /// branch that allows it, but for the tolerance of heads.
    func pressureBreach(
        _ row: Int, _ link: ControlLink, _ state: borrowing NewtonState
    ) -> (wanted: ControlLinkStatus, size: Double)? {
        let valve = PressureValve(row, link, state, model)
        let loss = law.open(valve.flow, link.minor).loss
        if case .valve(.psv) = link.kind { return PressureSustainingValve.breach(valve, loss: loss) }
        return PressureReducingValve.breach(valve, loss: loss)
    }

    /// The branch on which a link with a rising law would have to be; nil where it is on it.
    func branchBreach(_ row: Int, _ state: borrowing NewtonState) -> (
        wanted: ControlLinkStatus, size: Double
    )? {
        let wanted = wanted(row, state)
        guard wanted != state.controlStatuses[row] else { return nil }
        return (wanted, abs(headDifference(model.controlLinkTable.links[row], state)))
    }
}
