/// A path of least weight.
public struct ShortestPath: Sendable, Hashable {
    /// Its links, in walking order.
    public let links: [Int32]
    /// Its nodes, in walking order, one more than links.
    public let nodes: [Int32]
    /// The sum of the links' weights.
    public let weight: Double
}

extension NetworkGraph {
    /// The nodes along `links` from `origin`, in walking order.
    func nodes(along links: [Int32], from origin: Int) -> [Int32] {
        var nodes = [Int32(origin)]
        for link in links { nodes.append(Int32(otherEnd(of: Int(link), from: Int(nodes[nodes.count - 1])))) }
        return nodes
    }
}
