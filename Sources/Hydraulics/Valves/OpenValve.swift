import PipeNetwork

/// Head loss of a valve that stands open or throttles by a loss coefficient.
enum OpenValve {
    /// Head loss (m) and its derivative: coefficient·q·|q|, linear near 0 as in ``LowFlowBlend``; a small linear loss
    /// where there is no coefficient.
    static func loss(
        _ flow: Double, coefficient: Double, gradientTolerance: Double
    ) -> (loss: Double, gradient: Double) {
        guard coefficient > 0 else {
            return (flow * EPANETConstants.openValveGradient, EPANETConstants.openValveGradient)
        }
        let magnitude = abs(flow)
        let gradient = 2 * coefficient * magnitude
        if gradient < gradientTolerance {
            let blend = LowFlowBlend(exponent: 2, gradient: gradientTolerance)
            let (slope, gradient) = blend(gradient / gradientTolerance)
            return (slope * flow, gradient)
        }
        return (coefficient * magnitude * flow, gradient)
    }
}
