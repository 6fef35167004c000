import WaterLoss

/// The legitimate night use of a zone: measured where customers are read by the hour, estimated for the others.
public struct ZoneNightUse: Sendable, Hashable {
    /// Users read by the hour.
    public let read: NightUsers
    /// Users who are not.
    public let unread: NightUsers
    /// Night use of the first, m³/s.
    public let measured: ConfidenceInterval
    /// Night use of the others by published rates, m³/s.
    public let estimated: ConfidenceInterval
    /// Large users who are not read by the hour.
    public let exceptional: [ExceptionalUser]

    /// A user of 0.5 m³/h and more on average, whose nights were not measured.
    public struct ExceptionalUser: Sendable, Hashable {
        /// Its meter.
        public var id: String
        /// Its mean use, m³/s.
        public var mean: Double

        /// A user.
        public init(id: String, mean: Double) {
            self.id = id
            self.mean = mean
        }

        /// Its night use: anything from nothing to its mean use, so half of it, ± half of it, m³/s.
        public var nightUse: ConfidenceInterval { ConfidenceInterval(mean / 2, halfWidth: mean / 2) }
    }

    /// Night use.
    public init(
        read: NightUsers, measured: ConfidenceInterval, unread: NightUsers,
        exceptional: [ExceptionalUser] = [], method: EvaluationPolicy.NightUse = .properties
    ) {
        self.exceptional = exceptional
        self.read = read
        self.unread = unread
        self.measured = measured
        estimated = NightUseEstimate(Self.method(method, unread)).general
    }

    init(_ sum: NightUseSum, method: EvaluationPolicy.NightUse) {
        self.init(
            read: sum.read,
            measured: ConfidenceInterval(
                sum.flow, halfWidth: sum.variance.squareRoot() + abs(sum.systematic)),
            unread: sum.unread, exceptional: sum.exceptional, method: method)
    }

    private static func method(
        _ method: EvaluationPolicy.NightUse, _ users: NightUsers
    ) -> NightUseEstimate.Method {
        switch method {
        case .properties: .properties(households: users.households, nonHouseholds: users.others)
        case .activePeople: .activePeople(population: users.population, smallNonDomestic: users.others)
        case .smartMeters: .smartMeters(households: users.households, nonHouseholds: users.others)
        }
    }

    /// All of it, m³/s.
    public var total: ConfidenceInterval {
        exceptional.reduce(measured + estimated) { $0 + $1.nightUse }
    }
}
