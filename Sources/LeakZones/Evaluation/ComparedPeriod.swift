import Telemetry

/// What a report is compared with: the balances of another period, by the zones there were then.
public struct ComparedPeriod: Sendable, Hashable {
    /// The period.
    public var period: Period
    /// The zones as they were.
    public var zones: [Zone]
    /// Their balances, in the order of ``zones``.
    public var balances: [ZoneBalance]
    /// Length of the mains of each, m, in the order of ``zones``; empty where it is not known.
    public var mains: [Double]
    /// The balance of the city as one; `nil` where it was not balanced so.
    public var city: ZoneBalance?

    /// A period.
    public init(
        _ period: Period, zones: [Zone], balances: [ZoneBalance], mains: [Double] = [],
        city: ZoneBalance? = nil
    ) {
        self.period = period
        self.zones = zones
        self.balances = balances
        self.mains = mains
        self.city = city
    }
}
