/// A part of a network: nodes, links and what is tied to them, with the sums that people ask for.
public struct NetworkSubset: Sendable, Hashable {
    /// Node rows, ascending.
    public let nodes: [Int32]
    /// Link rows, ascending.
    public let links: [Int32]
    /// Rows of the assets tied to these nodes or sitting in these links, ascending.
    public let assets: [Int32]
    /// Length of its pipes, m; pipes of unknown length have no part in it.
    public let length: Double
    /// Volume of its pipes, m³: what has to be drained.
    public let volume: Double
    /// What its customers have in connections: see ``Network/connectionsOfNodes``.
    public let connections: Double
    /// What is drawn at its nodes on average, m³/s, before patterns.
    public let demand: Double

    /// A part of `network`.
    ///
    /// - Parameters:
    ///   - network: the network.
    ///   - nodes: node rows, in any order, each once.
    ///   - links: link rows, in any order, each once.
    ///   - assetsByNode: the network's assets by node, when they are at hand.
    public init(
        of network: Network, nodes: [Int32], links: [Int32], assetsByNode: AssetsByNode? = nil
    ) {
        let assetsByNode = assetsByNode ?? AssetsByNode(network)
        self.nodes = nodes.sorted()
        self.links = links.sorted()
        var found: [Int32] = []
        var (connections, demand) = (0.0, 0.0)
        // Customers come with one of the first sources, so that this looks at a few assets only.
        let hasCustomers = network.assets.kinds.contains(.customerPoint)
        for node in self.nodes {
            demand += network.nodes.demands[Int(node)].reduce(0) { $0 + $1.base }
            if !hasCustomers, network.nodes.demands[Int(node)].contains(where: { $0.base > 0 }) {
                connections += 1
            }
            for asset in assetsByNode.assets(at: Int(node)) {
                // What sits in a link belongs to that link, which may lie on the other side of a valve.
                guard network.assets.link[Int(asset)] < 0 else { continue }
                found.append(asset)
                if network.assets.kinds[Int(asset)] == .customerPoint {
                    connections += network.assets.served(at: Int(asset))
                }
            }
        }
        var (length, volume) = (0.0, 0.0)
        for link in self.links {
            let row = Int(link)
            let metres = network.links.length[row]
            if network.links.kinds[row] == .pipe, metres > 0 {
                length += metres
                let diameter = network.links.diameter[row]
                if diameter > 0 { volume += metres * .pi / 4 * diameter * diameter }
            }
            let (start, end) = (network.links.start[row], network.links.end[row])
            for node in start == end ? [start] : [start, end] {
                for asset in assetsByNode.assets(at: Int(node)) where network.assets.link[Int(asset)] == link
                {
                    found.append(asset)
                }
            }
        }
        assets = found.sorted()
        (self.length, self.volume, self.connections, self.demand) = (length, volume, connections, demand)
    }

    /// Rows of its assets of `kind`.
    public func assets(of kind: Asset.Kind, in network: Network) -> [Int32] {
        assets.filter { network.assets.kinds[Int($0)] == kind }
    }
}
