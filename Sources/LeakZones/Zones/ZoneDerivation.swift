import PipeNetwork

/// Zones by cutting the graph: each connected component that is left when no water passes a cut is a zone.
public struct ZoneDerivation: Sendable {
    /// The scheme.
    public var scheme: ZoneScheme
    /// Parts left outside every zone, by the id of a node in each: yards behind a source meter, lone nodes.
    public var outside: [String]
    /// Cuts that separate nothing: both their ends lie in one zone, so the water has another way round.
    public var bypassedCuts: [BypassedCut]

    /// A cut that separates nothing.
    public struct BypassedCut: Sendable, Hashable {
        /// The id as it was given.
        public var cut: String
        /// The zone on both its sides.
        public var zone: String
        /// The ids of links that lead round it, the shortest way in links.
        public var way: [String]
    }
}

extension ZoneScheme {
    /// Derives zones by cutting `network` at metered links and closed valves.
    ///
    /// A part becomes a zone unless it holds nothing to balance: a part of sources alone (a reservoir, a
    /// waterworks) or of a lone node lies outside. Zones are called `Z1`, `Z2`, … by falling number of nodes
    /// unless `names` says otherwise (a number that is given as a name is left out).
    ///
    /// - Parameters:
    ///   - network: the network.
    ///   - cuts: ids of links, of meters or of valves in a link, where the flow is known or nil. Every link that
    ///     is closed (pumps apart: a pump at rest is no closed valve) is cut too.
    ///   - names: for ids of nodes, what to call the zone that holds them.
    /// - Throws: ``ZoneError`` for a cut or a node that is not there and for names that contradict.
    public static func derived(
        from network: Network, cuts: [String], names: [(node: String, name: String)] = []
    ) throws(ZoneError) -> ZoneDerivation {
        let lookup = ElementLookup(network)
        var isCut = [Bool](repeating: false, count: network.links.count)
        var linkOfCut: [(cut: String, link: Int)] = []
        for cut in cuts {
            guard let link = lookup.link(carrying: cut) else {
                throw .unknownCut(cut, nearest: lookup.nearestLinkIDs(to: cut))
            }
            isCut[link] = true
            linkOfCut.append((cut, link))
        }
        for link in 0..<network.links.count where network.isShut(link) { isCut[link] = true }
        let graph = NetworkGraph(network)
        let parts = graph.connectedComponents { !isCut[$0] }
        let holdsWater = Self.accountableParts(network, parts)
        let order = parts.sizes.indices.filter { holdsWater[$0] }.sorted {
            (parts.sizes[$1], $0) < (parts.sizes[$0], $1)
        }
        var zoneOfPart = [Int32](repeating: -1, count: parts.count)
        for (zone, part) in order.enumerated() { zoneOfPart[part] = Int32(zone) }

        let given = Set(names.map(\.name))
        let free = (1...).lazy.map { "Z\($0)" }.filter { !given.contains($0) }
        var ids = Array(free.prefix(order.count))
        var named: [Int: String] = [:]
        for (node, name) in names {
            guard let row = network.nodes.index(of: node) else {
                throw .unknownNode(node, nearest: nearestIDs(to: node, among: network.nodes.ids))
            }
            let zone = Int(zoneOfPart[Int(parts.label[row])])
            guard zone >= 0 else { throw .nodeOutside(node, name: name) }
            if let other = named[zone], other != name { throw .twoNames(other, name, zone: "holds \(node)") }
            named[zone] = name
            ids[zone] = name
        }
        let scheme = try ZoneScheme(
            zones: ids.map { Zone(id: $0) }, zoneOfNode: parts.label.map { zoneOfPart[Int($0)] },
            meteredLinks: cuts)
        var outside: [String] = []
        var isListed = [Bool](repeating: false, count: parts.count)
        for node in 0..<network.nodes.count {
            let part = Int(parts.label[node])
            guard zoneOfPart[part] < 0, !isListed[part] else { continue }
            isListed[part] = true
            outside.append(network.nodes.ids[node])
        }
        let bypassed = linkOfCut.compactMap { cut, link -> ZoneDerivation.BypassedCut? in
            let start = Int(network.links.start[link])
            let zone = scheme.zoneOfNode[start]
            guard zone >= 0, zone == scheme.zoneOfNode[Int(network.links.end[link])] else { return nil }
            let way = graph.shortestWay(from: start, to: Int(network.links.end[link])) { !isCut[$0] }
            return .init(
                cut: cut, zone: scheme.zones[Int(zone)].id, way: way.map { network.links.ids[$0] })
        }
        return ZoneDerivation(scheme: scheme, outside: outside, bypassedCuts: bypassed)
    }

    /// For each part, whether there is anything in it to account for.
    static func accountableParts(
        _ network: Network, _ parts: ConnectedComponents
    ) -> [Bool] {
        let roles = NodeRoles(network)
        let hasSource = parts.holding(roles.isSource)
        let hasUse = parts.holding(roles.hasUse)
        return parts.sizes.indices.map { hasUse[$0] || (!hasSource[$0] && parts.sizes[$0] > 1) }
    }

    /// For each part, whether a reservoir or a waterworks stands in it.
    static func partsWithSource(_ network: Network, _ parts: ConnectedComponents) -> [Bool] {
        parts.holding(NodeRoles(network).isSource)
    }
}

extension ConnectedComponents {
    /// For each part, whether any of its nodes is marked.
    package func holding(_ isMarked: [Bool]) -> [Bool] {
        var holds = [Bool](repeating: false, count: count)
        for node in isMarked.indices where isMarked[node] { holds[Int(label[node])] = true }
        return holds
    }
}

extension NetworkGraph {
    /// The links of a way with the fewest links from one node to another; empty when there is none.
    func shortestWay(from start: Int, to end: Int, through isPassable: (Int) -> Bool) -> [Int] {
        let trace = trace(from: [start], through: { link, _ in isPassable(link) }, stopsAt: { $0 == end })
        guard let place = trace.nodes.firstIndex(of: Int32(end)) else { return [] }
        return trace.path(to: place).map(Int.init)
    }
}
