import Telemetry

/// The night flow as it is reported: for each day the 20th percentile of the least rolling hours of the seven nights
/// up to it (UKWIR 99/WM/08/21; interpolated as type 7 of Hyndman and Fan, which the report leaves open).
///
/// The nights come from `NetFlowSeries.nightFlows(calendar:policy:)`: each is a minimum of the zone's
/// *net* flow, never a sum of the minima of its meters, and no filled value is in it.
public struct WeeklyNightFlow: Hashable, Sendable {
    /// One day's figure.
    public struct Day: Hashable, Sendable {
        /// The local date of the last of the nights.
        public let date: LocalDate
        /// The percentile, m³/s; `nil` where too few of the nights are known.
        public let flow: Double?
    }

    /// The days, in order; negative flows are kept.
    public let days: [Day]

    /// The statistic of nights in any order.
    ///
    /// - Parameters:
    ///   - nights: what the zone's net flow had at night.
    ///   - policy: how many nights, which percentile, how many known at least.
    /// - Throws: `TelemetryError.impossibleThreshold`.
    public init(_ nights: [NightFlow], policy: NightPolicy = .standard) throws {
        try policy.validate()
        days = nights.rollingStatistic(policy: policy).map { Day(date: $0.date, flow: $0.flow) }
    }

    /// The mean over the valid days from `first` to before `end`, m³/s, and how many they are; `nil` for none.
    ///
    /// A day without a figure is left out; it is not a day of flow 0.
    public func mean(from first: LocalDate, to end: LocalDate) -> (flow: Double, days: Int)? {
        let known = days.filter { first <= $0.date && $0.date < end }.compactMap(\.flow)
        return known.isEmpty ? nil : (known.reduce(0, +) / Double(known.count), known.count)
    }

    /// The mean over all valid days, m³/s, and how many they are; `nil` for none.
    public var mean: (flow: Double, days: Int)? {
        guard let first = days.first?.date, let last = days.last?.date else { return nil }
        return mean(from: first, to: last.advanced(byDays: 1))
    }
}
