import Telemetry

/// Steps in a daily series, found as the days come in: a burst, a repair, a valve, a large customer.
///
/// Each night, the mean of the last two to seven is compared with that of the ten before. A step is told when it is
/// worth an alarm (three of the zone's own night-to-night deviations and 5 % of its night flow), stands clear of its
/// standard error, which grows with the autocorrelation of the zone's own nights, is borne by the nights one by one, and
/// is no mere part of a slope. Week, scatter and autocorrelation are learnt from the zone's own past, never from later
/// nights. After an alarm a new regime begins on the day of change: a repair is found as the step down that it is.
///
/// Where there are steps, nights with the zone's own autocorrelation and its own residuals are simulated, in which
/// nothing changes, and the threshold is raised until they give as few alarms as ``StepAlarmPolicy/falseAlarmsPerYear``
/// asks. A season that comes within days, as watering does, is no false alarm: the night flow did change.
public struct StepAlarm: Hashable, Sendable {
    /// A step.
    public struct Step: Hashable, Sendable {
        /// Up or down.
        public let direction: TwoSidedCusum.Direction
        /// First day of the new level, as estimated.
        public let changedOn: LocalDate
        /// The day of the alarm.
        public let detectedOn: LocalDate
        /// Level before, in the series' unit.
        public let before: Double
        /// Height of the step, with 95 % limits from the scatter, the autocorrelation and the nights on both sides;
        /// negative for a fall. By the days known when the alarm was given.
        public let size: EstimateWithLimits

        /// Days from the change to the alarm; 0 when it is given the same day.
        public var delay: Int { detectedOn.daysSince1970 - changedOn.daysSince1970 }

        /// The step with a further one the same way: told when it was told first, from the level before it.
        func grown(by later: Step) -> Step {
            Step(
                direction: direction, changedOn: changedOn, detectedOn: detectedOn, before: before,
                size: EstimateWithLimits(
                    later.before + later.size.value - before,
                    halfWidth: max(size.halfWidth, later.size.halfWidth)))
        }
    }

    /// The steps, in order of time.
    public let steps: [Step]
    /// The level at the end; `nil` while too few days are known.
    public let level: Double?
    /// The spread at the end, one standard deviation of a night about its neighbours; `nil` while too few days are known.
    public let spread: Double?
    /// Correlation of successive nights about their level, 0…0.7; `nil` while too few days are known.
    public let autocorrelation: Double?
    /// The threshold on a step over its standard error that was used.
    public let threshold: Double
    /// False alarms a year on simulated nights with the series' own autocorrelation and residuals, at ``threshold``;
    /// `nil` where nothing was simulated, because there is no step.
    public let falseAlarmsPerYear: Double?

    /// Looks through a series.
    ///
    /// - Parameters:
    ///   - figures: daily figures in any order; unknown days are left out.
    ///   - policy: how it learns and how sure it has to be.
    public init(_ figures: [DailyFigure], policy: StepAlarmPolicy = .init()) {
        let sorted = figures.sorted { $0.date < $1.date }
        var threshold = policy.threshold
        var search = StepSearch(sorted, policy: policy, threshold: threshold)
        var rate: Double?
        if !search.steps.isEmpty {
            // Nights about a change teach nothing of nights without one, about a doubtful one neither.
            let doubtful = StepSearch(sorted, policy: policy, threshold: 0.7 * threshold).steps
            let simulated = SimulatedNights(search.history, steps: search.steps + doubtful, policy: policy)
            rate = simulated.alarmsPerYear(threshold: threshold)
            // More than twice the first threshold asks for what no burst of the worthy size reaches.
            while let found = rate, found > policy.falseAlarmsPerYear, threshold < 2 * policy.threshold {
                threshold += 0.25
                rate = simulated.alarmsPerYear(threshold: threshold)
            }
            if threshold > policy.threshold {
                search = StepSearch(sorted, policy: policy, threshold: threshold)
            }
        }
        self.threshold = threshold
        falseAlarmsPerYear = search.steps.isEmpty ? nil : rate
        steps = search.steps
        level = search.level
        spread = search.history.isLearnt ? search.history.scatter : nil
        autocorrelation = search.history.isLearnt ? search.history.autocorrelation : nil
    }
}
