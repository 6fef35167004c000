/// What customers drew, interval by interval: billed volumes, or the mean rates of smart meters.
///
/// Each value belongs to the interval from its own instant to the next reading, or for one nominal step where the next
/// reading is further away.
public struct ConsumptionSeries: Sendable {
    /// The readings.
    public let series: ReadingSeries
    /// The meter, where known.
    public let meter: Meter?
    /// The thresholds applied.
    public let policy: GapPolicy
    private let step: Int64
    private let widest: Int64

    /// Consumption of a clean series.
    ///
    /// - Parameters:
    ///   - series: readings of kind ``ReadingKind/consumption``.
    ///   - step: the interval of a reading in seconds; `nil` takes the series' nominal step. A series of one
    ///     reading needs it.
    ///   - meter: the meter, for its error.
    ///   - policy: thresholds.
    /// - Throws: ``TelemetryError/wrongKind(element:found:expected:)``,
    ///   ``TelemetryError/impossibleThreshold(field:found:expected:)``.
    public init(
        _ series: ReadingSeries, step: Int64? = nil, meter: Meter? = nil, policy: GapPolicy = .standard
    ) throws(TelemetryError) {
        try series.require(.consumption)
        try policy.validate()
        self.series = series
        self.meter = meter
        self.policy = policy
        self.step = step ?? series.nominalStep ?? 0
        widest = Int64(Double(self.step) * policy.gapFactor)
    }

    /// The volume drawn in a period.
    ///
    /// A volume counts by the share of its interval inside the period (V · overlap / interval, AWWA M36 lag
    /// correction); a rate counts for the seconds inside.
    public func volume(in period: Period) -> MeasuredVolume {
        let times = series.times
        let values = series.values
        var forward = 0.0
        var measured: Int64 = 0
        var gaps = ReadingFaults()
        if step > 0, !times.isEmpty {
            let from = period.start.secondsSince1970
            var at = ReadingSeries.lowerBound(times, from)
            if at > 0 { at -= 1 }
            while at < times.count, times[at] < period.end.secondsSince1970 {
                let next = at &+ 1 < times.count ? times[at &+ 1] : Int64.max
                let isLast = at &+ 1 == times.count
                let hasGap = isLast || next &- times[at] > widest
                let end = hasGap ? times[at] &+ step : next
                let overlap = period.overlap(times[at], end)
                if overlap > 0 {
                    let value = values[at] * Double(overlap)
                    forward += series.consumptionForm == .rate ? value : value / Double(end &- times[at])
                    measured &+= overlap
                }
                if hasGap, !isLast {
                    let missing = period.overlap(end, next)
                    if missing > 0 { gaps.note(.gaps, at: max(end, from), seconds: missing) }
                }
                at &+= 1
            }
        }
        let length = Double(period.duration)
        let coverage = length > 0 ? Double(measured) / length : 0
        var flags: MeasuredVolume.Flags = []
        if measured < period.duration { flags.insert(.incomplete) }
        if coverage < policy.minimumCoverage { flags.insert(.lowCoverage) }
        var result = MeasuredVolume(
            period: period, forward: forward, reverse: 0, coverage: coverage, faults: gaps, flags: flags)
        result.applyError(meter?.accuracy, forward: forward, reverse: 0, estimated: 0)
        return result
    }
}
