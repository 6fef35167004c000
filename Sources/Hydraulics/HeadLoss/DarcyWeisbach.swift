import Foundation

/// h = f·L/d·v²/(2g), with the friction factor as EPANET has it: 64/Re up to Re = 2000, the explicit formula of Swamee
/// and Jain from Re = 4000, and Dunlop's cubic between.
///
/// P. K. Swamee and A. K. Jain, J. Hydraul. Div. ASCE 102 (1976) 657-664; E. J. Dunlop, "WADI Users Manual" (1991), as
/// given in the EPANET 2.2 User Manual, section 12.1.
struct DarcyWeisbach: PipeLaw {
    /// Re·π/4 at the two ends of the transition.
    private let laminarLimit = 500 * Double.pi
    private let turbulentLimit = 1000 * Double.pi
    private let swameeJain = 5.74 * pow(Double.pi / 4, 0.9)
    private let dunlopRoughness = 5.74 / pow(4000, 0.9)
    /// f = 1/(2·log₁₀ y)² = scale/ln² y.
    private let scale = log(10.0) * log(10.0) / 4
    private let power = FastPower(exponent: -0.9)

    @inline(__always)
    func loss(_ pipe: PipeCoefficients, _ flow: Double) -> (loss: Double, gradient: Double) {
        let magnitude = abs(flow)
        let w = magnitude * pipe.low
        let minor = pipe.minor * magnitude
        if w <= laminarLimit {
            let slope = 16 * Double.pi * pipe.resistance / pipe.low
            return ((slope + minor) * flow, slope + 2 * minor)
        }
        let factor: Double
        // q·df/dq
        let change: Double
        if w >= turbulentLimit {
            let smooth = swameeJain * power(w)
            let y = pipe.roughness + smooth
            let logarithm = power.logarithm(y)
            // One division for both.
            let inverse = 1 / (y * logarithm)
            factor = scale * (y * inverse) * (y * inverse)
            change = 1.8 * factor * smooth * inverse
        } else {
            (factor, change) = dunlop(pipe, w)
        }
        let slope = factor * pipe.resistance * magnitude + minor
        return (slope * flow, 2 * slope + change * pipe.resistance * magnitude)
    }

    @inline(__always)
    func loss(
        _ first: PipeCoefficients, _ second: PipeCoefficients, _ flows: SIMD2<Double>
    ) -> (loss: SIMD2<Double>, gradient: SIMD2<Double>) {
        let magnitudes = flows.magnitudes
        let w = magnitudes * SIMD2(first.low, second.low)
        guard w[0] >= turbulentLimit, w[1] >= turbulentLimit else { return separately(first, second, flows) }
        let smooth = swameeJain * power(w)
        let y = SIMD2(first.roughness, second.roughness) + smooth
        let logarithm = power.logarithm(y)
        let inverse = 1 / (y * logarithm)
        let factor = scale * (y * inverse) * (y * inverse)
        let friction = SIMD2(first.resistance, second.resistance) * magnitudes
        let slope = factor * friction + SIMD2(first.minor, second.minor) * magnitudes
        return (slope * flows, 2 * slope + 1.8 * factor * smooth * inverse * friction)
    }

    /// The friction factor between laminar and turbulent flow, and q times its derivative.
    private func dunlop(_ pipe: PipeCoefficients, _ w: Double) -> (factor: Double, change: Double) {
        let y = pipe.roughness + dunlopRoughness
        let logarithm = log(y)
        let fa = scale / (logarithm * logarithm)
        let fb = (2 + 1.8 * dunlopRoughness / (y * logarithm)) * fa
        let r = w / laminarLimit
        let x1 = 7 * fa - fb
        let x2 = 0.128 - 17 * fa + 2.5 * fb
        let x3 = -0.128 + 13 * fa - 2 * fb
        let x4 = 0.032 - 3 * fa + 0.5 * fb
        return (x1 + r * (x2 + r * (x3 + r * x4)), r * (x2 + r * (2 * x3 + r * 3 * x4)))
    }

    /// Friction of a pipe.
    ///
    /// - Parameters:
    ///   - pipe: length, diameter and height of the wall's unevenness, m.
    ///   - relativeViscosity: that of the water over that at 20 °C.
    ///   - flowRatio: EPANET's flow for one m³/s.
    static func coefficients(
        _ pipe: PipeDimensions, relativeViscosity: Double, flowRatio: Double
    ) -> PipeCoefficients {
        let diameter = pipe.diameter
        let area = Double.pi * diameter * diameter / 4
        return PipeCoefficients(
            resistance: pipe.length / (2 * EPANETConstants.gravity * diameter * area * area) * flowRatio
                * flowRatio,
            minor: pipe.minorCoefficient(flowRatio: flowRatio),
            low: flowRatio / (EPANETConstants.viscosity * relativeViscosity * diameter),
            roughness: pipe.roughness / diameter / 3.7)
    }
}
