import Telemetry

/// How a step alarm learns, from what size a step is worth an alarm, and how sure it has to be. All are proposals;
/// Docs/methods.md says what delay and what rate of alarms they give on simulated and on real nights.
public struct StepAlarmPolicy: Hashable, Sendable {
    /// Known nights before the first alarm can be given. Default 28: four of each weekday.
    public var baselineNights = 28
    /// How far back week, scatter and autocorrelation are learnt from, days. Default 365.
    public var pastDays = 365
    /// Nights between two lessons. Default 7.
    public var lessonNights = 7
    /// Known nights that a step is measured against, at most. Default 21: long enough for a level and its slope.
    public var nightsBefore = 21
    /// Known nights of the new level that are tried. Default 2…7; two only in a zone that had no wild pair of nights in
    /// the past that it learns from.
    public var nightsAfter = 2...7
    /// A step is worth an alarm from this many of the zone's own night-to-night standard deviations on. Default 3.
    public var deviations = 3.0
    /// A step is worth an alarm from this share of the zone's night flow on. Default 0.05.
    public var share = 0.05
    /// Threshold on a step over its standard error, which holds autocorrelation and slope. Default 4: few false alarms,
    /// and four of five worthy steps told on most real zones. What false alarms a zone's own nights give is simulated and
    /// stands in ``StepAlarm/falseAlarmsPerYear``.
    public var threshold = 4.0
    /// Years of nights that are simulated for a zone that has an alarm. Default 10.
    public var simulatedYears = 10
    /// Known nights after an alarm in which no other is given. Default 1.
    public var refractoryNights = 1
    /// A step is taken back when the nights return to the level before within so many days. Default 7.
    public var returnDays = 7
    /// The least night-to-night standard deviation, as a share of the level: a meter that shows the same every night
    /// must not make an alarm of a litre. Default 0.01.
    public var leastScatterShare = 0.01
    /// A further step the same way within so many days is the same one, which grows. Default 7.
    public var growthDays = 7
    /// Whether the week's shape is learnt and taken off. Default true.
    public var learnsWeek = true
    /// Nights that are left out, for people live otherwise then; `nil` takes ``PublicHolidays`` of the calendar's
    /// time zone where there is one, and none elsewhere.
    public var holidays: Set<LocalDate>?

    /// The defaults.
    public init() {}

    /// The size from which a step is told after some nights: three deviations times 0.6 + 1/n, 5 % times 0.67 + 0.7/n,
    /// whichever is more. After seven nights it is 0.74 and 0.77 of the worthy size, because the mean of seven nights
    /// scatters, and a step of just the worthy size would be missed in every second case else. Of two nights 1.5 times the
    /// worthy size is asked.
    func leastSize(deviation: Double, level: Double, after nights: Int) -> Double {
        let (own, flow) = (deviations * deviation, share * abs(level))
        guard nights > 2 else { return 1.5 * max(own, flow) }
        return max(own * (0.6 + 1 / Double(nights)), flow * (0.67 + 0.7 / Double(nights)))
    }
}
