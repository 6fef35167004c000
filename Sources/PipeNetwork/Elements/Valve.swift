import Geospatial

/// A regulating valve between two nodes. (The isolation valves of a street are point assets on pipes.)
public struct Valve: Hashable, Sendable, Codable {
    /// What the valve regulates.
    public enum Kind: String, Hashable, Sendable, CaseIterable, BitwiseCopyable, Codable {
        /// Pressure reducing: keeps the pressure behind it from rising above the setting.
        case prv = "PRV"
        /// Pressure sustaining: keeps the pressure before it from falling below the setting.
        case psv = "PSV"
        /// Pressure breaker: takes a fixed pressure off.
        case pbv = "PBV"
        /// Flow control: keeps the flow from rising above the setting.
        case fcv = "FCV"
        /// Throttle control: a minor loss coefficient.
        case tcv = "TCV"
        /// General purpose: a head-loss curve.
        case gpv = "GPV"
        /// Positional control: percent open against percent of full flow by a curve.
        case pcv = "PCV"
    }

    /// The valve's id, unique among links.
    public var id: String
    /// The id of the node before it.
    public var start: String
    /// The id of the node behind it.
    public var end: String
    /// What it regulates.
    public var kind: Kind
    /// Diameter, m; `nil` when the source gave none.
    public var diameter: Double?
    /// Setting: m of pressure head (PRV, PSV, PBV), m³/s (FCV), K without unit (TCV), percent open (PCV);
    /// unused by a GPV.
    public var setting: Double
    /// The id of the curve of a GPV (head loss, m, against flow, m³/s) or a PCV.
    public var curve: String?
    /// Minor loss coefficient when fully open, no unit.
    public var minorLoss: Double
    /// Regulating, or fixed open or closed.
    public var status: LinkStatus
    /// Bends between the two nodes, from start to end.
    public var vertices: [Coordinate]
    /// Everything else the source said of it.
    public var attributes: [String: AttributeValue]

    /// A valve.
    public init(
        id: String, start: String, end: String, kind: Kind, diameter: Double? = nil, setting: Double = 0,
        curve: String? = nil, minorLoss: Double = 0, status: LinkStatus = .active,
        vertices: [Coordinate] = [], attributes: [String: AttributeValue] = [:]
    ) {
        self.id = id
        self.start = start
        self.end = end
        self.kind = kind
        self.diameter = diameter
        self.setting = setting
        self.curve = curve
        self.minorLoss = minorLoss
        self.status = status
        self.vertices = vertices
        self.attributes = attributes
    }
}
