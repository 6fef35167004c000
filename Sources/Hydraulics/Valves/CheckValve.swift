/// What passes water one way only: a check valve, and as one a pump, and a link at a tank that is full or empty.
enum CheckValve {
    /// The branch that flow and heads ask for.
    ///
    /// It shuts when its flow turns, or next to nothing flows and heads would turn it; it opens when heads would drive it
    /// the right way again.
    ///
    /// - Parameters:
    ///   - status: the branch that it is on.
    ///   - flow: m³/s.
    ///   - excess: head above that at which it would open forwards, m: for a pump, what is left of its lift.
    ///   - may: which ways water may go; not both.
    @inline(__always)
    static func branch(
        _ status: ControlLinkStatus, flow: Double, excess: Double, may: (forward: Bool, backward: Bool)
    ) -> ControlLinkStatus {
        let (head, least) = (StatusRules.headTolerance, StatusRules.flowTolerance)
        if status == .shut {
            if may.forward, excess > head { return .open }
            if may.backward, excess < -head { return .open }
            return .shut
        }
        // On the steep branch beyond a pump's shutoff head next to nothing flows: the head tells.
        if !may.backward, flow < -least || flow < least && excess < -head { return .shut }
        if !may.forward, flow > least || flow > -least && excess > head { return .shut }
        return may.forward || may.backward ? .open : .shut
    }
}
