import Foundation

/// Pressure against flow where flow follows a power of the pressure: what emitters and demands have in common.
enum InversePower {
    /// p and dp/dq of q = c·pⁿ, odd. Where the derivative would vanish (n < 1) it is blended into a straight line as in
    /// ``LowFlowBlend``; where it would have no bound (n > 1), the law is a straight line through 0.
    static func head(
        _ flow: Double, coefficient: Double, exponent: Double
    ) -> (head: Double, gradient: Double) {
        let magnitude = abs(flow)
        let m = 1 / exponent
        if m > 1 {
            let scale = m == 2 ? 1 / (coefficient * coefficient) : pow(coefficient, -m)
            // Next to a straight line the power of 0 alone would be 0.
            let power = m == 2 ? magnitude : pow(m < 1.05 ? max(magnitude, 1e-15) : magnitude, m - 1)
            let gradient = m * scale * power
            if gradient >= leastGradient { return (scale * power * flow, gradient) }
            let slope = leastGradient / m
            guard m < 3 else { return (slope * flow, slope) }
            let start = m == 2 ? leastGradient / (m * scale) : pow(leastGradient / (m * scale), 1 / (m - 1))
            let square = slope * (m - 1) / 2 * (magnitude / start) * (magnitude / start)
            let linear = slope * (3 - m) / 2
            return ((linear + square) * flow, linear + 3 * square)
        }
        let least = 1e-9
        let slope = pow(max(magnitude, least) / coefficient, m) / max(magnitude, least)
        return (slope * flow, magnitude < least ? slope : m * slope)
    }

    /// The least slope of an outflow's law, m per m³/s.
    static let leastGradient = 1e-5
}
