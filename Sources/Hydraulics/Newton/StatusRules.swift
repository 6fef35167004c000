import PipeNetwork

/// When a link leaves one branch of its law for another.
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
    /// Whether pressure valves stay on the branches that they are on, whatever flows and heads ask for.
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
        if isHeld[row], link.isPressureValve { return heldValve(row, link, state) }
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
            let controlStatus = state.outflowStatuses[row]
            let next = outflow.next(
                state.outflowFlows[row], controlStatus,
                pressure: state.heads[Int(outflow.node)] - outflow.elevation,
                full: wanted)
            guard next.controlStatus != controlStatus else { continue }
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
        _ controlStatus: ControlLinkStatus, _ row: Int, _ link: ControlLink, _ state: inout NewtonState
    ) {
        let former = state.controlStatuses[row]
        state.controlStatuses[row] = controlStatus
        switch controlStatus {
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
    private static var headTolerance: Double { 1e-7 }
    private static var flowTolerance: Double { 1e-10 }

    private func oneWay(_ row: Int, _ link: ControlLink, _ state: borrowing NewtonState) -> ControlLinkStatus
    {
        let (mayForward, mayBackward) = state.mayFlow[row]
        if mayForward, mayBackward { return .open }
        if state.controlStatuses[row] == .shut {
            // Heads across a pump of constant power at rest say nothing; see ``SteadySolve/restingPumps()``.
            if link.isConstantPower, mayForward { return .shut }
            let excess = headDifference(link, state) - law.threshold(link, state.commands[row])
            if mayForward, excess > Self.headTolerance { return .open }
            if mayBackward, excess < -Self.headTolerance { return .open }
            return .shut
        }
        let flow = state.controlFlows[row]
        if link.isConstantPower, flow < law.restingFlow(link, state.commands[row]) { return .shut }
        // On the steep branch beyond a pump's shutoff head next to nothing flows: the head tells.
        let excess = headDifference(link, state) - law.threshold(link, state.commands[row])
        if !mayBackward,
            flow < -Self.flowTolerance || flow < Self.flowTolerance && excess < -Self.headTolerance
        {
            return .shut
        }
        if !mayForward, flow > Self.flowTolerance || flow > -Self.flowTolerance && excess > Self.headTolerance
        {
            return .shut
        }
        return mayForward || mayBackward ? .open : .shut
    }

    /// A held pressure valve is a check valve: open, or shut against water that would flow back.
    private func heldValve(_ row: Int, _ link: ControlLink, _ state: borrowing NewtonState)
        -> ControlLinkStatus
    {
        if state.controlStatuses[row] == .shut {
            return headDifference(link, state) > Self.headTolerance ? .forcedOpen : .shut
        }
        return state.controlFlows[row] < -Self.flowTolerance ? .shut : .forcedOpen
    }

    /// A pressure breaker: open as long as it takes its setting off or a forward minor loss, active at the backward flow at
    /// which its loss jumps, forced open beyond; see ``ControlLinkLaw/breakerLimit(_:_:)``.
    private func breaker(_ row: Int, _ link: ControlLink, _ state: borrowing NewtonState) -> ControlLinkStatus
    {
        let controlStatus = state.controlStatuses[row]
        let next = oneWay(row, link, state)
        guard state.mayFlow[row].backward, controlStatus != .shut, next != .shut else { return next }
        let limit = law.breakerLimit(link, state.commands[row])
        guard limit.isFinite else { return next }
        let (flow, setting) = (state.controlFlows[row], state.commands[row].setting)
        switch controlStatus {
        case .active:
            let difference = headDifference(link, state)
            if difference > setting + Self.headTolerance { return .open }
            return difference < -setting - Self.headTolerance ? .forcedOpen : .active
        case .forcedOpen: return flow > limit + Self.flowTolerance ? .active : .forcedOpen
        default: return flow < limit - Self.flowTolerance ? .active : .open
        }
    }

    private func flowValve(_ row: Int, _ link: ControlLink, _ state: borrowing NewtonState)
        -> ControlLinkStatus
    {
        let setting = state.commands[row].setting
        if state.controlStatuses[row] == .active {
            let least = law.open(setting, link.minor).loss
            return headDifference(link, state) < least - Self.headTolerance ? .open : .active
        }
        return state.controlFlows[row] > setting + Self.flowTolerance ? .active : .open
    }

    private func pressureValve(_ row: Int, _ link: ControlLink, _ state: borrowing NewtonState)
        -> ControlLinkStatus
    {
        let (before, behind) = (state.heads[Int(link.start)], state.heads[Int(link.end)])
        let flow = state.controlFlows[row]
        let set = link.elevation + state.commands[row].setting
        let h = model.options.headTolerance
        let controlStatus = state.controlStatuses[row]
        // No water can reach it: it holds nothing behind it, but heads before it follow what is behind.
        if state.isDry[row], case .valve(.prv) = link.kind {
            if controlStatus == .shut {
                return behind < set - h && before > behind + Self.headTolerance ? .open : .shut
            }
            return behind >= set + h || flow < -Self.flowTolerance ? .shut : .open
        }
        if controlStatus == .forcedOpen || flow < -model.options.flowTolerance, controlStatus != .shut {
            return controlStatus == .forcedOpen && flow >= -model.options.flowTolerance ? .forcedOpen : .shut
        }
        let openLoss = link.minor * flow * flow
        if case .valve(.psv) = link.kind {
            switch controlStatus {
            case .active: return behind + openLoss > set + h ? .open : .active
            case .open: return before < set - h ? .active : .open
            default:
                if behind > set + h, before > behind + h { return .open }
                return before >= set + h && before > behind + h ? .active : .shut
            }
        }
        switch controlStatus {
        case .active: return before - openLoss < set - h ? .open : .active
        case .open: return behind >= set + h ? .active : .open
        default:
            if before >= set + h, behind < set - h { return .active }
            return before < set - h && before > behind + h ? .open : .shut
        }
    }
}
