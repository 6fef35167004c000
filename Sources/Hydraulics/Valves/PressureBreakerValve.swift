/// A valve that takes a fixed head off (PBV), or its minor loss where that is more.
enum PressureBreakerValve {
    /// Head loss (m) and its derivative.
    ///
    /// - Parameters:
    ///   - flow: m³/s.
    ///   - setting: head to take off, m.
    ///   - coefficient: of q², fully open.
    ///   - status: `active` at the flow where the loss jumps, `forcedOpen` beyond it; see ``limit(setting:coefficient:)``.
    @inline(__always)
    static func loss(
        _ flow: Double, setting: Double, coefficient: Double, status: ControlLinkStatus,
        gradientTolerance: Double
    ) -> (loss: Double, gradient: Double) {
        if status == .active {
            let (loss, gradient) = BarrierBranch.branch(
                flow - limit(setting: setting, coefficient: coefficient))
            return (loss, gradient)
        }
        if status != .forcedOpen, setting > 0, coefficient * flow * flow <= setting || flow < 0 {
            // A drop that does not depend on flow, but for a slope that tells flows apart.
            return (setting + flow * 1e-6, 1e-6)
        }
        return OpenValve.loss(flow, coefficient: coefficient, gradientTolerance: gradientTolerance)
    }

    /// The head loss at which a shut breaker would open: it takes its setting off also where nothing flows.
    static func threshold(setting: Double) -> Double { max(setting.isNaN ? 0 : setting, 0) }

    /// The flow at which it loses its setting backwards, m³/s; minus infinity where it never does.
    ///
    /// Its law takes the setting off in either direction as long as that is more than the minor loss. Backwards the two
    /// have opposite signs: at this flow its loss jumps from the setting to minus the setting, and whatever heads are
    /// between the two stand there.
    static func limit(setting: Double, coefficient: Double) -> Double {
        guard coefficient > 0, setting > 0 else { return -.infinity }
        return -(setting / coefficient).squareRoot()
    }

    /// The branch of a breaker that lets water through and may pass it back: open as long as it takes its setting off or
    /// a forward minor loss, active at the flow where its loss jumps, forced open beyond that.
    ///
    /// - Parameters:
    ///   - limit: that flow, m³/s; finite.
    ///   - difference: of the heads at its ends, m.
    static func branch(
        _ status: ControlLinkStatus, flow: Double, difference: Double, setting: Double, limit: Double
    ) -> ControlLinkStatus {
        switch status {
        case .active:
            if difference > setting + StatusRules.headTolerance { return .open }
            return difference < -setting - StatusRules.headTolerance ? .forcedOpen : .active
        case .forcedOpen: return flow > limit + StatusRules.flowTolerance ? .active : .forcedOpen
        default: return flow < limit - StatusRules.flowTolerance ? .active : .open
        }
    }
}
