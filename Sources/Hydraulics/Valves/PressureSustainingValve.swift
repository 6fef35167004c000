/// A valve that keeps the pressure before it at its setting (PSV).
///
/// Regulating, it sets the head of the node before it and passes what that node has left over; open, it has its minor
/// loss; it never passes water back.
enum PressureSustainingValve {
    /// The branch that heads ask for.
    static func branch(_ valve: PressureValve) -> ControlLinkStatus {
        let h = valve.headTolerance
        switch valve.status {
        case .active: return valve.behind + valve.openLoss > valve.set + h ? .open : .active
        case .open: return valve.before < valve.set - h ? .active : .open
        default:
            if valve.behind > valve.set + h, valve.before > valve.behind + h { return .open }
            return valve.before >= valve.set + h && valve.before > valve.behind + h ? .active : .shut
        }
    }

    /// The branch on which it would have to be, and by how much (m) it is not on it; nil where it may be on its own.
    ///
    /// - Parameter loss: head that it loses fully open, m.
    static func breach(
        _ valve: PressureValve, loss: Double
    ) -> (wanted: ControlLinkStatus, size: Double)? {
        let h = valve.headTolerance
        if valve.status == .shut {
            // What it holds back is the pressure before it, which it must not change.
            let (fall, against) = (valve.before - valve.behind, valve.before - valve.set)
            guard fall > h, against > h else { return nil }
            return (valve.behind > valve.set ? .open : .active, min(fall, against))
        }
        if let backflow = valve.backflow { return backflow }
        if valve.status == .active { return valve.missingHead(loss) }
        let excess = valve.set - valve.before
        return excess > h ? (.active, excess) : nil
    }
}
