/// Where the three numbers of a link are in a ``SymmetricMatrix``, found once per pattern.
///
/// A conductance g between rows i and j adds g to both diagonals and -g to the coupling. What does not exist goes to a
/// slot that is never read: the coupling of a link to a fixed node, or both diagonals of a link from a row to itself.
/// So assembly is one pass over the links without a branch.
public struct LinkSlots: Sendable, Equatable {
    /// The slot of the first row's diagonal.
    public let first: Int32
    /// The slot of the second row's diagonal.
    public let second: Int32
    /// The slot of the coupling of the two.
    public let coupling: Int32

    init(first: Int32, second: Int32, coupling: Int32) {
        self.first = first
        self.second = second
        self.coupling = coupling
    }
}

extension SymbolicFactor {
    /// Finds the slots of every link.
    ///
    /// - Parameters:
    ///   - first: one end of each link: a row, or a negative number for a node that is not an unknown.
    ///   - second: the other end of each link.
    /// - Returns: one entry for each link.
    /// - Throws: ``CholeskyError/unequalEnds(first:second:)``, ``CholeskyError/rowOutOfRange(link:row:size:)`` or
    ///   ``CholeskyError/uncoupledRows(link:first:second:)``.
    public func slots(first: [Int32], second: [Int32]) throws(CholeskyError) -> [LinkSlots] {
        guard first.count == second.count else {
            throw .unequalEnds(first: first.count, second: second.count)
        }
        let sink = Int32(layout.slotCount - 1)
        var slots: [LinkSlots] = []
        slots.reserveCapacity(first.count)
        for link in first.indices {
            let (i, j) = (Int(first[link]), Int(second[link]))
            guard i < size else { throw .rowOutOfRange(link: link, row: i, size: size) }
            guard j < size else { throw .rowOutOfRange(link: link, row: j, size: size) }
            if i == j {
                slots.append(LinkSlots(first: sink, second: sink, coupling: sink))
            } else if i < 0 || j < 0 {
                slots.append(
                    LinkSlots(
                        first: i < 0 ? sink : positions[i], second: j < 0 ? sink : positions[j], coupling: sink))
            } else if let coupling = layout.slot(positions[i], positions[j]) {
                slots.append(LinkSlots(first: positions[i], second: positions[j], coupling: coupling))
            } else {
                throw .uncoupledRows(link: link, first: i, second: j)
            }
        }
        return slots
    }

    /// The slot of the diagonal of a row.
    public func diagonalSlot(ofRow row: Int) -> Int { Int(positions[row]) }
}
