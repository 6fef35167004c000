import WaterLoss
import Telemetry

extension Audit {
    /// The audit of a zone over a period, from its balance: what the standards' figures are computed from.
    ///
    /// The water supplied is the zone's net input: what crosses to a neighbour is no sale, and what a tank stores is not
    /// supplied yet. All use counts as billed, for readings do not say who pays.
    ///
    /// - Parameters:
    ///   - balance: a balance that claims a loss.
    ///   - facts: lengths and counts of the zone.
    ///   - pressure: average zone pressure, m; `nil` when not known.
    ///   - standard: whose figures are wanted. CJJ 92 has no shares that stand in for what is not stated, so free
    ///     unmetered use counts as 0 there.
    ///   - policy: what is taken for granted.
    /// - Returns: `nil` for a balance that claims none.
    init?(
        _ balance: ZoneBalance, facts: ZoneFacts, pressure: Double?, standard: LossStandard,
        policy: EvaluationPolicy
    ) {
        guard balance.isComplete, let net = balance.netInput, let metered = balance.metered,
            let unmetered = balance.unmetered
        else { return nil }
        let days = balance.days
        self.init(
            StandardBalance(
                ownSources: balance.uncertainNetInput.map { Uncertain(net, inDoubtAs: $0) }
                    ?? Uncertain(net, source: "net_input", halfWidth: 0),
                // Bills and estimates are doubted together, and the limits stand beside what is billed.
                billedMetered: balance.uncertainUse.map { Uncertain(metered, inDoubtAs: $0) }
                    ?? Uncertain(metered, source: "use", halfWidth: 0),
                billedUnmetered: Uncertain(unmetered)),
            days: days, isYear: days == 365 || days == 366, cjj92: policy.cjj92, world: policy.world)
        let error = policy.underRegistration ?? Self.newMeters
        underRegistration = Uncertain(
            error.value, source: "customer_meters", halfWidth: 0, systematic: error.halfWidth,
            kind: "customer meters' error")
        if standard.isChinese {
            self.balance.unbilledUnmetered = 0
            if isYear { cjj92.largePipes = cjj92.largePipes ?? facts.largePipes }
        } else {
            defaults = policy.defaults
        }
        mains = Uncertain(facts.mainsLength)
        isChecked = false
        let estimated = facts.estimatedConnections
        connections =
            estimated > 0
            ? Uncertain(
                facts.connections, source: "households_per_connection",
                halfWidth: policy.householdsPerConnection == nil
                    ? estimated * ServiceConnections.ratioPercent / 100 : 0)
            : Uncertain(facts.connections)
        if estimated > 0 {
            connectionFlags = [ServiceConnections.flag(perConnection: policy.householdsPerConnection)]
        }
        households = Uncertain(facts.households)
        householdsPerConnection = policy.householdsPerConnection
        pressurisedShare = policy.pressurisedShare
        privatePipe = connections.map { $0 * Uncertain(policy.privatePipePerConnection ?? 0) }
        averagePressure = pressure.map {
            Uncertain($0, source: "azp", halfWidth: policy.pressureHalfWidth)
        }
        if let prices = policy.prices {
            retailPrice = Uncertain(prices.retail)
            variableCost = Uncertain(prices.variableCost)
            currency = prices.currency
        }
    }

    /// What ISO 4064 permits new meters from Q2 on.
    static let newMeters = ConfidenceInterval(0, halfWidth: 0.02)
}
