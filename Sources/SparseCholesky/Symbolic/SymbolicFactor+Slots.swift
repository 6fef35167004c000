extension SymbolicFactor {
    /// Where each link's conductance is in a ``ConductanceMatrix``, found once per pattern.
    ///
    /// A link between two rows has a coupling, a link from a row to a fixed node is a part of the row's tie. A link that
    /// changes nothing, from a row to itself or between fixed nodes, gets a slot that is never read. So assembly is one
    /// addition for each link, without a branch.
    ///
    /// - Parameters:
    ///   - first: one end of each link: a row, or a negative number for a node that is not an unknown.
    ///   - second: the other end of each link.
    /// - Returns: one slot for each link.
    /// - Throws: ``CholeskyError/unequalEnds(first:second:)``, ``CholeskyError/rowOutOfRange(link:row:size:)`` or
    ///   ``CholeskyError/uncoupledRows(link:first:second:)``.
    public func slots(first: [Int32], second: [Int32]) throws(CholeskyError) -> [Int32] {
        guard first.count == second.count else {
            throw .unequalEnds(first: first.count, second: second.count)
        }
        let sink = Int32(layout.slotCount - 1)
        var slots: [Int32] = []
        slots.reserveCapacity(first.count)
        for link in first.indices {
            let (i, j) = (Int(first[link]), Int(second[link]))
            guard i < size else { throw .rowOutOfRange(link: link, row: i, size: size) }
            guard j < size else { throw .rowOutOfRange(link: link, row: j, size: size) }
            if i == j || (i < 0 && j < 0) {
                slots.append(sink)
            } else if i < 0 || j < 0 {
                slots.append(positions[max(i, j)])
            } else if let coupling = layout.slot(positions[i], positions[j]) {
                slots.append(coupling)
            } else {
                throw .uncoupledRows(link: link, first: i, second: j)
            }
        }
        return slots
    }

    /// Where the tie of each row is in a ``ConductanceMatrix``: the position of the row.
    public var tieSlots: [Int32] { positions }
}
