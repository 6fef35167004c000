import PipeNetwork

/// A valve whose setting is its opening in percent (PCV).
enum PositionalControlValve {
    /// Whether it is shut at a setting: no opening.
    static func isShut(at opening: Double) -> Bool { opening <= 0 }

    /// The coefficient of q² at `opening` percent: that of the open valve over the square of the relative flow
    /// coefficient Kv/Kv₀, which the curve gives in percent; without a curve it equals the opening.
    ///
    /// EPANET 2.3, "Positional Control Valve": from a shut valve of Kv = 0 on a line to the curve's first point, and
    /// from its last on a line to a fully open one; never below 1e-6, and the loss never above that of a closed one.
    static func coefficient(opening: Double, openCoefficient: Double, curve: CurveTable?) -> Double {
        let closed = Self.closedCoefficient
        if opening >= 100 { return openCoefficient }
        if opening <= 0 { return closed }
        var percent = opening
        if let curve, let firstX = curve.x.first, let lastX = curve.x.last {
            if opening < firstX {
                percent = opening / firstX * curve.y[0]
            } else if opening > lastX {
                // As EPANET has it: the line runs to (1, 1), not to (100, 100).
                let lastY = curve.y[curve.y.count - 1]
                percent = (opening - lastX) / (1 - lastX) * (1 - lastY) + lastY
            } else {
                percent = curve.clamped(opening)
            }
        }
        let share = min(max(percent / 100, 1e-6), 1)
        return min(openCoefficient / (share * share), closed)
    }

    /// A coefficient of q² that stands for shut.
    static var closedCoefficient: Double {
        1e8 * EPANETConstants.foot / ModelFlowUnit.cubicFoot / ModelFlowUnit.cubicFoot
    }
}
