/// Multipliers that repeat in time, one a pattern step.
public struct Pattern: Hashable, Sendable, Codable {
    /// The pattern's id.
    public var id: String
    /// The multipliers; no unit.
    public var multipliers: [Double]

    /// A pattern.
    public init(id: String, multipliers: [Double]) {
        self.id = id
        self.multipliers = multipliers
    }

    /// The plain mean of the multipliers; 1 for a pattern of none.
    public var mean: Double {
        multipliers.isEmpty ? 1 : multipliers.reduce(0, +) / Double(multipliers.count)
    }

    /// The mean multiplier over `[from, to)`, seconds of the pattern's own clock (0 is the start of the first
    /// multiplier; the pattern repeats in both directions), each multiplier held for `step` seconds.
    public func mean(from: Double, to: Double, step: Double) -> Double {
        guard !multipliers.isEmpty, step > 0, to > from else { return mean }
        // Of cycles without number, and of one without end, only the mean is left: the rest would be rounding alone.
        guard max(abs(from), abs(to)) / step < 1e12, (step * Double(multipliers.count)).isFinite else {
            return mean
        }
        return (integral(to: to, step: step) - integral(to: from, step: step)) / (to - from)
    }

    /// Integral of the pattern from 0 to `time`, in seconds (times a multiplier without unit).
    private func integral(to time: Double, step: Double) -> Double {
        let cycle = step * Double(multipliers.count)
        let cycles = (time / cycle).rounded(.down)
        let rest = time - cycles * cycle
        let whole = max(0, min(Int(rest / step), multipliers.count - 1))
        var sum = cycles * multipliers.reduce(0, +)
        for index in 0..<whole { sum += multipliers[index] }
        return sum * step + multipliers[whole] * (rest - Double(whole) * step)
    }
}
