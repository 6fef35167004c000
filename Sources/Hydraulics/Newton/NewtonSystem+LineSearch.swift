/// How far a step is taken where whole steps do not lead to the solution.
///
/// With the branches of all links given, flows in balance and laws that rise, the solution is the least of a convex
/// function of the flows, the sum of ∫f(q)dq less what sources give (M. Collins et al., Management Science 24 (1978)
/// 747-760, call it the content). Along a step ΔQ it falls by Σe·ΔQ, whatever the heads of nodes in balance. A step after
/// which that sum has turned is too long: the laws bend more than their tangents say.
extension NewtonSystem {
    /// Shortens the last step by halves until it is not too long; whether it was.
    ///
    /// - Parameters:
    ///   - state: the end of the whole step; becomes that of the shorter one.
    ///   - before: its beginning.
    mutating func shorten(
        _ state: inout NewtonState, from before: NewtonState, _ demands: borrowing NodalDemands,
        full: [Double]
    ) -> Bool {
        let whole = state
        let descent = descent(before, whole)
        guard descent > 0 else { return false }
        var share = 1.0
        while share > 1e-3 {
            _ = evaluate(state, demands, full: full)
            guard self.descent(before, whole) < -0.2 * descent else { break }
            share /= 2
            func blend(_ a: [Double], _ b: [Double]) -> [Double] {
                zip(a, b).map { $0 + share * ($1 - $0) }
            }
            state.heads = blend(before.heads, whole.heads)
            state.chainFlows = blend(before.chainFlows, whole.chainFlows)
            state.controlFlows = blend(before.controlFlows, whole.controlFlows)
            state.outflowFlows = blend(before.outflowFlows, whole.outflowFlows)
        }
        return share < 1
    }

    /// Σe·ΔQ with the head residuals of the last evaluation.
    private func descent(_ before: borrowing NewtonState, _ whole: borrowing NewtonState) -> Double {
        var sum = 0.0
        for row in chainErrors.indices {
            sum += chainErrors[row] * (whole.chainFlows[row] - before.chainFlows[row])
        }
        for row in controlErrors.indices {
            sum += controlErrors[row] * (whole.controlFlows[row] - before.controlFlows[row])
        }
        for row in outflowErrors.indices {
            sum += outflowErrors[row] * (whole.outflowFlows[row] - before.outflowFlows[row])
        }
        return sum
    }
}
