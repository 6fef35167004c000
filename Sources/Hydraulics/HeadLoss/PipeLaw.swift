import PipeNetwork

/// Head loss of pipes against flow, with its derivative: smooth, odd and rising, so that Newton's method has one
/// solution to find.
protocol PipeLaw: Sendable {
    /// Head loss (m, with the sign of `flow`) and its derivative (m per m³/s, above 0).
    func loss(_ pipe: PipeCoefficients, _ flow: Double) -> (loss: Double, gradient: Double)

    /// The same for two pipes side by side.
    func loss(
        _ first: PipeCoefficients, _ second: PipeCoefficients, _ flows: SIMD2<Double>
    ) -> (loss: SIMD2<Double>, gradient: SIMD2<Double>)
}

extension PipeLaw {
    /// Two pipes one by one: what a law falls back to where they are on different branches.
    @inline(never)
    func separately(
        _ first: PipeCoefficients, _ second: PipeCoefficients, _ flows: SIMD2<Double>
    ) -> (loss: SIMD2<Double>, gradient: SIMD2<Double>) {
        let a = loss(first, flows[0])
        let b = loss(second, flows[1])
        return (SIMD2(a.loss, b.loss), SIMD2(a.gradient, b.gradient))
    }
}

extension SIMD2<Double> {
    /// Without their signs.
    @inline(__always)
    var magnitudes: SIMD2<Double> { SIMD2(abs(self[0]), abs(self[1])) }
}

/// The formula of a network, chosen once. Loops over pipes take it apart before they begin.
enum PipeFormula: Sendable {
    case hazenWilliams(HazenWilliams)
    case darcyWeisbach(DarcyWeisbach)
    case chezyManning(ChezyManning)

    init(_ options: HydraulicOptions) {
        switch options.headLoss {
        case .hazenWilliams:
            self = .hazenWilliams(HazenWilliams(gradientTolerance: options.gradientTolerance))
        case .darcyWeisbach: self = .darcyWeisbach(DarcyWeisbach())
        case .chezyManning: self = .chezyManning(ChezyManning(gradientTolerance: options.gradientTolerance))
        }
    }

    /// Head loss of one pipe and its derivative.
    func loss(_ pipe: PipeCoefficients, _ flow: Double) -> (loss: Double, gradient: Double) {
        switch self {
        case .hazenWilliams(let law): law.loss(pipe, flow)
        case .darcyWeisbach(let law): law.loss(pipe, flow)
        case .chezyManning(let law): law.loss(pipe, flow)
        }
    }
}

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
