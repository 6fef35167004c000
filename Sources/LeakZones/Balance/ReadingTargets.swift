import InputOutput
import PipeNetwork
import Telemetry

/// What in a network can be read: an id in a file of readings must mean one of these.
public struct ReadingTargets {
    private let network: Network
    private var assetIDs: [String: Set<Asset.Kind>] = [:]
    private var meterNumbers: Set<String> = []

    /// The targets in `network`.
    public init(_ network: Network) {
        self.network = network
        for row in 0..<network.assets.count {
            assetIDs[network.assets.ids[row], default: []].insert(network.assets.kinds[row])
            if network.assets.kinds[row] == .customerPoint,
                let number = network.assets.attributes[row, "meter"].text
            {
                meterNumbers.insert(number)
            }
        }
    }

    /// Whether readings of `kind` can belong to `id`.
    ///
    /// Flows belong to meters and links; registers to meters, links, customers and nodes; levels to tanks and
    /// reservoirs; pressures to any node or asset; consumption to customers, meters and nodes.
    public func contains(_ id: String, kind: ReadingKind) -> Bool {
        let assets = assetIDs[id] ?? []
        let isCustomer = assets.contains(.customerPoint) || meterNumbers.contains(id)
        let isMeter = assets.contains(.meter)
        let node = network.nodes.index(of: id)
        let isLink = network.links.index(of: id) != nil
        switch kind {
        case .flow: return isMeter || isLink || assets.contains { $0 != .customerPoint }
        case .register: return isMeter || isLink || isCustomer || node != nil
        case .level: return node.map { network.nodes.kinds[$0] != .junction } ?? false
        case .pressure: return node != nil || !assets.isEmpty
        case .consumption: return isCustomer || isMeter || node != nil
        }
    }

    /// What `kind` may belong to, for messages.
    public static func expected(_ kind: ReadingKind) -> Wording {
        switch kind {
        case .flow: Wording("a meter or a link", "计量表或管段")
        case .register: Wording("a meter, a customer, a link or a node", "计量表、用户、管段或节点")
        case .level: Wording("a tank or a reservoir", "水池（水箱）或水源（水库）")
        case .pressure: Wording("a node or a pressure point", "节点或测压点")
        case .consumption: Wording("a customer, a meter or a node", "用户、计量表或节点")
        }
    }

    /// Up to three ids that look like `id`.
    public func nearest(to id: String) -> [String] {
        nearestIDs(to: id, among: assetIDs.keys.sorted() + network.links.ids + network.nodes.ids)
    }
}
