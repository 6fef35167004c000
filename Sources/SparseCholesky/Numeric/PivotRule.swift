/// Which pivots a factorisation accepts.
public struct PivotRule: Sendable, Equatable {
    /// Whether negative pivots are accepted.
    public var allowsNegative: Bool
    /// A pivot must be larger than this share of the matrix's own diagonal entry.
    ///
    /// What is left of a diagonal after subtractions is rounding error if it is as small as the unit roundoff. 0 accepts
    /// every pivot that is a normal number.
    public var tolerance: Double

    /// A rule.
    ///
    /// - Parameters:
    ///   - allowsNegative: whether negative pivots are accepted; false asks for a positive definite matrix.
    ///   - tolerance: the least share of the diagonal entry; see ``tolerance``.
    public init(allowsNegative: Bool = false, tolerance: Double = 64 * Double.ulpOfOne) {
        self.allowsNegative = allowsNegative
        self.tolerance = tolerance
    }

    /// Positive pivots that are more than rounding error: the rule for conductance matrices.
    public static let positiveDefinite = PivotRule()
    /// Pivots of either sign that are more than rounding error. Without interchanges this is stable for matrices that
    /// are quasi-definite, not for every indefinite one.
    public static let indefinite = PivotRule(allowsNegative: true)

    @inlinable
    func accepts(_ pivot: Double, diagonal: Double) -> Bool {
        let measure = allowsNegative ? abs(pivot) : pivot
        return measure >= .leastNormalMagnitude && measure <= .greatestFiniteMagnitude
            && measure > tolerance * abs(diagonal)
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
    /// The diagonal entry of the matrix in that row.
    public let diagonal: Double

    @usableFromInline
    init(row: Int, lane: Int, pivot: Double, diagonal: Double) {
        self.row = row
        self.lane = lane
        self.pivot = pivot
        self.diagonal = diagonal
    }

    /// One sentence.
    public var description: String {
        "row \(row) of matrix \(lane) has the pivot \(pivot) (its diagonal is \(diagonal)): "
            + "the matrix is singular there or not positive definite"
    }
}
