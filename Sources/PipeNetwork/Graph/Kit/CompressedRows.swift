/// Lists of numbers, one for each row, in one flat array: row `n` is the part of ``values`` from `offsets[n]` up to
/// `offsets[n + 1]`.
package struct CompressedRows: Sendable, Hashable {
    /// Where each row begins; one more entry than rows.
    package let offsets: [Int32]
    /// The numbers of all rows, row after row.
    package let values: [Int32]

    /// Number of rows.
    package var count: Int { offsets.count - 1 }

    /// Rows from entries in any order; a row keeps its numbers in the order in which they come.
    ///
    /// - Parameters:
    ///   - count: number of rows.
    ///   - entries: calls what it is given with each entry's row and number. It runs twice, to count and to place, and must
    ///     give the same entries both times.
    package init(count: Int, entries: (_ add: (_ row: Int, _ value: Int32) -> Void) -> Void) {
        var offsets = [Int32](repeating: 0, count: count + 1)
        entries { row, _ in offsets[row + 1] += 1 }
        for row in 0..<count { offsets[row + 1] += offsets[row] }
        var next = Array(offsets.dropLast())
        var values = [Int32](repeating: 0, count: Int(offsets[count]))
        entries { row, value in
            values[Int(next[row])] = value
            next[row] += 1
        }
        self.offsets = offsets
        self.values = values
    }

    /// The positions of each label, ascending; what has a negative label is in no row.
    package init(count: Int, labels: [Int32]) {
        self.init(count: count) { add in
            for position in labels.indices where labels[position] >= 0 {
                add(Int(labels[position]), Int32(position))
            }
        }
    }

    /// The edges at each node, ascending; an edge from a node to itself is there twice.
    package init(count: Int, start: [Int32], end: [Int32]) {
        self.init(count: count) { add in
            for edge in start.indices {
                add(Int(start[edge]), Int32(edge))
                add(Int(end[edge]), Int32(edge))
            }
        }
    }

    /// The numbers of a row.
    package subscript(row: Int) -> ArraySlice<Int32> { values[range(of: row)] }

    /// Where the numbers of a row stand in ``values``.
    package func range(of row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }
}
