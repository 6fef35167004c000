/// All of a factorisation that depends on the pattern alone: made once, used for every matrix with that pattern.
///
/// With P the permutation of the order, the factorisation is P A Pᵀ = L D Lᵀ, where L has ones on its diagonal and D is
/// diagonal. Rows in the order of elimination are called *positions* here, to tell them from the caller's rows.
public struct SymbolicFactor: Sendable {
    /// Number of rows.
    public let size: Int
    /// `permutation[k]` is the row at position `k`: the given order, refined by a postorder whose lower part
    /// is drawn out by height.
    public let permutation: [Int32]
    /// `positions[i]` is the position of row `i`.
    public let positions: [Int32]
    /// The elimination tree over positions, -1 at its roots.
    public let parents: [Int32]
    /// Column `k` of L below the diagonal lies at `columnStarts[k]..<columnStarts[k + 1]`.
    public let columnStarts: [Int32]
    /// The positions of the rows of L, ascending in each column.
    public let rowPositions: [Int32]
    /// How the matrix's own entries lie, and where in L they go.
    let layout: MatrixLayout
    /// What each column does to later ones.
    let schedule: UpdateSchedule

    /// Numbers in a ``ConductanceMatrix`` of this pattern.
    public var slotCount: Int { layout.slotCount }

    /// Entries of L below the diagonal, fill included.
    public var entryCount: Int { rowPositions.count }

    /// Multiplications of one factorisation, about: Σ c (c + 3) / 2 over the columns with c entries.
    public var operationCount: Int {
        (0..<size).reduce(0) { sum, column in
            let count = Int(columnStarts[column + 1] - columnStarts[column])
            return sum + count * (count + 3) / 2
        }
    }

    /// Analyses a pattern, in a fill-reducing order.
    ///
    /// - Parameter pattern: the couplings.
    /// - Throws: ``CholeskyError/factorTooLarge(entries:)``.
    public init(_ pattern: SparsityPattern) throws(CholeskyError) {
        try self.init(pattern, ordering: .approximateMinimumDegree(pattern))
    }

    /// Analyses a pattern in a chosen order.
    ///
    /// - Parameters:
    ///   - pattern: the couplings.
    ///   - ordering: the order of elimination.
    /// - Throws: ``CholeskyError/wrongLength(of:found:expected:)`` if the order is for another size, or
    ///   ``CholeskyError/factorTooLarge(entries:)``.
    public init(_ pattern: SparsityPattern, ordering: CholeskyOrdering) throws(CholeskyError) {
        let size = pattern.size
        guard ordering.permutation.count == size else {
            throw .wrongLength(of: "order", found: ordering.permutation.count, expected: size)
        }
        var permutation = ordering.permutation
        var positions = Self.inverse(permutation)
        var tree = EliminationTree(pattern, permutation: permutation, positions: positions)
        let postorder = tree.postorder()
        tree.renumber(by: postorder)
        permutation = postorder.map { permutation[Int($0)] }
        positions = Self.inverse(permutation)
        var lower = LowerPattern(pattern, permutation: permutation, positions: positions)
        var columnStarts = try Self.columnStarts(lower, parents: tree.parents)

        let counts = (0..<size).map { columnStarts[$0 + 1] - columnStarts[$0] }
        let order = tree.heightOrder(counts: counts, limit: UpdateSchedule.pushLimit)
        tree.renumber(by: order)
        permutation = order.map { permutation[Int($0)] }
        positions = Self.inverse(permutation)
        lower = LowerPattern(pattern, permutation: permutation, positions: positions)
        columnStarts = [0]
        for node in order { columnStarts.append(columnStarts[columnStarts.count - 1] + counts[Int(node)]) }

        self.size = size
        self.permutation = permutation
        self.positions = positions
        self.parents = tree.parents
        self.columnStarts = columnStarts
        self.rowPositions = Self.rowPositions(lower, parents: tree.parents, columnStarts: columnStarts)
        self.layout = MatrixLayout(lower, columnStarts: columnStarts, rowPositions: rowPositions)
        self.schedule = UpdateSchedule(
            parents: tree.parents, columnStarts: columnStarts, rowPositions: rowPositions)
    }

    private static func inverse(_ permutation: [Int32]) -> [Int32] {
        var positions = [Int32](repeating: 0, count: permutation.count)
        for (position, row) in permutation.enumerated() { positions[Int(row)] = Int32(position) }
        return positions
    }

    /// Counts the entries of every column. Row `k` of L is the part of the tree met on the ways up from the entries of
    /// row `k` of the matrix to `k`.
    private static func columnStarts(
        _ lower: LowerPattern, parents: [Int32]
    ) throws(CholeskyError) -> [Int32] {
        let size = parents.count
        var counts = [Int32](repeating: 0, count: size)
        var seen = [Int32](repeating: -1, count: size)
        for k in 0..<size {
            seen[k] = Int32(k)
            for p in Int(lower.rowStarts[k])..<Int(lower.rowStarts[k + 1]) {
                var node = Int(lower.columns[p])
                while seen[node] != k {
                    seen[node] = Int32(k)
                    counts[node] += 1
                    node = Int(parents[node])
                }
            }
        }
        var starts = [Int32](repeating: 0, count: size + 1)
        var total = 0
        for k in 0..<size {
            total += Int(counts[k])
            guard total < Int(Int32.max) - size else { throw .factorTooLarge(entries: total) }
            starts[k + 1] = Int32(total)
        }
        return starts
    }

    /// The same walk once more, noting what was counted; rows come in order, so the columns are ascending.
    private static func rowPositions(
        _ lower: LowerPattern, parents: [Int32], columnStarts: [Int32]
    ) -> [Int32] {
        let size = parents.count
        var rows = [Int32](repeating: 0, count: Int(columnStarts[size]))
        var cursors = columnStarts
        var seen = [Int32](repeating: -1, count: size)
        for k in 0..<size {
            seen[k] = Int32(k)
            for p in Int(lower.rowStarts[k])..<Int(lower.rowStarts[k + 1]) {
                var node = Int(lower.columns[p])
                while seen[node] != k {
                    seen[node] = Int32(k)
                    rows[Int(cursors[node])] = Int32(k)
                    cursors[node] += 1
                    node = Int(parents[node])
                }
            }
        }
        return rows
    }
}
