/// On which node the water of each node depends: the last one that every path from the sources to it passes.
///
/// The immediate dominators of the graph from a root that stands for all sources together, links walked as they may be
/// passed (Lengauer, T.; Tarjan, R. E., *A fast algorithm for finding dominators in a flowgraph*, ACM Transactions on
/// Programming Languages and Systems 1 (1979) 121–141). So one-way links count as what they are; where all links may be
/// passed both ways, what is found is Tarjan's bridges and articulation points. The time is O(m log n).
struct DominatorTree {
    /// Nodes that a source reaches, in the order of a depth-first walk.
    let order: [Int32]
    /// For each entry of `order`, the position in it of the node that it depends on; -1 for none but the sources together.
    let dominator: [Int32]
    /// For each node row, its position in `order`; -1 for a node that no source reaches.
    let position: [Int32]
    /// For each entry of `order`, where what depends on it begins and ends, itself included, in a walk around the tree.
    private let entry: [Int32]
    private let size: [Int32]

    init(_ graph: NetworkGraph, sources: [Int32], passages: [TraversalDirection]) {
        var search = DominatorSearch(graph: graph, passages: passages, sources: sources)
        search.walk()
        search.findDominators()
        let count = search.order.count
        // Number 0 is the root of all sources; what remains are the nodes, in the order of the walk.
        order = Array(search.order.dropFirst())
        dominator = search.dominator.dropFirst().map { $0 - 1 }
        position = search.number.map { $0 < 0 ? -1 : $0 - 1 }
        var size = [Int32](repeating: 1, count: count - 1)
        for at in stride(from: count - 2, through: 0, by: -1) where dominator[at] >= 0 {
            size[Int(dominator[at])] += size[at]
        }
        var entry = [Int32](repeating: 0, count: count - 1)
        var free = entry
        var nextRoot: Int32 = 0
        for at in entry.indices {
            let above = Int(dominator[at])
            if above < 0 {
                entry[at] = nextRoot
                nextRoot += size[at]
            } else {
                entry[at] = free[above]
                free[above] += size[at]
            }
            free[at] = entry[at] + 1
        }
        self.size = size
        self.entry = entry
    }

    /// Number of nodes that depend on the one at a position of ``order``, itself included.
    func dependents(at position: Int) -> Int { Int(size[position]) }

    /// Whether all paths from the sources to the node at `position` pass the one at `other`, or it is that one.
    func depends(_ position: Int, on other: Int) -> Bool {
        entry[position] >= entry[other] && entry[position] < entry[other] + size[other]
    }
}

/// The walk and what it learns; explicit stacks, for a city's streets are longer than any call stack.
private struct DominatorSearch {
    let graph: NetworkGraph
    let passages: [TraversalDirection]
    let sources: [Int32]
    var isSource: [Bool]
    /// Node rows by number; the root, number 0, is none.
    var order: [Int32] = [-1]
    /// The number of each node row; -1 before it is entered.
    var number: [Int32]
    /// By number: whence the walk came; the semidominator; the dominator.
    var parent: [Int32] = [0]
    var dominator: [Int32] = []
    private var semi: [Int32] = []
    /// By number: the forest of what has been dealt with, its paths compressed.
    private var ancestor: [Int32] = []
    private var label: [Int32] = []
    private var path: [Int32] = []

    init(graph: NetworkGraph, passages: [TraversalDirection], sources: [Int32]) {
        (self.graph, self.passages, self.sources) = (graph, passages, sources)
        number = Array(repeating: -1, count: graph.nodeCount)
        isSource = Array(repeating: false, count: graph.nodeCount)
        for source in sources { isSource[Int(source)] = true }
    }

    /// Whether water can pass the link of an incidence from its neighbour to `node`, or from `node` to its neighbour.
    private func passes(_ place: Int, at node: Int, inwards: Bool) -> Bool {
        let link = Int(graph.incidentLinks[place])
        let passage = passages[link]
        if passage == .both { return true }
        let isStart = Int(graph.start[link]) == node
        return passage.contains(isStart != inwards ? .forward : .backward)
    }

    private mutating func enter(_ node: Int32, from origin: Int32) {
        number[Int(node)] = Int32(order.count)
        order.append(node)
        parent.append(origin)
    }

    mutating func walk() {
        var next = Array(graph.offsets.dropLast())
        for source in sources where number[Int(source)] < 0 {
            enter(source, from: 0)
            var stack = [Int(source)]
            while let node = stack.last {
                let place = Int(next[node])
                guard place < Int(graph.offsets[node + 1]) else {
                    stack.removeLast()
                    continue
                }
                next[node] += 1
                let neighbor = Int(graph.neighbors[place])
                guard number[neighbor] < 0, passes(place, at: node, inwards: false) else { continue }
                enter(Int32(neighbor), from: number[node])
                stack.append(neighbor)
            }
        }
    }

    mutating func findDominators() {
        let count = order.count
        semi = (0..<Int32(count)).map { $0 }
        label = semi
        ancestor = Array(repeating: -1, count: count)
        dominator = Array(repeating: 0, count: count)
        // Numbers whose semidominator each is, as linked lists.
        var first = [Int32](repeating: -1, count: count)
        var following = first
        for at in stride(from: count - 1, to: 0, by: -1) {
            let node = Int(order[at])
            if isSource[node] { semi[at] = 0 }
            for place in graph.incidences(of: node) where passes(place, at: node, inwards: true) {
                let before = number[Int(graph.neighbors[place])]
                guard before >= 0 else { continue }
                semi[at] = min(semi[at], semi[Int(best(before))])
            }
            following[at] = first[Int(semi[at])]
            first[Int(semi[at])] = Int32(at)
            let above = Int(parent[at])
            ancestor[at] = Int32(above)
            var one = first[above]
            while one >= 0 {
                let other = best(one)
                dominator[Int(one)] = semi[Int(other)] < semi[Int(one)] ? other : Int32(above)
                one = following[Int(one)]
            }
            first[above] = -1
        }
        for at in 1..<max(1, count) where dominator[at] != semi[at] {
            dominator[at] = dominator[Int(dominator[at])]
        }
    }

    /// The number of least semidominator on the path up the forest from `at`, its root left out.
    private mutating func best(_ at: Int32) -> Int32 {
        guard ancestor[Int(at)] >= 0 else { return label[Int(at)] }
        path.removeAll(keepingCapacity: true)
        var up = at
        while ancestor[Int(ancestor[Int(up)])] >= 0 {
            path.append(up)
            up = ancestor[Int(up)]
        }
        for below in path.reversed() {
            let above = ancestor[Int(below)]
            if semi[Int(label[Int(above)])] < semi[Int(label[Int(below)])] {
                label[Int(below)] = label[Int(above)]
            }
            ancestor[Int(below)] = ancestor[Int(above)]
        }
        return label[Int(at)]
    }
}
