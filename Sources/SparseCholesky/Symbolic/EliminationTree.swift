/// Which row of the factor waits for which: the parent of row `k` is the first row below the diagonal of its column.
///
/// J. W. H. Liu, "The role of elimination trees in sparse factorization", SIAM J. Matrix Anal. Appl. 11 (1990) 134–172.
struct EliminationTree {
    /// The parent of each row, -1 for a root. Rows are numbered in the order of elimination.
    var parents: [Int32]

    /// The tree of `pattern` in the order `permutation`, whose inverse is `positions`.
    init(_ pattern: SparsityPattern, permutation: [Int32], positions: [Int32]) {
        let size = pattern.size
        parents = [Int32](repeating: -1, count: size)
        var ancestors = parents
        for k in 0..<size {
            let row = Int(permutation[k])
            for p in Int(pattern.starts[row])..<Int(pattern.starts[row + 1]) {
                // Climb from each earlier neighbour to the root of its subtree, and make `k` the root above it. All
                // that was passed gets a short cut to `k`.
                var node = positions[Int(pattern.neighbours[p])]
                while node >= 0, node < k {
                    let above = ancestors[Int(node)]
                    ancestors[Int(node)] = Int32(k)
                    if above < 0 { parents[Int(node)] = Int32(k) }
                    node = above
                }
            }
        }
    }

    /// The rows such that every subtree is contiguous and ends with its root; children keep their order.
    func postorder() -> [Int32] {
        let size = parents.count
        var firstChild = [Int32](repeating: -1, count: size)
        var sibling = [Int32](repeating: -1, count: size)
        var firstRoot: Int32 = -1
        for node in (0..<size).reversed() {
            let parent = parents[node]
            if parent < 0 {
                sibling[node] = firstRoot
                firstRoot = Int32(node)
            } else {
                sibling[node] = firstChild[Int(parent)]
                firstChild[Int(parent)] = Int32(node)
            }
        }
        var order: [Int32] = []
        order.reserveCapacity(size)
        var root = firstRoot
        while root >= 0 {
            var node = root
            climbing: while true {
                // Down to the first leaf, then up until a sibling is found.
                while firstChild[Int(node)] >= 0 { node = firstChild[Int(node)] }
                order.append(node)
                while sibling[Int(node)] < 0 || node == root {
                    guard node != root else { break climbing }
                    node = parents[Int(node)]
                    order.append(node)
                }
                node = sibling[Int(node)]
            }
            root = sibling[Int(root)]
        }
        return order
    }

    /// A postorder whose lower part is drawn out by height: first all leaves, then what stands on leaves only, and so on.
    ///
    /// In a postorder a node follows its last child at once, and a processor must wait for the one before it can begin the
    /// other. By height, neighbours in the order are independent, and it works on several at a time; among those of one height
    /// columns of as many entries stand together, so that it foresees the ends of loops over them. Supernodes are runs of a
    /// postorder, so what has one in its subtree stays in it.
    ///
    /// - Parameters:
    ///   - counts: entries of each column.
    ///   - limit: a column with more entries belongs to a supernode.
    /// - Precondition: nodes are numbered in a postorder.
    func heightOrder(counts: [Int32], limit: Int32) -> [Int32] {
        let size = parents.count
        let isHigh: Int32 = .max
        var heights = [Int32](repeating: 0, count: size)
        var greatest: Int32 = -1
        for node in 0..<size {
            if counts[node] > limit { heights[node] = isHigh }
            let height = heights[node]
            if height != isHigh { greatest = max(greatest, height) }
            let parent = Int(parents[node])
            guard parent >= 0 else { continue }
            heights[parent] = max(heights[parent], height == isHigh ? isHigh : height + 1)
        }
        // Sorted by counting: by height, then by entries, then as they were; the high ones come last.
        let width = Int(limit) + 1
        let last = (Int(greatest) + 1) * width
        var places = [Int](repeating: 0, count: last + 2)
        func shelf(_ node: Int) -> Int {
            heights[node] == isHigh ? last : Int(heights[node]) * width + Int(counts[node])
        }
        for node in 0..<size { places[shelf(node) + 1] += 1 }
        for shelf in 1..<places.count { places[shelf] += places[shelf - 1] }
        var order = [Int32](repeating: 0, count: size)
        for node in 0..<size {
            let shelf = shelf(node)
            order[places[shelf]] = Int32(node)
            places[shelf] += 1
        }
        return order
    }

    /// The same tree with node `order[k]` renumbered `k`.
    mutating func renumber(by order: [Int32]) {
        var places = [Int32](repeating: 0, count: order.count)
        for (k, node) in order.enumerated() { places[Int(node)] = Int32(k) }
        var renumbered = parents
        for (k, node) in order.enumerated() {
            let parent = parents[Int(node)]
            renumbered[k] = parent < 0 ? -1 : places[Int(parent)]
        }
        parents = renumbered
    }
}
