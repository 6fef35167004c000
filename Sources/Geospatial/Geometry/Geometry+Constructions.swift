import InputOutput
import CGEOS

extension Geometry {
    /// The points that both have.
    /// - Throws: ``GeospatialError/geos(operation:message:)``, for example for an invalid area (see
    ///   ``validity`` and ``madeValid()``), or an error for a position that is not finite.
    public func intersection(_ other: Geometry) throws(GeospatialError) -> Geometry {
        try combine("intersection", other, GEOSIntersection_r)
    }

    /// The points that one or the other has.
    /// - Throws: as ``intersection(_:)``.
    public func union(_ other: Geometry) throws(GeospatialError) -> Geometry {
        try combine("union", other, GEOSUnion_r)
    }

    /// The points of this geometry that `other` does not have.
    /// - Throws: as ``intersection(_:)``.
    public func difference(_ other: Geometry) throws(GeospatialError) -> Geometry {
        try combine("difference", other, GEOSDifference_r)
    }

    /// The points no farther than `distance` away.
    /// - Parameters:
    ///   - distance: in the units of the coordinates; negative shrinks areas.
    ///   - quadrantSegments: chords in a quarter of a circle; the area of a round corner falls short by about
    ///     0.6 % with 8, and by a quarter of that for each doubling.
    /// - Throws: ``GeospatialError/unusableParameter(name:value:expected:)``, or as ``intersection(_:)``.
    public func buffer(
        distance: Double, quadrantSegments: Int = 8
    ) throws(GeospatialError) -> Geometry {
        guard distance.isFinite else {
            throw .unusableParameter(
                name: "distance", value: distance, expected: Wording("a finite number", "有限数"))
        }
        guard (1...1000).contains(quadrantSegments) else {
            throw .unusableParameter(
                name: "quadrantSegments", value: Double(quadrantSegments),
                expected: Wording("1 to 1000", " 1 至 1000"))
        }
        return try construct("buffer") { GEOSBuffer_r($0, $1, distance, Int32(quadrantSegments)) }
    }

    /// The smallest convex geometry around this one.
    /// - Throws: as ``intersection(_:)``.
    public func convexHull() throws(GeospatialError) -> Geometry {
        try construct("convex hull", GEOSConvexHull_r)
    }

    /// A geometry with fewer positions, no farther than `tolerance` from this one, whose rings and lines do not
    /// come to cross themselves.
    /// - Parameter tolerance: in the units of the coordinates, not negative.
    /// - Throws: ``GeospatialError/unusableParameter(name:value:expected:)``, or as ``intersection(_:)``.
    public func simplified(tolerance: Double) throws(GeospatialError) -> Geometry {
        guard tolerance.isFinite, tolerance >= 0 else {
            throw .unusableParameter(
                name: "tolerance", value: tolerance,
                expected: Wording("a finite number that is not negative", "非负有限数"))
        }
        return try construct("simplify") { GEOSTopologyPreserveSimplify_r($0, $1, tolerance) }
    }

    /// Everything in `geometries` joined into one geometry: overlapping areas are merged, crossing lines get a
    /// node at the crossing.
    /// - Throws: as ``intersection(_:)``.
    public static func unaryUnion(of geometries: [Geometry]) throws(GeospatialError) -> Geometry {
        try Geometry.collection(geometries).construct("unary union", GEOSUnaryUnion_r)
    }

    func construct(
        _ operation: String, _ make: (GEOSContextHandle_t?, OpaquePointer?) -> OpaquePointer?
    ) throws(GeospatialError) -> Geometry {
        try withGEOS(operation) { context, one throws(GeospatialError) in
            try GEOSObject(make(context.handle, one), of: operation, in: context).value(of: operation)
        }
    }

    private func combine(
        _ operation: String, _ other: Geometry,
        _ make: (GEOSContextHandle_t?, OpaquePointer?, OpaquePointer?) -> OpaquePointer?
    ) throws(GeospatialError) -> Geometry {
        try withGEOS(operation, and: other) { context, one, two throws(GeospatialError) in
            try GEOSObject(make(context.handle, one, two), of: operation, in: context).value(of: operation)
        }
    }
}
