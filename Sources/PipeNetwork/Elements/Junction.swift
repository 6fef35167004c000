import Geospatial

/// A point of the network where pipes meet or water is drawn.
public struct Junction: Hashable, Sendable, Codable {
    /// The junction's id, unique among nodes.
    public var id: String
    /// Where it is, in the network's coordinate reference system.
    public var position: Coordinate?
    /// Height of the node above datum, m; `nil` when the source gave none.
    public var elevation: Double?
    /// What is drawn here, a category each; EPANET's `[DEMANDS]`.
    public var demands: [Demand]
    /// Emitter discharge coefficient, m³/s at 1 m of pressure head; 0 for none.
    public var emitterCoefficient: Double
    /// Everything else the source said of it.
    public var attributes: [String: AttributeValue]

    /// A junction.
    public init(
        id: String, position: Coordinate? = nil, elevation: Double? = nil, demands: [Demand] = [],
        emitterCoefficient: Double = 0, attributes: [String: AttributeValue] = [:]
    ) {
        self.id = id
        self.position = position
        self.elevation = elevation
        self.demands = demands
        self.emitterCoefficient = emitterCoefficient
        self.attributes = attributes
    }
}

/// One category of what is drawn at a junction.
public struct Demand: Hashable, Sendable, Codable {
    /// Average flow drawn before pattern and demand multiplier, m³/s; negative for an inflow.
    public var base: Double
    /// The id of the pattern that scales it in time; `nil` for the network's default pattern.
    public var pattern: String?
    /// A name for the kind of use, such as `domestic`.
    public var category: String?

    /// A demand category.
    public init(base: Double, pattern: String? = nil, category: String? = nil) {
        self.base = base
        self.pattern = pattern
        self.category = category
    }
}
