import WaterLoss
import Telemetry

/// What a zone's nights say of its leakage over a period: from the minimum flow to a volume, step by step.
public struct NightAccount: Sendable, Hashable {
    /// Nights with a minimum.
    public let nights: Int
    /// Mean of the nights' least hours, m³/s, with limits from the scatter of the nights and the error of the meters.
    public let minimum: ConfidenceInterval
    /// Mean of the rolling 7-day 20th percentile (UKWIR 99/WM/08/21), m³/s; `nil` for too few nights.
    public let weekly: Double?
    /// The night flow taken apart.
    public let net: NetNightFlow
    /// How night use was had.
    public let use: ZoneNightUse
    /// Night-day factor, h/d; `nil` without pressures.
    public let hoursPerDay: ConfidenceInterval?
    /// Leakage in the period: Σ NNF·NDF, m³; `nil` without a night-day factor.
    public let leakage: ConfidenceInterval?
    /// Steps of the night flow in the period, in order of time.
    public let steps: [StepAlarm.Step]
    /// How the steps were told: the threshold and what it gives on simulated nights.
    public let alarm: StepAlarm
    /// What of the rises still runs at the end of the period, those of the nights before it included; `nil` for nothing.
    public let running: RunningRise?
    /// How the night flow rises, m³/s a day, since the last step; `nil` for too few nights.
    public let trend: NightFlowTrend?

    /// Takes a zone's nights apart.
    ///
    /// - Parameters:
    ///   - flows: the nights of the zone's net flow in the period.
    ///   - earlier: nights before the period, from which the alarm learns what is usual.
    ///   - days: length of the period, d.
    ///   - meterPercent: 95 % half-width of the net input, percent.
    ///   - facts: lengths and counts.
    ///   - use: what customers use at night.
    ///   - pressure: what the zone's pressure points say; `nil` without any.
    ///   - policy: what is taken for granted.
    /// - Returns: `nil` when no night has a minimum.
    public init?(
        _ flows: [NightFlow], after earlier: [NightFlow] = [], days: Double, meterPercent: Double,
        facts: ZoneFacts, use: ZoneNightUse,
        pressure: ZonePressure?, policy: EvaluationPolicy = .init()
    ) {
        let known = flows.compactMap(\.rollingMinimum)
        guard !known.isEmpty else { return nil }
        nights = known.count
        let mean = known.reduce(0, +) / Double(known.count)
        let scatter = ConfidenceInterval.mean(of: known)?.halfWidth ?? abs(mean) * 0.5
        let meter = abs(mean) * meterPercent / 100
        minimum = ConfidenceInterval(
            mean, halfWidth: ConfidenceInterval.combinedHalfWidth([scatter, meter]))
        weekly = (try? WeeklyNightFlow(flows, policy: policy.night))?.mean?.flow
        self.use = use
        let nightPressure = pressure?.night
        net = NetNightFlow(
            minimum: minimum, nightUse: use.total,
            unavoidableBackground: nightPressure.flatMap {
                BackgroundLeakage.unavoidable(
                    mains: facts.mainsLength, connections: facts.connections,
                    privatePipe: facts.connections * (policy.privatePipePerConnection ?? 0),
                    nightPressure: $0)
            }, conditionFactor: policy.conditionFactor ?? EvaluationPolicy.defaultConditionFactor,
            nightPressure: nightPressure)
        hoursPerDay = pressure?.hoursPerDay
        leakage = hoursPerDay.map { [net] in
            LeakageAgreement.bottomUp(net: net.net, hoursPerDay: $0, days: days)
        }
        let figures = flows.dailyFigures()
        alarm = StepAlarm(earlier.dailyFigures() + figures, policy: policy.alarm)
        let first = figures.map(\.date).min()
        // A change of before the period that is told in it is news of the period.
        steps = alarm.steps.filter { step in first.map { step.detectedOn >= $0 } ?? false }
        running = RunningRise(alarm.steps, leastShare: policy.alarm.share)
        let sinceStep = steps.last?.changedOn
        trend = NightFlowTrend(figures.filter { figure in sinceStep.map { figure.date >= $0 } ?? true })
    }
}
