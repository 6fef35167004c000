import PipeNetwork

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

    /// What the head loss of a pipe depends on besides its flow, by the formula of `options`.
    ///
    /// - Parameter flowRatio: EPANET's flow for one m³/s.
    static func coefficients(
        _ pipe: PipeDimensions, options: HydraulicOptions, flowRatio: Double
    ) -> PipeCoefficients {
        switch options.headLoss {
        case .hazenWilliams:
            HazenWilliams.coefficients(
                pipe, gradientTolerance: options.gradientTolerance, flowRatio: flowRatio)
        case .chezyManning:
            ChezyManning.coefficients(
                pipe, gradientTolerance: options.gradientTolerance, flowRatio: flowRatio)
        case .darcyWeisbach:
            DarcyWeisbach.coefficients(
                pipe, relativeViscosity: options.relativeViscosity, flowRatio: flowRatio)
        }
    }
}
