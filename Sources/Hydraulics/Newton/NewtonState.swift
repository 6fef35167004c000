/// The unknowns of a solve: kept from one time step to the next, so that each starts where the last ended.
struct NewtonState: Sendable {
    /// Heads of the core's nodes, then of the fixed ones, m.
    var heads: [Double]
    /// Flow at the beginning of each chain, m³/s.
    var chainFlows: [Double]
    /// Flow of each special link, m³/s.
    var specialFlows: [Double]
    /// Flow of each outflow, m³/s.
    var outflowFlows: [Double]
    /// Branch of its law that each outflow is on.
    var outflowPhases: [Outflow.Phase]
    /// Branch of its law that each special link is on.
    var phases: [LinkPhase]
    /// What is wanted of each special link.
    var commands: [LinkCommand]
    /// Whether a special link may carry flow forwards and backwards.
    var mayFlow: [(forward: Bool, backward: Bool)]
    /// Whether a special link is a pressure valve that no water can reach.
    var isDry: [Bool]

    /// Whether no step has been taken yet.
    var isCold = true

    /// A cold start: nothing flows in plain pipes, other links carry 1 ft/s, pumps run at their design flow.
    init(_ model: HydraulicModel) {
        heads = [Double](repeating: 0, count: model.reduced.coreCount) + model.fixedHeads
        chainFlows = [Double](repeating: 0, count: model.reduced.chainCount)
        commands = model.specialTable.commands
        specialFlows = []
        outflowFlows = model.outflows.map { $0.seed(full: 0) }
        outflowPhases = [Outflow.Phase](repeating: .partial, count: model.outflows.count)
        phases = []
        mayFlow = []
        isDry = [Bool](repeating: false, count: model.specials.count)
        for (link, command) in zip(model.specials, commands) {
            let isActive = link.isRegulating && !command.setting.isNaN && !command.isClosed
            phases.append(isActive ? .active : .open)
            var flow = command.isClosed ? 0 : link.seed
            if case .pump = link.kind, !command.isClosed { flow *= command.setting }
            if link.isFlowValve, isActive { flow = command.setting }
            specialFlows.append(flow)
            mayFlow.append((true, true))
        }
    }

    /// Goes back to where `other` is, a state of the same model, without allocating anything.
    mutating func begin(from other: NewtonState) {
        heads.overwrite(with: other.heads)
        chainFlows.overwrite(with: other.chainFlows)
        specialFlows.overwrite(with: other.specialFlows)
        outflowFlows.overwrite(with: other.outflowFlows)
        outflowPhases.overwrite(with: other.outflowPhases)
        phases.overwrite(with: other.phases)
        commands.overwrite(with: other.commands)
        mayFlow = other.mayFlow
        isDry = other.isDry
        isCold = other.isCold
    }
}

extension SpecialLink {
    /// Whether the valve limits its flow.
    var isFlowValve: Bool {
        if case .valve(.fcv) = kind { return true }
        return false
    }

    /// Whether a solve decides between regulating and standing open.
    var isRegulating: Bool { isPressureValve || isFlowValve }

    /// Whether the link only ever passes water forwards.
    var isOneWay: Bool {
        switch kind {
        case .pump, .valve(.prv), .valve(.psv): true
        case .pipe: hasCheckValve
        default: false
        }
    }
}
