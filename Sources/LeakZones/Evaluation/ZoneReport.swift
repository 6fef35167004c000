import Telemetry
import WaterLoss

/// All that is known of one zone over one period: its water, its nights, its pressure and what follows from them.
///
/// The whole city, accounted for as one, is a report of its own; see ``CityMeasurements``.
public struct ZoneReport: Sendable, Hashable {
    /// The zone: its id, its name, the zone that holds it.
    public var zone: Zone
    /// Its balance over the period.
    public var balance: ZoneBalance
    /// Its balances over the further periods that were asked for, such as the weeks; may be empty.
    public var weeks: [ZoneBalance]
    /// Its balances over the calendar months of a period of several; empty where the period is one or months were not asked
    /// for.
    public var months: [ZoneBalance]
    /// Lengths and counts.
    public var facts: ZoneFacts
    /// The nights of its net flow in the period; none when its net flow is not known.
    public var nights: [NightFlow]
    /// What its pressure points say; `nil` when not asked for.
    public var pressure: ZonePressure?
    /// The figures of the standards; `nil` where none was asked for.
    public var evaluation: Evaluation?

    /// A report.
    public init(
        zone: Zone, balance: ZoneBalance, weeks: [ZoneBalance] = [], months: [ZoneBalance] = [],
        facts: ZoneFacts,
        nights: [NightFlow] = [], pressure: ZonePressure? = nil, evaluation: Evaluation? = nil
    ) {
        self.zone = zone
        self.balance = balance
        self.weeks = weeks
        self.months = months
        self.facts = facts
        self.nights = nights
        self.pressure = pressure
        self.evaluation = evaluation
    }

    /// The figure of a key; see ``Evaluation/subscript(_:)``.
    public subscript(key: IndicatorKey) -> Indicator? { evaluation?[key] }
}
