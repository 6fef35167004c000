import Geospatial

/// A source or sink of any amount of water at a given head: a lake, a clear-water basin, a neighbour's main.
public struct Reservoir: Hashable, Sendable, Codable {
    /// The reservoir's id, unique among nodes.
    public var id: String
    /// Where it is, in the network's coordinate reference system.
    public var position: Coordinate?
    /// Total head of its water surface above datum, m; `nil` when the source gave none.
    public var head: Double?
    /// The id of the pattern that scales the head in time.
    public var headPattern: String?
    /// Everything else the source said of it.
    public var attributes: [String: AttributeValue]

    /// A reservoir.
    public init(
        id: String, position: Coordinate? = nil, head: Double? = nil, headPattern: String? = nil,
        attributes: [String: AttributeValue] = [:]
    ) {
        self.id = id
        self.position = position
        self.head = head
        self.headPattern = headPattern
        self.attributes = attributes
    }
}
