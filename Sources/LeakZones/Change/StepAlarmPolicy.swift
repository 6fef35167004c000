import Telemetry

/// How a step alarm learns, from what size a step is worth an alarm, and how sure it has to be. All are proposals;
/// Docs/methods.md says what delay and what rate of alarms they give on simulated and on real nights.
public struct StepAlarmPolicy: Hashable, Sendable {
    /// Known nights before the first alarm can be given. Default 28: four of each weekday.
    public var baselineNights = 28
    /// How far back week, scatter and autocorrelation are learnt from, days. Default 365.
    public var pastDays = 365
    /// Known nights whose level a step is measured from, at most. Default 10: long enough for a level, short enough to
    /// go with a season.
    public var nightsBefore = 10
    /// Known nights of the new level that are tried. Default 2…7.
    public var nightsAfter = 2...7
    /// A step is worth an alarm from this many of the zone's own night-to-night standard deviations on. Default 3.
    public var deviations = 3.0
    /// A step is worth an alarm from this share of the zone's night flow on. Default 0.05.
    public var share = 0.05
    /// Threshold on a step over its standard error, which holds the autocorrelation: times 0.7 + 2/n for n nights of the
    /// new level, because wild nights come in twos and threes. Raised for a zone whose own simulated nights give more
    /// false alarms than ``falseAlarmsPerYear``. Default 3.
    public var threshold = 3.0
    /// False alarms a zone and year that simulated nights may give. Default 0.2: one in five years.
    public var falseAlarmsPerYear = 0.2
    /// Years of nights that are simulated for a zone that has an alarm. Default 50.
    public var simulatedYears = 50
    /// Known nights after an alarm in which no other is given. Default 1.
    public var refractoryNights = 1
    /// The least night-to-night standard deviation, as a share of the level: a meter that shows the same every night
    /// must not make an alarm of a litre. Default 0.01.
    public var leastScatterShare = 0.01
    /// A further step the same way within so many days is the same one, which grows. Default 10.
    public var growthDays = 10
    /// Whether the week's shape is learnt and taken off. Default true.
    public var learnsWeek = true
    /// Nights that are left out, for people live otherwise then; `nil` takes ``PublicHolidays`` of the calendar's
    /// time zone where there is one, and none elsewhere.
    public var holidays: Set<LocalDate>?

    /// The defaults.
    public init() {}

    /// The size from which a step is told after some nights: the worthy size times 0.5 + 1.7/n. Of two nights more is
    /// asked than of seven; after seven nights it is 0.74 of the worthy size, because the mean of seven nights scatters,
    /// and a step of just the worthy size would be missed in every second case else.
    func leastSize(scatter: Double, level: Double, after nights: Int) -> Double {
        max(deviations * scatter, share * abs(level)) * (0.5 + 1.7 / Double(nights))
    }

    /// The threshold on a step over its standard error after some nights.
    static func sharpened(_ threshold: Double, after nights: Int) -> Double {
        threshold * (0.7 + 2 / Double(nights))
    }
}
