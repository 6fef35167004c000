import WaterLoss
import PipeNetwork

/// What a zone consists of: the denominators of its indicators.
public struct ZoneFacts: Sendable, Hashable {
    /// Length of the pipes whose two ends lie in the zone, and half of those that cross its boundary, m.
    public var mainsLength = 0.0
    /// The part of it that is of DN75 and larger, m; `nil` when any pipe's diameter is not known.
    public var largePipes: Double? = 0
    /// Service connections (接户管): the `connections` of its customer points; where they state only `households` an estimate
    /// from these, one at least; 1 where they state neither. In a network without customer points its nodes with a demand.
    public var connections = 0.0
    /// The part of ``connections`` that was estimated from households.
    public var estimatedConnections = 0.0
    /// Households (户): the `households` of its customer points, or their `connections` where they state none.
    public var households = 0.0
    /// Customer points.
    public var customers = 0
    /// Nodes.
    public var nodes = 0

    /// Facts of nothing.
    public init() {}

    /// Facts of every zone of a scheme, parents included, in the order of the scheme.
    ///
    /// - Parameters:
    ///   - scheme: the zones.
    ///   - network: the network they were made for.
    ///   - ratio: households for each connection, where only households are stated; `nil` takes
    ///     `ServiceConnections.householdsPerConnection`.
    public static func all(
        _ scheme: ZoneScheme, in network: Network, householdsPerConnection ratio: Double? = nil
    ) -> [ZoneFacts] {
        all(scheme.areas(withCity: nil), of: scheme, in: network, householdsPerConnection: ratio)
    }

    /// Facts of areas of a scheme, in their order.
    static func all(
        _ areas: [AreaMembers], of scheme: ZoneScheme, in network: Network,
        householdsPerConnection ratio: Double?
    ) -> [ZoneFacts] {
        let ratio = max(1e-9, ratio ?? ServiceConnections.householdsPerConnection)
        var leaves = Array(repeating: ZoneFacts(), count: scheme.zones.count)
        let hasCustomers = network.assets.kinds.contains(.customerPoint)
        for node in 0..<network.nodes.count {
            let zone = Int(scheme.zoneOfNode[node])
            guard zone >= 0 else { continue }
            leaves[zone].nodes += 1
            if !hasCustomers, network.nodes.demands[node].contains(where: { $0.base > 0 }) {
                leaves[zone].connections += 1
                leaves[zone].households += 1
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
            let stated = network.assets.attributes[asset, "connections"].number
            let households = network.assets.attributes[asset, "households"].number
            leaves[zone].households += households ?? stated ?? 1
            if stated == nil, let households, households > 0 {
                // A customer point has a pipe of its own, however few live behind it.
                let estimate = max(1, households / ratio)
                leaves[zone].connections += estimate
                leaves[zone].estimatedConnections += estimate
            } else {
                leaves[zone].connections += stated ?? 1
            }
        }
        return areas.map { area in
            area.leaves.reduce(into: ZoneFacts()) { sum, leaf in
                sum.mainsLength += leaves[leaf].mainsLength
                sum.largePipes = sum.largePipes.flatMap { sum in leaves[leaf].largePipes.map { sum + $0 } }
                sum.connections += leaves[leaf].connections
                sum.estimatedConnections += leaves[leaf].estimatedConnections
                sum.households += leaves[leaf].households
                sum.customers += leaves[leaf].customers
                sum.nodes += leaves[leaf].nodes
            }
        }
    }
}
