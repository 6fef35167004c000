import Foundation
import PipeNetwork

/// h = r·q·|q|^0.852. A. Hazen and G. S. Williams, "Hydraulic Tables" (1905).
struct HazenWilliams: PipeLaw {
    private let power = FastPower(exponent: EPANETConstants.hazenWilliamsExponent - 1)
    private let blend: LowFlowBlend

    init(gradientTolerance: Double) {
        blend = LowFlowBlend(exponent: EPANETConstants.hazenWilliamsExponent, gradient: gradientTolerance)
    }

    @inline(__always)
    func loss(_ pipe: PipeCoefficients, _ flow: Double) -> (loss: Double, gradient: Double) {
        let magnitude = abs(flow)
        let minor = pipe.minor * magnitude
        if magnitude < pipe.low {
            let (slope, gradient) = blend(magnitude / pipe.low)
            return ((slope + minor) * flow, gradient + 2 * minor)
        }
        let slope = pipe.resistance * power(magnitude)
        return (
            (slope + minor) * flow, EPANETConstants.hazenWilliamsExponent * slope + 2 * minor
        )
    }

    @inline(__always)
    func loss(
        _ first: PipeCoefficients, _ second: PipeCoefficients, _ flows: SIMD2<Double>
    ) -> (loss: SIMD2<Double>, gradient: SIMD2<Double>) {
        let magnitudes = flows.magnitudes
        guard magnitudes[0] >= first.low, magnitudes[1] >= second.low else {
            return separately(first, second, flows)
        }
        let minor = SIMD2(first.minor, second.minor) * magnitudes
        let slope = SIMD2(first.resistance, second.resistance) * power(magnitudes)
        return (
            (slope + minor) * flows, EPANETConstants.hazenWilliamsExponent * slope + 2 * minor
        )
    }

    /// Friction of a pipe, by EPANET's 4.727 for feet and cubic feet a second.
    ///
    /// - Parameters:
    ///   - pipe: length and diameter, m; roughness C, no unit.
    ///   - gradientTolerance: m per m³/s, below which friction is linear.
    ///   - flowRatio: EPANET's flow for one m³/s.
    static func coefficients(
        _ pipe: PipeDimensions, gradientTolerance: Double, flowRatio: Double
    ) -> PipeCoefficients {
        let foot = EPANETConstants.foot
        let cubicFeet = flowRatio / ModelFlowUnit.cubicFoot
        let (l, d) = (pipe.length / foot, pipe.diameter / foot)
        let n = EPANETConstants.hazenWilliamsExponent
        let resistance = foot * 4.727 * l / pow(pipe.roughness, n) / pow(d, 4.871) * pow(cubicFeet, n)
        return PipeCoefficients(
            resistance: resistance, minor: pipe.minorCoefficient(flowRatio: flowRatio),
            low: pow(gradientTolerance / (n * resistance), 1 / (n - 1)), roughness: 0)
    }
}
