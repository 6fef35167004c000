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
