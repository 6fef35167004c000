import Foundation
import PipeNetwork

/// What a pipe's head loss depends on besides its flow, ready for the inner loop. What the four numbers mean is up to
/// the formula.
struct PipeCoefficients: Sendable, Equatable {
    /// Friction: h = resistance·q^n (Hazen-Williams, Chezy-Manning) or h = f·resistance·q² (Darcy-Weisbach).
    var resistance: Double
    /// Minor losses: h = minor·q².
    var minor: Double
    /// The flow below which friction is blended into a straight line, m³/s; for Darcy-Weisbach, Re·π/4 per m³/s.
    var low: Double
    /// Darcy-Weisbach: relative roughness over 3.7.
    var roughness: Double

    /// The coefficients of a pipe.
    ///
    /// - Parameters:
    ///   - length: m.
    ///   - diameter: m.
    ///   - roughness: in the formula's sense; m for Darcy-Weisbach.
    ///   - minorLoss: K, no unit.
    ///   - options: the formula, viscosity and the gradient below which friction is linear.
    ///   - flowRatio: EPANET's flow for one m³/s.
    init(
        length: Double, diameter: Double, roughness: Double, minorLoss: Double, options: HydraulicOptions,
        flowRatio: Double
    ) {
        let foot = EPANETConstants.foot
        let cubicFeet = flowRatio / FlowUnit.cubicFoot
        let (l, d) = (length / foot, diameter / foot)
        minor = Self.minor(minorLoss, diameter: diameter, flowRatio: flowRatio)
        self.roughness = 0
        switch options.headLoss {
        case .hazenWilliams:
            let n = EPANETConstants.hazenWilliamsExponent
            resistance = foot * 4.727 * l / pow(roughness, n) / pow(d, 4.871) * pow(cubicFeet, n)
            low = pow(options.gradientTolerance / (n * resistance), 1 / (n - 1))
        case .chezyManning:
            let conveyance = 4 * roughness / (1.49 * Double.pi * d * d)
            resistance = foot * conveyance * conveyance * pow(d / 4, -1.333) * l * cubicFeet * cubicFeet
            low = options.gradientTolerance / (2 * resistance)
        case .darcyWeisbach:
            let area = Double.pi * diameter * diameter / 4
            resistance =
                length / (2 * EPANETConstants.gravity * diameter * area * area) * flowRatio * flowRatio
            low = flowRatio / (EPANETConstants.viscosity * options.relativeViscosity * diameter)
            self.roughness = roughness / diameter / 3.7
        }
    }

    /// The coefficient of q² that a loss coefficient K of a pipe or valve means: h = K·v²/(2g), with EPANET's
    /// 0.02517 for 8/(π²·g) in s²/ft.
    static func minor(_ lossCoefficient: Double, diameter: Double, flowRatio: Double) -> Double {
        let d = diameter / EPANETConstants.foot
        let cubicFeet = flowRatio / FlowUnit.cubicFoot
        return EPANETConstants.foot * 0.02517 * lossCoefficient / (d * d * d * d) * cubicFeet * cubicFeet
    }
}
