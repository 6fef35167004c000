/// The point assets of a network by the node they are tied to, for questions about parts of it.
public struct AssetsByNode: Sendable, Hashable {
    private let rows: CompressedRows

    /// Sorts the assets of `network` by node; those tied to nothing are left out.
    public init(_ network: Network) {
        rows = CompressedRows(count: network.nodes.count, labels: network.assets.node)
    }

    /// Rows of the assets at `node`, ascending.
    public func assets(at node: Int) -> ArraySlice<Int32> { rows[node] }
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
