import InputOutput
import Geospatial
import PipeNetwork

/// Which zone every node got from a polygon layer or an attribute, and what had to be decided on the way.
public struct ZoneAssignment: Sendable {
    /// The scheme.
    public var scheme: ZoneScheme
    /// Pipes that cross an outline, by id, with the zones of their two ends (`nil` outside): they are boundary
    /// links, metered, closed or open as they may be.
    public var crossingPipes: [(pipe: String, from: String?, to: String?)]
    /// Nodes drawn on the wrong side of an outline that were given to the zone they are connected with (`nil`: outside).
    public var adjusted: [(node: String, zone: String?)]
    /// Number of nodes in no zone.
    public var nodesOutside: Int
}

extension ZoneScheme {
    /// Assigns every node of `network` to the leaf zone whose outline covers it, and those in none to the smallest
    /// zone with children that covers them, as its own.
    ///
    /// Outlines are drawn by hand, along streets, and meters stand in chambers a few metres off. So a small
    /// part that its own zone reaches only through a meter or a closed valve, and that hangs openly in one other
    /// zone, is given to that zone. Everything else stays as it lies: a pipe that crosses an outline with
    /// neither meter nor valve is an open boundary, and is named as one. A waterworks that stands in an outline but
    /// delivers through meters alone lies outside: what passes them is the zone's input.
    ///
    /// - Throws: ``ZoneError`` when a zone has no area or two leaf areas overlap by more than 1 % of the smaller.
    public static func assigned(
        _ zones: [Zone], to network: Network
    ) throws -> ZoneAssignment {
        let leafless = try ZoneScheme(zones: zones, zoneOfNode: [])
        let leaves = zones.indices.filter { leafless.isLeaf($0) }
        for leaf in leaves {
            switch zones[leaf].outline {
            case .polygon, .multiPolygon: break
            case let other:
                throw ZoneError.notAnArea(
                    feature: zones[leaf].id,
                    found: other?.typeWording
                        ?? Wording("feature without geometry", "没有几何的要素"))
            }
        }
        try checkOverlaps(leaves.map { zones[$0] })
        var zoneOfNode = try nodesCovered(by: zones, leaves, network)
        let adjusted = Set(
            settleDeviceNodes(&zoneOfNode, network) + settleStrays(&zoneOfNode, Set(leaves), network)
                + settleSources(&zoneOfNode, network)
        ).sorted()
        let scheme = try ZoneScheme(zones: zones, zoneOfNode: zoneOfNode)
        return ZoneAssignment(
            scheme: scheme, crossingPipes: crossingPipes(scheme, network),
            adjusted: adjusted.map {
                (network.nodes.ids[$0], zoneOfNode[$0] < 0 ? nil : zones[Int(zoneOfNode[$0])].id)
            },
            nodesOutside: zoneOfNode.count { $0 < 0 })
    }

    /// Assigns nodes by an attribute of nodes, or of the pipes that meet there: each value is a zone.
    ///
    /// A node whose pipes carry different values belongs to the value most of them carry (the first in order
    /// of text when they tie).
    public static func byAttribute(_ name: String, in network: Network) throws(ZoneError) -> ZoneAssignment {
        let graph = NetworkGraph(network)
        var ids: [String] = []
        var index: [String: Int32] = [:]
        func zone(_ id: String) -> Int32 {
            if let known = index[id] { return known }
            index[id] = Int32(ids.count)
            ids.append(id)
            return Int32(ids.count - 1)
        }
        var zoneOfNode = [Int32](repeating: -1, count: network.nodes.count)
        for node in 0..<network.nodes.count {
            if let value = network.nodes.attributes[node, name].text {
                zoneOfNode[node] = zone(value)
                continue
            }
            var votes: [String: Int] = [:]
            for place in graph.incidences(of: node) {
                if let value = network.links.attributes[Int(graph.incidentLinks[place]), name].text {
                    votes[value, default: 0] += 1
                }
            }
            if let winner = votes.min(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                zoneOfNode[node] = zone(winner.key)
            }
        }
        guard !ids.isEmpty else {
            throw .noSuchAttribute(
                name,
                found: Array(Set(network.nodes.attributes.names + network.links.attributes.names)).sorted())
        }
        let scheme = try ZoneScheme(zones: ids.map { Zone(id: $0) }, zoneOfNode: zoneOfNode)
        return ZoneAssignment(
            scheme: scheme, crossingPipes: crossingPipes(scheme, network), adjusted: [],
            nodesOutside: zoneOfNode.count { $0 < 0 })
    }

    private static func checkOverlaps(_ zones: [Zone]) throws {
        let boxes = zones.map { $0.outline?.boundingBox }
        for i in zones.indices {
            for j in zones.indices.dropFirst(i + 1) {
                guard let a = boxes[i], let b = boxes[j], a.intersects(b), let first = zones[i].outline,
                    let second = zones[j].outline
                else { continue }
                let common = try first.intersection(second).area
                if common > 0.01 * min(first.area, second.area) {
                    throw ZoneError.overlappingAreas(zones[i].id, zones[j].id, squareMetres: common)
                }
            }
        }
    }

    private static func nodesCovered(
        by zones: [Zone], _ leaves: [Int], _ network: Network
    ) throws -> [Int32] {
        var parents: [(zone: Int, area: Double)] = []
        for zone in zones.indices where !leaves.contains(zone) {
            if let area = zones[zone].outline?.area, area > 0 { parents.append((zone, area)) }
        }
        // Leaves first, then parents from the smallest: the first that covers a node has it.
        let candidates = leaves + parents.sorted { ($0.area, $0.zone) < ($1.area, $1.zone) }.map(\.zone)
        let tree = try STRTree(
            boxes: candidates.map {
                zones[$0].outline?.boundingBox ?? BoundingBox(minX: 0, minY: 0, maxX: -1, maxY: -1)
            })
        let prepared = try candidates.map { try PreparedGeometry(zones[$0].outline ?? .collection([])) }
        var zoneOfNode = [Int32](repeating: -1, count: network.nodes.count)
        for node in 0..<network.nodes.count {
            guard let place = network.nodes.position(node) else { continue }
            let box = BoundingBox(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y)
            for rank in tree.query(box).sorted() where try prepared[rank].covers(place) {
                zoneOfNode[node] = Int32(candidates[rank])
                break
            }
        }
        return zoneOfNode
    }

    /// Gives the node of a meter or a shut valve to the zone it hangs in openly, and returns the nodes moved.
    ///
    /// Outlines are often drawn through the very chamber. The device acts on one link at its node, so the node
    /// belongs with what it meets over the other.
    private static func settleDeviceNodes(_ zoneOfNode: inout [Int32], _ network: Network) -> [Int] {
        let graph = NetworkGraph(network)
        let isBarrier = barriers(network)
        let drawn = zoneOfNode
        var adjusted: [Int] = []
        for asset in 0..<network.assets.count where network.assets.link[asset] >= 0 {
            let node = Int(network.assets.node[asset])
            guard isBarrier[Int(network.assets.link[asset])], graph.degree(of: node) == 2 else { continue }
            for place in graph.incidences(of: node) where !isBarrier[Int(graph.incidentLinks[place])] {
                let zone = drawn[Int(graph.neighbors[place])]
                if zone != zoneOfNode[node] { adjusted.append(node) }
                zoneOfNode[node] = zone
            }
        }
        return adjusted
    }

    /// Links that no water passes unseen: metered or closed.
    private static func barriers(_ network: Network) -> [Bool] {
        var isBarrier = (0..<network.links.count).map { network.isShut($0) }
        for asset in network.assets.rows(of: .meter) where network.assets.link[asset] >= 0 {
            isBarrier[Int(network.assets.link[asset])] = true
        }
        return isBarrier
    }

    /// Puts sources that deliver through meters alone outside and returns their nodes: a part of sources without
    /// any use that no open link joins to anything, but a metered one does.
    private static func settleSources(_ zoneOfNode: inout [Int32], _ network: Network) -> [Int] {
        let isBarrier = barriers(network)
        let parts = NetworkGraph(network).connectedComponents { !isBarrier[$0] }
        let holdsWater = accountableParts(network, parts)
        let hasSource = partsWithSource(network, parts)
        var isDelivering = [Bool](repeating: false, count: parts.count)
        for link in 0..<network.links.count {
            let start = parts.label[Int(network.links.start[link])]
            let end = parts.label[Int(network.links.end[link])]
            guard start != end else { continue }
            isDelivering[Int(start)] = true
            isDelivering[Int(end)] = true
        }
        var adjusted: [Int] = []
        for node in zoneOfNode.indices where zoneOfNode[node] >= 0 {
            let part = Int(parts.label[node])
            guard !holdsWater[part], isDelivering[part], hasSource[part] else { continue }
            zoneOfNode[node] = -1
            adjusted.append(node)
        }
        return adjusted
    }

    /// A part of a zone is a stray when it is no larger than this and hangs in one other zone only.
    private static let largestStray = 20

    /// Gives strays to the zone they are connected with and returns their nodes.
    ///
    /// A stray is a small part of a zone that its own zone does not reach without passing a meter or a closed
    /// valve, while all passable links from it lead into one other zone (or all outside). The largest part of a
    /// leaf zone is the zone itself, however small it is.
    private static func settleStrays(
        _ zoneOfNode: inout [Int32], _ leaves: Set<Int>, _ network: Network
    ) -> [Int] {
        let graph = NetworkGraph(network)
        let isBarrier = barriers(network)
        let links = network.links
        let parts = graph.connectedComponents { [zoneOfNode] link in
            !isBarrier[link] && zoneOfNode[Int(links.start[link])] == zoneOfNode[Int(links.end[link])]
        }
        var around: [Int32: Set<Int32>] = [:]
        for link in 0..<links.count where !isBarrier[link] {
            let start = Int(links.start[link])
            let end = Int(links.end[link])
            guard zoneOfNode[start] != zoneOfNode[end] else { continue }
            around[parts.label[start], default: []].insert(parts.label[end])
            around[parts.label[end], default: []].insert(parts.label[start])
        }
        var zoneOfPart = [Int32](repeating: -1, count: parts.count)
        for node in zoneOfNode.indices { zoneOfPart[Int(parts.label[node])] = zoneOfNode[node] }
        var largest: [Int32: Int] = [:]
        for (part, zone) in zoneOfPart.enumerated() where leaves.contains(Int(zone)) {
            if parts.sizes[part] > largest[zone].map({ parts.sizes[$0] }) ?? 0 { largest[zone] = part }
        }
        var moved: [Int32: Int32] = [:]
        for (part, neighbors) in around
        where parts.sizes[Int(part)] <= largestStray && largest[zoneOfPart[Int(part)]] != Int(part) {
            let zones = Set(neighbors.map { zoneOfPart[Int($0)] })
            // A stray yields to something larger than itself, so that two neighbours never swap.
            guard zones.count == 1, let zone = zones.first,
                neighbors.allSatisfy({ parts.sizes[Int($0)] > parts.sizes[Int(part)] })
            else { continue }
            moved[part] = zone
        }
        var adjusted: [Int] = []
        for node in zoneOfNode.indices {
            guard let zone = moved[parts.label[node]] else { continue }
            zoneOfNode[node] = zone
            adjusted.append(node)
        }
        return adjusted
    }

    private static func crossingPipes(
        _ scheme: ZoneScheme, _ network: Network
    ) -> [(pipe: String, from: String?, to: String?)] {
        (0..<network.links.count).compactMap { link in
            let from = Int(scheme.zoneOfNode[Int(network.links.start[link])])
            let to = Int(scheme.zoneOfNode[Int(network.links.end[link])])
            guard from != to else { return nil }
            return (
                network.links.ids[link], from < 0 ? nil : scheme.zones[from].id,
                to < 0 ? nil : scheme.zones[to].id
            )
        }
    }
}
