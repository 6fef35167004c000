/// What lies in each segment between valves: nodes and links by segment, as compressed rows.
public struct SegmentContents: Sendable, Hashable {
    private let nodeOffsets: [Int32]
    private let nodeRows: [Int32]
    private let linkOffsets: [Int32]
    private let linkRows: [Int32]
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
        (nodeOffsets, nodeRows) = Self.sorted(segments.segmentOfNode, segments.count)
        (linkOffsets, linkRows) = Self.sorted(segments.segmentOfLink, segments.count)
    }

    private static func sorted(_ labels: [Int32], _ count: Int) -> ([Int32], [Int32]) {
        var offsets = [Int32](repeating: 0, count: count + 1)
        for label in labels { offsets[Int(label) + 1] += 1 }
        for segment in 0..<count { offsets[segment + 1] += offsets[segment] }
        var next = offsets
        var rows = [Int32](repeating: 0, count: labels.count)
        for (row, label) in labels.enumerated() {
            rows[Int(next[Int(label)])] = Int32(row)
            next[Int(label)] += 1
        }
        return (offsets, rows)
    }

    /// Rows of the nodes in a segment, ascending.
    public func nodes(of segment: Int) -> ArraySlice<Int32> {
        nodeRows[Int(nodeOffsets[segment])..<Int(nodeOffsets[segment + 1])]
    }

    /// Rows of the links in a segment, ascending.
    public func links(of segment: Int) -> ArraySlice<Int32> {
        linkRows[Int(linkOffsets[segment])..<Int(linkOffsets[segment + 1])]
    }
}
