import Foundation
import PipeNetwork

/// h = r·q·|q|. R. Manning, "On the flow of water in open channels and pipes" (1891), after A. Chezy.
struct ChezyManning: PipeLaw {
    private let blend: LowFlowBlend

    init(gradientTolerance: Double) {
        blend = LowFlowBlend(exponent: 2, gradient: gradientTolerance)
    }

    @inline(__always)
    func loss(_ pipe: PipeCoefficients, _ flow: Double) -> (loss: Double, gradient: Double) {
        let magnitude = abs(flow)
        let minor = pipe.minor * magnitude
        if magnitude < pipe.low {
            let (slope, gradient) = blend(magnitude / pipe.low)
            return ((slope + minor) * flow, gradient + 2 * minor)
        }
        let slope = pipe.resistance * magnitude + minor
        return (slope * flow, 2 * slope)
    }

    @inline(__always)
    func loss(
        _ first: PipeCoefficients, _ second: PipeCoefficients, _ flows: SIMD2<Double>
    ) -> (loss: SIMD2<Double>, gradient: SIMD2<Double>) {
        let magnitudes = flows.magnitudes
        guard magnitudes[0] >= first.low, magnitudes[1] >= second.low else {
            return separately(first, second, flows)
        }
        let coefficients = SIMD2(first.resistance + first.minor, second.resistance + second.minor)
        let slope = coefficients * magnitudes
        return (slope * flows, 2 * slope)
    }

    /// Friction of a pipe, by EPANET's 1.49 and exponent of 1.333 for feet and cubic feet a second.
    ///
    /// - Parameters:
    ///   - pipe: length and diameter, m; roughness n, no unit.
    ///   - gradientTolerance: m per m³/s, below which friction is linear.
    ///   - flowRatio: EPANET's flow for one m³/s.
    static func coefficients(
        _ pipe: PipeDimensions, gradientTolerance: Double, flowRatio: Double
    ) -> PipeCoefficients {
        let foot = EPANETConstants.foot
        let cubicFeet = flowRatio / ModelFlowUnit.cubicFoot
        let (l, d) = (pipe.length / foot, pipe.diameter / foot)
        let conveyance = 4 * pipe.roughness / (1.49 * Double.pi * d * d)
        let resistance = foot * conveyance * conveyance * pow(d / 4, -1.333) * l * cubicFeet * cubicFeet
        return PipeCoefficients(
            resistance: resistance, minor: pipe.minorCoefficient(flowRatio: flowRatio),
            low: gradientTolerance / (2 * resistance), roughness: 0)
    }
}
