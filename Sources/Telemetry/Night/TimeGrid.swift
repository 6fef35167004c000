import InputOutput

/// Evenly spaced cells of time on which series are added.
public struct TimeGrid: Hashable, Sendable {
    /// Start of the first cell.
    public let start: Timestamp
    /// Length of a cell in seconds, at least 1.
    public let step: Int64
    /// How many cells.
    public let count: Int

    /// The grid whose cells cover a period, starting at whole multiples of the step.
    ///
    /// - Throws: ``TelemetryError/impossibleThreshold(field:found:expected:)`` for a step below 1 s.
    public init(covering period: Period, step: Int64) throws(TelemetryError) {
        guard step >= 1 else {
            throw .impossibleThreshold(
                field: Wording("grid step", "网格步长"), found: "\(step) s",
                expected: Wording("1 s or more", "不小于 1 s"))
        }
        let first = period.start.secondsSince1970
        let below = first - (first % step + step) % step
        start = Timestamp(below)
        self.step = step
        count = Int((period.end.secondsSince1970 - below + step - 1) / step)
    }

    /// The grid for adding flows: the longest of their steps, from the first reading of any to the last of any.
    ///
    /// - Returns: `nil` when no series has two readings.
    public init?(common series: [FlowSeries]) {
        let extents = series.compactMap(\.extent)
        guard let from = extents.map(\.start).min(), let to = extents.map(\.end).max() else { return nil }
        let step = series.map(\.step).max() ?? 0
        guard step >= 1,
            let grid = try? TimeGrid(
                covering: Period(ordered: from.secondsSince1970, to.secondsSince1970), step: step)
        else { return nil }
        self = grid
    }

    /// The time of all cells.
    public var period: Period {
        Period(ordered: start.secondsSince1970, start.secondsSince1970 + Int64(count) * step)
    }

    /// Start of cell `index`.
    public func start(of index: Int) -> Timestamp { start + Int64(index) * step }

    /// The cells wholly inside a period.
    public func cells(in period: Period) -> Range<Int> {
        let from = period.start - start
        let to = period.end - start
        let first = max(0, (from + (from > 0 ? step - 1 : 0)) / step)
        let last = min(Int64(count), to > 0 ? to / step : 0)
        return first < last ? Int(first)..<Int(last) : 0..<0
    }
}
