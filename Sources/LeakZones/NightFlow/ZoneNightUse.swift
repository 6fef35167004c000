/// The legitimate night use of a zone: measured where customers are read by the hour, estimated for the others.
public struct ZoneNightUse: Sendable, Hashable {
    /// Users read by the hour.
    public let read: NightUsers
    /// Users who are not.
    public let unread: NightUsers
    /// Night use of the first, m³/s.
    public let measured: EstimateWithLimits
    /// Night use of the others by published rates, m³/s.
    public let estimated: EstimateWithLimits

    /// Night use.
    public init(
        read: NightUsers, measured: EstimateWithLimits, unread: NightUsers,
        method: EvaluationPolicy.NightUse = .properties
    ) {
        self.read = read
        self.unread = unread
        self.measured = measured
        estimated = NightUseEstimate(Self.method(method, unread)).general
    }

    init(_ sum: NightUseSum, method: EvaluationPolicy.NightUse) {
        self.init(
            read: sum.read,
            measured: EstimateWithLimits(
                sum.flow, halfWidth: sum.variance.squareRoot() + abs(sum.systematic)),
            unread: sum.unread, method: method)
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
    public var total: EstimateWithLimits { measured + estimated }
}
