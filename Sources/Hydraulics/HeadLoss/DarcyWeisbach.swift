import Foundation

/// h = f·L/d·v²/(2g), with the friction factor as EPANET has it: 64/Re up to Re = 2000, the explicit formula of Swamee
/// and Jain from Re = 4000, and Dunlop's cubic between.
///
/// P. K. Swamee and A. K. Jain, J. Hydraul. Div. ASCE 102 (1976) 657-664; E. J. Dunlop, "WADI Users Manual" (1991), as
/// given in the EPANET 2.2 User Manual, section 12.1.
struct DarcyWeisbach: PipeLaw {
    private static let laminarLimit = 500 * Double.pi
    private static let turbulentLimit = 1000 * Double.pi
    private static let swameeJain = 5.74 * pow(Double.pi / 4, 0.9)
    private static let perDecade = -2 / log(10.0)
    private static let dunlopRoughness = 5.74 / pow(4000, 0.9)
    private static let dunlopSlope = 1.8 * perDecade * dunlopRoughness

    private let power = PowerTable(exponent: -0.9)

    @inline(__always)
    func loss(_ pipe: PipeCoefficients, _ flow: Double) -> (loss: Double, gradient: Double) {
        let magnitude = abs(flow)
        let w = magnitude * pipe.low
        let minor = pipe.minor * magnitude
        if w <= Self.laminarLimit {
            let slope = 16 * Double.pi * pipe.resistance / pipe.low
            return ((slope + minor) * flow, slope + 2 * minor)
        }
        let factor: Double
        // q·df/dq
        let change: Double
        if w >= Self.turbulentLimit {
            let y1 = Self.swameeJain * power(w)
            let y2 = pipe.roughness + y1
            let y3 = Self.perDecade * power.logarithm(y2)
            factor = 1 / (y3 * y3)
            change = 1.8 * factor * y1 * Self.perDecade / (y2 * y3)
        } else {
            (factor, change) = dunlop(pipe, w)
        }
        let slope = factor * pipe.resistance * magnitude + minor
        return (slope * flow, 2 * slope + change * pipe.resistance * magnitude)
    }

    /// The friction factor between laminar and turbulent flow, and q times its derivative.
    private func dunlop(_ pipe: PipeCoefficients, _ w: Double) -> (factor: Double, change: Double) {
        let y2 = pipe.roughness + Self.dunlopRoughness
        let y3 = Self.perDecade * power.logarithm(y2)
        let fa = 1 / (y3 * y3)
        let fb = (2 + Self.dunlopSlope / (y2 * y3)) * fa
        let r = w / Self.laminarLimit
        let x1 = 7 * fa - fb
        let x2 = 0.128 - 17 * fa + 2.5 * fb
        let x3 = -0.128 + 13 * fa - 2 * fb
        let x4 = 0.032 - 3 * fa + 0.5 * fb
        return (x1 + r * (x2 + r * (x3 + r * x4)), r * (x2 + r * (2 * x3 + r * 3 * x4)))
    }
}
