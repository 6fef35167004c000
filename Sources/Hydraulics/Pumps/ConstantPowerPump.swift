import PipeNetwork

/// A pump of constant power: h = product/q. It lifts to any head, and stands still only against a closed end.
struct ConstantPowerPump: Sendable, Equatable {
    /// Lift times flow at speed 1, m·m³/s.
    let product: Double

    /// A pump that puts `power` (W) into the water, with EPANET's flow for one m³/s.
    init(power: Double, flowRatio: Double) {
        product = EPANETConstants.liftTimesFlowPerWatt * power / flowRatio
    }

    /// Where a solve begins, m³/s.
    static var designFlow: Double { ModelFlowUnit.cubicFoot }

    /// Head loss (so, minus the gain) at a flow ≥ 0 and its derivative: at speed n the power is n³ as much.
    func loss(_ flow: Double, speed: Double) -> (loss: Double, gradient: Double) {
        // It never comes to rest: a least flow keeps its lift finite.
        let q = max(flow, 1e-12)
        let product = product * speed * speed * speed
        return (-product / q, product / (q * q))
    }

    /// The flow below which it stands still, m³/s.
    ///
    /// Against a closed end it would still press a trace through the shut links around, at a head of its power over that
    /// trace; below three times that flow nothing is told from it.
    func restingFlow(speed: Double) -> Double {
        max(1e-10, 3 * (BarrierBranch.conductance * product * speed * speed * speed).squareRoot())
    }
}
