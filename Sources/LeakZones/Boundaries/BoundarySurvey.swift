import PipeNetwork

/// The steps of a verification on flat arrays; `rows` says where each zone of the scheme stands in the result.
struct BoundarySurvey {
    private let scheme: ZoneScheme
    private let network: Network
    private let graph: NetworkGraph
    private let roles: NodeRoles
    private let isOpen: [Bool]
    private let rows: [Int32]
    private let zoneOfNode: [Int32]
    /// The pieces of all zones, and outside: connected components over open links that cross no boundary.
    private let pieces: ConnectedComponents

    init(
        _ scheme: ZoneScheme, _ network: Network, _ graph: NetworkGraph, _ roles: NodeRoles, _ isOpen: [Bool],
        _ rows: [Int32]
    ) {
        (self.scheme, self.network, self.graph) = (scheme, network, graph)
        (self.roles, self.isOpen, self.rows) = (roles, isOpen, rows)
        let zoneOfNode = scheme.zoneOfNode
        self.zoneOfNode = zoneOfNode
        pieces = graph.connectedComponents { link in
            isOpen[link] && zoneOfNode[Int(graph.start[link])] == zoneOfNode[Int(graph.end[link])]
        }
    }

    /// Counts nodes, links and sources.
    func count(into zones: inout [VerifiedZone]) {
        var (nodes, links, sources) = (
            [Int](repeating: 0, count: zones.count), [Int](repeating: 0, count: zones.count),
            [Int](repeating: 0, count: zones.count)
        )
        for node in zoneOfNode.indices where zoneOfNode[node] >= 0 {
            let row = Int(rows[Int(zoneOfNode[node])])
            nodes[row] += 1
            if roles.isSource[node] { sources[row] += 1 }
        }
        for link in graph.start.indices {
            let zone = zoneOfNode[Int(graph.start[link])]
            if zone >= 0, zone == zoneOfNode[Int(graph.end[link])] { links[Int(rows[Int(zone)])] += 1 }
        }
        for row in zones.indices {
            (zones[row].nodes, zones[row].links, zones[row].sources) = (nodes[row], links[row], sources[row])
        }
    }

    /// Finds the pieces of each zone, what feeds them and where they lead.
    func findPieces(into zones: inout [VerifiedZone]) {
        let isOpen = isOpen
        let reach = graph.connectedComponents { isOpen[$0] }
        let hasSource = reach.holding(roles.isSource)
        let knowsSources = hasSource.contains(true)
        var neighbors: [Int32: Set<Int>] = [:]
        for link in graph.start.indices where isOpen[link] {
            let (from, to) = (Int(graph.start[link]), Int(graph.end[link]))
            guard zoneOfNode[from] != zoneOfNode[to] else { continue }
            neighbors[pieces.label[from], default: []].insert(Int(zoneOfNode[to]))
            neighbors[pieces.label[to], default: []].insert(Int(zoneOfNode[from]))
        }
        var isListed = [Bool](repeating: false, count: pieces.count)
        for node in zoneOfNode.indices where zoneOfNode[node] >= 0 {
            let piece = Int(pieces.label[node])
            guard !isListed[piece] else { continue }
            isListed[piece] = true
            zones[Int(rows[Int(zoneOfNode[node])])].pieces.append(
                .init(
                    node: node, nodes: pieces.sizes[piece],
                    isFed: knowsSources ? hasSource[Int(reach.label[node])] : nil,
                    neighbors: neighbors[Int32(piece), default: []].sorted()))
        }
        for row in zones.indices where zones[row].pieces.count > 1 {
            zones[row].pieces.sort { ($1.nodes, $0.node) < ($0.nodes, $1.node) }
        }
    }

    /// Sorts the boundary links into meters, closed links and breaches, and finds the meters that measure nothing.
    func sortCrossings(into zones: inout [VerifiedZone]) {
        let boundary = ZoneBoundary(scheme, in: network)
        let valves = closedValves()
        let hanging = Bridges(graph, roles, through: isOpen)
        let diameters = network.links.diameter
        for crossing in boundary.crossings {
            let link = crossing.link
            for (zone, other, isEnd) in [
                (crossing.from, crossing.to, false), (crossing.to, crossing.from, true),
            ] {
                guard let zone else { continue }
                let row = Int(rows[zone])
                switch crossing.state {
                case .metered(let id, let isForward):
                    zones[row].meters.append(
                        .init(id: id, link: link, other: other, countsIn: isEnd == isForward))
                    if !isOpen[link] {
                        zones[row].ineffectiveMeters.append(
                            IneffectiveMeter(id: id, link: link, reason: .shut))
                    } else if hanging.leadsNowhere[link] {
                        zones[row].ineffectiveMeters.append(
                            IneffectiveMeter(id: id, link: link, reason: .leadsNowhere))
                    }
                case .closed:
                    zones[row].closed.append(
                        .init(link: link, linkID: crossing.linkID, other: other, valve: valves[link]))
                case .open:
                    let end = Int(isEnd ? graph.end[link] : graph.start[link])
                    let diameter = diameters[link]
                    zones[row].breaches.append(
                        BoundaryBreach(
                            link: link, linkID: crossing.linkID, end: end, into: other,
                            diameter: diameter.isFinite ? diameter : nil, start: end, path: [link]))
                }
            }
        }
        addBypassedCuts(to: &zones)
    }

    /// Cuts that were named and that have one zone on both sides.
    private func addBypassedCuts(to zones: inout [VerifiedZone]) {
        guard !scheme.meteredLinks.isEmpty else { return }
        let lookup = ElementLookup(network)
        for id in scheme.meteredLinks {
            guard let link = lookup.link(carrying: id) else { continue }
            let zone = zoneOfNode[Int(graph.start[link])]
            guard zone >= 0, zone == zoneOfNode[Int(graph.end[link])] else { continue }
            zones[Int(rows[Int(zone)])].ineffectiveMeters.append(
                IneffectiveMeter(id: id, link: link, reason: .bypassed))
        }
    }

    private func closedValves() -> [Int: String] {
        var valves: [Int: String] = [:]
        let assets = network.assets
        for row in assets.rows(of: .isolationValve) where assets.link[row] >= 0 && assets.isClosed[row] {
            let link = Int(assets.link[row])
            if valves[link] == nil { valves[link] = assets.ids[row] }
        }
        return valves
    }

    /// Finds the shortest path to each breach, in the zones that have any.
    func findPaths(into zones: inout [VerifiedZone]) {
        guard zones.contains(where: { !$0.breaches.isEmpty }) else { return }
        var isLeaky = [Bool](repeating: false, count: scheme.zones.count)
        for zone in zones where !zone.breaches.isEmpty { isLeaky[zone.zone] = true }
        let starts = zoneOfNode.indices.lazy.filter { node in
            zoneOfNode[node] >= 0 && isLeaky[Int(zoneOfNode[node])] && roles.hasUse[node]
        }.map { Int32($0) }
        let lengths = network.links.length
        let paths = ZonePathFinder(graph, from: Array(starts), lengths: lengths) {
            [graph, zoneOfNode, isOpen] link in
            isOpen[link] && zoneOfNode[Int(graph.start[link])] == zoneOfNode[Int(graph.end[link])]
        }
        for row in zones.indices where !zones[row].breaches.isEmpty {
            for place in zones[row].breaches.indices {
                let breach = zones[row].breaches[place]
                let path = paths.path(to: breach.end, then: breach.link)
                zones[row].breaches[place].path = path.links
                zones[row].breaches[place].start = path.start
                zones[row].breaches[place].length = path.length
            }
            zones[row].breaches.sort { ($0.length ?? .infinity, $0.link) < ($1.length ?? .infinity, $1.link) }
        }
    }
}
