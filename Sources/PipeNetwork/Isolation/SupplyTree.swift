/// How water reaches the parts of a network from the sources through open valves and the right way through one-way links,
/// breadth first: a tree whose branches tell which parts may lose their water when some others are taken out.
///
/// A part whose way to its root passes none of the parts taken out keeps its water. The parts below one are a run of the
/// numbers of a walk around the tree, so that a question costs as much as what hangs below what it takes out.
struct SupplyTree: Sendable {
    /// Supplied parts, by distance from the sources in valves.
    let order: [Int32]
    /// When the walk enters each part; -1 for a part without water.
    let entry: [Int32]
    /// The last entry below each part.
    let exit: [Int32]
    /// The part of each entry.
    private let partOfEntry: [Int32]

    init(
        _ gates: [ValveSegments.Gate], _ offsets: [Int32], _ incident: [Int32], _ hasSource: [Bool]
    ) {
        let count = hasSource.count
        var parent = [Int32](repeating: -2, count: count)
        var order: [Int32] = []
        for part in 0..<count where hasSource[part] {
            parent[part] = -1
            order.append(Int32(part))
        }
        var head = 0
        while head < order.count {
            let part = order[head]
            head += 1
            for place in Int(offsets[Int(part)])..<Int(offsets[Int(part) + 1]) {
                let gate = gates[Int(incident[place])]
                guard !gate.isShut, gate.passes(from: part) else { continue }
                let other = gate.nodeSide == part ? gate.linkSide : gate.nodeSide
                if parent[Int(other)] == -2 {
                    parent[Int(other)] = part
                    order.append(other)
                }
            }
        }
        // Sizes from the leaves up, then entries from the roots down: no recursion, whatever the depth.
        var size = [Int32](repeating: 1, count: count)
        for part in order.reversed() where parent[Int(part)] >= 0 {
            size[Int(parent[Int(part)])] += size[Int(part)]
        }
        var entry = [Int32](repeating: -1, count: count)
        var exit = entry
        var free = [Int32](repeating: 0, count: count)
        var nextRoot: Int32 = 0
        for part in order {
            let row = Int(part)
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
        for part in order { partOfEntry[Int(entry[Int(part)])] = part }
        self.order = order
        self.entry = entry
        self.partOfEntry = partOfEntry
        self.exit = exit
    }

    /// Whether `part` has water when nothing is taken out.
    func isSupplied(_ part: Int32) -> Bool { entry[Int(part)] >= 0 }

    /// The parts whose ways pass one of `parts`, those among them.
    func below(_ parts: [Int32]) -> [Int32] {
        var found: [Int32] = []
        var last: Int32 = -1
        for part in parts.filter(isSupplied).sorted(by: { entry[Int($0)] < entry[Int($1)] })
        where exit[Int(part)] > last {
            // Branches lie within each other or apart.
            found += partOfEntry[Int(entry[Int(part)])...Int(exit[Int(part)])]
            last = exit[Int(part)]
        }
        return found
    }
}
