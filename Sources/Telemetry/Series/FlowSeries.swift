/// A flow as measured: each reading stands for the time from its own instant to the next.
///
/// Built once from a clean series; spikes, gaps and stuck spans are found, and short gaps filled, then. The
/// readings
/// themselves are shared with the series, not copied.
public struct FlowSeries: Sendable {
    /// What was done about a gap.
    public enum Treatment: String, Codable, Sendable {
        /// Filled by a straight line between the readings on both sides.
        case line
        /// Filled with the profile of the same weekdays, scaled to the days on both sides.
        case profile
        /// Left empty.
        case unavailable
    }

    /// Time without usable readings: between two readings, or stuck to the end.
    public struct Gap: Hashable, Sendable {
        /// When.
        public let period: Period
        /// What was done about it.
        public let treatment: Treatment
        /// Whether readings were there, but stuck.
        public let isStuck: Bool
        /// Estimates in m³/s, one a nominal step from the start of the gap; empty where unavailable.
        public let fill: [Double]
    }

    /// Readings with no gap between them: positions `first ..< last`, standing for `[start, end)`.
    struct Run: Sendable {
        var first: Int
        var last: Int
        var start: Int64
        var end: Int64
    }

    /// The readings, without spikes.
    public let series: ReadingSeries
    /// The meter, where known.
    public let meter: Meter?
    /// The thresholds applied.
    public let policy: GapPolicy
    /// The calendar of weekdays and nights.
    public let calendar: LocalCalendar
    /// How long a reading stands at the end of a run, in seconds; 0 when the series has fewer than two
    /// readings.
    public let step: Int64
    /// The spans in which the meter stood still implausibly long.
    public let stuckSpans: [Period]
    /// Gaps in time order, stuck spans among them.
    public let gaps: [Gap]
    /// What was found: gaps, stuck and filled spans.
    public let faults: ReadingFaults
    let runs: [Run]

    /// Looks through a clean series of flows.
    ///
    /// - Parameters:
    ///   - series: readings of kind ``ReadingKind/flow``.
    ///   - calendar: the local calendar, for weekday profiles.
    ///   - meter: the meter, for its error and its kind.
    ///   - policy: thresholds.
    /// - Throws: ``TelemetryError/wrongKind(element:found:expected:)``,
    ///   ``TelemetryError/impossibleThreshold(field:found:expected:)``.
    public init(
        _ series: ReadingSeries, calendar: LocalCalendar, meter: Meter? = nil, policy: GapPolicy = .standard
    ) throws(TelemetryError) {
        try series.require(.flow)
        try policy.validate()
        let (series, spikes) = series.withoutSpikes(policy: policy, largest: meter?.largestFlow)
        self.series = series
        self.meter = meter
        self.policy = policy
        self.calendar = calendar
        step = series.nominalStep ?? 0
        let stuck = step > 0 ? FlowSeries.stuckSpans(series, step, policy, meter) : []
        stuckSpans = stuck
        runs = step > 0 ? FlowSeries.runs(series, step, policy, without: stuck) : []
        gaps = FlowSeries.gaps(between: runs, series, step, policy, calendar, stuck)
        var faults = spikes
        for span in stuck { faults.note(.stuck, at: span.start.secondsSince1970, seconds: span.duration) }
        for gap in gaps {
            let at = gap.period.start.secondsSince1970
            if !gap.isStuck { faults.note(.gaps, at: at, seconds: gap.period.duration) }
            if gap.treatment != .unavailable { faults.note(.filled, at: at, seconds: gap.period.duration) }
        }
        self.faults = faults
    }

    /// The time the readings stand for, gaps included; `nil` for fewer than two readings.
    public var extent: Period? {
        guard let first = runs.first, let last = runs.last else { return nil }
        return Period(ordered: first.start, max(last.end, gaps.last?.period.end.secondsSince1970 ?? last.end))
    }

    private static func stuckSpans(
        _ series: ReadingSeries, _ step: Int64, _ policy: GapPolicy, _ meter: Meter?
    ) -> [Period] {
        let times = series.times
        let values = series.values
        let widest = Int64(Double(step) * policy.gapFactor)
        var search = StuckSearch(policy: policy, meter: meter, start: times[0])
        var hasVaried = false
        var first = 0
        var at = 1
        while at <= times.count {
            let goesOn =
                at < times.count && values[at] == values[first] && times[at] - times[at - 1] <= widest
            if !goesOn {
                let end =
                    at < times.count && times[at] - times[at - 1] <= widest ? times[at] : times[at - 1] + step
                search.take(times[first], end, hasVaried: hasVaried)
                if at < times.count, values[at] != values[first] { hasVaried = true }
                first = at
            }
            at &+= 1
        }
        return search.spans
    }

    private static func runs(
        _ series: ReadingSeries, _ step: Int64, _ policy: GapPolicy, without stuck: [Period]
    ) -> [Run] {
        let times = series.times
        let widest = Int64(Double(step) * policy.gapFactor)
        var runs: [Run] = []
        var span = 0
        var first = 0
        func close(_ last: Int, _ end: Int64) {
            if last > first { runs.append(Run(first: first, last: last, start: times[first], end: end)) }
        }
        var at = 0
        while at < times.count {
            if span < stuck.count, times[at] >= stuck[span].start.secondsSince1970 {
                close(at, at > 0 && times[at] - times[at - 1] > widest ? times[at - 1] + step : times[at])
                let end = stuck[span].end.secondsSince1970
                while at < times.count, times[at] < end { at &+= 1 }
                span += 1
                first = at
                continue
            }
            if at > first, times[at] &- times[at &- 1] > widest {
                close(at, times[at - 1] + step)
                first = at
            }
            at &+= 1
        }
        if let last = times.last { close(times.count, last + step) }
        return runs
    }

    private static func gaps(
        between runs: [Run], _ series: ReadingSeries, _ step: Int64, _ policy: GapPolicy,
        _ calendar: LocalCalendar,
        _ stuck: [Period]
    ) -> [Gap] {
        var gaps: [Gap] = []
        for at in runs.indices.dropFirst() {
            let period = Period(ordered: runs[at - 1].end, runs[at].start)
            if period.isEmpty { continue }
            let isStuck = stuck.contains { $0.intersection(period) != nil }
            let filling = GapFilling(
                series: series, runs: runs, step: step, policy: policy, calendar: calendar, before: at - 1)
            let (treatment, fill) = filling.fill(period)
            gaps.append(Gap(period: period, treatment: treatment, isStuck: isStuck, fill: fill))
        }
        // A meter that is stuck to this day has no reading after to fill from.
        if let last = runs.last?.end, let end = stuck.last?.end.secondsSince1970, end > last {
            gaps.append(
                Gap(period: Period(ordered: last, end), treatment: .unavailable, isStuck: true, fill: []))
        }
        return gaps
    }
}
