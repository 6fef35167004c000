import PipeNetwork

/// When a link leaves one branch of its law for another.
///
/// A one-way link shuts when its flow turns and opens when heads would drive it again; a flow valve regulates when its
/// flow exceeds the setting and stands open when it would have to push; pressure valves follow EPANET's table (EPANET 2.2
/// User Manual, section 12.1.6). All of these but pressure valves are laws of which head loss rises with flow, so there is
/// one solution and every change of branch leads towards it. Pressure valves can contradict each other: a link that has
/// changed more often than `limit` is held where it is, pressure valves open, and reported.
struct PhaseRules: Sendable {
    let model: HydraulicModel
    let law: SpecialLaw
    /// Changes of each special link in this solve.
    private(set) var changes: [Int32]
    /// Rows of the links that had to be held.
    private(set) var held: [Int] = []
    /// Whether each special link is held.
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
    /// Whether each special link was shut to end a contradiction.
    private var wasShut: [Bool]

    private static var limit: Int32 { 16 }
    /// Changes after which a link waits for the flows to come to rest: what flows overshoot to is no reason.
    private static var patience: Int32 { 3 }
    /// Relative flow change at which flows have come to rest.
    private static var rest: Double { 1e-3 }

    init(_ model: HydraulicModel, _ law: SpecialLaw) {
        self.model = model
        self.law = law
        changes = [Int32](repeating: 0, count: model.specials.count)
        isHeld = [Bool](repeating: false, count: model.specials.count)
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
        for row in model.specialTable.links.indices where !state.commands[row].isClosed {
            if changes[row] >= Self.patience, !isHeld[row], !isAtRest { continue }
            let next = wanted(row, state)
            guard next != state.phases[row] else { continue }
            change(row, to: next, &state)
            hasChanged = true
        }
        return hasChanged
    }

    /// The branch that a link's flow and heads ask for.
    func wanted(_ row: Int, _ state: borrowing NewtonState) -> LinkPhase {
        let link = model.specialTable.links[row]
        let command = state.commands[row]
        if arePressureValvesImposed, link.isPressureValve { return state.phases[row] }
        if isHeld[row], link.isPressureValve { return heldValve(row, link, state) }
        if link.isPressureValve { return command.setting.isNaN ? .open : pressureValve(row, link, state) }
        if link.isFlowValve, !command.setting.isNaN { return flowValve(row, link, state) }
        if case .valve(.pbv) = link.kind { return breaker(row, link, state) }
        return oneWay(row, link, state)
    }

    /// The link that has changed least of those that want to; of equals the one through which most water runs back.
    private func rowToChange(_ state: borrowing NewtonState) -> Int? {
        var found: (row: Int, backwards: Double)?
        for row in model.specialTable.links.indices where !state.commands[row].isClosed {
            guard wanted(row, state) != state.phases[row] else { continue }
            let link = model.specialTable.links[row]
            let backwards = link.isOneWay ? max(-state.specialFlows[row], 0) : 0
            if let best = found,
                (changes[best.row], -best.backwards) <= (changes[row], -backwards)
            {
                continue
            }
            found = (row, backwards)
        }
        return found?.row
    }

    private mutating func change(_ row: Int, to next: LinkPhase, _ state: inout NewtonState) {
        let link = model.specialTable.links[row]
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
            let phase = state.outflowPhases[row]
            let next = outflow.next(
                state.outflowFlows[row], phase, pressure: state.heads[Int(outflow.node)] - outflow.ground,
                full: wanted)
            guard next.phase != phase else { continue }
            (state.outflowFlows[row], state.outflowPhases[row]) = next
            hasChanged = true
        }
        return hasChanged
    }

    /// Holds a link that will not settle. A pressure valve stands open from now on, but for water that would flow back;
    /// another link has a law with one solution and only waits longer.
    private mutating func hold(_ row: Int, _ link: SpecialLink, _ state: inout NewtonState) {
        isHeld[row] = true
        held.append(row)
        if link.isPressureValve { state.phases[row] = .unable }
    }

    /// Changes one of several valves whose heads cannot all be set: the one that has changed most is shut, and held open
    /// when it comes back to the same contradiction.
    mutating func giveUp(_ rows: [Int], _ state: inout NewtonState) {
        guard !arePressureValvesImposed, let row = rows.max(by: { changes[$0] < changes[$1] }), !isHeld[row]
        else { return }
        let link = model.specialTable.links[row]
        changes[row] = max(changes[row] + 1, Self.patience)
        if wasShut[row] {
            hold(row, link, &state)
        } else {
            wasShut[row] = true
            enter(.shut, row, link, &state)
        }
    }

    private func enter(_ phase: LinkPhase, _ row: Int, _ link: SpecialLink, _ state: inout NewtonState) {
        let former = state.phases[row]
        state.phases[row] = phase
        switch phase {
        case .shut: state.specialFlows[row] = 0
        case .open where former == .shut, .unable where former == .shut:
            // A fresh start; the more often it opened, the closer to no flow.
            var flow = link.seed / Double(1 << (2 * min(changes[row] / 2, 8)))
            if case .pump = link.kind { flow *= state.commands[row].setting }
            let difference = headDifference(link, state) - law.threshold(link, state.commands[row])
            state.specialFlows[row] = difference < 0 ? -flow : flow
        case .active where link.isFlowValve: state.specialFlows[row] = state.commands[row].setting
        case .active where !link.isPressureValve:
            state.specialFlows[row] = law.breakerLimit(link, state.commands[row])
        case .active where former == .shut: state.specialFlows[row] = link.seed
        default: break
        }
    }

    private func headDifference(_ link: SpecialLink, _ state: borrowing NewtonState) -> Double {
        state.heads[Int(link.start)] - state.heads[Int(link.end)]
    }

    /// m of head that open nothing, and m³/s that shut nothing.
    private static var headTolerance: Double { 1e-7 }
    private static var flowTolerance: Double { 1e-10 }

    private func oneWay(_ row: Int, _ link: SpecialLink, _ state: borrowing NewtonState) -> LinkPhase {
        let (mayForward, mayBackward) = state.mayFlow[row]
        if mayForward, mayBackward { return .open }
        if state.phases[row] == .shut {
            // Heads across a pump of constant power at rest say nothing; see ``SteadySolve/restingPumps()``.
            if link.isConstantPower, mayForward { return .shut }
            let excess = headDifference(link, state) - law.threshold(link, state.commands[row])
            if mayForward, excess > Self.headTolerance { return .open }
            if mayBackward, excess < -Self.headTolerance { return .open }
            return .shut
        }
        let flow = state.specialFlows[row]
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
    private func heldValve(_ row: Int, _ link: SpecialLink, _ state: borrowing NewtonState) -> LinkPhase {
        if state.phases[row] == .shut {
            return headDifference(link, state) > Self.headTolerance ? .unable : .shut
        }
        return state.specialFlows[row] < -Self.flowTolerance ? .shut : .unable
    }

    /// A pressure breaker: open as long as it takes its setting off or a forward minor loss, active at the backward flow at
    /// which its loss jumps, unable beyond; see ``SpecialLaw/breakerLimit(_:_:)``.
    private func breaker(_ row: Int, _ link: SpecialLink, _ state: borrowing NewtonState) -> LinkPhase {
        let phase = state.phases[row]
        let next = oneWay(row, link, state)
        guard state.mayFlow[row].backward, phase != .shut, next != .shut else { return next }
        let limit = law.breakerLimit(link, state.commands[row])
        guard limit.isFinite else { return next }
        let (flow, setting) = (state.specialFlows[row], state.commands[row].setting)
        switch phase {
        case .active:
            let difference = headDifference(link, state)
            if difference > setting + Self.headTolerance { return .open }
            return difference < -setting - Self.headTolerance ? .unable : .active
        case .unable: return flow > limit + Self.flowTolerance ? .active : .unable
        default: return flow < limit - Self.flowTolerance ? .active : .open
        }
    }

    private func flowValve(_ row: Int, _ link: SpecialLink, _ state: borrowing NewtonState) -> LinkPhase {
        let setting = state.commands[row].setting
        if state.phases[row] == .active {
            let least = law.open(setting, link.minor).loss
            return headDifference(link, state) < least - Self.headTolerance ? .open : .active
        }
        return state.specialFlows[row] > setting + Self.flowTolerance ? .active : .open
    }

    private func pressureValve(_ row: Int, _ link: SpecialLink, _ state: borrowing NewtonState) -> LinkPhase {
        let (before, behind) = (state.heads[Int(link.start)], state.heads[Int(link.end)])
        let flow = state.specialFlows[row]
        let set = link.elevation + state.commands[row].setting
        let h = model.options.headTolerance
        let phase = state.phases[row]
        // No water can reach it: it holds nothing behind it, but heads before it follow what is behind.
        if state.isDry[row], case .valve(.prv) = link.kind {
            if phase == .shut {
                return behind < set - h && before > behind + Self.headTolerance ? .open : .shut
            }
            return behind >= set + h || flow < -Self.flowTolerance ? .shut : .open
        }
        if phase == .unable || flow < -model.options.flowTolerance, phase != .shut {
            return phase == .unable && flow >= -model.options.flowTolerance ? .unable : .shut
        }
        let openLoss = link.minor * flow * flow
        if case .valve(.psv) = link.kind {
            switch phase {
            case .active: return behind + openLoss > set + h ? .open : .active
            case .open: return before < set - h ? .active : .open
            default:
                if behind > set + h, before > behind + h { return .open }
                return before >= set + h && before > behind + h ? .active : .shut
            }
        }
        switch phase {
        case .active: return before - openLoss < set - h ? .open : .active
        case .open: return behind >= set + h ? .active : .open
        default:
            if before >= set + h, behind < set - h { return .active }
            return before < set - h && before > behind + h ? .open : .shut
        }
    }
}
