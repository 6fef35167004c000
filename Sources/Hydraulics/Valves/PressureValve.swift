/// A valve that holds a pressure, and what its rules go by: its branch, the heads at its ends, its flow.
///
/// ``PressureReducingValve`` and ``PressureSustainingValve`` say when it leaves its branch, by the table of EPANET 2.2's
/// manual, 12.1; what the two have in common stands here.
struct PressureValve {
    /// The branch that it is on.
    var status: ControlLinkStatus
    /// Head at its start, m.
    var before: Double
    /// Head at its end, m.
    var behind: Double
    /// m³/s.
    var flow: Double
    /// The head that its setting means, m.
    var set: Double
    /// Head that it would lose fully open, m.
    var openLoss: Double
    /// EPANET's HTOL, m, and QTOL, m³/s.
    var headTolerance: Double
    var flowTolerance: Double

    @inline(__always)
    init(_ row: Int, _ link: ControlLink, _ state: borrowing NewtonState, _ model: HydraulicModel) {
        status = state.controlStatuses[row]
        before = state.heads[Int(link.start)]
        behind = state.heads[Int(link.end)]
        flow = state.controlFlows[row]
        set = link.elevation + state.commands[row].setting
        openLoss = link.minor * flow * flow
        headTolerance = model.options.headTolerance
        flowTolerance = model.options.flowTolerance
    }

    /// The branch that follows from the flow alone: shut where water runs back, forced open where it was and does not;
    /// nil where heads decide.
    var branchByFlow: ControlLinkStatus? {
        guard status == .forcedOpen || flow < -flowTolerance, status != .shut else { return nil }
        return status == .forcedOpen && flow >= -flowTolerance ? .forcedOpen : .shut
    }

    /// The branch of a valve that is held: it is a check valve, open, or shut against water that would flow back.
    static func heldBranch(
        _ status: ControlLinkStatus, flow: Double, difference: Double
    ) -> ControlLinkStatus {
        if status == .shut { return difference > StatusRules.headTolerance ? .forcedOpen : .shut }
        return flow < -StatusRules.flowTolerance ? .shut : .forcedOpen
    }

    /// What is unlawful about its flow where it is not shut: water that runs back.
    var backflow: (wanted: ControlLinkStatus, size: Double)? {
        flow < -Self.leastBackflow ? (.shut, max(behind - before, headTolerance)) : nil
    }

    /// What is unlawful about regulating: the heads at its ends differ by less than the valve loses fully open.
    ///
    /// - Parameter loss: head that it loses fully open by the law of such a valve, m.
    func missingHead(_ loss: Double) -> (wanted: ControlLinkStatus, size: Double)? {
        let missing = loss - (before - behind)
        return missing > headTolerance ? (.open, missing) : nil
    }

    /// m³/s that run the wrong way through a pressure valve and are none.
    private static var leastBackflow: Double { 1e-8 }
}
