import CPROJ

/// The ellipsoid that a reference system measures the earth with.
public struct Ellipsoid: Hashable, Sendable {
    /// Equatorial radius, m.
    public var semiMajorAxis: Double
    /// Inverse flattening 1/f; 0 for a sphere.
    public var inverseFlattening: Double

    /// An ellipsoid from its equatorial radius in metres and its inverse flattening (0 for a sphere).
    public init(semiMajorAxis: Double, inverseFlattening: Double) {
        self.semiMajorAxis = semiMajorAxis
        self.inverseFlattening = inverseFlattening
    }

    /// WGS 84.
    public static let wgs84 = Ellipsoid(semiMajorAxis: 6_378_137, inverseFlattening: 298.257_223_563)

    /// CGCS2000, which differs from WGS 84 only in the flattening.
    public static let cgcs2000 = Ellipsoid(semiMajorAxis: 6_378_137, inverseFlattening: 298.257_222_101)

    /// Length in metres of the path over the ellipsoid, each leg along the geodesic between its ends.
    ///
    /// Source: C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87 (2013), as libproj carries it.
    /// - Parameter path: longitudes and latitudes in degrees; heights are ignored.
    /// - Returns: 0 for fewer than two positions; NaN when a position is not finite.
    public func geodesicLength(of path: [Coordinate]) -> Double {
        guard path.count > 1 else { return 0 }
        var geodesic = geod_geodesic()
        geod_init(&geodesic, semiMajorAxis, inverseFlattening == 0 ? 0 : 1 / inverseFlattening)
        var total = 0.0
        for index in 1..<path.count {
            let start = path[index - 1]
            let end = path[index]
            var leg = 0.0
            geod_inverse(&geodesic, start.y, start.x, end.y, end.x, &leg, nil, nil)
            total += leg
        }
        return total
    }
}
