/// The connected components of a network.
public struct ConnectedComponents: Sendable, Hashable {
    /// For each node row, the number of its component: 0, 1, … in the order of their first nodes.
    public let label: [Int32]
    /// Number of nodes in each component.
    public let sizes: [Int]

    /// Number of components.
    public var count: Int { sizes.count }
}

extension NetworkGraph {
    /// The components connected over the links for which `isPassable` holds; a node with no such link is a
    /// component by itself. Time and memory are linear in nodes and links.
    public func connectedComponents(
        where isPassable: (_ link: Int) -> Bool = { _ in true }
    ) -> ConnectedComponents {
        var label = [Int32](repeating: -1, count: nodeCount)
        var sizes: [Int] = []
        for seed in 0..<nodeCount where label[seed] < 0 {
            let component = Int32(sizes.count)
            label[seed] = component
            let nodes = walk(from: [Int32(seed)]) { link, _, neighbor in
                guard label[neighbor] < 0, isPassable(link) else { return false }
                label[neighbor] = component
                return true
            }
            sizes.append(nodes.count)
        }
        return ConnectedComponents(label: label, sizes: sizes)
    }
}
