import PipeNetwork

/// Judges rules on a solved state whose tank heads have moved on.
struct RuleEvaluation: Sendable {
    /// The last solved state.
    let solved: HydraulicState
    /// Head of each tank and reservoir now, by row in the network's nodes.
    let heads: [Int: Double]
    /// Time that a tank takes to fill and to drain at its present inflow, s.
    let tankTimes: [Int: (fill: Double?, drain: Double?)]
    let systemDemand: Double
    /// Start and end of the interval that is judged, s.
    let interval: (start: Int, end: Int)
    let times: SimulationTimes

    /// Whether the premises of a rule hold.
    func holds(_ premises: [RulePlan.Premise]) -> Bool {
        var result = true
        for premise in premises {
            if premise.isOr {
                if !result { result = holds(premise) }
            } else {
                guard result else { return false }
                result = holds(premise)
            }
        }
        return result
    }

    private func holds(_ premise: RulePlan.Premise) -> Bool {
        switch premise.subject {
        case .time: return holds(premise, from: interval.start, to: interval.end)
        case .clockTime:
            return holds(premise, from: times.clock(at: interval.start), to: times.clock(at: interval.end))
        default: break
        }
        if let status = premise.status {
            guard case .link(let row, _) = premise.subject else { return false }
            let isEqual = Self.status(solved.statuses[row]) == status
            switch premise.relation {
            case .equal: return isEqual
            case .notEqual: return !isEqual
            default: return false
            }
        }
        guard let value = value(premise.subject) else { return false }
        return compare(value, premise)
    }

    private static func status(_ state: LinkState) -> LinkStatus {
        state.isClosed ? .closed : state == .active ? .active : .open
    }

    /// Times are judged at the end of the interval; equality holds anywhere within it.
    private func holds(_ premise: RulePlan.Premise, from start: Int, to end: Int) -> Bool {
        let (x, t) = (premise.number, Double(end))
        let first = Double(start)
        let isWithin = t < first ? x >= first || x <= t : x >= first && x <= t
        switch premise.relation {
        case .less: return t < x
        case .lessOrEqual: return t <= x
        case .greater: return t > x
        case .greaterOrEqual: return t >= x
        case .equal: return isWithin
        case .notEqual: return !isWithin
        }
    }

    private func value(_ subject: RulePlan.Subject) -> Double? {
        switch subject {
        case .systemDemand: return systemDemand
        case .time, .clockTime: return nil
        case .link(let row, let quantity):
            switch quantity {
            case .flow: return abs(solved.flows[row])
            case .setting: return solved.settings[row].isNaN ? nil : solved.settings[row]
            case .status: return nil
            }
        case .node(let row, let quantity):
            let head = heads[row] ?? solved.heads[row]
            switch quantity {
            case .demand:
                let emitted = solved.emitterFlows.isEmpty ? 0 : solved.emitterFlows[row]
                let leaked = solved.leakages.isEmpty ? 0 : solved.leakages[row]
                return solved.demands[row] + emitted + leaked
            case .head: return head
            case .pressure, .level: return head - solved.frame.elevations[row]
            case .fillTime: return tankTimes[row]?.fill
            case .drainTime: return tankTimes[row]?.drain
            }
        }
    }

    /// EPANET's tolerances, `<=` and `>=` the stricter ones as there.
    private func compare(_ value: Double, _ premise: RulePlan.Premise) -> Bool {
        let (x, tolerance) = (premise.number, premise.tolerance)
        switch premise.relation {
        case .equal: return abs(value - x) <= tolerance
        case .notEqual: return abs(value - x) >= tolerance
        case .less: return value <= x + tolerance
        case .lessOrEqual: return value <= x - tolerance
        case .greater: return value >= x - tolerance
        case .greaterOrEqual: return value >= x + tolerance
        }
    }
}
