/// How water reaches the segments of a network from the sources through open valves and the right way through one-way links,
/// breadth first: a tree whose branches tell which segments may lose their water when some others are taken out.
///
/// A segment whose way to its root passes none of the segments taken out keeps its water. The segments below one are a run of the
/// numbers of a walk around the tree, so that a question costs as much as what hangs below what it takes out.
struct SupplyTree: Sendable {
    /// Supplied segments, by distance from the sources in valves.
    let order: [Int32]
    /// When the walk enters each segment; -1 for a segment without water.
    let entry: [Int32]
    /// The last entry below each segment.
    let exit: [Int32]
    /// The segment of each entry.
    private let partOfEntry: [Int32]

    init(_ gates: [ValveSegments.Gate], _ incident: CompressedRows, _ hasSource: [Bool]) {
        let count = hasSource.count
        var parent = [Int32](repeating: -2, count: count)
        var order: [Int32] = []
        for segment in 0..<count where hasSource[segment] {
            parent[segment] = -1
            order.append(Int32(segment))
        }
        var head = 0
        while head < order.count {
            let segment = order[head]
            head += 1
            for row in incident[Int(segment)] {
                let gate = gates[Int(row)]
                guard !gate.isShut, gate.passes(from: segment) else { continue }
                let other = gate.nodeSide == segment ? gate.linkSide : gate.nodeSide
                if parent[Int(other)] == -2 {
                    parent[Int(other)] = segment
                    order.append(other)
                }
            }
        }
        // Sizes from the leaves up, then entries from the roots down: no recursion, whatever the depth.
        var size = [Int32](repeating: 1, count: count)
        for segment in order.reversed() where parent[Int(segment)] >= 0 {
            size[Int(parent[Int(segment)])] += size[Int(segment)]
        }
        var entry = [Int32](repeating: -1, count: count)
        var exit = entry
        var free = [Int32](repeating: 0, count: count)
        var nextRoot: Int32 = 0
        for segment in order {
            let row = Int(segment)
            if parent[row] < 0 {
                entry[row] = nextRoot
                nextRoot += size[row]
            } else {
                let above = Int(parent[row])
                entry[row] = free[above]
                free[above] += size[row]
            }
            free[row] = entry[row] + 1
            exit[row] = entry[row] + size[row] - 1
        }
        var partOfEntry = [Int32](repeating: 0, count: order.count)
        for segment in order { partOfEntry[Int(entry[Int(segment)])] = segment }
        self.order = order
        self.entry = entry
        self.partOfEntry = partOfEntry
        self.exit = exit
    }

    /// Whether `segment` has water when nothing is taken out.
    func isSupplied(_ segment: Int32) -> Bool { entry[Int(segment)] >= 0 }

    /// The segments whose ways pass one of `segments`, those among them.
    func below(_ segments: [Int32]) -> [Int32] {
        var found: [Int32] = []
        var last: Int32 = -1
        for segment in segments.filter(isSupplied).sorted(by: { entry[Int($0)] < entry[Int($1)] })
        where exit[Int(segment)] > last {
            // Branches lie within each other or apart.
            found += partOfEntry[Int(entry[Int(segment)])...Int(exit[Int(segment)])]
            last = exit[Int(segment)]
        }
        return found
    }
}
