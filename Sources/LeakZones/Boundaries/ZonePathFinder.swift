import PipeNetwork

/// The shortest paths, along links inside zones, from where water is used to any node of the same piece.
///
/// One search from all users at once, which never leaves a zone. A link of unknown length is walked only where there is no
/// other path; the length of such a path is unknown too.
struct ZonePathFinder {
    private let graph: NetworkGraph
    private let lengths: [Double]
    private let tree: ShortestPathTree

    /// Longer than all pipes of the earth, so that one link of unknown length weighs more than any known path.
    private static let unknown = 1e10

    /// Searches from `starts` over the links for which `isWalked` holds.
    init(
        _ graph: NetworkGraph, from starts: [Int32], lengths: [Double], through isWalked: (Int) -> Bool
    ) {
        self.graph = graph
        self.lengths = lengths
        tree = graph.shortestPathTree(
            from: starts.map(Int.init), ties: .leastItem,
            by: { link, _ in isWalked(link) ? Self.cost(lengths[link]) : .nan })
    }

    private static func cost(_ length: Double) -> Double { length >= 0 ? length : unknown }

    /// The path to `node` and over `last`: its links in walking order, the node where it begins, and its length, m; `nil`
    /// when a link of it is of unknown length.
    func path(to node: Int, then last: Int) -> (links: [Int], start: Int, length: Double?) {
        let path = tree.path(to: node, in: graph)
        let length = (path == nil ? 0 : tree.distance[node]) + Self.cost(lengths[last])
        return (
            (path ?? []).map(Int.init) + [last], path == nil ? node : Int(tree.seed[node]),
            length < Self.unknown ? length : nil
        )
    }
}
