/// The legitimate night use of a zone: a rate for the many, a meter for the few.
public struct NightUseEstimate: Hashable, Sendable {
    /// By which of the published ways the many are estimated.
    public enum Method: Hashable, Sendable {
        /// Households and other properties at a rate each.
        case properties(households: Double, nonHouseholds: Double)
        /// People who are up, and small non-domestic users.
        case activePeople(population: Double, smallNonDomestic: Double)
        /// Households, and other users by group.
        case groups(households: Double, nonHouseholds: [LegitimateNightUse.Group: Double])
        /// Households and other users, at what smart meters saw.
        case smartMeters(households: Double, nonHouseholds: Double)
    }

    /// What to know before using it; each names a customer.
    public enum Flag: Hashable, Sendable {
        /// An exceptional user's night flow is not known: the night use is too low and the leakage too high.
        case exceptionalUserNotMeasured(String)
        /// A user named as exceptional draws less than 0.5 m³/h; see that it is not counted among the many as well.
        case belowExceptionalThreshold(String)
        /// A customer is named twice as exceptional; it counts once.
        case repeatedUser(String)

        /// The flag as files and reports write it: `code:customer`.
        public var text: String {
            switch self {
            case .exceptionalUserNotMeasured(let id): "exceptional_user_not_measured:\(id)"
            case .belowExceptionalThreshold(let id): "below_exceptional_threshold:\(id)"
            case .repeatedUser(let id): "repeated_user:\(id)"
            }
        }
    }

    /// How well the rates of ways without a published range are taken to be known: ± 30 %, a proposal.
    public static let defaultRatePercent = 30.0

    /// The way.
    public let method: Method
    /// Night use of the many, m³/s.
    public let general: ConfidenceInterval
    /// Night use of the exceptional users that are known, m³/s.
    public let exceptional: ConfidenceInterval
    /// What to know before using it.
    public let flags: [Flag]

    /// The night use of a zone.
    ///
    /// - Parameters:
    ///   - method: the way, and whom it counts; without the exceptional users.
    ///   - users: exceptional users, metered individually.
    ///   - ratePercent: 95 % half-width of the rates, percent; not used by smart meters, whose range is published.
    public init(
        _ method: Method, exceptional users: [ExceptionalNightUser] = [],
        ratePercent: Double = defaultRatePercent
    ) {
        self.method = method
        switch method {
        case .properties(let households, let others):
            general = ConfidenceInterval(
                LegitimateNightUse.byProperties(households: households, nonHouseholds: others),
                percent: ratePercent)
        case .activePeople(let population, let others):
            general = ConfidenceInterval(
                LegitimateNightUse.byActivePeople(population: population, smallNonDomestic: others),
                percent: ratePercent)
        case .groups(let households, let others):
            general = ConfidenceInterval(
                LegitimateNightUse.byGroups(households: households, nonHouseholds: others),
                percent: ratePercent)
        case .smartMeters(let households, let others):
            general = LegitimateNightUse.bySmartMeters(households: households, nonHouseholds: others)
        }
        var flags: [Flag] = []
        var sum = ConfidenceInterval(0, halfWidth: 0)
        var seen: Set<String> = []
        for user in users {
            guard seen.insert(user.id).inserted else {
                flags.append(.repeatedUser(user.id))
                continue
            }
            guard let flow = user.nightFlow else {
                flags.append(.exceptionalUserNotMeasured(user.id))
                continue
            }
            if user.isExceptional == false { flags.append(.belowExceptionalThreshold(user.id)) }
            sum = sum + flow
        }
        self.exceptional = sum
        self.flags = flags
    }

    /// The whole, m³/s: LNU = the many + the exceptional.
    public var total: ConfidenceInterval { general + exceptional }
}
