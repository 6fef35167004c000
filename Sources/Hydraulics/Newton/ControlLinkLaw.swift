import PipeNetwork

/// The head loss of a control link on the branch of its law that it is on.
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

    /// A coefficient of q² that stands for shut.
    static var closedCoefficient: Double {
        1e8 * EPANETConstants.foot / FlowUnit.cubicFoot / FlowUnit.cubicFoot
    }

    /// Head loss (m) at `flow` and its derivative.
    func loss(
        _ link: ControlLink, _ command: LinkCommand, _ controlStatus: ControlLinkStatus, _ flow: Double
    ) -> (loss: Double, gradient: Double) {
        if command.isClosed { return (BarrierBranch.gradient * flow, BarrierBranch.gradient) }
        if controlStatus == .shut {
            let (loss, gradient) = BarrierBranch.branch(flow)
            return (loss + threshold(link, command), gradient)
        }
        switch link.kind {
        case .pipe: return formula.loss(link.pipe, flow)
        case .pump: return pump(link, command, flow)
        case .valve(let kind): return valve(kind, link, command, controlStatus, flow)
        }
    }

    /// The flow below which a pump of constant power stands still, m³/s.
    ///
    /// Against a closed end it would still press a trace through the shut links around, at a head of its power over that
    /// trace; below three times that flow nothing is told from it.
    func restingFlow(_ link: ControlLink, _ command: LinkCommand) -> Double {
        guard case .constantPower(let product) = pumps[Int(link.pump)] else { return 0 }
        let speed = command.setting
        return max(1e-10, 3 * (BarrierBranch.conductance * product * speed * speed * speed).squareRoot())
    }

    /// Whether the law of a link that is not shut holds at a flow and a head difference, within `tolerance` (m).
    func holds(
        _ link: ControlLink, _ command: LinkCommand, _ controlStatus: ControlLinkStatus, _ flow: Double,
        _ difference: Double, _ tolerance: Double
    ) -> Bool {
        guard !command.isClosed, controlStatus != .shut else { return true }
        let (loss, gradient) = loss(link, command, controlStatus, flow)
        guard gradient < BarrierBranch.gradient else { return true }
        let error = abs(difference - loss)
        // Where next to nothing flows, a law can be steeper than flows are known.
        return error <= max(tolerance, 1e-9 * abs(loss)) || error <= 1e-13 * gradient
    }

    /// The head loss at which a shut link would open: 0, but for a pump minus the lift of no flow and for a breaker its
    /// setting.
    func threshold(_ link: ControlLink, _ command: LinkCommand) -> Double {
        // A breaker takes its setting off also where nothing flows.
        if case .valve(.pbv) = link.kind { return max(command.setting.isNaN ? 0 : command.setting, 0) }
        // A pump of constant power has no highest lift: it is shut by tanks only, and then as any link.
        guard case .pump = link.kind, !link.isConstantPower else { return 0 }
        let speed = command.setting
        return -speed * speed * link.maximumHead
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
        _ kind: Valve.Kind, _ link: ControlLink, _ command: LinkCommand, _ controlStatus: ControlLinkStatus,
        _ flow: Double
    ) -> (loss: Double, gradient: Double) {
        var coefficient = link.minor
        if !command.setting.isNaN {
            switch kind {
            case .tcv: coefficient = command.setting * link.minorPerLossCoefficient
            case .pcv:
                coefficient = PositionalValve.coefficient(
                    opening: command.setting, openCoefficient: link.minor,
                    curve: link.curve < 0 ? nil : curves[Int(link.curve)],
                    closed: Self.closedCoefficient)
            case .pbv where controlStatus == .active:
                let (loss, gradient) = BarrierBranch.branch(flow - breakerLimit(link, command))
                return (loss, gradient)
            case .pbv
            where controlStatus != .forcedOpen && command.setting > 0
                && (coefficient * flow * flow <= command.setting || flow < 0):
                // A drop that does not depend on flow, but for a slope that tells flows apart.
                return (command.setting + flow * 1e-6, 1e-6)
            case .fcv where controlStatus == .active:
                let (loss, gradient) = BarrierBranch.branch(flow - command.setting)
                return (loss + open(command.setting, coefficient).loss, gradient)
            case .gpv: return curve(link, flow)
            default: break
            }
        }
        return open(flow, coefficient)
    }

    /// The flow at which a pressure breaker loses its setting backwards, m³/s; minus infinity where it never does.
    ///
    /// Its law takes the setting off in either direction as long as that is more than the minor loss. Backwards the two
    /// have opposite signs: at this flow its loss jumps from the setting to minus the setting, and whatever heads are
    /// between the two stand there.
    func breakerLimit(_ link: ControlLink, _ command: LinkCommand) -> Double {
        guard case .valve(.pbv) = link.kind, link.minor > 0, command.setting > 0 else { return -.infinity }
        return -(command.setting / link.minor).squareRoot()
    }

    func open(_ flow: Double, _ coefficient: Double) -> (loss: Double, gradient: Double) {
        OpenValve.loss(flow, coefficient: coefficient, gradientTolerance: gradientTolerance)
    }

    /// A GPV's curve, odd; where it does not begin at 0 it is joined to 0 within a flow of 1e-7 m³/s.
    private func curve(_ link: ControlLink, _ flow: Double) -> (loss: Double, gradient: Double) {
        guard link.curve >= 0 else { return open(flow, link.minor) }
        let curve = curves[Int(link.curve)]
        let least = 1e-7
        let magnitude = max(abs(flow), least)
        let (head, slope) = curve.segment(magnitude)
        if abs(flow) < least, head > 0 { return (flow * head / least, head / least) }
        let gradient = max(slope, 1e-6)
        return (flow < 0 ? -head : head, gradient)
    }
}
