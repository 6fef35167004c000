/// Links and nodes whose loss alone takes the water from others, and how much hangs on them.
///
/// Water comes from a root that stands for all sources together and passes links as they may be passed, check valves,
/// pumps and pressure valves one way only. A node hangs on all nodes that each path to it passes (see ``DominatorTree``),
/// and on a link where that is the only way in: what hangs on it is exactly what no source reaches without it.
public struct SinglePointsOfFailure: Sendable, Hashable {
    /// A link or a node, and what loses its water with it.
    public struct Point: Sendable, Hashable {
        /// Row of the link or node.
        public let row: Int32
        /// Nodes that lose their water, the node itself not counted.
        public let nodesBehind: Int
        /// The sum of their weights: connections, customers or whatever was given.
        public let weightBehind: Double
    }

    /// Links whose loss cuts nodes off, by row.
    public let bridges: [Point]
    /// Nodes whose loss cuts other nodes off, by row; a source among them is one that others depend on alone.
    public let articulations: [Point]
    /// Nodes that no source reaches to begin with; no point of failure is sought among them.
    public let unsupplied: Int

    /// - Parameters:
    ///   - graph: the network's graph.
    ///   - sources: rows of nodes from which water comes.
    ///   - weights: how much each node counts, by row.
    ///   - passages: how each link may be passed, by row.
    public init(
        _ graph: NetworkGraph, sources: [Int32], weights: [Double], passages: [TraversalDirection]
    ) {
        precondition(weights.count == graph.nodeCount && passages.count == graph.linkCount)
        let tree = DominatorTree(graph, sources: sources, passages: passages)
        var weight = tree.order.map { weights[Int($0)] }
        for at in weight.indices.reversed() where tree.dominator[at] >= 0 {
            weight[Int(tree.dominator[at])] += weight[at]
        }
        var isSource = [Bool](repeating: false, count: graph.nodeCount)
        for source in sources { isSource[Int(source)] = true }
        var bridges: [Point] = []
        for (at, node) in tree.order.enumerated() where !isSource[Int(node)] {
            guard let link = Self.onlyWay(to: Int(node), at, graph, passages, tree) else { continue }
            bridges.append(
                Point(row: link, nodesBehind: tree.dependents(at: at), weightBehind: weight[at]))
        }
        self.bridges = bridges.sorted { $0.row < $1.row }
        articulations = tree.order.indices.filter { tree.dependents(at: $0) > 1 }.map { at in
            Point(
                row: tree.order[at], nodesBehind: tree.dependents(at: at) - 1,
                weightBehind: weight[at] - weights[Int(tree.order[at])])
        }.sorted { $0.row < $1.row }
        unsupplied = graph.nodeCount - tree.order.count
    }

    /// The one link over which water comes to a node that has not passed the node itself before; `nil` for several.
    private static func onlyWay(
        to node: Int, _ at: Int, _ graph: NetworkGraph, _ passages: [TraversalDirection],
        _ tree: DominatorTree
    ) -> Int32? {
        var only: Int32?
        for place in graph.incidences(of: node) {
            let link = graph.incidentLinks[place]
            let inwards: TraversalDirection = Int(graph.start[Int(link)]) == node ? .backward : .forward
            let before = Int(tree.position[Int(graph.neighbors[place])])
            guard passages[Int(link)].contains(inwards), before >= 0, !tree.depends(before, on: at) else {
                continue
            }
            guard only == nil else { return nil }
            only = link
        }
        return only
    }
}
