/// Two ways to one number: leakage from night flows (bottom-up) beside leakage from the balance (top-down).
public struct LeakageAgreement: Hashable, Sendable {
    /// What the comparison says.
    public enum Verdict: String, Hashable, Sendable {
        /// The difference lies within the combined 95 % limits.
        case agrees
        /// Night flows show more than the balance has.
        case nightFlowsHigher = "night_flows_higher"
        /// The balance misses more than night flows show.
        case balanceHigher = "balance_higher"
    }

    /// What could make the two differ by as much, with the size it would need.
    public enum Explanation: Hashable, Sendable {
        /// Night use would have to be this much larger (or, negative, smaller), m³/s.
        case nightUse(change: Double)
        /// The inlet meters would have to count this much too much (or, negative, too little), percent of the net
        /// input; `nil` when that is not known.
        case inletMeters(percent: Double?)
        /// Apparent loss would have to be this much larger (or, negative, smaller) than was taken off the balance,
        /// m³ in the period.
        case apparentLoss(change: Double)
        /// Water would have to enter (or, negative, leave) unmeasured at this mean rate by day only, m³/s.
        case openBoundary(meanFlow: Double)
        /// The night-day factor would have to be this, h/d: the pressure of the day or N1 is another.
        case nightDayFactor(hoursPerDay: Double)

        /// The kind of explanation as files and reports name it, such as `night_use`.
        public var code: String {
            switch self {
            case .nightUse: "night_use"
            case .inletMeters: "inlet_meters"
            case .apparentLoss: "apparent_loss"
            case .openBoundary: "open_boundary"
            case .nightDayFactor: "night_day_factor"
            }
        }
    }

    /// Leakage from night flows, Σ NNF·NDF, m³ in the period.
    public let bottomUp: ConfidenceInterval
    /// Real loss of the balance, m³ in the period.
    public let topDown: ConfidenceInterval
    /// Bottom-up less top-down, with combined limits, m³.
    public let difference: ConfidenceInterval
    /// What the comparison says.
    public let verdict: Verdict
    /// What could explain a difference; empty when the two agree.
    public let explanations: [Explanation]

    /// Leakage of a period from its night flow: NNF · NDF · days, m³, with the limits of the night flow and a half-width
    /// of the factor.
    ///
    /// - Parameters:
    ///   - net: net night flow, m³/s.
    ///   - hoursPerDay: night-day factor, h/d (not NDF/24).
    ///   - days: d.
    public static func bottomUp(
        net: ConfidenceInterval, hoursPerDay: ConfidenceInterval, days: Double
    ) -> ConfidenceInterval {
        (net * hoursPerDay).scaled(by: 3600 * days)
    }

    /// Compares the two.
    ///
    /// - Parameters:
    ///   - bottomUp: leakage from night flows, m³ in the period.
    ///   - topDown: real loss (water loss less apparent loss), m³ in the period.
    ///   - hoursPerDay: the night-day factor used, h/d.
    ///   - days: length of the period, d.
    ///   - netInput: net input of the period, m³, if known.
    public init(
        bottomUp: ConfidenceInterval, topDown: ConfidenceInterval, hoursPerDay: Double, days: Double,
        netInput: Double? = nil
    ) {
        self.bottomUp = bottomUp
        self.topDown = topDown
        difference = bottomUp - topDown
        guard difference.excludes(0) else {
            verdict = .agrees
            explanations = []
            return
        }
        let size = difference.value
        verdict = size > 0 ? .nightFlowsHigher : .balanceHigher
        var explanations: [Explanation] = []
        if hoursPerDay > 0, days > 0 {
            explanations.append(.nightUse(change: size / (hoursPerDay * 3600 * days)))
        }
        if bottomUp.value > 0, topDown.value > 0 {
            explanations.append(
                .nightDayFactor(hoursPerDay: hoursPerDay * topDown.value / bottomUp.value))
        }
        // A balance that is too low has an input that was counted too low: the error has the other sign.
        explanations.append(
            .inletMeters(percent: netInput.flatMap { $0 != 0 ? -size / $0 * 100 : nil }))
        explanations.append(.apparentLoss(change: -size))
        if days > 0 { explanations.append(.openBoundary(meanFlow: size / (days * 86_400))) }
        self.explanations = explanations
    }
}
