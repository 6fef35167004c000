/// Finds runs of register readings that are no readings: zeros for reads that failed, figures of another
/// meter.
///
/// A register only grows. Where it falls and is later back at what it showed before, it was misread for
/// a while, or
/// it was exchanged and the new one has counted past the old figure. The two differ by how it comes back: a
/// misread
/// register is back at once, by a step that the water never made, and the step across the whole run is a
/// usual one; a
/// new register passes the old figure by a usual step, and the step across the run is far too small.
struct RegisterSlips {
    private let times: [Int64]
    private let values: [Double]
    private let resolution: Double
    /// Positive rates of the register, ascending, m³ as shown per second.
    private let rates: [Double]
    /// For each reading the first later one that is as high, or `count`.
    private let back: [Int32]
    /// For each reading the first later one that is lower, or `count`.
    private let fall: [Int32]

    /// A step this many times as steep as usual is one that needs an explanation.
    static let steep = 3.0
    /// A step that differs from the usual one by more than this factor says nothing more by differing more
    /// still.
    static let farthest = 8.0

    init(_ times: [Int64], _ values: [Double], resolution: Double) {
        self.times = times
        self.values = values
        self.resolution = resolution
        var rates: [Double] = []
        for at in times.indices.dropFirst() where values[at] > values[at - 1] {
            rates.append((values[at] - values[at - 1]) / Double(times[at] - times[at - 1]))
        }
        rates.sort()
        self.rates = rates
        back = RegisterSlips.next(values) { $0 >= $1 }
        fall = RegisterSlips.next(values) { $0 < $1 }
    }

    /// For each value the place of the first later one that is `as` asked for; found with a stack, each place
    /// pushed once.
    private static func next(_ values: [Double], _ isSo: (Double, Double) -> Bool) -> [Int32] {
        var next = [Int32](repeating: Int32(values.count), count: values.count)
        var open: [Int] = []
        for at in values.indices {
            while let last = open.last, isSo(values[at], values[last]) {
                next[last] = Int32(at)
                open.removeLast()
            }
            open.append(at)
        }
        return next
    }

    /// The first reading after `at` that is to be believed again, when those up to it are no readings.
    ///
    /// - Parameters:
    ///   - before: the last reading believed.
    ///   - at: the reading after it.
    ///   - room: m³ as shown that can have passed in so many seconds.
    /// - Returns: `nil` when the reading at `at` is not the beginning of such a run.
    func end(after before: Int, at: Int, room: (Int64) -> Double) -> Int? {
        let isFall = values[at] < values[before] - resolution
        let end = Int(isFall ? back[before] : fall[at])
        guard end < values.count, end > at, values[end] >= values[before] else { return nil }
        if !isFall, values[at] - values[end] <= resolution { return nil }
        let across = values[end] - values[before]
        guard across <= room(times[end] - times[before]) else { return nil }
        // The step that needs an explanation: up into the run, or up out of it.
        let (from, to) = isFall ? (end - 1, end) : (before, at)
        let step = (values[to] - values[from]) / Double(times[to] - times[from])
        guard let usual = usualRate(without: step) else { return end }
        let steps = step / usual
        guard steps > RegisterSlips.steep else { return nil }
        let rate = across / Double(times[end] - times[before]) / usual
        let distance = max(rate, 1 / max(rate, 1 / RegisterSlips.farthest))
        return steps > min(RegisterSlips.farthest, distance) ? end : nil
    }

    /// The median of the positive rates, one of them left out; `nil` when there is no other.
    private func usualRate(without left: Double) -> Double? {
        guard rates.count > 1 else { return nil }
        var low = 0
        var high = rates.count
        while low < high {
            let middle = (low + high) / 2
            if rates[middle] < left { low = middle + 1 } else { high = middle }
        }
        let middle = (rates.count - 2) / 2
        return rates[middle < low ? middle : middle + 1]
    }
}
