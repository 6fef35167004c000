/// Finds readings that no water can have made: far beyond everything else in the series, and gone at once.
enum SpikeSearch {
    /// A spike lasts at most this many readings; what lasts longer may be a burst or a fire.
    static let longest = 2
    /// A series shorter than this says nothing about what is usual.
    static let fewest = 48

    /// Positions of spikes in a series, ascending.
    ///
    /// A spike is a run of no more than ``longest`` readings, each beyond ``GapPolicy/spikeFactor`` times the
    /// 99th
    /// percentile of the absolute values, with ordinary readings before and after. A pump that runs for one
    /// reading in a hundred is none: its flow is what the percentile is made of. A run of one and the same
    /// value that
    /// far out is a device's code for an error, or the end of its scale, however long it lasts: water does
    /// not stand at
    /// one figure to the last digit.
    static func spikes(in values: [Double], policy: GapPolicy, largest possible: Double? = nil) -> [Int] {
        let impossible =
            possible.map { possible in values.indices.filter { abs(values[$0]) > possible } } ?? []
        guard values.count >= fewest else { return impossible }
        if !impossible.isEmpty {
            // What cannot be says nothing about what is usual.
            let rest = values.indices.filter { abs(values[$0]) <= possible ?? .infinity }
            let found = spikes(in: rest.map { values[$0] }, policy: policy).map { rest[$0] }
            return (impossible + found).sorted()
        }
        var sizes = values.map(abs)
        sizes.sort()
        let usual = sizes[(sizes.count - 1) * 99 / 100]
        guard usual > 0 else { return [] }
        let limit = policy.spikeFactor * usual
        guard let largest = sizes.last, largest > limit else { return [] }
        var spikes: [Int] = []
        var at = 0
        while at < values.count {
            guard abs(values[at]) > limit else {
                at &+= 1
                continue
            }
            let first = at
            while at < values.count, abs(values[at]) > limit { at &+= 1 }
            if at - first <= longest || values[first..<at].allSatisfy({ $0 == values[first] }) {
                spikes += first..<at
            }
        }
        return spikes
    }
}

extension ReadingSeries {
    /// The series without its spikes, and where they were.
    ///
    /// - Parameter largest: the largest possible flow, m³/s, where known.
    func withoutSpikes(policy: GapPolicy, largest: Double? = nil) -> (
        series: ReadingSeries, faults: ReadingFaults
    ) {
        var faults = ReadingFaults()
        let spikes = SpikeSearch.spikes(in: values, policy: policy, largest: largest)
        guard !spikes.isEmpty else { return (self, faults) }
        var kept: [Int64] = []
        var keptValues: [Double] = []
        var next = 0
        for at in times.indices {
            if next < spikes.count, spikes[next] == at {
                faults.note(.spikes, at: times[at])
                next += 1
            } else {
                kept.append(times[at])
                keptValues.append(values[at])
            }
        }
        return (ReadingSeries(trusted: element, kind, consumptionForm, kept, keptValues), faults)
    }
}
