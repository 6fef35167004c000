extension NumericFactor {
    /// Solves A x = b in place, for one right-hand side (in a batch: one for each lane). Allocates nothing.
    ///
    /// - Parameter x: b on entry and x on return, by row.
    /// - Throws: ``CholeskyError/wrongLength(of:found:expected:)``.
    @specialized(where Lane == Double)
    @specialized(where Lane == SIMD4<Double>)
    @specialized(where Lane == SIMD8<Double>)
    public mutating func solve(_ x: inout [Lane]) throws(CholeskyError) {
        try Self.solve(&x, workspace: &work, lower: lower, reciprocals: reciprocals, symbolic)
    }

    /// Solves A x = b in place with a work array of the caller's, so that many threads can share one factor.
    ///
    /// - Parameters:
    ///   - x: b on entry and x on return, by row.
    ///   - workspace: any content; brought to the right length when it is not, which is the only allocation.
    /// - Throws: ``CholeskyError/wrongLength(of:found:expected:)``.
    @specialized(where Lane == Double)
    @specialized(where Lane == SIMD4<Double>)
    @specialized(where Lane == SIMD8<Double>)
    public func solve(_ x: inout [Lane], workspace: inout [Lane]) throws(CholeskyError) {
        try Self.solve(&x, workspace: &workspace, lower: lower, reciprocals: reciprocals, symbolic)
    }

    @inline(__always)
    private static func solve(
        _ x: inout [Lane], workspace: inout [Lane], lower: [Lane], reciprocals: [Lane],
        _ symbolic: SymbolicFactor
    ) throws(CholeskyError) {
        let size = symbolic.size
        guard x.count == size else {
            throw .wrongLength(of: "right-hand side", found: x.count, expected: size)
        }
        if workspace.count != size { workspace = [Lane](repeating: Lane(repeating: 0), count: size) }
        let permutation = symbolic.permutation.span
        var work = workspace.mutableSpan
        var solution = x.mutableSpan
        for k in permutation.indices { work[k] = solution[Int(permutation[k])] }
        substitute(&work, lower: lower.span, reciprocals: reciprocals.span, symbolic) { $0 }
        for k in permutation.indices { solution[Int(permutation[k])] = work[k] }
    }

    /// L y = b forwards, then Lᵀ x = D⁻¹ y backwards, in positions. `spread` brings a number of the factor into every
    /// lane of the right-hand side.
    @inline(__always)
    static func substitute<Vector: FactorLane>(
        _ x: inout MutableSpan<Vector>, lower: Span<Lane>, reciprocals: Span<Lane>,
        _ symbolic: SymbolicFactor,
        spread: (Lane) -> Vector
    ) {
        forward(&x, lower: lower, symbolic, spread: spread)
        backward(&x, lower: lower, reciprocals: reciprocals, symbolic, spread: spread)
    }

    /// L y = b, in place and in positions.
    @inline(__always)
    static func forward<Vector: FactorLane>(
        _ x: inout MutableSpan<Vector>, lower: Span<Lane>, _ symbolic: SymbolicFactor,
        spread: (Lane) -> Vector
    ) {
        let starts = symbolic.columnStarts.span
        let rows = symbolic.rowPositions.span
        let size = x.count
        // Rows are positions of the same analysis; that all arrays are its own is checked once, not for each entry.
        precondition(
            size == symbolic.size && starts.count == size + 1 && lower.count == rows.count
                && Int(starts[size]) == rows.count, "arrays of another analysis")
        var p = 0
        var k = 0
        while k < size {
            let own = unsafe x[unchecked: k]
            let end = unsafe Int(starts[unchecked: k &+ 1])
            while p < end {
                let row = unsafe Int(rows[unchecked: p])
                unsafe x[unchecked: row] = x[unchecked: row] + spread(lower[unchecked: p]) * own
                p &+= 1
            }
            k &+= 1
        }
    }

    /// Lᵀ x = D⁻¹ y, in place and in positions.
    @inline(__always)
    static func backward<Vector: FactorLane>(
        _ x: inout MutableSpan<Vector>, lower: Span<Lane>, reciprocals: Span<Lane>,
        _ symbolic: SymbolicFactor, spread: (Lane) -> Vector
    ) {
        let starts = symbolic.columnStarts.span
        let rows = symbolic.rowPositions.span
        let size = x.count
        precondition(
            size == symbolic.size && starts.count == size + 1 && reciprocals.count == size
                && lower.count == rows.count && Int(starts[size]) == rows.count, "arrays of another analysis")
        var p = rows.count
        var k = size
        while k > 0 {
            k &-= 1
            var sum = unsafe x[unchecked: k] * spread(reciprocals[unchecked: k])
            let start = unsafe Int(starts[unchecked: k])
            var q = start
            while q < p {
                unsafe sum = sum + spread(lower[unchecked: q]) * x[unchecked: Int(rows[unchecked: q])]
                q &+= 1
            }
            p = start
            unsafe x[unchecked: k] = sum
        }
    }
}

extension NumericFactor where Lane == Double {
    /// Solves A X = B in place for many right-hand sides, eight at a time: the factor is read once for eight. Each
    /// solution is bit for bit that of ``solve(_:)``.
    ///
    /// - Parameters:
    ///   - x: the columns of B one after the other on entry, those of X on return.
    ///   - count: number of columns.
    /// - Throws: ``CholeskyError/wrongLength(of:found:expected:)``.
    public mutating func solve(_ x: inout [Double], count: Int) throws(CholeskyError) {
        let size = symbolic.size
        let (expected, overflow) = size.multipliedReportingOverflow(by: count)
        guard count >= 0, !overflow, x.count == expected else {
            throw .wrongLength(
                of: "block of right-hand sides", found: x.count, expected: overflow ? .max : expected)
        }
        if blockWork.count != size { blockWork = [SIMD8<Double>](repeating: .zero, count: size) }
        Self.solve(
            &x, count: count, work: &blockWork, lower: lower, reciprocals: reciprocals, symbolic)
    }

    private static func solve(
        _ x: inout [Double], count: Int, work blockWork: inout [SIMD8<Double>], lower: [Double],
        reciprocals: [Double], _ symbolic: SymbolicFactor
    ) {
        let size = symbolic.size
        let permutation = symbolic.permutation.span
        var work = blockWork.mutableSpan
        var solution = x.mutableSpan
        var column = 0
        while column < count {
            let width = min(8, count &- column)
            for k in permutation.indices {
                var lanes = SIMD8<Double>.zero
                for lane in 0..<width {
                    lanes[lane] = solution[(column &+ lane) &* size &+ Int(permutation[k])]
                }
                work[k] = lanes
            }
            substitute(&work, lower: lower.span, reciprocals: reciprocals.span, symbolic) {
                SIMD8(repeating: $0)
            }
            for k in permutation.indices {
                let lanes = work[k]
                for lane in 0..<width {
                    solution[(column &+ lane) &* size &+ Int(permutation[k])] = lanes[lane]
                }
            }
            column &+= width
        }
    }
}
