import PipeNetwork

/// Whether the boundary of every zone holds: each way out crosses a meter or a closed link, and those that do not are
/// named, with the shortest path by which water gets out.
///
/// A boundary link is what ``ZoneBoundary`` says: one whose ends lie in different zones, or in one and outside. It is
/// metered when a meter sits in it or ``ZoneScheme/meteredLinks`` names it, whatever its status; else shut when its status
/// is closed; else a breach. A pump at rest is no closed valve, a check valve none either, and a regulating valve is open
/// unless it is fixed closed. Inside a zone water passes every link that is not shut, also through meters.
///
/// Time and memory are linear in nodes and links but for the search of open paths in zones that leak.
public struct ZoneVerification: Sendable, Hashable {
    /// The zones that have nodes of their own, or no children, in the order of the scheme.
    public private(set) var zones: [VerifiedZone] = []

    /// Verifies the zones of `scheme`.
    ///
    /// - Parameters:
    ///   - scheme: the zones.
    ///   - network: the network they divide.
    ///   - graph: the network's graph, where it is at hand.
    /// - Throws: ``ZoneError/otherNetwork(schemeNodes:networkNodes:)``.
    public init(
        _ scheme: ZoneScheme, in network: Network, graph: NetworkGraph? = nil
    ) throws(ZoneError) {
        guard scheme.zoneOfNode.count == network.nodes.count else {
            throw .otherNetwork(
                schemeNodes: scheme.zoneOfNode.count, networkNodes: network.nodes.count)
        }
        let graph = graph ?? NetworkGraph(network)
        let roles = NodeRoles(network)
        let (statuses, kinds) = (network.links.status, network.links.kinds)
        let isOpen = statuses.indices.map { statuses[$0] != .closed || kinds[$0] == .pump }
        var rows = [Int32](repeating: -1, count: scheme.zones.count)
        for leaf in Self.leaves(scheme) {
            rows[leaf] = Int32(zones.count)
            zones.append(VerifiedZone(zone: leaf, id: scheme.zones[leaf].id))
        }
        let survey = BoundarySurvey(scheme, network, graph, roles, isOpen, rows)
        survey.count(into: &zones)
        survey.findPieces(into: &zones)
        survey.sortCrossings(into: &zones)
        survey.findPaths(into: &zones)
    }

    /// The zone called `id`; `nil` when it is not there or has neither nodes of its own nor no children.
    public func zone(_ id: String) -> VerifiedZone? { zones.first { $0.id == id } }

    /// Whether every zone passes (``VerifiedZone/passes``); false without any zone.
    public var passes: Bool { !zones.isEmpty && zones.allSatisfy(\.passes) }

    /// Number of boundary links that are open and not metered, each once.
    public var breachCount: Int { Set(zones.flatMap { $0.breaches.map(\.link) }).count }

    private static func leaves(_ scheme: ZoneScheme) -> [Int] {
        var hasNodes = [Bool](repeating: false, count: scheme.zones.count)
        for zone in scheme.zoneOfNode where zone >= 0 { hasNodes[Int(zone)] = true }
        let parents = Set(scheme.zones.compactMap(\.parent))
        return scheme.zones.indices.filter { hasNodes[$0] || !parents.contains(scheme.zones[$0].id) }
    }
}
