import Foundation

/// A sprinkler, a hydrant, an orifice: q = coefficient·p^exponent.
struct Emitter: Sendable, Equatable {
    /// Flow at 1 m, m³/s.
    let coefficient: Double
    let exponent: Double
    /// Whether suction draws as much in as the same pressure lets out.
    let backflow: Bool

    /// Pressure head (m) at which `flow` (m³/s) leaves, and its derivative.
    func head(_ flow: Double) -> (head: Double, gradient: Double) {
        InversePower.head(flow, coefficient: coefficient, exponent: exponent)
    }

    /// What a pressure head above 0 drives out, m³/s.
    func flow(_ pressure: Double) -> Double { coefficient * pow(pressure, exponent) }

    /// What a pressure head below 0 draws in, m³/s, below 0.
    func inflow(_ pressure: Double) -> Double { -coefficient * pow(-pressure, exponent) }

    /// The flow at 20 m, m³/s.
    var seed: Double { coefficient * pow(20, exponent) }
}
