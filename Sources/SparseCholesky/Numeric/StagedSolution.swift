/// A solution of A x = b of which a few rows are looked at, and b added to there, before all of it is computed.
///
/// A row's solution depends on its ancestors in the elimination tree alone, and what is added to b in a row reaches its
/// ancestors alone. So a look at a few rows costs as much as the ways from them to the root, and only beginning and end
/// go through the whole factor.
///
/// ```swift
/// var staged = try StagedSolution(symbolic, rows: [4, 7])
/// try staged.begin(b, factor)
/// try staged.look(into: &x, factor)  // x[4], x[7]
/// staged.add(0.1 * x[7], toRow: 4)
/// try staged.finish(into: &x, factor)  // all of x, for the greater b
/// ```
public struct StagedSolution<Lane: FactorLane>: Sendable {
    /// The positions of the rows that are looked at and of all their ancestors, ascending.
    private let path: [Int32]
    /// Whether each position is one of them.
    private let isOnPath: [Bool]
    private let symbolic: SymbolicFactor
    /// L⁻¹ b and D⁻¹ L⁻¹ b, later x, by position.
    private var forward: [Lane]
    private var values: [Lane]
    /// What was added to b and has not gone through L yet, by position.
    private var changes: [Lane]
    private var hasChanged = false

    /// Prepares for looks at `rows`.
    ///
    /// - Throws: ``CholeskyError/rowOutOfRange(link:row:size:)``, with the place in `rows` for the link.
    public init(_ symbolic: SymbolicFactor, rows: [Int32]) throws(CholeskyError) {
        var isOnPath = [Bool](repeating: false, count: symbolic.size)
        for (place, row) in rows.enumerated() {
            guard row >= 0, row < symbolic.size else {
                throw .rowOutOfRange(link: place, row: Int(row), size: symbolic.size)
            }
            var position = symbolic.positions[Int(row)]
            while position >= 0, !isOnPath[Int(position)] {
                isOnPath[Int(position)] = true
                position = symbolic.parents[Int(position)]
            }
        }
        self.symbolic = symbolic
        self.isOnPath = isOnPath
        path = (0..<Int32(symbolic.size)).filter { isOnPath[Int($0)] }
        forward = [Lane](repeating: Lane(repeating: 0), count: symbolic.size)
        values = forward
        changes = forward
    }

    /// Takes another right-hand side, by row.
    ///
    /// - Throws: ``CholeskyError/wrongLength(of:found:expected:)`` or, for a factor of another pattern,
    ///   ``CholeskyError/otherPattern``.
    @specialized(where Lane == Double)
    @specialized(where Lane == SIMD4<Double>)
    public mutating func begin(
        _ b: [Lane], _ factor: borrowing NumericFactor<Lane>
    ) throws(CholeskyError) {
        try check(factor, length: b.count)
        Self.goForward(&forward, b: b, lower: factor.lower, symbolic)
        guard hasChanged else { return }
        for position in path { changes[Int(position)] = Lane(repeating: 0) }
        hasChanged = false
    }

    /// Adds to the right-hand side.
    ///
    /// - Parameters:
    ///   - change: what is added.
    ///   - row: one of those it was prepared for, or of their ancestors; to another nothing is added.
    @specialized(where Lane == Double)
    @specialized(where Lane == SIMD4<Double>)
    public mutating func add(_ change: Lane, toRow row: Int) {
        let position = Int(symbolic.positions[row])
        guard isOnPath[position] else { return }
        changes[position] = changes[position] + change
        hasChanged = true
    }

    /// Solves for the rows it was prepared for, and their ancestors; `x` keeps its other rows.
    ///
    /// - Throws: ``CholeskyError/wrongLength(of:found:expected:)`` or ``CholeskyError/otherPattern``.
    @specialized(where Lane == Double)
    @specialized(where Lane == SIMD4<Double>)
    public mutating func look(
        into x: inout [Lane], _ factor: borrowing NumericFactor<Lane>
    ) throws(CholeskyError) {
        try check(factor, length: x.count)
        settle(factor)
        Self.goBack(
            &values, along: path, forward: forward, lower: factor.lower, reciprocals: factor.reciprocals,
            symbolic,
            into: &x)
    }

    /// Solves for all rows.
    ///
    /// - Throws: ``CholeskyError/wrongLength(of:found:expected:)`` or ``CholeskyError/otherPattern``.
    @specialized(where Lane == Double)
    @specialized(where Lane == SIMD4<Double>)
    public mutating func finish(
        into x: inout [Lane], _ factor: borrowing NumericFactor<Lane>
    ) throws(CholeskyError) {
        try check(factor, length: x.count)
        settle(factor)
        Self.goBack(
            &values, forward: forward, lower: factor.lower, reciprocals: factor.reciprocals, symbolic,
            into: &x)
    }

    /// Brings what was added to b through L.
    private mutating func settle(_ factor: borrowing NumericFactor<Lane>) {
        guard hasChanged else { return }
        hasChanged = false
        Self.goForward(&forward, changes: &changes, along: path, lower: factor.lower, symbolic)
    }

    private func check(
        _ factor: borrowing NumericFactor<Lane>, length: Int
    ) throws(CholeskyError) {
        guard length == symbolic.size else {
            throw .wrongLength(of: "right-hand side", found: length, expected: symbolic.size)
        }
        // Arrays that share their storage, as those of one analysis do, are equal at a glance.
        guard factor.symbolic.permutation == symbolic.permutation,
            factor.symbolic.rowPositions == symbolic.rowPositions,
            factor.lower.count == symbolic.rowPositions.count
        else { throw .otherPattern }
    }
}

/// The substitutions. That all arrays are of one analysis is checked before; see `check`.
extension StagedSolution {
    /// L y = b.
    private static func goForward(
        _ forward: inout [Lane], b: [Lane], lower: [Lane], _ symbolic: SymbolicFactor
    ) {
        let (permutation, b) = (symbolic.permutation.span, b.span)
        var forward = forward.mutableSpan
        for k in permutation.indices { forward[k] = b[Int(permutation[k])] }
        NumericFactor<Lane>.forward(&forward, lower: lower.span, symbolic) { $0 }
    }

    /// The same for what is added to b, which is on the path.
    private static func goForward(
        _ forward: inout [Lane], changes: inout [Lane], along path: [Int32], lower: [Lane],
        _ symbolic: SymbolicFactor
    ) {
        let (starts, rows, lower) = (symbolic.columnStarts.span, symbolic.rowPositions.span, lower.span)
        var forward = forward.mutableSpan
        var changes = changes.mutableSpan
        let zero = Lane(repeating: 0)
        for position in path {
            let k = Int(position)
            let own = changes[k]
            guard own != zero else { continue }
            changes[k] = zero
            forward[k] = forward[k] + own
            for p in Int(starts[k])..<Int(starts[k + 1]) {
                changes[Int(rows[p])] = changes[Int(rows[p])] + lower[p] * own
            }
        }
    }

    /// Lᵀ x = D⁻¹ y, on the path.
    private static func goBack(
        _ values: inout [Lane], along path: [Int32], forward: [Lane], lower: [Lane],
        reciprocals: [Lane], _ symbolic: SymbolicFactor, into x: inout [Lane]
    ) {
        let (path, permutation) = (path.span, symbolic.permutation.span)
        let (starts, rows, lower) = (symbolic.columnStarts.span, symbolic.rowPositions.span, lower.span)
        let (reciprocals, forward) = (reciprocals.span, forward.span)
        var values = values.mutableSpan
        var solution = x.mutableSpan
        var place = path.count
        while place > 0 {
            place &-= 1
            let k = Int(path[place])
            var sum = forward[k] * reciprocals[k]
            for p in Int(starts[k])..<Int(starts[k + 1]) { sum = sum + lower[p] * values[Int(rows[p])] }
            values[k] = sum
            solution[Int(permutation[k])] = sum
        }
    }

    /// Lᵀ x = D⁻¹ y.
    private static func goBack(
        _ values: inout [Lane], forward: [Lane], lower: [Lane], reciprocals: [Lane],
        _ symbolic: SymbolicFactor, into x: inout [Lane]
    ) {
        let (permutation, forward) = (symbolic.permutation.span, forward.span)
        var values = values.mutableSpan
        var solution = x.mutableSpan
        for k in values.indices { values[k] = forward[k] }
        NumericFactor<Lane>.backward(
            &values, lower: lower.span, reciprocals: reciprocals.span, symbolic
        ) { $0 }
        for k in permutation.indices { solution[Int(permutation[k])] = values[k] }
    }
}
