/// The point assets of a network by the node they are tied to, for questions about parts of it.
public struct AssetsByNode: Sendable, Hashable {
    private let offsets: [Int32]
    private let rows: [Int32]

    /// Sorts the assets of `network` by node; those tied to nothing are left out.
    public init(_ network: Network) {
        var offsets = [Int32](repeating: 0, count: network.nodes.count + 1)
        for node in network.assets.node where node >= 0 { offsets[Int(node) + 1] += 1 }
        for node in 0..<network.nodes.count { offsets[node + 1] += offsets[node] }
        var next = offsets
        var rows = [Int32](repeating: 0, count: Int(offsets[network.nodes.count]))
        for (asset, node) in network.assets.node.enumerated() where node >= 0 {
            rows[Int(next[Int(node)])] = Int32(asset)
            next[Int(node)] += 1
        }
        self.offsets = offsets
        self.rows = rows
    }

    /// Rows of the assets at `node`, ascending.
    public func assets(at node: Int) -> ArraySlice<Int32> {
        rows[Int(offsets[node])..<Int(offsets[node + 1])]
    }
}

extension Network {
    /// How many connections each node has: those of its customers, one for a customer that does not say; and where the
    /// network has no customers, one for each junction that draws water.
    public var connectionsOfNodes: [Double] {
        var connections = [Double](repeating: 0, count: nodes.count)
        var hasCustomers = false
        for asset in 0..<assets.count where assets.kinds[asset] == .customerPoint {
            hasCustomers = true
            guard assets.node[asset] >= 0 else { continue }
            connections[Int(assets.node[asset])] += assets.served(at: asset)
        }
        guard !hasCustomers else { return connections }
        for node in 0..<nodes.count where nodes.demands[node].contains(where: { $0.base > 0 }) {
            connections[node] = 1
        }
        return connections
    }
}
