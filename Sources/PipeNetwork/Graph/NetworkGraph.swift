/// Who meets whom: the nodes and links of a network as compressed adjacency, built once, read by every search.
///
/// Row `n` of the adjacency is `offsets[n]..<offsets[n + 1]` into ``neighbors`` and ``incidentLinks``. A link
/// appears twice, once at either end; a link from a node to itself appears twice at that node.
public struct NetworkGraph: Sendable, Hashable {
    /// Where the adjacency of each node starts; one more entry than nodes.
    public let offsets: [Int32]
    /// The node at the other end of each incidence.
    public let neighbors: [Int32]
    /// The link of each incidence.
    public let incidentLinks: [Int32]
    /// The node at which each link starts.
    public let start: [Int32]
    /// The node at which each link ends.
    public let end: [Int32]

    /// Number of links.
    public var linkCount: Int { start.count }

    /// Number of nodes.
    public var nodeCount: Int { offsets.count - 1 }

    /// The graph of `network`, every link included whatever its status.
    public init(_ network: Network) {
        self.init(nodeCount: network.nodes.count, start: network.links.start, end: network.links.end)
    }

    /// A graph of `nodeCount` nodes from the ends of its links; `start` and `end` hold node rows.
    package init(nodeCount: Int, start: [Int32], end: [Int32]) {
        let links = CompressedRows(count: nodeCount, start: start, end: end)
        offsets = links.offsets
        incidentLinks = links.values
        neighbors =
            CompressedRows(count: nodeCount) { add in
                for link in start.indices {
                    add(Int(start[link]), end[link])
                    add(Int(end[link]), start[link])
                }
            }.values
        self.start = start
        self.end = end
    }

    /// Bytes of the arrays that are the graph's own (the ends of links are shared with the network).
    public var byteCount: Int { 4 * (offsets.count + neighbors.count + incidentLinks.count) }

    /// Number of link ends at `node`.
    public func degree(of node: Int) -> Int { Int(offsets[node + 1] - offsets[node]) }

    /// The incidences of `node`: positions in ``neighbors`` and ``incidentLinks``.
    public func incidences(of node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

    /// The node at the other end of a link; the same one for a link from a node to itself.
    ///
    /// - Parameters:
    ///   - link: the link's row.
    ///   - node: the row of one of its ends.
    public func otherEnd(of link: Int, from node: Int) -> Int {
        Int(start[link]) == node ? Int(end[link]) : Int(start[link])
    }
}
