/// What lies in each segment between valves: nodes and links by segment, as compressed rows.
public struct SegmentContents: Sendable, Hashable {
    private let nodes: CompressedRows
    private let links: CompressedRows
    /// Connections in each segment: see ``Network/connectionsOfNodes``.
    public let connections: [Double]

    /// Sorts the nodes and links of `segments` by segment.
    ///
    /// - Parameters:
    ///   - segments: the segments.
    ///   - network: the network that was cut.
    public init(_ segments: ValveSegments, in network: Network) {
        var connections = [Double](repeating: 0, count: segments.count)
        for (node, count) in network.connectionsOfNodes.enumerated() {
            connections[Int(segments.segmentOfNode[node])] += count
        }
        self.connections = connections
        nodes = CompressedRows(count: segments.count, labels: segments.segmentOfNode)
        links = CompressedRows(count: segments.count, labels: segments.segmentOfLink)
    }

    /// Rows of the nodes in a segment, ascending.
    public func nodes(of segment: Int) -> ArraySlice<Int32> { nodes[segment] }

    /// Rows of the links in a segment, ascending.
    public func links(of segment: Int) -> ArraySlice<Int32> { links[segment] }
}
