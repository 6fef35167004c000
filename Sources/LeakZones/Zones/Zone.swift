import Geospatial

/// A leak zone (DMA, 分区): a part of the network whose water is accounted for by itself.
public struct Zone: Hashable, Sendable {
    /// The zone's id, unique in its scheme.
    public var id: String
    /// What people call it.
    public var name: String
    /// The id of the zone that holds this one; `nil` at the top.
    public var parent: String?
    /// Its outline on the map, in the network's coordinate reference system, when it came from a polygon layer.
    public var outline: Geometry?

    /// A zone.
    public init(id: String, name: String? = nil, parent: String? = nil, outline: Geometry? = nil) {
        self.id = id
        self.name = name ?? id
        self.parent = parent
        self.outline = outline
    }
}
