/// Levels of a tank or a well.
public struct LevelSeries: Sendable {
    /// The readings.
    public let series: ReadingSeries
    /// The thresholds applied.
    public let policy: GapPolicy
    private let step: Int64

    /// Levels of a clean series.
    ///
    /// - Throws: ``TelemetryError/wrongKind(element:found:expected:)`` unless the kind is ``ReadingKind/level`` or
    ///   ``ReadingKind/pressure``.
    public init(_ series: ReadingSeries, policy: GapPolicy = .standard) throws(TelemetryError) {
        try series.require(.level, .pressure)
        try policy.validate()
        self.series = series
        self.policy = policy
        step = series.nominalStep ?? 0
    }

    /// The level at an instant, in m; `nil` when no reading is near enough.
    ///
    /// Interpolated on the line between the readings before and after when both are within
    /// ``GapPolicy/levelTolerance``; else held from the reading before when that is no more than a nominal step
    /// ago, for a reading stands for its step.
    public func level(at time: Timestamp) -> Double? {
        let times = series.times
        let at = time.secondsSince1970
        let after = ReadingSeries.lowerBound(times, at)
        if after < times.count, times[after] == at { return series.values[after] }
        guard after > 0 else { return nil }
        let before = after - 1
        let age = at - times[before]
        if after < times.count, age <= policy.levelTolerance, times[after] - at <= policy.levelTolerance {
            let share = Double(age) / Double(times[after] - times[before])
            return series.values[before] + (series.values[after] - series.values[before]) * share
        }
        return age <= step ? series.values[before] : nil
    }

    /// The time-weighted mean over a period, in m, each reading held for its step (or up to the next); `nil` when
    /// less than ``GapPolicy/minimumCoverage`` of the period is read.
    public func mean(in period: Period) -> Double? {
        guard !period.isEmpty, step > 0 else { return nil }
        let times = series.times
        var at = max(0, ReadingSeries.lowerBound(times, period.start.secondsSince1970) - 1)
        var sum = 0.0
        var seconds: Int64 = 0
        let widest = Int64(Double(step) * policy.gapFactor)
        while at < times.count, times[at] < period.end.secondsSince1970 {
            let next = at + 1 < times.count ? times[at + 1] : times[at] + step
            let end = next - times[at] <= widest ? next : times[at] + step
            let overlap = period.overlap(times[at], end)
            sum += series.values[at] * Double(overlap)
            seconds += overlap
            at += 1
        }
        guard seconds > 0, Double(seconds) >= policy.minimumCoverage * Double(period.duration) else {
            return nil
        }
        return sum / Double(seconds)
    }
}
