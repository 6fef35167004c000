import PipeNetwork

/// What a zone consists of: the denominators of its indicators.
public struct ZoneFacts: Sendable, Hashable {
    /// Length of the pipes whose two ends lie in the zone, and half of those that cross its boundary, m.
    public var mainsLength = 0.0
    /// The part of it that is of DN75 and larger, m; `nil` when any pipe's diameter is not known.
    public var largePipes: Double? = 0
    /// Service connections: the `connections` of its customer points (1 where they state none), or, in a network
    /// without customer points, its nodes with a demand.
    public var connections = 0.0
    /// Customer points.
    public var customers = 0
    /// Nodes.
    public var nodes = 0

    /// Facts of nothing.
    public init() {}

    /// Facts of every zone of a scheme, parents included, in the order of the scheme.
    public static func all(_ scheme: ZoneScheme, in network: Network) -> [ZoneFacts] {
        var leaves = Array(repeating: ZoneFacts(), count: scheme.zones.count)
        let hasCustomers = network.assets.kinds.contains(.customerPoint)
        for node in 0..<network.nodes.count {
            let zone = Int(scheme.zoneOfNode[node])
            guard zone >= 0 else { continue }
            leaves[zone].nodes += 1
            if !hasCustomers, network.nodes.demands[node].contains(where: { $0.base > 0 }) {
                leaves[zone].connections += 1
            }
        }
        for link in 0..<network.links.count where network.links.kinds[link] == .pipe {
            let length = network.links.length[link]
            guard length.isFinite else { continue }
            let diameter = network.links.diameter[link]
            for end in [network.links.start[link], network.links.end[link]] {
                let zone = Int(scheme.zoneOfNode[Int(end)])
                guard zone >= 0 else { continue }
                leaves[zone].mainsLength += length / 2
                if !diameter.isFinite {
                    leaves[zone].largePipes = nil
                } else if diameter >= 0.075 - 1e-9 {
                    leaves[zone].largePipes = leaves[zone].largePipes.map { $0 + length / 2 }
                }
            }
        }
        for asset in network.assets.rows(of: .customerPoint) where network.assets.node[asset] >= 0 {
            let zone = Int(scheme.zoneOfNode[Int(network.assets.node[asset])])
            guard zone >= 0 else { continue }
            leaves[zone].customers += 1
            leaves[zone].connections += network.assets.attributes[asset, "connections"].number ?? 1
        }
        return scheme.leaves.map { members in
            members.reduce(into: ZoneFacts()) { sum, leaf in
                sum.mainsLength += leaves[leaf].mainsLength
                sum.largePipes = sum.largePipes.flatMap { sum in leaves[leaf].largePipes.map { sum + $0 } }
                sum.connections += leaves[leaf].connections
                sum.customers += leaves[leaf].customers
                sum.nodes += leaves[leaf].nodes
            }
        }
    }
}
