/// The net flow into a zone: the signed sum of its meters, known only where all of them are.
///
/// Summing before looking for the minimum matters: the minimum of the sum is not the sum of the minima. Filled values
/// never enter, so no night flow rests on an estimate.
public struct NetFlowSeries: Sendable {
    /// A flow and its direction.
    public struct Term: Sendable {
        /// The flow.
        public var flow: FlowSeries
        /// +1 where forward flow enters the zone, −1 where it leaves.
        public var sign: Double

        /// A term of the sum.
        public init(_ flow: FlowSeries, sign: Double) {
            self.flow = flow
            self.sign = sign
        }
    }

    /// The cells.
    public let grid: TimeGrid
    /// Mean net flow of each cell in m³/s; NaN where any part is not measured.
    public let values: [Double]

    /// A net flow given cell by cell; NaN marks what is unknown.
    ///
    /// - Throws: ``TelemetryError/lengthsDiffer(element:times:values:)``.
    public init(grid: TimeGrid, values: [Double]) throws(TelemetryError) {
        guard values.count == grid.count else {
            throw .lengthsDiffer(element: "net flow", times: grid.count, values: values.count)
        }
        self.grid = grid
        self.values = values
    }

    private init(trusted grid: TimeGrid, _ values: [Double]) {
        self.grid = grid
        self.values = values
    }

    /// Adds signed flows on a grid; a cell is known when every flow is measured throughout it.
    ///
    /// - Parameters:
    ///   - terms: the flows of the zone's meters.
    ///   - grid: the cells; see ``TimeGrid/init(common:)``.
    public static func sum(_ terms: [Term], on grid: TimeGrid) -> NetFlowSeries {
        var values = [Double](repeating: terms.isEmpty ? .nan : 0, count: grid.count)
        var sums = [Double](repeating: 0, count: grid.count)
        var seconds = [Int64](repeating: 0, count: grid.count)
        for term in terms {
            for at in 0..<grid.count {
                sums[at] = 0
                seconds[at] = 0
            }
            term.flow.spread(over: grid, &sums, &seconds)
            let step = Double(grid.step)
            for at in 0..<grid.count {
                values[at] += seconds[at] == grid.step ? term.sign * sums[at] / step : .nan
            }
        }
        return NetFlowSeries(trusted: grid, values)
    }

    /// The sum with another net flow on the same grid, times `sign`; unknown where either is.
    ///
    /// Subtract what a zone's tanks take in: what fills a tank at night is no leakage.
    ///
    /// - Throws: ``TelemetryError/gridsDiffer``.
    public func adding(_ other: NetFlowSeries, sign: Double = 1) throws(TelemetryError) -> NetFlowSeries {
        guard grid == other.grid else { throw .gridsDiffer }
        var values = values
        for at in values.indices { values[at] += sign * other.values[at] }
        return NetFlowSeries(trusted: grid, values)
    }

    /// What a tank takes in, m³/s: the change of its volume over each cell, filling positive.
    ///
    /// - Parameters:
    ///   - levels: the tank's levels.
    ///   - grid: the cells.
    ///   - volume: m³ in the tank at a level in m.
    public static func storage(
        _ levels: LevelSeries, on grid: TimeGrid, volume: (Double) -> Double
    ) -> NetFlowSeries {
        var values = [Double](repeating: .nan, count: grid.count)
        var before = levels.level(at: grid.start).map(volume)
        for at in 0..<grid.count {
            let after = levels.level(at: grid.start(of: at + 1)).map(volume)
            if let before, let after { values[at] = (after - before) / Double(grid.step) }
            before = after
        }
        return NetFlowSeries(trusted: grid, values)
    }

    /// The mean over a period of the cells wholly inside it, in m³/s, and the share of the period they measure;
    /// `nil` when none is known.
    public func mean(in period: Period) -> (flow: Double, coverage: Double)? {
        var sum = 0.0
        var known = 0
        for at in grid.cells(in: period) where !values[at].isNaN {
            sum += values[at]
            known += 1
        }
        guard known > 0 else { return nil }
        return (sum / Double(known), Double(Int64(known) * grid.step) / Double(period.duration))
    }
}

extension FlowSeries {
    /// Adds measured volume (m³) and measured seconds to each cell.
    func spread(over grid: TimeGrid, _ sums: inout [Double], _ seconds: inout [Int64]) {
        let times = series.times
        let values = series.values
        let origin = grid.start.secondsSince1970
        let gridEnd = grid.period.end.secondsSince1970
        let step = grid.step
        for run in runs where run.end > origin && run.start < gridEnd {
            var at = run.first
            if times[at] < origin {
                at = max(run.first, ReadingSeries.lowerBound(times, origin) - 1)
            }
            var cell = max(0, Int((times[at] - origin) / step))
            var cellEnd = origin + Int64(cell + 1) * step
            while at < run.last {
                var from = max(origin, times[at])
                let to = min(gridEnd, at &+ 1 < run.last ? times[at &+ 1] : run.end)
                while from < to {
                    while from >= cellEnd {
                        cell &+= 1
                        cellEnd &+= step
                    }
                    let end = min(to, cellEnd)
                    sums[cell] += values[at] * Double(end &- from)
                    seconds[cell] &+= end &- from
                    from = end
                }
                if to >= gridEnd { break }
                at &+= 1
            }
        }
    }
}
