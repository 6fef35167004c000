/// How a matrix lies in memory: the ties by position, then the couplings by column of the lower half, then one slot
/// that swallows what belongs nowhere.
struct MatrixLayout: Sendable, Equatable {
    /// The couplings of column `k` are `columnStarts[k]..<columnStarts[k + 1]`; their slots lie `size` further.
    let columnStarts: [Int32]
    /// The positions of their rows, ascending in each column.
    let rows: [Int32]
    /// Where in L each coupling goes: ascending, as both lie by columns.
    let targets: [Int32]

    var size: Int { columnStarts.count - 1 }
    var slotCount: Int { size + rows.count + 1 }

    init(_ lower: LowerPattern, columnStarts factorStarts: [Int32], rowPositions: [Int32]) {
        let size = lower.rowStarts.count - 1
        var starts = [Int32](repeating: 0, count: size + 1)
        for column in lower.columns { starts[Int(column) + 1] += 1 }
        for k in 0..<size { starts[k + 1] += starts[k] }
        var rows = [Int32](repeating: 0, count: lower.columns.count)
        var cursors = starts
        for k in 0..<size {
            for p in Int(lower.rowStarts[k])..<Int(lower.rowStarts[k + 1]) {
                let column = Int(lower.columns[p])
                rows[Int(cursors[column])] = Int32(k)
                cursors[column] += 1
            }
        }
        var targets = [Int32](repeating: 0, count: rows.count)
        for k in 0..<size {
            var entry = Int(factorStarts[k])
            for p in Int(starts[k])..<Int(starts[k + 1]) {
                while rowPositions[entry] < rows[p] { entry += 1 }
                targets[p] = Int32(entry)
            }
        }
        columnStarts = starts
        self.rows = rows
        self.targets = targets
    }

    /// The slot of the coupling of two positions, nil if they are not coupled.
    func slot(_ first: Int32, _ second: Int32) -> Int32? {
        let (column, row) = (Int(min(first, second)), max(first, second))
        var (low, high) = (Int(columnStarts[column]), Int(columnStarts[column + 1]))
        while low < high {
            let middle = (low + high) / 2
            if rows[middle] < row { low = middle + 1 } else { high = middle }
        }
        guard low < columnStarts[column + 1], rows[low] == row else { return nil }
        return Int32(size + low)
    }
}
