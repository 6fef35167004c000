import PipeNetwork

/// The head loss of a control link on the branch of its law that it is on: asks the element that it is.
struct ControlLinkLaw: Sendable {
    let formula: PipeFormula
    let gradientTolerance: Double
    private let pumps: [PumpLaw]
    private let curves: [CurveTable]

    init(_ model: HydraulicModel) {
        formula = model.formula
        gradientTolerance = model.options.gradientTolerance
        pumps = model.controlLinkTable.pumps
        curves = model.controlLinkTable.curves
    }

    /// Head loss (m) at `flow` and its derivative.
    func loss(
        _ link: ControlLink, _ command: LinkCommand, _ status: ControlLinkStatus, _ flow: Double
    ) -> (loss: Double, gradient: Double) {
        if command.isClosed { return (BarrierBranch.gradient * flow, BarrierBranch.gradient) }
        if status == .shut {
            let (loss, gradient) = BarrierBranch.branch(flow)
            return (loss + threshold(link, command), gradient)
        }
        switch link.kind {
        case .pipe: return formula.loss(link.pipe, flow)
        case .pump: return pump(link, command, flow)
        case .valve(let kind): return valve(kind, link, command, status, flow)
        }
    }

    private func pump(
        _ link: ControlLink, _ command: LinkCommand, _ flow: Double
    ) -> (loss: Double, gradient: Double) {
        if flow < 0 {
            let (loss, gradient) = BarrierBranch.branch(flow)
            return (loss + threshold(link, command), gradient)
        }
        return pumps[Int(link.pump)].loss(flow, speed: command.setting, gradientTolerance: gradientTolerance)
    }

    private func valve(
        _ kind: Valve.Kind, _ link: ControlLink, _ command: LinkCommand, _ status: ControlLinkStatus,
        _ flow: Double
    ) -> (loss: Double, gradient: Double) {
        let setting = command.setting
        guard !setting.isNaN else { return open(flow, link.minor) }
        switch kind {
        case .tcv:
            let coefficient = ThrottleControlValve.coefficient(
                setting: setting, perLossCoefficient: link.minorPerLossCoefficient)
            return open(flow, coefficient)
        case .pcv:
            let coefficient = PositionalControlValve.coefficient(
                opening: setting, openCoefficient: link.minor,
                curve: link.curve < 0 ? nil : curves[Int(link.curve)])
            return open(flow, coefficient)
        case .pbv:
            return PressureBreakerValve.loss(
                flow, setting: setting, coefficient: link.minor, status: status,
                gradientTolerance: gradientTolerance)
        case .fcv where status == .active:
            return FlowControlValve.loss(
                flow, setting: setting, coefficient: link.minor, gradientTolerance: gradientTolerance)
        case .gpv where link.curve >= 0:
            return GeneralPurposeValve.loss(flow, curve: curves[Int(link.curve)])
        case .gpv, .fcv, .prv, .psv: return open(flow, link.minor)
        }
    }

    /// Head loss (m) of a valve that stands open, and its derivative.
    func open(_ flow: Double, _ coefficient: Double) -> (loss: Double, gradient: Double) {
        OpenValve.loss(flow, coefficient: coefficient, gradientTolerance: gradientTolerance)
    }

    /// Whether the law of a link that is not shut holds at a flow and a head difference, within `tolerance` (m).
    func holds(
        _ link: ControlLink, _ command: LinkCommand, _ status: ControlLinkStatus, _ flow: Double,
        _ difference: Double, _ tolerance: Double
    ) -> Bool {
        guard !command.isClosed, status != .shut else { return true }
        let (loss, gradient) = loss(link, command, status, flow)
        guard gradient < BarrierBranch.gradient else { return true }
        let error = abs(difference - loss)
        // Where next to nothing flows, a law can be steeper than flows are known.
        return error <= max(tolerance, 1e-9 * abs(loss)) || error <= 1e-13 * gradient
    }

    /// The head loss at which a shut link would open: 0, but for a pump minus the lift of no flow and for a breaker its
    /// setting.
    func threshold(_ link: ControlLink, _ command: LinkCommand) -> Double {
        if case .valve(.pbv) = link.kind { return PressureBreakerValve.threshold(setting: command.setting) }
        // A pump of constant power has no highest lift: it is shut by tanks only, and then as any link.
        guard case .pump = link.kind, !link.isConstantPower else { return 0 }
        return PumpLaw.threshold(maximumHead: link.maximumHead, speed: command.setting)
    }

    /// The flow below which a pump of constant power stands still, m³/s; 0 for a pump with a curve.
    func restingFlow(_ link: ControlLink, _ command: LinkCommand) -> Double {
        guard case .constantPower(let pump) = pumps[Int(link.pump)] else { return 0 }
        return pump.restingFlow(speed: command.setting)
    }

    /// The flow at which a pressure breaker loses its setting backwards, m³/s; minus infinity for other links, and where
    /// it never does.
    func breakerLimit(_ link: ControlLink, _ command: LinkCommand) -> Double {
        guard case .valve(.pbv) = link.kind else { return -.infinity }
        return PressureBreakerValve.limit(setting: command.setting, coefficient: link.minor)
    }
}
