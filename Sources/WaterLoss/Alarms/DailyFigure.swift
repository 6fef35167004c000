import Telemetry

/// A figure of one local day, such as a night flow in m³/s; `nil` where it is not known.
public struct DailyFigure: Hashable, Sendable {
    /// The local day.
    public var date: LocalDate
    /// The figure; a missing one is no figure of 0.
    public var value: Double?

    /// A day's figure; a value that is not finite counts as unknown.
    public init(date: LocalDate, value: Double?) {
        self.date = date
        self.value = value.flatMap { $0.isFinite ? $0 : nil }
    }
}

extension Sequence<NightFlow> {
    /// The least rolling hour of each night, m³/s: what trends and alarms look at. The weekly percentile is no input for
    /// them, because each of its values shares six nights with the one before.
    public func dailyFigures() -> [DailyFigure] {
        map { DailyFigure(date: $0.date, value: $0.rollingMinimum) }
    }
}
