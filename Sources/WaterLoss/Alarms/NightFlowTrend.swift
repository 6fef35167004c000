import Telemetry

/// How a night flow rises or falls from day to day.
public struct NightFlowTrend: Hashable, Sendable {
    /// How the line is laid.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        /// Median of the slopes of all pairs of days; wild nights do not move it.
        case theilSen = "theil_sen"
        /// Ordinary least squares; where a standard or a client asks for it.
        case leastSquares = "ols"
    }

    /// How the line was laid.
    public let method: Method
    /// Rise for each day, in the figure's unit a day, with 95 % limits.
    public let slopePerDay: ConfidenceInterval
    /// The line's value on the first day.
    public let atStart: Double
    /// The first day known.
    public let from: LocalDate
    /// The last day known.
    public let to: LocalDate
    /// How many days are known.
    public let days: Int

    /// The trend of daily figures; days without one are left out.
    ///
    /// Looks at one stretch between changes: a burst inside it is a step and no trend (``StepAlarm``).
    ///
    /// - Returns: `nil` for fewer than four known days (Theil–Sen) or three (least squares), for which there are no
    ///   limits.
    public init?(_ figures: [DailyFigure], method: Method = .theilSen) {
        let known = figures.compactMap { figure in figure.value.map { (date: figure.date, value: $0) } }
            .sorted { $0.date < $1.date }
        guard let first = known.first?.date, let last = known.last?.date else { return nil }
        let points = known.map {
            (x: Double($0.date.daysSince1970 - first.daysSince1970), y: $0.value)
        }
        switch method {
        case .theilSen:
            guard let line = TheilSenLine(points) else { return nil }
            slopePerDay = line.slope
            atStart = line.intercept
        case .leastSquares:
            guard points.count > 2, let line = StraightLine(points) else { return nil }
            slopePerDay = line.slope
            atStart = line.intercept
        }
        self.method = method
        from = first
        to = last
        days = known.count
    }

    /// Whether the limits leave no doubt that the figure rises or falls.
    public var isSignificant: Bool { slopePerDay.excludes(0) }
}
