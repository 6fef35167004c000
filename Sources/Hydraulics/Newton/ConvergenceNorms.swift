import SparseCholesky

/// What one evaluation or step tells of convergence, lane by lane.
struct ConvergenceNorms<Lane: SolveLane>: Sendable {
    /// Sum of absolute flows of all links but trees, m³/s.
    var flowSum = Lane(repeating: 0)
    /// Sum of absolute flow changes: made by a step, or to be expected of the next.
    var changeSum = Lane(repeating: 0)
    /// Largest change of a flow.
    var largestChange = Lane(repeating: 0)
    /// Largest head residual of a link that is not shut, m.
    var largestError = Lane(repeating: 0)
    /// The same of chains alone.
    var largestChainError = Lane(repeating: 0)
    /// Largest imbalance of a node at a pressure valve, m³/s.
    var largestImbalance = Lane(repeating: 0)
}

/// A number of one solve, or those of several solves side by side.
protocol SolveLane: FactorLane, BitwiseCopyable {
    /// The larger of two, lane by lane.
    static func larger(_ left: Self, _ right: Self) -> Self
}

extension Double: SolveLane {
    @inline(__always)
    static func larger(_ left: Double, _ right: Double) -> Double { max(left, right) }
}

extension SIMD4: SolveLane where Scalar == Double {
    @inline(__always)
    static func larger(_ left: Self, _ right: Self) -> Self {
        right.replacing(with: left, where: left .> right)
    }
}
