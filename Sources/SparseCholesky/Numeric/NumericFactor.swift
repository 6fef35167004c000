/// The factor of one matrix, or of a batch of matrices in lanes, with storage for as many factorisations and solutions
/// as are wanted.
///
/// ```swift
/// let pattern = try SparsityPattern(size: 3, first: [0, 1, 2], second: [1, 2, -1])
/// let symbolic = try SymbolicFactor(pattern)
/// let slots = try symbolic.slots(first: [0, 1, 2], second: [1, 2, -1])
/// var matrix = ConductanceMatrix<Double>(symbolic)
/// try matrix.add([2, 2, 2], at: slots)
/// var factor = NumericFactor<Double>(symbolic)
/// try factor.factor(matrix)
/// var x = [1.0, 0, 0]
/// try factor.solve(&x)  // 1.5, 1, 0.5
/// ```
public struct NumericFactor<Lane: FactorLane>: Sendable {
    /// The analysis this factor follows.
    public let symbolic: SymbolicFactor
    /// Which pivots are accepted.
    public var rule: PivotRule
    /// The pivots that the last factorisation did not accept, in the order of elimination. Their rows are pinned:
    /// solutions are zero there, and solve the other rows without them.
    public internal(set) var failures: [PivotFailure] = []

    /// D, by position; until a position's turn comes, its tie.
    var pivots: [Lane]
    /// 1 / D, and 0 where a pivot failed.
    var reciprocals: [Lane]
    /// -L below the diagonal: what eliminating a row passes on of it. Until a column's turn comes, its conductances.
    var lower: [Lane]
    /// One number for each position: a column that pulls, or a right-hand side in the order of elimination.
    var work: [Lane]
    /// Room for right-hand sides side by side; made when first used.
    var blockWork: [SIMD8<Double>] = []

    /// Storage for factors of one pattern; solves nothing until ``factor(_:)``.
    ///
    /// - Parameters:
    ///   - symbolic: the analysed pattern.
    ///   - rule: which pivots are accepted.
    public init(_ symbolic: SymbolicFactor, rule: PivotRule = .positiveDefinite) {
        let zero = Lane(repeating: 0)
        self.symbolic = symbolic
        self.rule = rule
        pivots = [Lane](repeating: zero, count: symbolic.size)
        reciprocals = pivots
        work = pivots
        lower = [Lane](repeating: zero, count: symbolic.entryCount)
    }

    /// The factor of one matrix in every lane.
    public init(everyLane factor: NumericFactor<Double>) {
        self.init(factor.symbolic, rule: factor.rule)
        failures = factor.failures
        pivots = factor.pivots.map { Lane(repeating: $0) }
        reciprocals = factor.reciprocals.map { Lane(repeating: $0) }
        lower = factor.lower.map { Lane(repeating: $0) }
    }

    /// Factors a matrix. Allocates nothing, unless pivots fail or the rule has a tolerance.
    ///
    /// When pivots fail the factor is complete all the same: see ``failures``. In a batch, a lane that fails does not
    /// touch the others. So a caller may catch the error, report the rows, and go on.
    ///
    /// - Parameter matrix: a matrix of this factor's pattern.
    /// - Throws: ``CholeskyError/failedPivots(_:)``, ``CholeskyError/otherPattern``, or
    ///   ``CholeskyError/wrongLength(of:found:expected:)`` if the matrix's values were replaced by more or fewer.
    @specialized(where Lane == Double)
    @specialized(where Lane == SIMD4<Double>)
    @specialized(where Lane == SIMD8<Double>)
    public mutating func factor(_ matrix: ConductanceMatrix<Lane>) throws(CholeskyError) {
        // Arrays that share their storage, as those of one analysis do, are equal at a glance.
        guard matrix.layout == symbolic.layout, matrix.permutation == symbolic.permutation else {
            throw .otherPattern
        }
        guard matrix.values.count == symbolic.layout.slotCount else {
            throw .wrongLength(
                of: "matrix", found: matrix.values.count, expected: symbolic.layout.slotCount)
        }
        failures.removeAll(keepingCapacity: true)
        Self.load(matrix.values, symbolic, lower: &lower, pivots: &pivots)
        Self.eliminate(
            symbolic, rule: rule, magnitudes: rule.tolerance > 0 ? matrix.magnitudes() : [], lower: &lower,
            pivots: &pivots, reciprocals: &reciprocals, work: &work, failures: &failures)
        guard failures.isEmpty else { throw .failedPivots(failures) }
    }

    /// Takes the numbers of another factor of the same analysis, in the storage that is there.
    @specialized(where Lane == Double)
    @specialized(where Lane == SIMD4<Double>)
    @specialized(where Lane == SIMD8<Double>)
    public mutating func overwrite(with other: NumericFactor<Lane>) {
        guard lower.count == other.lower.count, pivots.count == other.pivots.count else {
            self = other
            return
        }
        rule = other.rule
        failures = other.failures
        Self.overwrite(&pivots, with: other.pivots)
        Self.overwrite(&reciprocals, with: other.reciprocals)
        Self.overwrite(&lower, with: other.lower)
    }

    @inline(__always)
    private static func overwrite(_ numbers: inout [Lane], with others: [Lane]) {
        let others = others.span
        var numbers = numbers.mutableSpan
        for place in numbers.indices { numbers[place] = others[place] }
    }

    /// The pivot of a row: the entry of D after ``factor(_:)``.
    public func pivot(ofRow row: Int) -> Lane { pivots[Int(symbolic.positions[row])] }
}
