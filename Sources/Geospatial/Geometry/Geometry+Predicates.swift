import CGEOS

extension Geometry {
    /// Whether the geometries share at least one point.
    /// - Throws: ``GeospatialError/geos(operation:message:)``, or an error for a position that is not finite.
    public func intersects(_ other: Geometry) throws(GeospatialError) -> Bool {
        try test("intersects", other, GEOSIntersects_r)
    }

    /// Whether `other` lies in this geometry and their interiors meet. A point on the boundary of an area is not
    /// contained; see ``covers(_:)``.
    /// - Throws: ``GeospatialError/geos(operation:message:)``, or an error for a position that is not finite.
    public func contains(_ other: Geometry) throws(GeospatialError) -> Bool {
        try test("contains", other, GEOSContains_r)
    }

    /// Whether this geometry lies in `other` and their interiors meet: the mirror of ``contains(_:)``.
    /// - Throws: ``GeospatialError/geos(operation:message:)``, or an error for a position that is not finite.
    public func isWithin(_ other: Geometry) throws(GeospatialError) -> Bool {
        try test("within", other, GEOSWithin_r)
    }

    /// Whether no point of `other` lies outside this geometry; points on the boundary are covered.
    /// - Throws: ``GeospatialError/geos(operation:message:)``, or an error for a position that is not finite.
    public func covers(_ other: Geometry) throws(GeospatialError) -> Bool {
        try test("covers", other, GEOSCovers_r)
    }

    /// The smallest distance between points of the two, in the units of the coordinates; 0 when they intersect.
    /// - Throws: ``GeospatialError/tooFewPositions(found:needed:)`` when one is empty,
    ///   ``GeospatialError/geos(operation:message:)``, or an error for a position that is not finite.
    public func distance(to other: Geometry) throws(GeospatialError) -> Double {
        guard !isEmpty, !other.isEmpty else { throw .tooFewPositions(found: 0, needed: 1) }
        return try withGEOS("distance", and: other) { context, one, two throws(GeospatialError) in
            var distance = 0.0
            guard GEOSDistance_r(context.handle, one, two, &distance) == 1 else {
                throw context.failure("distance")
            }
            return distance
        }
    }

    /// Whether there is no position at all.
    public var isEmpty: Bool {
        switch self {
        case .point: false
        case .lineString(let path), .multiPoint(let path): path.isEmpty
        case .polygon(let polygon): polygon.exterior.isEmpty
        case .multiLineString(let paths): paths.allSatisfy(\.isEmpty)
        case .multiPolygon(let polygons): polygons.allSatisfy(\.exterior.isEmpty)
        case .collection(let parts): parts.allSatisfy(\.isEmpty)
        }
    }

    private func test(
        _ operation: String, _ other: Geometry,
        _ predicate: (GEOSContextHandle_t?, OpaquePointer?, OpaquePointer?) -> CChar
    ) throws(GeospatialError) -> Bool {
        try withGEOS(operation, and: other) { context, one, two throws(GeospatialError) in
            try context.truth(predicate(context.handle, one, two), operation)
        }
    }
}
