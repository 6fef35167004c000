import PipeNetwork

/// How much of a city hangs on each node, in the measure by which zones are to be of a size.
enum NodeSizes {
    /// More than any customer or pipe can have: what is beyond is a slip of the pen.
    private static let most = 1e7

    /// Connections (`ZoneFacts.connections`) or half the length of the pipes of each node, m.
    static func of(_ network: Network, _ measure: ZoneDesignOptions.BalanceCriterion) -> [Double] {
        var sizes = [Double](repeating: 0, count: network.nodes.count)
        switch measure {
        case .length:
            for link in 0..<network.links.count {
                let length = network.links.length[link]
                guard network.links.kinds[link] == .pipe, length > 0, length <= most else { continue }
                sizes[Int(network.links.start[link])] += length / 2
                sizes[Int(network.links.end[link])] += length / 2
            }
        case .connections:
            let assets = network.assets
            guard assets.kinds.contains(.customerPoint) else {
                for node in sizes.indices where network.nodes.demands[node].contains(where: { $0.base > 0 }) {
                    sizes[node] = 1
                }
                return sizes
            }
            for row in assets.rows(of: .customerPoint) where assets.node[row] >= 0 {
                sizes[Int(assets.node[row])] += min(most, assets.served(at: row))
            }
        }
        return sizes
    }
}
