/// Head loss of pipes against flow, with its derivative: smooth, odd and rising, so that Newton's method has one
/// solution to find.
protocol PipeLaw: Sendable {
    /// Head loss (m, with the sign of `flow`) and its derivative (m per m³/s, above 0).
    func loss(_ pipe: PipeCoefficients, _ flow: Double) -> (loss: Double, gradient: Double)
}

/// h = r·q·|q|^0.852. A. Hazen and G. S. Williams, "Hydraulic Tables" (1905).
struct HazenWilliams: PipeLaw {
    private let power = PowerTable(exponent: EPANETConstants.hazenWilliamsExponent - 1)
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
}

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
}

/// A power law made linear near 0, where its derivative would vanish and no head difference could be told from none.
///
/// Below the flow q₀ at which the derivative of r·qⁿ falls to the tolerance, h = s·q·((3 - n)/2 + (n - 1)/2·(q/q₀)²) with
/// s = r·q₀ⁿ⁻¹: value and derivative join without a step. EPANET joins the value only and lets the derivative jump by the
/// factor n, at which a Newton iteration can hang.
struct LowFlowBlend: Sendable {
    private let linear: Double
    private let cubic: Double

    init(exponent: Double, gradient: Double) {
        let slope = gradient / exponent
        linear = slope * (3 - exponent) / 2
        cubic = slope * (exponent - 1) / 2
    }

    /// h/q and dh/dq at `share` = q/q₀, from 0 to 1.
    @inline(__always)
    func callAsFunction(_ share: Double) -> (slope: Double, gradient: Double) {
        let square = cubic * share * share
        return (linear + square, linear + 3 * square)
    }
}
