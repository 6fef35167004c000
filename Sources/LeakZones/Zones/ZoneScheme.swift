import PipeNetwork

/// How a city is divided: zones, nested or not, and the leaf zone of every node.
///
/// A node belongs to at most one leaf, or to a zone with children where it lies in none of them: its trunk mains,
/// which count as one more leaf of it (METHODS 5.1). A node of no zone lies *outside*: the yard of a waterworks, a
/// neighbour's network, a part without an account. A link belongs to the zone of both its ends; a link whose
/// ends differ is a boundary (``ZoneBoundary``).
public struct ZoneScheme: Sendable, Hashable {
    /// The zones, parents before or after their children, in the order a report lists them.
    public private(set) var zones: [Zone]
    /// For each node row, the position in ``zones`` of its leaf zone (or of the zone whose own it is), or -1 outside.
    public private(set) var zoneOfNode: [Int32]
    /// Ids of the links (or of the meters in them) whose flow is measured, besides meter assets that sit in a
    /// link: cuts named by an analyst, such as a pump with a flow sensor.
    public var meteredLinks: [String]

    /// A scheme; throws when zone ids repeat, a parent is missing, parents run in a circle or a node lies in a zone
    /// that is not there.
    public init(zones: [Zone], zoneOfNode: [Int32], meteredLinks: [String] = []) throws(ZoneError) {
        var seen: Set<String> = []
        for zone in zones where !seen.insert(zone.id).inserted { throw .duplicateZone(zone.id) }
        for zone in zones {
            guard let parent = zone.parent else { continue }
            if !seen.contains(parent) { throw .unknownParent(parent, zone: zone.id) }
        }
        for (node, zone) in zoneOfNode.enumerated() where zone < -1 || Int(zone) >= zones.count {
            throw .noZoneAt(position: Int(zone), node: node, zones: zones.count)
        }
        self.zones = zones
        self.zoneOfNode = zoneOfNode
        self.meteredLinks = meteredLinks
        for zone in zones {
            var ancestors: Set<String> = [zone.id]
            var above = zone.parent
            while let id = above {
                if !ancestors.insert(id).inserted { throw .circularParents(zone.id) }
                above = self.zone(id)?.parent
            }
        }
    }

    /// A scheme of no zones for a network of so many nodes.
    public static func empty(nodeCount: Int) -> ZoneScheme {
        ZoneScheme(nodeCount: nodeCount)
    }

    private init(nodeCount: Int) {
        zones = []
        zoneOfNode = Array(repeating: -1, count: nodeCount)
        meteredLinks = []
    }

    /// The zone called `id`.
    public func zone(_ id: String) -> Zone? { zones.first { $0.id == id } }

    /// Position in ``zones`` of the zone called `id`.
    public func index(of id: String) -> Int? { zones.firstIndex { $0.id == id } }

    /// For each zone, the positions of the leaves it stands for: itself when it has no children or has nodes of
    /// its own beside them.
    public var leaves: [[Int]] {
        var position: [String: Int] = [:]
        for (index, zone) in zones.enumerated() { position[zone.id] = index }
        let parents = Set(zones.compactMap(\.parent))
        var hasNodes = Array(repeating: false, count: zones.count)
        for zone in zoneOfNode where zone >= 0 { hasNodes[Int(zone)] = true }
        var leaves: [[Int]] = Array(repeating: [], count: zones.count)
        for (index, zone) in zones.enumerated() where !parents.contains(zone.id) || hasNodes[index] {
            leaves[index].append(index)
            var above = zone.parent
            while let id = above, let parent = position[id] {
                leaves[parent].append(index)
                above = zones[parent].parent
            }
        }
        return leaves
    }

    /// Whether `index` is a zone without children.
    public func isLeaf(_ index: Int) -> Bool { !zones.contains { $0.parent == zones[index].id } }
}
