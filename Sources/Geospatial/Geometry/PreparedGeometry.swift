import CGEOS

/// A geometry with its edges indexed, for many tests against the same area or line.
///
/// It owns its GEOS context and belongs to one thread or task at a time: make one for each.
public final class PreparedGeometry {
    /// The geometry that is prepared.
    public let geometry: Geometry
    private let context: GEOSContext
    /// The prepared form refers to it.
    private let base: GEOSObject
    private let prepared: OpaquePointer

    /// Indexes `geometry`.
    /// - Throws: ``GeospatialError/geos(operation:message:)``, or an error for a position that is not finite.
    public init(_ geometry: Geometry) throws(GeospatialError) {
        let context = GEOSContext()
        let base = try GEOSObject(geometry, for: "prepare", in: context)
        guard let prepared = GEOSPrepare_r(context.handle, base.pointer) else {
            throw context.failure("prepare")
        }
        self.geometry = geometry
        self.context = context
        self.base = base
        self.prepared = prepared
    }

    deinit { GEOSPreparedGeom_destroy_r(context.handle, prepared) }

    /// Whether `coordinate` lies inside; not on the boundary of an area.
    /// - Throws: ``GeospatialError/nonFiniteCoordinate(index:coordinate:)`` or
    ///   ``GeospatialError/geos(operation:message:)``.
    public func contains(_ coordinate: Coordinate) throws(GeospatialError) -> Bool {
        try test("prepared contains", try point(coordinate), GEOSPreparedContains_r)
    }

    /// Whether `coordinate` lies inside or on the boundary.
    /// - Throws: as ``contains(_:)-(Coordinate)``.
    public func covers(_ coordinate: Coordinate) throws(GeospatialError) -> Bool {
        try test("prepared covers", try point(coordinate), GEOSPreparedCovers_r)
    }

    /// Whether `other` lies inside and their interiors meet.
    /// - Throws: as ``contains(_:)-(Coordinate)``.
    public func contains(_ other: Geometry) throws(GeospatialError) -> Bool {
        let operation = "prepared contains"
        return try test(
            operation, try GEOSObject(other, for: operation, in: context), GEOSPreparedContains_r)
    }

    /// Whether no point of `other` lies outside.
    /// - Throws: as ``contains(_:)-(Coordinate)``.
    public func covers(_ other: Geometry) throws(GeospatialError) -> Bool {
        let operation = "prepared covers"
        return try test(operation, try GEOSObject(other, for: operation, in: context), GEOSPreparedCovers_r)
    }

    /// Whether `other` has at least one point in common with the geometry.
    /// - Throws: as ``contains(_:)-(Coordinate)``.
    public func intersects(_ other: Geometry) throws(GeospatialError) -> Bool {
        let operation = "prepared intersects"
        return try test(
            operation, try GEOSObject(other, for: operation, in: context), GEOSPreparedIntersects_r)
    }

    private func point(_ coordinate: Coordinate) throws(GeospatialError) -> GEOSObject {
        guard coordinate.isFinite else { throw .nonFiniteCoordinate(index: 0, coordinate: coordinate) }
        let pointer = GEOSGeom_createPointFromXY_r(context.handle, coordinate.x, coordinate.y)
        return try GEOSObject(pointer, of: "prepared test of a point", in: context)
    }

    private func test(
        _ operation: String, _ other: GEOSObject,
        _ predicate: (GEOSContextHandle_t?, OpaquePointer?, OpaquePointer?) -> CChar
    ) throws(GeospatialError) -> Bool {
        let answer = withExtendedLifetime(other) { predicate(context.handle, prepared, other.pointer) }
        return try context.truth(answer, operation)
    }
}
