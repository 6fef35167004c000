import Geospatial

/// A storage whose level rises and falls with the water that flows in and out.
public struct Tank: Hashable, Sendable, Codable {
    /// The tank's id, unique among nodes.
    public var id: String
    /// Where it is, in the network's coordinate reference system.
    public var position: Coordinate?
    /// Height of the tank's bottom above datum, m; levels count from here.
    public var elevation: Double?
    /// Level at the start of a simulation, m.
    public var initialLevel: Double
    /// Lowest level, m.
    public var minimumLevel: Double
    /// Highest level, m.
    public var maximumLevel: Double
    /// Diameter of the cylinder, m; 0 when a volume curve describes the tank or nothing is known.
    public var diameter: Double
    /// Volume at the lowest level, m³ (used with a cylinder only).
    public var minimumVolume: Double
    /// The id of the curve volume (m³) against level (m), instead of the cylinder.
    public var volumeCurve: String?
    /// Whether a full tank spills what still flows in.
    public var canOverflow: Bool
    /// Everything else the source said of it.
    public var attributes: [String: AttributeValue]

    /// A tank.
    public init(
        id: String, position: Coordinate? = nil, elevation: Double? = nil, initialLevel: Double = 0,
        minimumLevel: Double = 0, maximumLevel: Double = 0, diameter: Double = 0, minimumVolume: Double = 0,
        volumeCurve: String? = nil, canOverflow: Bool = false, attributes: [String: AttributeValue] = [:]
    ) {
        self.id = id
        self.position = position
        self.elevation = elevation
        self.initialLevel = initialLevel
        self.minimumLevel = minimumLevel
        self.maximumLevel = maximumLevel
        self.diameter = diameter
        self.minimumVolume = minimumVolume
        self.volumeCurve = volumeCurve
        self.canOverflow = canOverflow
        self.attributes = attributes
    }

    /// Area of the cylinder's surface, m²; `nil` when the tank has no diameter.
    public var surfaceArea: Double? {
        diameter > 0 ? Double.pi / 4 * diameter * diameter : nil
    }

    /// Volume stored at `level` (m), in m³, by the volume curve (straight between its points, and beyond its
    /// ends on the line of the last two) or by the cylinder; `nil` when neither is known.
    public func volume(atLevel level: Double, curve: Curve?) -> Double? {
        if volumeCurve != nil { return curve?.value(at: level) }
        guard let surfaceArea else { return nil }
        let below = minimumVolume > 0 ? minimumVolume : surfaceArea * minimumLevel
        return below + surfaceArea * (level - minimumLevel)
    }
}
