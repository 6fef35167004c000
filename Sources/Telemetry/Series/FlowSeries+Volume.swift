extension FlowSeries {
    /// The water that passed in a period.
    ///
    /// Readings are held from their instant to the next; filled gaps count with their estimates; the rest is left out
    /// and flagged.
    ///
    /// - Returns: forward and reverse volumes in m³. The random half-width joins the meter's own error on each
    ///   direction (independent) with ``GapPolicy/fillPercent`` of what was filled. What is filled is made of the
    ///   meter's own readings, so its error is in it as well.
    public func volume(in period: Period) -> MeasuredVolume {
        var forward = 0.0
        var reverse = 0.0
        var measured: Int64 = 0
        var at = firstRun(endingAfter: period.start.secondsSince1970)
        while at < runs.count, runs[at].start < period.end.secondsSince1970 {
            measured += add(runs[at], period, &forward, &reverse)
            at += 1
        }

        var filled: Int64 = 0
        var fillSize = 0.0
        var flags: MeasuredVolume.Flags = []
        var faults = ReadingFaults()
        for gap in gaps {
            guard let part = gap.period.intersection(period) else { continue }
            let at = part.start.secondsSince1970
            faults.note(gap.isStuck ? .stuck : .gaps, at: at, seconds: part.duration)
            if gap.isStuck { flags.insert(.stuck) }
            guard gap.treatment != .unavailable else { continue }
            faults.note(.filled, at: at, seconds: part.duration)
            filled += part.duration
            let start = gap.period.start.secondsSince1970
            for (slot, value) in gap.fill.enumerated() {
                let from = start + Int64(slot) * step
                let volume = value * Double(part.overlap(from, from + step))
                if volume >= 0 { forward += volume } else { reverse -= volume }
                fillSize += abs(volume)
            }
        }

        let length = Double(period.duration)
        let coverage = length > 0 ? Double(measured) / length : 0
        if filled > 0 { flags.insert(.estimated) }
        if measured + filled < period.duration { flags.insert(.incomplete) }
        if coverage < policy.minimumCoverage { flags.insert(.lowCoverage) }
        var result = MeasuredVolume(
            period: period, forward: forward, reverse: reverse, coverage: coverage,
            filledShare: length > 0 ? Double(filled) / length : 0, faults: faults, flags: flags)
        result.applyError(
            meter?.accuracy, forward: forward, reverse: reverse,
            estimated: fillSize * policy.fillPercent / 100)
        return result
    }

    private func firstRun(endingAfter time: Int64) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].end <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Adds the part of a run inside the period; returns its seconds.
    private func add(_ run: Run, _ period: Period, _ forward: inout Double, _ reverse: inout Double) -> Int64
    {
        let times = series.times
        let values = series.values
        let from = max(run.start, period.start.secondsSince1970)
        let to = min(run.end, period.end.secondsSince1970)
        guard from < to else { return 0 }
        var at = ReadingSeries.lowerBound(times, from)
        // The reading that stands at the start may lie before it.
        if at >= run.last || times[at] > from { at -= 1 }
        at = max(at, run.first)
        var start = from
        while at < run.last, start < to {
            let end = min(to, at &+ 1 < run.last ? times[at &+ 1] : run.end)
            let volume = values[at] * Double(end &- start)
            if volume >= 0 { forward += volume } else { reverse -= volume }
            start = end
            at &+= 1
        }
        return to - from
    }
}

extension MeasuredVolume {
    /// Sets the half-widths from a meter's error on a volume, and the doubt of what was estimated.
    mutating func applyError(
        _ accuracy: MeterAccuracy?, forward: Double, reverse: Double, estimated: Double
    ) {
        guard let accuracy else { return }
        let share = accuracy.randomPercent / 100
        let random = share * share * (forward * forward + reverse * reverse)
        randomHalfWidth = (random + estimated * estimated).squareRoot()
        systematicHalfWidth = accuracy.systematicPercent / 100 * abs(net)
    }
}
