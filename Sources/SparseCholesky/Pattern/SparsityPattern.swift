/// Where a symmetric matrix may differ from zero: the graph of its couplings.
///
/// The diagonal always belongs to the pattern and is not stored. Neighbours of a row are ascending and unique, so two
/// patterns are equal exactly when they couple the same rows.
public struct SparsityPattern: Sendable, Equatable {
    /// Number of rows (and columns).
    public let size: Int
    /// The neighbours of row `i` are `neighbours[starts[i]..<starts[i + 1]]`; `size + 1` entries.
    public let starts: [Int32]
    /// Column indices off the diagonal, both halves of the symmetric matrix, ascending in each row.
    public let neighbours: [Int32]

    /// Number of coupled pairs of rows, each counted once.
    public var couplingCount: Int { neighbours.count / 2 }

    /// Couples the two ends of every link.
    ///
    /// Parallel links share one coupling. A link from a row to itself adds none, nor does a link with a negative end:
    /// that stands for a node that is not an unknown of the system.
    ///
    /// - Parameters:
    ///   - size: number of rows.
    ///   - first: one end of each link, a row or a negative number.
    ///   - second: the other end of each link.
    /// - Throws: ``CholeskyError/impossibleSize(_:)``, ``CholeskyError/unequalEnds(first:second:)`` or
    ///   ``CholeskyError/rowOutOfRange(link:row:size:)``.
    public init(size: Int, first: [Int32], second: [Int32]) throws(CholeskyError) {
        guard size >= 0, size < Int(Int32.max) else { throw .impossibleSize(size) }
        guard first.count == second.count else {
            throw .unequalEnds(first: first.count, second: second.count)
        }
        guard first.count < Int(Int32.max) / 2 else { throw .factorTooLarge(entries: 2 * first.count) }

        var counts = [Int32](repeating: 0, count: size + 1)
        for link in first.indices {
            let (i, j) = (Int(first[link]), Int(second[link]))
            guard i < size else { throw .rowOutOfRange(link: link, row: i, size: size) }
            guard j < size else { throw .rowOutOfRange(link: link, row: j, size: size) }
            if i >= 0, j >= 0, i != j {
                counts[i + 1] += 1
                counts[j + 1] += 1
            }
        }
        for i in 0..<size { counts[i + 1] += counts[i] }

        // Two passes of bucket sort: links by one end, then rows in ascending order into their neighbours' lists,
        // which leaves every list ascending without a comparison.
        var unsorted = [Int32](repeating: 0, count: Int(counts[size]))
        var cursor = counts
        for link in first.indices {
            let (i, j) = (first[link], second[link])
            if i >= 0, j >= 0, i != j {
                unsorted[Int(cursor[Int(i)])] = j
                cursor[Int(i)] += 1
                unsorted[Int(cursor[Int(j)])] = i
                cursor[Int(j)] += 1
            }
        }
        var sorted = [Int32](repeating: 0, count: unsorted.count)
        for i in 0..<size { cursor[i] = counts[i] }
        for i in 0..<size {
            for p in Int(counts[i])..<Int(counts[i + 1]) {
                let j = Int(unsorted[p])
                sorted[Int(cursor[j])] = Int32(i)
                cursor[j] += 1
            }
        }

        var starts = [Int32](repeating: 0, count: size + 1)
        var kept = 0
        for i in 0..<size {
            var last: Int32 = -1
            for p in Int(counts[i])..<Int(counts[i + 1]) where sorted[p] != last {
                last = sorted[p]
                sorted[kept] = last
                kept += 1
            }
            starts[i + 1] = Int32(kept)
        }
        sorted.removeLast(sorted.count - kept)
        self.size = size
        self.starts = starts
        self.neighbours = sorted
    }

    /// Couples pairs of rows.
    ///
    /// - Parameters:
    ///   - size: number of rows.
    ///   - edges: pairs of rows; repeated pairs and pairs of equal rows are allowed.
    /// - Throws: ``CholeskyError/impossibleSize(_:)`` or ``CholeskyError/rowOutOfRange(link:row:size:)``, also for a
    ///   negative row.
    public init(size: Int, edges: [(Int, Int)]) throws(CholeskyError) {
        for (link, edge) in edges.enumerated() {
            guard edge.0 >= 0, edge.0 < size else {
                throw .rowOutOfRange(link: link, row: edge.0, size: size)
            }
            guard edge.1 >= 0, edge.1 < size else {
                throw .rowOutOfRange(link: link, row: edge.1, size: size)
            }
        }
        guard size < Int(Int32.max) else { throw .impossibleSize(size) }
        try self.init(size: size, first: edges.map { Int32($0.0) }, second: edges.map { Int32($0.1) })
    }

    /// The rows coupled with `row`, ascending.
    public func neighbours(of row: Int) -> ArraySlice<Int32> {
        neighbours[Int(starts[row])..<Int(starts[row + 1])]
    }
}
