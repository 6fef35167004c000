/// What each finished column of L does to later columns, worked out once.
///
/// A column with few entries *pushes*: for every pair of its entries the place in L that the product is added to is
/// known. That costs one index for a multiplication, so columns with many entries are *pulled* instead: each later
/// column gathers, in a dense work array, from all columns of a supernode at once. A supernode is a run of columns
/// with the same rows, but for those within the run.
struct UpdateSchedule: Sendable {
    /// Columns with at most so many entries push.
    static let pushLimit: Int32 = 24

    /// The last column of the supernode that begins at a column; -1 for columns that push.
    let lastColumns: [Int32]
    /// For a column that pushes, where its places begin in `places`.
    let placeStarts: [Int32]
    /// For entries b < a of a column, by b and then a: where in L the coupling of their two rows lies.
    let places: [Int32]
    /// Column `k` pulls from `sources[pullStarts[k]..<pullStarts[k + 1]]`.
    let pullStarts: [Int32]
    /// The first column of a supernode that is pulled, and which of its entries is in the pulling column's row.
    let sources: [Source]
    /// The first so many columns push, and none of them pulls.
    let shortCount: Int

    struct Source: Sendable {
        let column: Int32
        let entry: Int32
    }

    init(parents: [Int32], columnStarts: [Int32], rowPositions: [Int32]) {
        lastColumns = Self.supernodes(parents: parents, columnStarts: columnStarts)
        (placeStarts, places) = Self.places(lastColumns, columnStarts, rowPositions)
        (pullStarts, sources) = Self.pulls(lastColumns, columnStarts, rowPositions)
        let (last, pulls) = (lastColumns, pullStarts)
        shortCount = last.indices.first { last[$0] != -1 || pulls[$0 + 1] > 0 } ?? last.count
    }

    /// -1: pushes. Otherwise the last column of the supernode at its first column, and -2 at the others.
    private static func supernodes(parents: [Int32], columnStarts: [Int32]) -> [Int32] {
        let size = parents.count
        var last = [Int32](repeating: -1, count: size)
        var column = 0
        while column < size {
            var end = column
            while end + 1 < size, parents[end] == end + 1,
                columnStarts[end + 1] - columnStarts[end] == columnStarts[end + 2] - columnStarts[end + 1] + 1
            {
                end += 1
            }
            if columnStarts[column + 1] - columnStarts[column] > pushLimit {
                last[column] = Int32(end)
                for k in column + 1..<end + 1 { last[k] = -2 }
            }
            column = end + 1
        }
        return last
    }

    private static func places(
        _ last: [Int32], _ columnStarts: [Int32], _ rowPositions: [Int32]
    ) -> (starts: [Int32], places: [Int32]) {
        let size = last.count
        var starts = [Int32](repeating: 0, count: size + 1)
        var total: Int32 = 0
        for k in 0..<size {
            starts[k] = total
            let count = columnStarts[k + 1] - columnStarts[k]
            if last[k] == -1, count > 1 { total += count * (count - 1) / 2 }
        }
        starts[size] = total

        // Columns are kept in chains by the row of the entry that is next; when that row's column comes, its entries
        // are laid out once and all columns of the chain find their places in it.
        var places = [Int32](repeating: 0, count: Int(total))
        var whereInColumn = [Int32](repeating: 0, count: size)
        var chains = [Int32](repeating: -1, count: size)
        var links = [Int32](repeating: -1, count: size)
        var nextEntries = columnStarts
        var cursors = starts
        for k in 0..<size {
            if chains[k] >= 0 {
                for p in columnStarts[k]..<columnStarts[k + 1] {
                    whereInColumn[Int(rowPositions[Int(p)])] = p
                }
            }
            var column = chains[k]
            while column >= 0 {
                let index = Int(column)
                let following = links[index]
                nextEntries[index] += 1
                let (entry, end) = (nextEntries[index], columnStarts[index + 1])
                for p in entry..<end {
                    places[Int(cursors[index])] = whereInColumn[Int(rowPositions[Int(p)])]
                    cursors[index] += 1
                }
                if end - entry > 1 {
                    let row = Int(rowPositions[Int(entry)])
                    links[index] = chains[row]
                    chains[row] = column
                }
                column = following
            }
            if last[k] == -1, columnStarts[k + 1] - columnStarts[k] > 1 {
                let row = Int(rowPositions[Int(columnStarts[k])])
                links[k] = chains[row]
                chains[row] = Int32(k)
            }
        }
        return (starts, places)
    }

    private static func pulls(
        _ last: [Int32], _ columnStarts: [Int32], _ rowPositions: [Int32]
    ) -> (starts: [Int32], sources: [Source]) {
        let size = last.count
        var starts = [Int32](repeating: 0, count: size + 1)
        for k in 0..<size where last[k] >= 0 {
            for p in columnStarts[k]..<columnStarts[k + 1] { starts[Int(rowPositions[Int(p)]) + 1] += 1 }
        }
        for k in 0..<size { starts[k + 1] += starts[k] }
        var sources = [Source](repeating: Source(column: 0, entry: 0), count: Int(starts[size]))
        var cursors = starts
        for k in 0..<size where last[k] >= 0 {
            for p in columnStarts[k]..<columnStarts[k + 1] {
                let row = Int(rowPositions[Int(p)])
                sources[Int(cursors[row])] = Source(column: Int32(k), entry: p - columnStarts[k])
                cursors[row] += 1
            }
        }
        return (starts, sources)
    }
}
