/// A valve that keeps the pressure behind it at its setting (PRV).
///
/// Regulating, it sets the head of the node behind it and passes what balances that node; open, it has its minor loss;
/// it never passes water back.
enum PressureReducingValve {
    /// The branch that heads ask for.
    static func branch(_ valve: PressureValve) -> ControlLinkStatus {
        let h = valve.headTolerance
        switch valve.status {
        case .active: return valve.before - valve.openLoss < valve.set - h ? .open : .active
        case .open: return valve.behind >= valve.set + h ? .active : .open
        default:
            if valve.before >= valve.set + h, valve.behind < valve.set - h { return .active }
            return valve.before < valve.set - h && valve.before > valve.behind + h ? .open : .shut
        }
    }

    /// The branch of a valve that no water can reach: it holds nothing behind it, but heads before it follow what is
    /// behind.
    static func branchWithoutWater(_ valve: PressureValve) -> ControlLinkStatus {
        let h = valve.headTolerance
        if valve.status == .shut {
            return valve.behind < valve.set - h && valve.before > valve.behind + StatusRules.headTolerance
                ? .open : .shut
        }
        return valve.behind >= valve.set + h || valve.flow < -StatusRules.flowTolerance ? .shut : .open
    }

    /// The branch on which it would have to be, and by how much (m) it is not on it; nil where it may be on its own.
    ///
    /// - Parameter loss: head that it loses fully open, m.
    static func breach(
        _ valve: PressureValve, loss: Double
    ) -> (wanted: ControlLinkStatus, size: Double)? {
        let h = valve.headTolerance
        if valve.status == .shut {
            // What it holds at bay is a higher head behind it.
            let (fall, against) = (valve.before - valve.behind, valve.set - valve.behind)
            guard fall > h, against > h else { return nil }
            return (valve.before < valve.set ? .open : .active, min(fall, against))
        }
        if let backflow = valve.backflow { return backflow }
        if valve.status == .active { return valve.missingHead(loss) }
        let excess = valve.behind - valve.set
        return excess > h ? (.active, excess) : nil
    }
}
