import Telemetry

/// Steps in a daily series, found as the days come in: a burst, a repair, a valve, a large customer.
///
/// Each day's residual from the running level of its regime is divided by a robust spread, clipped, and fed to two
/// cumulative sums (``TwoSidedCusum``). The level is learnt on as days come, with the residual divided by
/// √(1 + 1/n) for the n days it was learnt from (self-starting; Hawkins, D. M., The Statistician 36 (1987) 299–316),
/// so that an alarm can follow a few days after another without a false one from a level hardly known. After an alarm a
/// new regime begins on the estimated day of change: a repair is found as the step down that it is.
///
/// What it assumes: nights resemble each other but for noise. Take a week's shape off first (``WeekdayEffect``). A season
/// that rises by more than about half a standard deviation within weeks is told as steps.
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
        /// Height of the step, with 95 % limits from the spread and the days on both sides; negative for a fall.
        /// By the days known when the alarm was given.
        public let size: EstimateWithLimits

        /// Days from the change to the alarm; 0 when it is given the same day.
        public var delay: Int { detectedOn.daysSince1970 - changedOn.daysSince1970 }
    }

    /// The steps, in order of time.
    public let steps: [Step]
    /// The level at the end; `nil` while too few days are known.
    public let level: Double?
    /// The spread at the end, one standard deviation; `nil` while too few days are known.
    public let spread: Double?

    /// Looks through a series.
    ///
    /// - Parameters:
    ///   - figures: daily figures in any order; unknown days are left out.
    ///   - policy: how it learns and how sure it has to be.
    public init(_ figures: [DailyFigure], policy: StepAlarmPolicy = .init()) {
        var search = StepSearch(policy: policy)
        for figure in figures.sorted(by: { $0.date < $1.date }) {
            if let value = figure.value { search.take(figure.date, value) }
        }
        steps = search.steps
        level = search.isLearning ? nil : search.level
        spread = search.isLearning ? nil : search.spread
    }
}
