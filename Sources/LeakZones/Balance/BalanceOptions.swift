import Telemetry

/// What customers without a meter are taken to use.
public enum UnmeteredEstimate: Sendable, Hashable {
    /// Nothing is estimated: what they use is part of the loss.
    case none
    /// Their base demands in the model and in the customer register, with patterns and demand multiplier.
    case baseDemand
    /// So many litres per person and day, for the `population` of customers without a meter.
    case perCapita(litresPerDay: Double)
    /// A volume per day for each zone, m³/d, by zone id.
    case volume(cubicMetresPerDay: [String: Double])
}

/// How a balance is made, and the limits that hold where none are stated. Percentages are 95 % half-widths.
public struct BalanceOptions: Sendable {
    /// Local time of days, weeks and months, and of the patterns' clock.
    public var calendar: LocalCalendar
    /// What customers without a meter use.
    public var unmetered: UnmeteredEstimate
    /// Error of a boundary meter that states none, percent of its volume.
    public var boundaryAccuracy: MeterAccuracy
    /// Error of a customer meter that states none, percent of its volume (ISO 4064 permits ±2 % from Q2 on).
    public var customerAccuracy: MeterAccuracy
    /// Error of a level reading, m.
    public var levelError: Double
    /// Error of an estimate of unmetered use, percent; taken as common to all customers of a zone.
    public var unmeteredPercent: Double
    /// Error of the use of a customer whose meter was not read, percent of the estimate.
    public var estimatedUsePercent: Double
    /// What is done about gaps.
    public var gaps: GapPolicy

    /// Options; the defaults are those of Docs/methods.md, section 3.7.
    public init(
        calendar: LocalCalendar = .utc, unmetered: UnmeteredEstimate = .baseDemand,
        boundaryAccuracy: MeterAccuracy = .init(randomPercent: 2),
        customerAccuracy: MeterAccuracy = .init(randomPercent: 2), levelError: Double = 0.01,
        unmeteredPercent: Double = 20, estimatedUsePercent: Double = 50, gaps: GapPolicy = .standard
    ) {
        self.calendar = calendar
        self.unmetered = unmetered
        self.boundaryAccuracy = boundaryAccuracy
        self.customerAccuracy = customerAccuracy
        self.levelError = levelError
        self.unmeteredPercent = unmeteredPercent
        self.estimatedUsePercent = estimatedUsePercent
        self.gaps = gaps
    }
}
