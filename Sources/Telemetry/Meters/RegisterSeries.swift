/// What a meter's register counted: its jumps explained where they can be, and marked unknown where not.
///
/// Inside, the register becomes a cumulative volume that starts at zero with the first reading; volumes of periods are
/// differences of it, found in logarithmic time.
public struct RegisterSeries: Sendable {
    /// A span of which the volume is not known.
    public struct UnknownSpan: Hashable, Sendable {
        /// Why nothing is known.
        public enum Reason: String, Codable, Sendable {
            /// The register jumped for no known reason.
            case reset
            /// The register stood still implausibly long.
            case stuck
        }
        /// When.
        public let period: Period
        /// Why.
        public let reason: Reason
    }

    /// Id of the meter that was read.
    public let element: String
    /// The meter, where known.
    public let meter: Meter?
    /// The thresholds applied.
    public let policy: GapPolicy
    /// Times of the readings kept, seconds since 1970 UTC.
    public let times: [Int64]
    /// m³ counted since the first reading; unknown increments count nothing here and are in ``unknownSpans``.
    public let cumulative: [Double]
    /// Spans of unknown volume in time order, disjoint.
    public let unknownSpans: [UnknownSpan]
    /// What was found: spikes, rollovers, resets, replacements, stuck spans.
    public let faults: ReadingFaults
    /// The usual distance of two readings, in seconds.
    public let step: Int64

    /// Looks through a clean series of register readings.
    ///
    /// - Parameters:
    ///   - series: readings of kind ``ReadingKind/register``, m³ as shown.
    ///   - meter: digits, largest flow, exchanges and pulse factors; without a meter a fall of the register is
    ///     always an unknown jump.
    ///   - policy: thresholds.
    /// - Throws: ``TelemetryError/wrongKind(element:found:expected:)``,
    ///   ``TelemetryError/impossibleThreshold(field:found:expected:)``,
    ///   ``TelemetryError/impossibleMeter(id:field:found:expected:)``.
    public init(_ series: ReadingSeries, meter: Meter? = nil, policy: GapPolicy = .standard)
        throws(TelemetryError)
    {
        try series.require(.register)
        try policy.validate()
        try meter?.validate()
        var reading = RegisterReading(meter: meter, policy: policy)
        reading.count(series.times, series.values)
        element = series.element
        self.meter = meter
        self.policy = policy
        times = reading.times
        cumulative = reading.cumulative
        unknownSpans = reading.unknown.sorted { $0.period.start < $1.period.start }
        faults = reading.faults
        step = ReadingSeries.nominalStep(reading.times) ?? 0
    }

    /// The time between the first and the last reading; `nil` for fewer than two readings.
    public var extent: Period? {
        guard let first = times.first, let last = times.last, first < last else { return nil }
        return Period(ordered: first, last)
    }
}
