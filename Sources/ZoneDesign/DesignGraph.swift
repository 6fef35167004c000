import LeakZones
import PipeNetwork

/// The network as a design cuts it: what must never be cut contracted to one place, trees folded into what they hang on.
///
/// Never cut are pumps, regulating valves and the links of tanks; a cut through a dead end would give a zone of it. Shut
/// links are no edges: a border there is free. Nodes of the trunk and reservoirs are in no place.
struct DesignGraph {
    /// The place of each node of the network; -1 for reservoirs and the trunk.
    private(set) var placeOfNode: [Int32]
    /// Size of each place, in the design's measure.
    private(set) var sizes: [Double]
    /// Adjacency of the places; edges between the same two are one, their costs added.
    private(set) var offsets: [Int32] = []
    private(set) var neighbors: [Int32] = []
    private(set) var costs: [Double] = []
    /// What hangs together, by place.
    private(set) var component: [Int32] = []
    private(set) var componentSizes: [Double] = []

    var count: Int { sizes.count }

    init(
        _ network: Network, sizeOfNode: [Double], isOutside: [Bool], isOpen: [Bool], cost: DeviceCost
    ) {
        let ends = LinkEnds(network)
        let (kinds, nodeKinds) = (network.links.kinds, network.nodes.kinds)
        var sets = MergedSets(network.nodes.count)
        var degree = [Int32](repeating: 0, count: network.nodes.count)
        var edges: [(from: Int32, to: Int32, cost: Double)] = []
        for link in kinds.indices where isOpen[link] {
            let (from, to) = (Int(ends.start[link]), Int(ends.end[link]))
            guard from != to, !isOutside[from], !isOutside[to] else { continue }
            if kinds[link] != .pipe || nodeKinds[from] == .tank || nodeKinds[to] == .tank {
                sets.merge(from, to)
            } else {
                edges.append((Int32(from), Int32(to), cost.border(link)))
            }
        }
        Self.foldTrees(&sets, edges, &degree)
        placeOfNode = [Int32](repeating: -1, count: network.nodes.count)
        sizes = []
        var placeOfRoot = placeOfNode
        for node in placeOfNode.indices where !isOutside[node] {
            let root = sets.root(node)
            if placeOfRoot[root] < 0 {
                placeOfRoot[root] = Int32(sizes.count)
                sizes.append(0)
            }
            placeOfNode[node] = placeOfRoot[root]
            sizes[Int(placeOfRoot[root])] += sizeOfNode[node]
        }
        connect(edges)
        findComponents()
    }

    /// Merges every node on which but one edge is left with what it hangs on, until none is left.
    private static func foldTrees(
        _ sets: inout MergedSets, _ edges: [(from: Int32, to: Int32, cost: Double)], _ degree: inout [Int32]
    ) {
        var incident: [[Int32]] = Array(repeating: [], count: degree.count)
        for (row, edge) in edges.enumerated() {
            let (from, to) = (sets.root(Int(edge.from)), sets.root(Int(edge.to)))
            guard from != to else { continue }
            for root in [from, to] {
                degree[root] += 1
                incident[root].append(Int32(row))
            }
        }
        var isFolded = [Bool](repeating: false, count: edges.count)
        var leaves = degree.indices.filter { degree[$0] == 1 }
        while let leaf = leaves.popLast() {
            guard degree[leaf] == 1, let row = incident[leaf].first(where: { !isFolded[Int($0)] })
            else { continue }
            isFolded[Int(row)] = true
            let (from, to) = (sets.root(Int(edges[Int(row)].from)), sets.root(Int(edges[Int(row)].to)))
            let stem = from == leaf ? to : from
            guard stem != leaf else { continue }
            // The stem stays the root: its edges are those that are left.
            sets.merge(leaf, into: stem)
            degree[leaf] = 0
            degree[stem] -= 1
            if degree[stem] == 1 { leaves.append(stem) }
        }
    }

    private mutating func connect(_ edges: [(from: Int32, to: Int32, cost: Double)]) {
        var costsOfPair: [Int64: Double] = [:]
        for edge in edges {
            let (a, b) = (placeOfNode[Int(edge.from)], placeOfNode[Int(edge.to)])
            if a != b { costsOfPair[Int64(min(a, b)) << 32 | Int64(max(a, b)), default: 0] += edge.cost }
        }
        let pairs = costsOfPair.sorted { $0.key < $1.key }
        offsets = [Int32](repeating: 0, count: count + 1)
        for (pair, _) in pairs {
            offsets[Int(pair >> 32) + 1] += 1
            offsets[Int(pair & 0xffff_ffff) + 1] += 1
        }
        for place in 0..<count { offsets[place + 1] += offsets[place] }
        var next = Array(offsets.dropLast())
        neighbors = [Int32](repeating: 0, count: 2 * pairs.count)
        costs = [Double](repeating: 0, count: 2 * pairs.count)
        for (pair, cost) in pairs {
            let (a, b) = (Int(pair >> 32), Int(pair & 0xffff_ffff))
            for (from, to) in [(a, b), (b, a)] {
                neighbors[Int(next[from])] = Int32(to)
                costs[Int(next[from])] = cost
                next[from] += 1
            }
        }
    }

    private mutating func findComponents() {
        component = [Int32](repeating: -1, count: count)
        for seed in 0..<count where component[seed] < 0 {
            var stack = [seed]
            let label = Int32(componentSizes.count)
            component[seed] = label
            var size = 0.0
            while let place = stack.popLast() {
                size += sizes[place]
                for at in Int(offsets[place])..<Int(offsets[place + 1]) {
                    let neighbor = Int(neighbors[at])
                    guard component[neighbor] < 0 else { continue }
                    component[neighbor] = label
                    stack.append(neighbor)
                }
            }
            componentSizes.append(size)
        }
    }
}

/// Sets that only grow together.
private struct MergedSets {
    private var parents: [Int32]

    init(_ count: Int) { parents = (0..<Int32(count)).map { $0 } }

    mutating func root(_ member: Int) -> Int {
        var at = member
        while Int(parents[at]) != at {
            parents[at] = parents[Int(parents[at])]
            at = Int(parents[at])
        }
        return at
    }

    mutating func merge(_ a: Int, _ b: Int) {
        let (a, b) = (root(a), root(b))
        if a != b { parents[max(a, b)] = Int32(min(a, b)) }
    }

    mutating func merge(_ root: Int, into other: Int) { parents[root] = Int32(other) }
}
