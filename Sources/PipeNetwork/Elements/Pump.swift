import Geospatial

/// A pump between two nodes; water passes from `start` to `end` only.
public struct Pump: Hashable, Sendable, Codable {
    /// The pump's id, unique among links.
    public var id: String
    /// The id of the suction node.
    public var start: String
    /// The id of the delivery node.
    public var end: String
    /// The id of the curve head gain (m) against flow (m³/s).
    public var headCurve: String?
    /// Constant power put into the water, W, instead of a head curve.
    public var power: Double?
    /// Relative speed, 1 at the curve's own speed.
    public var speed: Double
    /// The id of the pattern that scales the speed in time.
    public var speedPattern: String?
    /// Whether it runs at the start.
    public var status: LinkStatus
    /// The id of the curve efficiency (%) against flow (m³/s).
    public var efficiencyCurve: String?
    /// Price of energy, currency per kWh; `nil` for the network's.
    public var energyPrice: Double?
    /// The id of the pattern that scales the price in time.
    public var pricePattern: String?
    /// Bends between the two nodes, from start to end.
    public var vertices: [Coordinate]
    /// Everything else the source said of it.
    public var attributes: [String: AttributeValue]

    /// A pump.
    public init(
        id: String, start: String, end: String, headCurve: String? = nil, power: Double? = nil,
        speed: Double = 1, speedPattern: String? = nil, status: LinkStatus = .open,
        efficiencyCurve: String? = nil, energyPrice: Double? = nil, pricePattern: String? = nil,
        vertices: [Coordinate] = [], attributes: [String: AttributeValue] = [:]
    ) {
        self.id = id
        self.start = start
        self.end = end
        self.headCurve = headCurve
        self.power = power
        self.speed = speed
        self.speedPattern = speedPattern
        self.status = status
        self.efficiencyCurve = efficiencyCurve
        self.energyPrice = energyPrice
        self.pricePattern = pricePattern
        self.vertices = vertices
        self.attributes = attributes
    }
}
