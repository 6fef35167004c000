/// The pattern's half below the diagonal, in positions, by rows.
struct LowerPattern {
    /// The columns of row `k` are `columns[rowStarts[k]..<rowStarts[k + 1]]`.
    let rowStarts: [Int32]
    /// Positions before the row's own, in no order.
    let columns: [Int32]

    init(_ pattern: SparsityPattern, permutation: [Int32], positions: [Int32]) {
        let size = pattern.size
        var rowStarts = [Int32](repeating: 0, count: size + 1)
        var columns = [Int32](repeating: 0, count: pattern.couplingCount)
        var count = 0
        for k in 0..<size {
            let row = Int(permutation[k])
            for p in Int(pattern.starts[row])..<Int(pattern.starts[row + 1]) {
                let column = positions[Int(pattern.neighbours[p])]
                if column < k {
                    columns[count] = column
                    count += 1
                }
            }
            rowStarts[k + 1] = Int32(count)
        }
        self.rowStarts = rowStarts
        self.columns = columns
    }
}
