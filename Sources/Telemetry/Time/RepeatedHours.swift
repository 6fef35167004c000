/// Tells apart the two instants of wall times that the clocks showed twice, by the order of a series.
///
/// A wall time alone cannot say which of the two hours it means. The series can: what comes after the first
/// hour is the
/// second. Readings are noted as they are read, with the first instant, and settled when all of them are
/// there.
public struct RepeatedHours: Sendable {
    private var positions: [Int] = []
    private var second: [Int64] = []

    /// No repeated wall times yet.
    public init() {}

    /// Whether nothing was noted.
    public var isEmpty: Bool { positions.isEmpty }

    /// Notes that the time at `position` may as well be `second`; positions come in ascending order.
    public mutating func note(_ position: Int, second: Int64) {
        positions.append(position)
        self.second.append(second)
    }

    /// Turns the positions around, as when a series of `count` times is turned around.
    public mutating func reverse(count: Int) {
        positions = positions.reversed().map { count - 1 - $0 }
        second.reverse()
    }

    /// Whether times run from the newest to the oldest.
    public static func isNewestFirst(_ times: [Int64]) -> Bool {
        var down = 0
        var up = 0
        for at in times.indices.dropFirst() {
            if times[at] < times[at - 1] { down += 1 } else if times[at] > times[at - 1] { up += 1 }
        }
        return down > up
    }

    /// Settles every time that was noted.
    ///
    /// Times that follow one another inside the repeated hour are one run. Where its wall times step back,
    /// the second
    /// hour begins; where one wall time occurs twice, it is the two hours. A run that shows every wall time
    /// once is the
    /// second hour when the series was in it already (`last`), or when that alone leaves even steps; else the
    /// first.
    ///
    /// - Parameters:
    ///   - times: of one series, in the order of the file, oldest first.
    ///   - last: the last reading of the series that is known already.
    public func settle(_ times: inout [Int64], after last: Int64?) {
        var at = 0
        while at < positions.count {
            var end = at + 1
            while end < positions.count, positions[end] == positions[end - 1] + 1,
                abs(times[positions[end]] - times[positions[end - 1]]) < 7200
            {
                end += 1
            }
            settle(run: at..<end, &times, last)
            at = end
        }
    }

    private func settle(run: Range<Int>, _ times: inout [Int64], _ last: Int64?) {
        var occurrences: [Int64: Int] = [:]
        for at in run { occurrences[times[positions[at]], default: 0] += 1 }
        let wall = run.map { times[positions[$0]] }
        var isSecond = [Bool](repeating: false, count: run.count)
        var seen: [Int64: Int] = [:]
        let back = wall.indices.dropFirst().first { wall[$0] < wall[$0 - 1] }
        let isLate = back == nil && startsSecond(run, times, last)
        for (place, time) in wall.enumerated() {
            let count = occurrences[time] ?? 1
            if count > 1 {
                // Of four rows of one wall time two are of each hour.
                isSecond[place] = 2 * seen[time, default: 0] >= count
                seen[time, default: 0] += 1
            } else if let back {
                isSecond[place] = place >= back
            } else {
                isSecond[place] = isLate
            }
        }
        for (place, at) in run.enumerated() where isSecond[place] { times[positions[at]] = second[at] }
    }

    /// Whether a run that shows each wall time once is the second hour.
    private func startsSecond(_ run: Range<Int>, _ times: [Int64], _ last: Int64?) -> Bool {
        let first = positions[run.lowerBound]
        let end = positions[run.upperBound - 1]
        let before = first > 0 ? times[first - 1] : last
        if let before, before >= times[first] { return true }
        guard end + 1 < times.count, let step = step(of: run, times) else { return false }
        let isEvenAfterSecond = times[end + 1] - second[run.upperBound - 1] == step
        let isEvenBeforeFirst = first > 0 && times[first] - times[first - 1] == step
        return isEvenAfterSecond && !isEvenBeforeFirst
    }

    /// The step of the series: inside the run, or after it.
    private func step(of run: Range<Int>, _ times: [Int64]) -> Int64? {
        let first = positions[run.lowerBound]
        let end = positions[run.upperBound - 1]
        if end > first { return times[first + 1] - times[first] }
        if end + 2 < times.count { return times[end + 2] - times[end + 1] }
        return first > 1 ? times[first - 1] - times[first - 2] : nil
    }
}
