import PipeNetwork

/// Which nodes put water in and which take it, for every question that asks whether a part holds either.
package struct NodeRoles {
    /// Whether a reservoir or a waterworks stands at the node.
    package private(set) var isSource: [Bool]
    /// Whether water is used or stored at the node: a demand that is not 0, a tank, a customer or a secondary supply
    /// station.
    package private(set) var hasUse: [Bool]

    package init(_ network: Network) {
        let (kinds, demands) = (network.nodes.kinds, network.nodes.demands)
        isSource = network.sourceFlags(countingTanks: false)
        hasUse = kinds.indices.map { node in
            switch kinds[node] {
            case .reservoir: false
            case .tank: true
            case .junction: demands[node].contains { $0.base != 0 }
            }
        }
        let (things, places) = (network.assets.kinds, network.assets.node)
        for asset in things.indices where places[asset] >= 0 {
            switch things[asset] {
            case .customerPoint, .secondarySupplyStation: hasUse[Int(places[asset])] = true
            default: break
            }
        }
    }
}
