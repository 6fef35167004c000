/// Which pivots a factorisation accepts.
public struct PivotRule: Sendable, Equatable {
    /// Whether negative pivots are accepted.
    public var allowsNegative: Bool
    /// A pivot must be larger than this share of |t_i| + Σ_j |g_ij|, its row's conductances.
    ///
    /// 0 accepts every pivot that is a normal number, and is right for conductances that are not negative: a singular
    /// part then has a pivot of exactly 0. With conductances of both signs a pivot may be rounding error, and a
    /// tolerance tells it; that costs one pass over the matrix and an allocation in each factorisation.
    public var tolerance: Double

    /// A rule.
    ///
    /// - Parameters:
    ///   - allowsNegative: whether negative pivots are accepted; false asks for a positive definite matrix.
    ///   - tolerance: the least share of the row's conductances; see ``tolerance``.
    public init(allowsNegative: Bool = false, tolerance: Double = 0) {
        self.allowsNegative = allowsNegative
        self.tolerance = tolerance
    }

    /// Positive pivots: the rule for networks of conductances.
    public static let positiveDefinite = PivotRule()
    /// Pivots of either sign that are more than rounding error. Without interchanges this is stable for matrices that
    /// are quasi-definite, not for every indefinite one.
    public static let indefinite = PivotRule(allowsNegative: true, tolerance: 64 * Double.ulpOfOne)

    @inlinable
    func accepts(_ pivot: Double, above bound: Double) -> Bool {
        let measure = allowsNegative ? abs(pivot) : pivot
        return measure >= .leastNormalMagnitude && measure <= .greatestFiniteMagnitude && measure > bound
    }
}

/// A pivot that was not accepted.
public struct PivotFailure: Sendable, Equatable, CustomStringConvertible {
    /// The row of the matrix, as the caller numbers it.
    public let row: Int
    /// The matrix of a batch, 0 for a single one.
    public let lane: Int
    /// The pivot that was found.
    public let pivot: Double

    /// One sentence.
    public var description: String {
        "row \(row) of matrix \(lane) has the pivot \(pivot): the matrix is singular there or not positive definite"
    }
}
