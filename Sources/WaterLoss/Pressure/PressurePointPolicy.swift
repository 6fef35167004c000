/// From what a pressure point counts as faulty. All of it are proposals, to be agreed with the utility.
public struct PressurePointPolicy: Hashable, Sendable {
    /// Shortest stand of one value that can be stuck, s. Default 1 d.
    public var stuckSeconds: Int64 = 86_400
    /// A stuck stand is at least this many times as long as any before. Default 3.
    public var stuckFactor = 3.0
    /// The least pressure a sensor can show, m: below −10.3 m water boils. Default −10.4.
    public var lowest = -10.4
    /// The highest pressure that is believed, m. Default 250.
    public var highest = 250.0
    /// Start of the hours compared with the reference, s past local midnight: flows are low then, and heads nearly
    /// level. Default 02:00.
    public var nightFrom = 7200
    /// End of those hours. Default 04:00.
    public var nightTo = 14_400
    /// The least share of those hours that must be measured at both. Default 0.9.
    public var minimumCoverage = 0.9
    /// The fewest nights that tell anything of drift or offset. Default 14.
    public var minimumNights = 14
    /// From which difference to a known head a point is offset, m. Default 1.
    public var offsetLimit = 1.0
    /// From which drift a point is faulty, m a year. Default 1.
    public var driftLimit = 1.0
    /// How far a point must have moved in the nights seen, m: less is what flows and seasons do to the difference of
    /// two points. Default 0.5: a drift of 6 m a year is told in a month, one of 2 m in a quarter.
    public var leastDrift = 0.5
    /// The fewest nights that tell a drift. Default 28.
    public var driftNights = 28

    /// The defaults.
    public init() {}
}
