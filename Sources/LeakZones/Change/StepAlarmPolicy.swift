/// How a step alarm learns and how sure it has to be. All are proposals; Docs/methods.md says what delay and what
/// false-alarm rate they give, and the tests measure them.
public struct StepAlarmPolicy: Hashable, Sendable {
    /// Known days from which level and spread are learnt at first. Default 28: four of each weekday.
    public var baselineDays = 28
    /// Allowance k of the cumulative sums, standard deviations. Default 0.5.
    public var allowance = 0.5
    /// Threshold h, standard deviations. Default 7.
    public var threshold = 7.0
    /// Residuals beyond this many standard deviations count as this many, and only when the next night bears them
    /// out, so that no single night makes an alarm.
    /// Default 4.5.
    public var clip = 4.5
    /// Known days after an alarm in which no other is given, while the new level is learnt; the sums run on. Default 2.
    public var refractoryDays = 2
    /// Residuals from which the spread is learnt, at most; the newest. Default 90.
    public var spreadDays = 90
    /// The least spread, as a share of the level: a meter that shows the same every night must not make an alarm of a
    /// litre. Default 0.01.
    public var leastSpreadShare = 0.01

    /// The defaults.
    public init() {}
}
