import Telemetry

/// Steps in a daily series, found as the days come in: a burst, a repair, a valve, a large customer.
///
/// Each night, the last two to seven are compared with the 21 before by generalised least squares (`StepContrast`), with
/// the autocorrelation and the slope of the season that the zone's own past has. A step is told when it is worth an alarm
/// (three of the zone's own night-to-night deviations and 5 % of its night flow), stands clear of its standard error, and
/// is borne by the nights one by one. Week, scatter, autocorrelation and slope are learnt from the zone's own past, never
/// from later nights. After an alarm a new regime begins on the day of change: a repair is found as the step down that it
/// is. Nights that go back within a week are told so sooner, for the level they return to is known.
///
/// Where there are steps, nights with the zone's own autocorrelation and its own wild nights are simulated, in which
/// nothing changes: what the alarm says of them is ``falseAlarmsPerYear``. A season that comes within days, as watering
/// does, is no false alarm: the night flow did change.
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
        public let size: ConfidenceInterval

        /// Days from the change to the alarm; 0 when it is given the same day.
        public var delay: Int { detectedOn.daysSince1970 - changedOn.daysSince1970 }

        /// The step with a further one the same way: told when it was told first, from the level before it.
        func grown(by later: Step) -> Step {
            Step(
                direction: direction, changedOn: changedOn, detectedOn: detectedOn, before: before,
                size: ConfidenceInterval(
                    later.before + later.size.value - before,
                    halfWidth: max(size.halfWidth, later.size.halfWidth)))
        }
    }

    /// The steps, in order of time.
    public let steps: [Step]
    /// The level at the end; `nil` while too few days are known.
    public let level: Double?
    /// The spread at the end, one standard deviation of a night about its month; `nil` while too few days are known.
    public let spread: Double?
    /// Correlation of successive nights about their level, 0…0.85; `nil` while too few days are known.
    public let autocorrelation: Double?
    /// The threshold on a step over its standard error that was used.
    public let threshold: Double
    /// Alarms a year that are not taken back within ``StepAlarmPolicy/returnDays``, on simulated nights with the series' own
    /// autocorrelation and innovations, in which nothing changes. `nil` where nothing was simulated, because there is no step.
    public let falseAlarmsPerYear: Double?

    /// Looks through a series.
    ///
    /// - Parameters:
    ///   - figures: daily figures in any order; unknown days are left out.
    ///   - policy: how it learns and how sure it has to be.
    public init(_ figures: [DailyFigure], policy: StepAlarmPolicy = .init()) {
        let search = StepSearch(figures.sorted { $0.date < $1.date }, policy: policy)
        threshold = policy.threshold
        falseAlarmsPerYear =
            search.steps.isEmpty ? nil : SimulatedNights(search, policy: policy).alarmsPerYear()
        steps = search.steps
        level = search.level
        spread = search.history.isLearnt ? search.history.deviation : nil
        autocorrelation = search.history.isLearnt ? search.history.autocorrelation : nil
    }
}

extension [StepAlarm.Step] {
    /// The steps that last: those that are not taken back, nor take another back, within
    /// ``StepAlarmPolicy/returnDays``.
    public func lasting(_ policy: StepAlarmPolicy = .init()) -> [StepAlarm.Step] {
        func undo(_ one: StepAlarm.Step, _ other: StepAlarm.Step) -> Bool {
            one.direction != other.direction
                && other.changedOn.daysSince1970 - one.changedOn.daysSince1970 <= policy.returnDays
        }
        return indices.filter { place in
            !(place > 0 && undo(self[place - 1], self[place]))
                && !(place + 1 < count && undo(self[place], self[place + 1]))
        }.map { self[$0] }
    }
}
