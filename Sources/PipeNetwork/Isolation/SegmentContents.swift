/// What lies in each part between valves: nodes and links by part, as compressed rows.
public struct SegmentContents: Sendable, Hashable {
    private let nodeOffsets: [Int32]
    private let nodeRows: [Int32]
    private let linkOffsets: [Int32]
    private let linkRows: [Int32]
    /// Connections in each part: see ``Network/connectionsOfNodes``.
    public let connections: [Double]

    /// Sorts the nodes and links of `segments` by part.
    ///
    /// - Parameters:
    ///   - segments: the parts.
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
        for part in 0..<count { offsets[part + 1] += offsets[part] }
        var next = offsets
        var rows = [Int32](repeating: 0, count: labels.count)
        for (row, label) in labels.enumerated() {
            rows[Int(next[Int(label)])] = Int32(row)
            next[Int(label)] += 1
        }
        return (offsets, rows)
    }

    /// Rows of the nodes in a part, ascending.
    public func nodes(of part: Int) -> ArraySlice<Int32> {
        nodeRows[Int(nodeOffsets[part])..<Int(nodeOffsets[part + 1])]
    }

    /// Rows of the links in a part, ascending.
    public func links(of part: Int) -> ArraySlice<Int32> {
        linkRows[Int(linkOffsets[part])..<Int(linkOffsets[part + 1])]
    }
}
