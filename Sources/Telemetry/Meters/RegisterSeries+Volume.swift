extension RegisterSeries {
    /// The water that passed in a period: the cumulative volume at its end less that at its start.
    ///
    /// Between readings the register is taken to have grown evenly. Readings missing inside the period do no harm,
    /// for the register counts on. Unknown spans and time beyond the first or last reading are left out and
    /// flagged, never taken for zero.
    ///
    /// - Parameters:
    ///   - period: the period.
    ///   - extrapolating: whether to carry the mean rate of the last readings (``GapPolicy/extrapolationWindow``) on
    ///     beyond the end of the register, and that of the first back beyond its start. What is added counts as
    ///     filled and is flagged estimated.
    public func volume(in period: Period, extrapolating: Bool = false) -> MeasuredVolume {
        let length = Double(period.duration)
        guard let extent, length > 0 else {
            return MeasuredVolume(
                period: period, forward: 0, reverse: 0, coverage: 0, flags: [.incomplete, .lowCoverage])
        }
        var flags: MeasuredVolume.Flags = []
        var faults = ReadingFaults()
        var net = 0.0
        var measured: Int64 = 0
        if let inside = period.intersection(extent) {
            net = self.cumulative(at: inside.end, &flags) - self.cumulative(at: inside.start, &flags)
            measured = inside.duration
            for span in unknownSpans {
                guard let part = span.period.intersection(inside) else { continue }
                measured -= part.duration
                let kind: ReadingFaults.Kind = span.reason == .stuck ? .stuck : .resets
                faults.note(kind, at: part.start.secondsSince1970, seconds: part.duration)
                flags.insert(span.reason == .stuck ? .stuck : .unknownJump)
            }
        }
        let measuredNet = net
        var filled: Int64 = 0
        if extrapolating {
            filled = extrapolate(period, extent, &net, &faults)
            if filled > 0 { flags.insert(.estimated) }
        }
        if measured + filled < period.duration { flags.insert(.incomplete) }
        let coverage = Double(measured) / length
        if coverage < policy.minimumCoverage { flags.insert(.lowCoverage) }
        var result = MeasuredVolume(
            period: period, forward: max(0, net), reverse: max(0, -net), coverage: coverage,
            filledShare: Double(filled) / length, faults: faults, flags: flags)
        result.applyError(
            meter?.accuracy, forward: net, reverse: 0,
            estimated: (net - measuredNet) * policy.fillPercent / 100)
        return result
    }

    /// The cumulative volume at an instant inside the extent.
    private func cumulative(at time: Timestamp, _ flags: inout MeasuredVolume.Flags) -> Double {
        let after = ReadingSeries.lowerBound(times, time.secondsSince1970)
        guard after < times.count else { return cumulative[times.count - 1] }
        if times[after] == time.secondsSince1970 || after == 0 { return cumulative[after] }
        let before = after - 1
        let wide = times[after] - times[before]
        if Double(wide) > policy.gapFactor * Double(step) { flags.insert(.interpolated) }
        let share = Double(time.secondsSince1970 - times[before]) / Double(wide)
        return cumulative[before] + (cumulative[after] - cumulative[before]) * share
    }

    /// Adds the estimates on both sides; returns their seconds.
    private func extrapolate(
        _ period: Period, _ extent: Period, _ net: inout Double, _ faults: inout ReadingFaults
    ) -> Int64 {
        var filled: Int64 = 0
        let first = extent.start.secondsSince1970
        let last = extent.end.secondsSince1970
        let window = policy.extrapolationWindow
        let sides = [
            (
                beyond: period.overlap(Int64.min / 2, first), at: period.start, from: first,
                to: min(last, first + window)
            ),
            (
                beyond: period.overlap(last, Int64.max / 2), at: max(extent.end, period.start),
                from: max(first, last - window), to: last
            ),
        ]
        for side in sides where side.beyond > 0 {
            let known = Period(ordered: side.from, side.to)
            let learnt = volume(in: known)
            let seconds = learnt.coverage * Double(known.duration)
            guard seconds > 0 else { continue }
            net += learnt.net / seconds * Double(side.beyond)
            filled += side.beyond
            faults.note(.filled, at: side.at.secondsSince1970, seconds: side.beyond)
        }
        return filled
    }
}
