/// The unknowns of a solve: kept from one time step to the next, so that each starts where the last ended.
struct NewtonState: Sendable {
    /// Heads of the core's nodes, then of the fixed ones, m.
    var heads: [Double]
    /// Flow at the beginning of each chain, m³/s.
    var chainFlows: [Double]
    /// Flow of each control link, m³/s.
    var controlFlows: [Double]
    /// Flow of each outflow, m³/s.
    var outflowFlows: [Double]
    /// Branch of its law that each outflow is on.
    var outflowStatuses: [Outflow.Status]
    /// Branch of its law that each control link is on.
    var controlStatuses: [ControlLinkStatus]
    /// What is wanted of each control link.
    var commands: [LinkCommand]
    /// Whether a control link may carry flow forwards and backwards.
    var mayFlow: [(forward: Bool, backward: Bool)]
    /// Whether a control link is a pressure valve that no water can reach.
    var isDry: [Bool]

    /// Whether no step has been taken yet.
    var isCold = true

    /// A cold start: nothing flows in plain pipes, other links carry 1 ft/s, pumps run at their design flow.
    init(_ model: HydraulicModel) {
        heads = [Double](repeating: 0, count: model.reduced.coreCount) + model.fixedHeads
        chainFlows = [Double](repeating: 0, count: model.reduced.chainCount)
        commands = model.controlLinkTable.commands
        controlFlows = []
        outflowFlows = model.outflows.map { $0.seed(full: 0) }
        outflowStatuses = [Outflow.Status](repeating: .partial, count: model.outflows.count)
        controlStatuses = []
        mayFlow = []
        isDry = [Bool](repeating: false, count: model.controlLinks.count)
        for (link, command) in zip(model.controlLinks, commands) {
            let isActive = link.isRegulating && !command.setting.isNaN && !command.isClosed
            controlStatuses.append(isActive ? .active : .open)
            var flow = command.isClosed ? 0 : link.seed
            if case .pump = link.kind, !command.isClosed { flow *= command.setting }
            if link.isFlowValve, isActive { flow = command.setting }
            controlFlows.append(flow)
            mayFlow.append((true, true))
        }
    }

    /// Goes back to where `other` is, a state of the same model, without allocating anything.
    mutating func begin(from other: NewtonState) {
        heads.overwrite(with: other.heads)
        chainFlows.overwrite(with: other.chainFlows)
        controlFlows.overwrite(with: other.controlFlows)
        outflowFlows.overwrite(with: other.outflowFlows)
        outflowStatuses.overwrite(with: other.outflowStatuses)
        controlStatuses.overwrite(with: other.controlStatuses)
        commands.overwrite(with: other.commands)
        mayFlow = other.mayFlow
        isDry = other.isDry
        isCold = other.isCold
    }
}
