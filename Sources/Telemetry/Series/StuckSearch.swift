/// Finds stretches in which a value stood still for longer than its history makes plausible.
///
/// Fed with the runs of equal values in time order; a pump that runs at a constant flow, or rests, for hours or a
/// weekend is not stuck, because the history shows such runs.
package struct StuckSearch {
    private let shortest: Int64
    private let factor: Double
    private let history: Int64
    private let start: Int64
    private var longestBefore: Int64 = 0
    private(set) var spans: [Period] = []

    init(policy: GapPolicy, meter: Meter?, start: Int64) {
        self.init(
            shortest: meter?.kind == .household ? policy.householdStuckSeconds : policy.stuckSeconds,
            factor: policy.stuckFactor, history: policy.stuckHistory, start: start)
    }

    /// A search that begins at `start`.
    ///
    /// - Parameters:
    ///   - shortest: shortest run that can be stuck, s.
    ///   - factor: a stuck run is at least this many times as long as any before.
    ///   - history: time that must be known before a run, s.
    package init(shortest: Int64, factor: Double, history: Int64 = 0, start: Int64) {
        self.shortest = shortest
        self.factor = factor
        self.history = history
        self.start = start
    }

    /// Takes the run `[from, to)` of one value.
    ///
    /// - Parameter hasVaried: whether the values before the run were not all the same.
    /// - Returns: whether the run is stuck.
    @discardableResult
    package mutating func take(_ from: Int64, _ to: Int64, hasVaried: Bool) -> Bool {
        let length = to - from
        if hasVaried, length >= shortest, from - start >= history,
            Double(length) >= factor * Double(longestBefore)
        {
            spans.append(Period(ordered: from, to))
            return true
        }
        longestBefore = max(longestBefore, length)
        return false
    }
}
