/// A position in the plane of some coordinate reference system: easting and northing in metres, or
/// longitude and latitude in degrees, in that order always (GIS order, whatever the authority says).
public struct Coordinate: Hashable, Sendable, Codable {
    /// Easting in metres, or longitude in degrees.
    public var x: Double
    /// Northing in metres, or latitude in degrees.
    public var y: Double
    /// Height in metres, when the source gave one.
    public var z: Double?

    /// A position; `z` is `nil` when the source is two-dimensional.
    public init(x: Double, y: Double, z: Double? = nil) {
        self.x = x
        self.y = y
        self.z = z
    }

    /// Whether both plane ordinates are finite numbers.
    public var isFinite: Bool { x.isFinite && y.isFinite }

    /// Straight-line distance in the plane to `other`, in the units of the coordinates.
    public func distance(to other: Coordinate) -> Double {
        let dx = other.x - x
        let dy = other.y - y
        return (dx * dx + dy * dy).squareRoot()
    }
}
