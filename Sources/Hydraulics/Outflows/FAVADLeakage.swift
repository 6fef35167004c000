import Foundation

/// Leaks of pipes whose openings widen with the pressure (FAVAD): q = fixed·√p + variable·p^1.5.
struct FAVADLeakage: Sendable, Equatable {
    /// By the openings at no pressure, m³/s at 1 m.
    let fixed: Double
    /// By what they widen, m³/s at 1 m.
    let variable: Double

    /// Pressure head (m) at which `flow` (m³/s, not below 0) leaves, and its derivative: √p is found by Newton's method.
    func head(_ flow: Double) -> (head: Double, gradient: Double) {
        let (a, b) = (fixed, variable)
        guard flow > 0 else { return (0, InversePower.leastGradient) }
        // Either part alone would need a higher pressure: a start from which the steps only fall.
        var s = a > 0 ? flow / a : .infinity
        if b > 0 { s = min(s, cbrt(flow / b)) }
        for _ in 0..<60 {
            let step = (a * s + b * s * s * s - flow) / (a + 3 * b * s * s)
            s -= step
            if abs(step) <= 1e-15 * s { break }
        }
        let gradient = 2 * s / (a + 3 * b * s * s)
        return (s * s, max(gradient, InversePower.leastGradient))
    }

    /// What a pressure head above 0 drives, m³/s.
    func flow(_ pressure: Double) -> Double {
        fixed * pressure.squareRoot() + variable * pressure * pressure.squareRoot()
    }

    /// The flow at 20 m, m³/s.
    var seed: Double { fixed * 20.0.squareRoot() + variable * pow(20, 1.5) }
}
