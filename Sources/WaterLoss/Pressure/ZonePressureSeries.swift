import Telemetry

/// A pressure (or a head) over time, known only where it was measured: of one logger, or averaged over a zone.
public struct ZonePressureSeries: Sendable, Hashable {
    /// The cells of time.
    public let grid: TimeGrid
    /// Mean of each cell, m; NaN where not known.
    public let values: [Double]

    /// A series given cell by cell.
    ///
    /// - Throws: `TelemetryError.lengthsDiffer`.
    public init(grid: TimeGrid, values: [Double]) throws {
        guard values.count == grid.count else {
            throw TelemetryError.lengthsDiffer(
                element: "zone pressure", times: grid.count, values: values.count)
        }
        self.grid = grid
        self.values = values
    }

    /// A logger's readings as means of cells, each reading held to the next or, before a gap, for one nominal step.
    /// Gaps are not filled.
    ///
    /// - Parameters:
    ///   - series: readings of kind pressure.
    ///   - grid: the cells.
    ///   - elevation: added to every value, m: 0 for pressures, the sensor's level for heads.
    ///   - policy: what counts as a gap, and the least measured share of a cell.
    public init(
        _ series: ReadingSeries, on grid: TimeGrid, elevation: Double = 0, policy: GapPolicy = .standard
    ) {
        self.grid = grid
        var sums = [Double](repeating: 0, count: grid.count)
        var seconds = [Int64](repeating: 0, count: grid.count)
        let times = series.times
        let step = series.nominalStep ?? 0
        let widest = Int64(Double(step) * policy.gapFactor)
        let origin = grid.start.secondsSince1970
        let limit = grid.period.end.secondsSince1970
        for at in times.indices {
            let next = at + 1 < times.count ? times[at + 1] : Int64.max
            let end = min(next != .max && next - times[at] <= widest ? next : times[at] + step, limit)
            var from = max(times[at], origin)
            while from < end {
                let cell = Int((from - origin) / grid.step)
                let to = min(end, origin + Int64(cell + 1) * grid.step)
                sums[cell] += series.values[at] * Double(to - from)
                seconds[cell] += to - from
                from = to
            }
        }
        values =
            grid.count == 0
            ? []
            : (0..<grid.count).map { cell in
                let share = Double(seconds[cell]) / Double(grid.step)
                return seconds[cell] > 0 && share >= policy.minimumCoverage
                    ? sums[cell] / Double(seconds[cell]) + elevation : .nan
            }
    }

    /// The mean over the cells wholly inside a period, m, and the share of the period they measure; `nil` when none is
    /// known.
    public func mean(in period: Period) -> (pressure: Double, coverage: Double)? {
        let known = grid.cells(in: period).map { values[$0] }.filter { !$0.isNaN }
        guard !known.isEmpty, period.duration > 0 else { return nil }
        return (
            known.reduce(0, +) / Double(known.count),
            Double(Int64(known.count) * grid.step) / Double(period.duration)
        )
    }

    /// Average zone night pressure (AZNP) of a night, m: the mean over the hour of that night's minimum flow, for
    /// UBL, ESPB and the night-day factor alike.
    ///
    /// - Parameters:
    ///   - night: the night, with the start of its least rolling hour.
    ///   - policy: how long that hour is and how much of it must be measured.
    /// - Returns: `nil` when the night has no minimum or too little pressure is known in it.
    public func nightPressure(of night: NightFlow, policy: NightPolicy = .standard) -> Double? {
        guard let start = night.rollingMinimumStart,
            let hour = try? Period(from: start, to: start + Int64(policy.rollingSeconds)),
            let mean = mean(in: hour), mean.coverage >= policy.minimumCoverage
        else { return nil }
        return mean.pressure
    }

    /// Mean of the night pressures of several nights, m, and how many are known; `nil` for none.
    public func nightPressure(
        of nights: [NightFlow], policy: NightPolicy = .standard
    ) -> (pressure: Double, nights: Int)? {
        let known = nights.compactMap { nightPressure(of: $0, policy: policy) }
        return known.isEmpty ? nil : (known.reduce(0, +) / Double(known.count), known.count)
    }
}
