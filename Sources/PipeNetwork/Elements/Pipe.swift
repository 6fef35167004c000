import Geospatial

/// A conduit between two nodes.
public struct Pipe: Hashable, Sendable, Codable {
    /// The pipe's id, unique among links.
    public var id: String
    /// The id of the node where positive flow enters.
    public var start: String
    /// The id of the node where positive flow leaves.
    public var end: String
    /// Length, m; `nil` when the source gave none and there is no geometry to measure.
    public var length: Double?
    /// Inner diameter for hydraulics, m; `nil` when the source gave none. DN is `nominalDiameter / 1000` here
    /// until something better is known.
    public var diameter: Double?
    /// Roughness in the sense of the network's head-loss formula: Hazen-Williams C (no unit), Darcy-Weisbach
    /// height (m), Chezy-Manning n (no unit); `nil` when the source gave none.
    public var roughness: Double?
    /// Minor loss coefficient K, no unit.
    public var minorLoss: Double
    /// Whether water can pass.
    public var status: LinkStatus
    /// Whether a check valve keeps the flow from `start` to `end`.
    public var hasCheckValve: Bool
    /// How it leaks by its pressure; `nil` for a tight pipe.
    public var leakage: PipeLeakage?
    /// Bends between the two nodes, from start to end, in the network's coordinate reference system.
    public var vertices: [Coordinate]
    /// Everything else the source said of it.
    public var attributes: [String: AttributeValue]

    /// A pipe.
    public init(
        id: String, start: String, end: String, length: Double? = nil, diameter: Double? = nil,
        roughness: Double? = nil, minorLoss: Double = 0, status: LinkStatus = .open,
        hasCheckValve: Bool = false, leakage: PipeLeakage? = nil, vertices: [Coordinate] = [],
        attributes: [String: AttributeValue] = [:]
    ) {
        self.id = id
        self.start = start
        self.end = end
        self.length = length
        self.diameter = diameter
        self.roughness = roughness
        self.minorLoss = minorLoss
        self.status = status
        self.hasCheckValve = hasCheckValve
        self.leakage = leakage
        self.vertices = vertices
        self.attributes = attributes
    }
}

/// Whether a link lets water pass before any control acts.
public enum LinkStatus: UInt8, Hashable, Sendable, Codable {
    /// Open: a pipe that passes water, a pump that runs, a valve fixed fully open.
    case open
    /// Closed.
    case closed
    /// A valve that regulates by its setting.
    case active
}
