/// The parts of a network that hang together.
public struct ConnectedComponents: Sendable, Hashable {
    /// For each node row, the number of its part: 0, 1, … in the order of their first nodes.
    public let label: [Int32]
    /// Number of nodes in each part.
    public let sizes: [Int]

    /// Number of parts.
    public var count: Int { sizes.count }
}

extension NetworkGraph {
    /// The parts that hang together over the links for which `isPassable` holds; a node with no such link is a
    /// part by itself. Time and memory are linear in nodes and links.
    public func connectedComponents(
        where isPassable: (_ link: Int) -> Bool = { _ in true }
    ) -> ConnectedComponents {
        var label = [Int32](repeating: -1, count: nodeCount)
        var sizes: [Int] = []
        var queue: [Int32] = []
        for seed in 0..<nodeCount where label[seed] < 0 {
            let part = Int32(sizes.count)
            label[seed] = part
            queue.removeAll(keepingCapacity: true)
            queue.append(Int32(seed))
            var head = 0
            while head < queue.count {
                let node = Int(queue[head])
                head += 1
                for place in incidences(of: node) {
                    let neighbor = Int(neighbors[place])
                    if label[neighbor] < 0, isPassable(Int(incidentLinks[place])) {
                        label[neighbor] = part
                        queue.append(Int32(neighbor))
                    }
                }
            }
            sizes.append(queue.count)
        }
        return ConnectedComponents(label: label, sizes: sizes)
    }
}
