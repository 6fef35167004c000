/// The graph of what is left to eliminate, after Amestoy, Davis and Duff, "An approximate minimum degree ordering
/// algorithm", SIAM J. Matrix Anal. Appl. 17 (1996) 886–905; section numbers below are theirs.
///
/// Eliminating a variable would couple all its neighbours. Instead of those couplings the graph keeps the eliminated
/// variable as an *element*: a list of the variables it couples. So the graph never grows: a new element takes the
/// place of the elements and the list it is made of. Variables that look alike are one *supervariable*, represented by
/// its principal variable with the weight of all.
///
/// Invariants between two pivots:
/// - a principal variable has `weight > 0` and a list of `elementCount` elements followed by variables;
/// - an element has a rank; it is alive while its `stamp` is not 0;
/// - whatever is absorbed, merged or set aside has `length == 0`.
struct QuotientGraph: ~Copyable {
    /// All that the algorithm knows of one row, in half a cache line.
    struct Node: BitwiseCopyable {
        /// Where the list begins; of an absorbed variable, what it was absorbed into.
        var start: Int32 = 0
        var length: Int32 = 0
        var elementCount: Int32 = 0
        /// Rows this stands for; negative while the variable is in the element being formed, 0 once absorbed.
        var weight: Int32 = 1
        /// Bound of the external degree of a variable; weight of the variables of an element.
        var degree: Int32 = 0
        var stamp: Int32 = 1
        /// The next in the degree list, or in the hash bucket while out of the degree lists.
        var next: Int32 = -1
        /// The one before in the degree list, or the hash while out of the degree lists.
        var previous: Int32 = -1
    }

    let size: Int32
    var nodes: Buffer<Node>
    /// The lists of all variables and elements, with garbage between them.
    var lists: Buffer<Int32>
    /// Where garbage-free room begins in `lists`.
    var free: Int32
    /// First variable of each degree, -1 if none.
    var degreeHeads: Buffer<Int32>
    var minimumDegree: Int32 = 0
    /// First variable of each hash bucket, -1 if none. All empty between pivots.
    var bucketHeads: Buffer<Int32>
    /// Where an element's rows begin in the order, -1 for a variable.
    var ranks: Buffer<Int32>
    /// Rows already ordered, dense rows included.
    var eliminated: Int32 = 0
    /// The next place in the order.
    var place: Int32 = 0
    /// ValidityColumns below this are old.
    var tag: Int32 = 2
    var largestElement: Int32 = 0

    init(_ pattern: SparsityPattern, denseDegree: Int32) {
        let count = pattern.size
        size = Int32(count)
        nodes = Buffer(repeating: Node(), count: count)
        // Live lists never outgrow the pattern, and a new element is shorter than `size`; the fifth is elbow room
        // that keeps compaction rare.
        let entries = pattern.neighbours.count
        lists = Buffer(repeating: 0, count: entries + entries / 5 + count + 1)
        free = Int32(entries)
        degreeHeads = Buffer(repeating: -1, count: count)
        bucketHeads = Buffer(repeating: -1, count: count)
        ranks = Buffer(repeating: -1, count: count)
        for p in 0..<entries { lists[Int32(p)] = pattern.neighbours[p] }
        for row in 0..<count {
            let node = Int32(row)
            let (start, end) = (pattern.starts[row], pattern.starts[row + 1])
            let degree = end - start
            nodes[node].start = start
            nodes[node].length = degree
            nodes[node].degree = degree
            if degree == 0 {
                finish(node, rows: 1)
                eliminated += 1
            } else if degree > denseDegree {
                setAside(node)
            }
        }
        // From the last to the first, so that among equals the first row comes first.
        for node in stride(from: size - 1, through: 0, by: -1) where nodes[node].length > 0 {
            enlist(node)
        }
    }

    /// A row that nearly all others know is ordered last; until then nobody counts it (section 3.1 of the authors'
    /// later Algorithm 837).
    private mutating func setAside(_ node: Int32) {
        nodes[node].weight = 0
        nodes[node].length = 0
        nodes[node].start = -1
        eliminated += 1
    }

    /// Gives an element its place in the order.
    mutating func finish(_ element: Int32, rows: Int32) {
        ranks[element] = place
        place += rows
        nodes[element].weight = rows
    }

    // MARK: Degree lists

    mutating func enlist(_ node: Int32) {
        let degree = nodes[node].degree
        let head = degreeHeads[degree]
        nodes[node].next = head
        nodes[node].previous = -1
        if head >= 0 { nodes[head].previous = node }
        degreeHeads[degree] = node
        minimumDegree = min(minimumDegree, degree)
    }

    @inline(__always)
    mutating func delist(_ node: Int32) {
        let (next, previous) = (nodes[node].next, nodes[node].previous)
        if next >= 0 { nodes[next].previous = previous }
        if previous >= 0 {
            nodes[previous].next = next
        } else {
            degreeHeads[nodes[node].degree] = next
        }
    }

    // MARK: Order

    /// The rows in the order of elimination: each element with the variables it absorbed, then the dense rows.
    consuming func order() -> [Int32] {
        while eliminated < size { eliminatePivot() }

        var order = [Int32](repeating: 0, count: Int(size))
        // From here on a rank is where the element's next row goes.
        for node in 0..<size where ranks[node] >= 0 {
            order[Int(ranks[node])] = node
            ranks[node] += 1
        }
        for node in 0..<size where nodes[node].weight == 0 {
            // Follow the absorptions to an element and let everything on the way point there.
            var root = node
            while root >= 0, nodes[root].weight == 0 { root = nodes[root].start }
            var step = node
            while step != root, step >= 0, nodes[step].weight == 0 {
                let above = nodes[step].start
                nodes[step].start = root
                step = above
            }
            if root >= 0 {
                order[Int(ranks[root])] = node
                ranks[root] += 1
            } else {
                order[Int(place)] = node
                place += 1
            }
        }
        return order
    }
}
