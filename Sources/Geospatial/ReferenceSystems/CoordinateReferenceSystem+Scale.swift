extension CoordinateReferenceSystem {
    /// How long a plane makes a metre of the ground, eastwards and northwards.
    public struct LengthScale: Hashable, Sendable {
        /// Units of the plane for each metre on the ellipsoid, eastwards.
        public var east: Double
        /// Units of the plane for each metre on the ellipsoid, northwards.
        public var north: Double

        /// The scale that differs more from 1: lengths are wrong by up to ``worst`` − 1.
        public var worst: Double { abs(east - 1) >= abs(north - 1) ? east : north }
    }

    /// The scale of lengths at a position of this plane, when one unit is taken for one metre, as everything that
    /// measures pipes does: 1.0004 at the edge of a Gauss-Krüger zone, 1.25 for Web Mercator at 37°, 3.28 for feet.
    ///
    /// It is the plane's length of a short way (100 units) by its geodesic length on the ellipsoid, so it holds for every
    /// projection that PROJ knows.
    /// - Parameters:
    ///   - position: a position in this system, which must not be geographic.
    ///   - geographic: the transform from this system to WGS 84.
    /// - Throws: ``GeospatialError/transformFailed(index:coordinate:from:to:message:)``.
    public func lengthScale(
        at position: Coordinate, _ geographic: CoordinateTransform
    ) throws(GeospatialError) -> LengthScale {
        let half = 50.0
        func scale(_ dx: Double, _ dy: Double) throws(GeospatialError) -> Double {
            let start = try geographic(Coordinate(x: position.x - dx, y: position.y - dy))
            let end = try geographic(Coordinate(x: position.x + dx, y: position.y + dy))
            return 2 * half / Ellipsoid.wgs84.geodesicLength(of: [start, end])
        }
        return LengthScale(east: try scale(half, 0), north: try scale(0, half))
    }
}
