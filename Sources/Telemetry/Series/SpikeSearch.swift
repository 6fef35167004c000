/// Finds readings that no water can have made: far beyond everything else in the series, and gone at once.
enum SpikeSearch {
    /// A spike lasts at most this many readings; what lasts longer may be a burst or a fire.
    static let longest = 2
    /// A series shorter than this says nothing about what is usual.
    static let fewest = 48

    /// Positions of spikes in a series, ascending.
    ///
    /// A spike is a run of no more than ``longest`` readings, each beyond ``GapPolicy/spikeFactor`` times the 99th
    /// percentile of the absolute values, with ordinary readings before and after. A pump that runs for one
    /// reading in a hundred is none: its flow is what the percentile is made of.
    static func spikes(in values: [Double], policy: GapPolicy) -> [Int] {
        guard values.count >= fewest else { return [] }
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
            if at - first <= longest { spikes += first..<at }
        }
        return spikes
    }
}

extension ReadingSeries {
    /// The series without its spikes, and where they were.
    func withoutSpikes(policy: GapPolicy) -> (series: ReadingSeries, faults: ReadingFaults) {
        var faults = ReadingFaults()
        let spikes = SpikeSearch.spikes(in: values, policy: policy)
        guard !spikes.isEmpty else { return (self, faults) }
        var times = times
        var values = values
        for spike in spikes.reversed() {
            times.remove(at: spike)
            values.remove(at: spike)
        }
        for spike in spikes { faults.note(.spikes, at: self.times[spike]) }
        return (ReadingSeries(trusted: element, kind, consumptionForm, times, values), faults)
    }
}
