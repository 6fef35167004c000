import Foundation

/// A straight scale from values to places on a drawing, with round ticks.
struct Scale {
    /// The least value drawn.
    let low: Double
    /// The largest value drawn.
    let high: Double
    /// Where ``low`` is drawn.
    let start: Double
    /// Where ``high`` is drawn.
    let end: Double
    /// Round values from ``low`` to ``high``.
    let ticks: [Double]
    /// Decimals that tell the ticks apart.
    let decimals: Int

    /// A scale that holds `values` and 0, with about so many steps.
    init(holding values: some Sequence<Double>, from start: Double, to end: Double, steps: Int = 4) {
        var least = 0.0
        var most = 0.0
        for value in values where value.isFinite {
            least = min(least, value)
            most = max(most, value)
        }
        if most == least { most = least + 1 }
        let step = Scale.roundStep((most - least) / Double(steps))
        low = (least / step).rounded(.down) * step
        high = (most / step).rounded(.up) * step
        self.start = start
        self.end = end
        let first = low
        ticks = (0...Int(((high - low) / step).rounded())).map { first + Double($0) * step }
        decimals = max(0, -Int(log10(step).rounded(.down)))
    }

    /// The place of a value.
    func callAsFunction(_ value: Double) -> Double {
        start + (value - low) / (high - low) * (end - start)
    }

    /// The text of a tick.
    func label(_ tick: Double) -> String { Figure.grouped(tick, decimals: decimals) }

    /// One of `factors` times a power of ten, not below `step`.
    static func roundStep(_ step: Double, among factors: [Double] = [1, 2, 5]) -> Double {
        guard step > 0, step.isFinite else { return 1 }
        let power = pow(10, log10(step).rounded(.down))
        for factor in factors where factor * power >= step * 0.999999 { return factor * power }
        return 10 * power
    }
}

/// A place in a drawing, in its units, as text: one decimal at most.
func place(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let tenths = Int((min(max(value, -1e7), 1e7) * 10).rounded())
    if tenths % 10 == 0 { return String(tenths / 10) }
    return (tenths < 0 ? "-" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)"
}
