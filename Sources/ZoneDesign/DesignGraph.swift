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
        let (kinds, nodeKinds) = (network.links.kinds, network.nodes.kinds)
        var sets = DisjointSets(count: network.nodes.count)
        var degree = [Int32](repeating: 0, count: network.nodes.count)
        var edges: [(from: Int32, to: Int32, cost: Double)] = []
        for link in kinds.indices where isOpen[link] {
            let (from, to) = (Int(network.links.start[link]), Int(network.links.end[link]))
            guard from != to, !isOutside[from], !isOutside[to] else { continue }
            if kinds[link] != .pipe || nodeKinds[from] == .tank || nodeKinds[to] == .tank {
                sets.union(from, to)
            } else {
                edges.append((Int32(from), Int32(to), cost.border(link)))
            }
        }
        Self.foldTrees(&sets, edges, &degree)
        placeOfNode = [Int32](repeating: -1, count: network.nodes.count)
        sizes = []
        var placeOfRoot = placeOfNode
        for node in placeOfNode.indices where !isOutside[node] {
            let root = sets.find(node)
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
        _ sets: inout DisjointSets, _ edges: [(from: Int32, to: Int32, cost: Double)], _ degree: inout [Int32]
    ) {
        var incident: [[Int32]] = Array(repeating: [], count: degree.count)
        for (row, edge) in edges.enumerated() {
            let (from, to) = (sets.find(Int(edge.from)), sets.find(Int(edge.to)))
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
            let (from, to) = (sets.find(Int(edges[Int(row)].from)), sets.find(Int(edges[Int(row)].to)))
            let stem = from == leaf ? to : from
            guard stem != leaf else { continue }
            // The stem stays the root: its edges are those that are left.
            sets.attach(root: leaf, to: stem)
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
        let graph = NetworkGraph(
            nodeCount: count, start: pairs.map { Int32($0.key >> 32) },
            end: pairs.map { Int32($0.key & 0xffff_ffff) })
        offsets = graph.offsets
        neighbors = graph.neighbors
        costs = graph.incidentLinks.map { pairs[Int($0)].value }
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
