/// A valve that passes no more than its setting (FCV).
enum FlowControlValve {
    /// Head loss (m) of a valve that regulates, and its derivative: at its setting it takes off whatever is too much, but
    /// never less than it loses fully open.
    @inline(__always)
    static func loss(
        _ flow: Double, setting: Double, coefficient: Double, gradientTolerance: Double
    ) -> (loss: Double, gradient: Double) {
        let (loss, gradient) = BarrierBranch.branch(flow - setting)
        let open = OpenValve.loss(setting, coefficient: coefficient, gradientTolerance: gradientTolerance)
        return (loss + open.loss, gradient)
    }

    /// The branch that flow and heads ask for: it regulates when its flow exceeds the setting, and stands open when it
    /// would have to push.
    ///
    /// - Parameters:
    ///   - flow: m³/s.
    ///   - difference: of the heads at its ends, m.
    ///   - openLoss: head that it loses fully open at its setting, m.
    @inline(__always)
    static func branch(
        _ status: ControlLinkStatus, flow: Double, setting: Double, difference: Double,
        openLoss: @autoclosure () -> Double
    ) -> ControlLinkStatus {
        if status == .active {
            return difference < openLoss() - StatusRules.headTolerance ? .open : .active
        }
        return flow > setting + StatusRules.flowTolerance ? .active : .open
    }
}
