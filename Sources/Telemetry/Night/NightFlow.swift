/// One night of a zone's net flow.
public struct NightFlow: Hashable, Sendable {
    /// The local date of the night's hours after midnight.
    public let date: LocalDate
    /// Mean of the fixed window (02:00–04:00) in m³/s; `nil` when too little of it is measured.
    public let fixedWindowMean: Double?
    /// Least rolling mean (60 min, inside 00:00–05:00) in m³/s; `nil` when no such hour is measured throughout or
    /// too little of the search window is measured.
    public let rollingMinimum: Double?
    /// When that hour starts.
    public let rollingMinimumStart: Timestamp?
    /// Measured share of the search window, 0…1.
    public let coverage: Double
}

extension NetFlowSeries {
    /// The night flow of every local date whose search window the grid reaches.
    ///
    /// The windows are wall time of the zone's calendar. Only measured cells count; a rolling hour holds as many
    /// cells as its length needs, at least one, all of them known. Negative net flows are kept: they say that a meter
    /// is missing or turned round.
    ///
    /// - Parameters:
    ///   - calendar: the zone's calendar.
    ///   - policy: windows and least coverage.
    /// - Returns: one element a date, in order; dates without any measured cell are there with `nil` figures.
    /// - Throws: ``TelemetryError/impossibleThreshold(field:found:expected:)``.
    public func nightFlows(
        calendar: LocalCalendar, policy: NightPolicy = .standard
    ) throws(TelemetryError) -> [NightFlow] {
        try policy.validate()
        guard grid.count > 0 else { return [] }
        var nights: [NightFlow] = []
        var date = calendar.date(at: grid.start)
        let last = calendar.date(at: grid.period.end - 1)
        while date <= last {
            let search = calendar.window(on: date, from: policy.searchFrom, to: policy.searchTo)
            if search.intersection(grid.period) != nil {
                nights.append(night(date, calendar, policy, search))
            }
            date = date.advanced(byDays: 1)
        }
        return nights
    }

    private func night(
        _ date: LocalDate, _ calendar: LocalCalendar, _ policy: NightPolicy, _ search: Period
    ) -> NightFlow {
        let fixed = mean(in: calendar.window(on: date, from: policy.fixedFrom, to: policy.fixedTo))
        let coverage = mean(in: search)?.coverage ?? 0
        let hour =
            coverage >= policy.minimumCoverage
            ? minimumRolling(in: search, seconds: Int64(policy.rollingSeconds)) : nil
        return NightFlow(
            date: date,
            fixedWindowMean: fixed.flatMap { $0.coverage >= policy.minimumCoverage ? $0.flow : nil },
            rollingMinimum: hour?.flow, rollingMinimumStart: hour?.start, coverage: coverage)
    }

    /// The least mean of consecutive known cells that last `seconds` (rounded up to whole cells) in a period.
    ///
    /// - Returns: the mean in m³/s and its start; `nil` when there is no such stretch. Of equal minima the first.
    public func minimumRolling(in period: Period, seconds: Int64) -> (flow: Double, start: Timestamp)? {
        let cells = grid.cells(in: period)
        let width = Int((seconds + grid.step - 1) / grid.step)
        guard width >= 1, cells.count >= width else { return nil }
        var least: (flow: Double, start: Timestamp)?
        for first in cells.lowerBound...(cells.upperBound - width) {
            // Summed afresh each time: a NaN in a sliding sum would never leave it.
            var sum = 0.0
            for at in first..<(first + width) { sum += values[at] }
            if sum.isNaN { continue }
            let mean = sum / Double(width)
            if mean < least?.flow ?? .infinity { least = (mean, grid.start(of: first)) }
        }
        return least
    }
}

extension Sequence<NightFlow> {
    /// The rolling statistic of the minimum night hour: for each night the percentile of it and the nights before.
    ///
    /// The default is the 20th percentile of seven days (UKWIR 99/WM/08/21), interpolated as type 7.
    ///
    /// - Returns: one value a night in m³/s; `nil` where fewer than ``NightPolicy/statisticMinimumNights`` are known.
    public func rollingStatistic(policy: NightPolicy = .standard) -> [(date: LocalDate, flow: Double?)] {
        let nights = sorted { $0.date < $1.date }
        var first = 0
        return nights.indices.map { at in
            let oldest = nights[at].date.advanced(byDays: 1 - policy.statisticDays)
            while nights[first].date < oldest { first += 1 }
            let known = nights[first...at].compactMap(\.rollingMinimum)
            let isEnough = known.count >= policy.statisticMinimumNights
            return (nights[at].date, isEnough ? Percentile.type7(known, policy.statisticShare) : nil)
        }
    }

    /// The mean of the known minimum hours in m³/s and how many nights they are; `nil` for none.
    public func meanRollingMinimum() -> (flow: Double, nights: Int)? {
        let known = compactMap(\.rollingMinimum)
        return known.isEmpty ? nil : (known.reduce(0, +) / Double(known.count), known.count)
    }
}

/// Percentiles of a sample.
public enum Percentile {
    /// The percentile of Hyndman and Fan's type 7, the default of R and of spreadsheets: linear between the order
    /// statistics around position (n − 1)·p.
    ///
    /// - Parameters:
    ///   - sample: finite values in any order.
    ///   - share: 0…1; values outside are taken for the nearer limit.
    /// - Returns: `nil` for an empty sample.
    public static func type7(_ sample: [Double], _ share: Double) -> Double? {
        guard !sample.isEmpty else { return nil }
        let sorted = sample.sorted()
        let position = Double(sorted.count - 1) * Swift.min(1, Swift.max(0, share))
        let below = Int(position)
        let above = Swift.min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (position - Double(below))
    }
}
