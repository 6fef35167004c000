/// What a pipe's head loss depends on besides its flow, ready for the inner loop. What the four numbers mean is up to
/// the formula, which also makes them: `HazenWilliams.coefficients`, and so on.
struct PipeCoefficients: Sendable, Equatable {
    /// Friction: h = resistance·q^n (Hazen-Williams, Chezy-Manning) or h = f·resistance·q² (Darcy-Weisbach).
    var resistance: Double
    /// Minor losses: h = minor·q².
    var minor: Double
    /// The flow below which friction is blended into a straight line, m³/s; for Darcy-Weisbach, Re·π/4 per m³/s.
    var low: Double
    /// Darcy-Weisbach: relative roughness over 3.7.
    var roughness: Double

    /// A pipe of no resistance.
    static let none = PipeCoefficients(resistance: 0, minor: 0, low: .infinity, roughness: 0)
}

/// A pipe as its table has it.
struct PipeDimensions {
    /// m.
    var length: Double
    /// m.
    var diameter: Double
    /// In the formula's sense; m for Darcy-Weisbach.
    var roughness: Double
    /// K, no unit.
    var lossCoefficient: Double

    /// Its minor losses as a coefficient of q².
    func minorCoefficient(flowRatio: Double) -> Double {
        MinorLoss.coefficient(lossCoefficient, diameter: diameter, flowRatio: flowRatio)
    }
}
