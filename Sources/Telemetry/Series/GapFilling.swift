/// Estimates for one gap of a flow series.
struct GapFilling {
    let series: ReadingSeries
    let runs: [FlowSeries.Run]
    let step: Int64
    let policy: GapPolicy
    let calendar: LocalCalendar
    /// Position of the run before the gap.
    let before: Int

    /// One estimate a step from the start of the gap.
    func fill(_ gap: Period) -> (FlowSeries.Treatment, [Double]) {
        let slots = Int((gap.duration + step - 1) / step)
        if gap.duration <= policy.linearSeconds { return (.line, line(slots)) }
        if gap.duration <= policy.profileSeconds,
            let fill = profile(gap, slots, apart: true) ?? profile(gap, slots, apart: false)
        {
            return (.profile, fill)
        }
        return (.unavailable, [])
    }

    private func line(_ slots: Int) -> [Double] {
        let from = series.values[runs[before].last - 1]
        let to = series.values[runs[before + 1].first]
        return (0..<slots).map { from + (to - from) * Double($0 + 1) / Double(slots + 1) }
    }

    /// The mean of the same slot of the same weekday, times what the days beside the gap bear to their own profile.
    ///
    /// A slot whose weekday was never measured takes the mean of that time of day over all weekdays; if that is
    /// missing too, there is no profile. The days beside the gap stay out of the profile (`apart`), so that it does
    /// not hold half of what it is scaled by, unless there is nothing else to learn from.
    private func profile(_ gap: Period, _ slots: Int, apart: Bool) -> [Double]? {
        let perDay = Int(86_400 / max(step, 60))
        guard perDay >= 1 else { return nil }
        let window = Period(
            ordered: gap.start.secondsSince1970 - policy.profileWindow,
            gap.end.secondsSince1970 + policy.profileWindow)
        var sums = [Double](repeating: 0, count: 8 * perDay)
        var counts = [Double](repeating: 0, count: 8 * perDay)
        let beside = Period(
            ordered: gap.start.secondsSince1970 - 86_400, gap.end.secondsSince1970 + 86_400)
        eachReading(in: window) { time, value in
            if apart, beside.contains(Timestamp(time)) { return }
            let (weekday, slot) = place(time, perDay)
            sums[weekday * perDay + slot] += value
            counts[weekday * perDay + slot] += 1
            sums[7 * perDay + slot] += value
            counts[7 * perDay + slot] += 1
        }
        func expected(_ time: Int64) -> Double? {
            let (weekday, slot) = place(time, perDay)
            let own = weekday * perDay + slot
            if counts[own] > 0 { return sums[own] / counts[own] }
            let any = 7 * perDay + slot
            return counts[any] > 0 ? sums[any] / counts[any] : nil
        }

        var measured = 0.0
        var usual = 0.0
        eachReading(in: beside) { time, value in
            guard let mean = expected(time) else { return }
            measured += value
            usual += mean
        }
        // A profile and neighbours of opposite direction, or near zero, tell nothing of scale.
        let ratio = usual != 0 ? measured / usual : 1
        let scale = ratio.isFinite && ratio > 0 && ratio < 10 ? ratio : 1
        var fill: [Double] = []
        fill.reserveCapacity(slots)
        for slot in 0..<slots {
            guard let mean = expected(gap.start.secondsSince1970 + Int64(slot) * step) else { return nil }
            fill.append(mean * scale)
        }
        return fill
    }

    private func place(_ time: Int64, _ perDay: Int) -> (weekday: Int, slot: Int) {
        let wall = calendar.wallSeconds(at: time)
        let day = wall >= 0 ? wall / 86_400 : (wall - 86_399) / 86_400
        let second = Int(wall - day * 86_400)
        let weekday = LocalDate(daysSince1970: Int(day)).weekday - 1
        return (weekday, min(perDay - 1, second * perDay / 86_400))
    }

    private func eachReading(in period: Period, _ body: (Int64, Double) -> Void) {
        let times = series.times
        for run in runs
        where run.end > period.start.secondsSince1970 && run.start < period.end.secondsSince1970 {
            var at = max(run.first, ReadingSeries.lowerBound(times, period.start.secondsSince1970))
            while at < run.last, times[at] < period.end.secondsSince1970 {
                body(times[at], series.values[at])
                at += 1
            }
        }
    }
}
