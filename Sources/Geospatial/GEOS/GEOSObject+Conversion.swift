import CGEOS

extension GEOSObject {
    /// The GEOS form of `geometry`.
    /// - Throws: ``GeospatialError/nonFiniteCoordinate(index:coordinate:)``, whose index counts within one path,
    ///   or GEOS's message, for example for a ring that is not closed.
    convenience init(
        _ geometry: Geometry, for operation: String, in context: GEOSContext
    ) throws(GeospatialError) {
        let builder = GEOSBuilder(context: context, operation: operation)
        try self.init(try builder.make(geometry), of: operation, in: context)
    }

    /// The geometry as a value.
    func value(of operation: String) throws(GeospatialError) -> Geometry {
        try GEOSBuilder(context: context, operation: operation).value(of: pointer)
    }
}

/// Takes geometries into GEOS and out again.
private struct GEOSBuilder {
    let context: GEOSContext
    let operation: String
    private var handle: GEOSContextHandle_t? { context.handle }

    init(context: GEOSContext, operation: String) {
        self.context = context
        self.operation = operation
    }

    /// A new GEOS geometry, which the caller owns.
    func make(_ geometry: Geometry) throws(GeospatialError) -> OpaquePointer {
        guard handle != nil else { throw context.failure(operation) }
        return switch geometry {
        case .point(let position):
            try owned(GEOSGeom_createPoint_r(handle, try sequence([position])))
        case .lineString(let path):
            try owned(GEOSGeom_createLineString_r(handle, try sequence(path)))
        case .polygon(let polygon): try make(polygon)
        case .multiPoint(let path):
            try collect(GEOS_MULTIPOINT, path) { p throws(GeospatialError) in try make(.point(p)) }
        case .multiLineString(let paths):
            try collect(GEOS_MULTILINESTRING, paths) { p throws(GeospatialError) in try make(.lineString(p)) }
        case .multiPolygon(let polygons):
            try collect(GEOS_MULTIPOLYGON, polygons) { p throws(GeospatialError) in try make(p) }
        case .collection(let parts):
            try collect(GEOS_GEOMETRYCOLLECTION, parts) { p throws(GeospatialError) in try make(p) }
        }
    }

    private func make(_ polygon: Polygon) throws(GeospatialError) -> OpaquePointer {
        let shell = try ring(polygon.exterior)
        var holes: [OpaquePointer?] = []
        do {
            for hole in polygon.holes { holes.append(try ring(hole)) }
        } catch {
            discard(holes + [shell])
            throw error
        }
        // GEOS owns the rings from here on, also when it fails.
        return try owned(GEOSGeom_createPolygon_r(handle, shell, &holes, UInt32(holes.count)))
    }

    private func ring(_ path: [Coordinate]) throws(GeospatialError) -> OpaquePointer {
        try owned(GEOSGeom_createLinearRing_r(handle, try sequence(path)))
    }

    private func collect<Part>(
        _ type: GEOSGeomTypes, _ parts: [Part],
        _ make: (Part) throws(GeospatialError) -> OpaquePointer
    ) throws(GeospatialError) -> OpaquePointer {
        var made: [OpaquePointer?] = []
        made.reserveCapacity(parts.count)
        do {
            for part in parts { made.append(try make(part)) }
        } catch {
            discard(made)
            throw error
        }
        return try owned(
            GEOSGeom_createCollection_r(handle, Int32(type.rawValue), &made, UInt32(made.count)))
    }

    private func discard(_ pointers: [OpaquePointer?]) {
        for case let pointer? in pointers { GEOSGeom_destroy_r(handle, pointer) }
    }

    private func owned(_ pointer: OpaquePointer?) throws(GeospatialError) -> OpaquePointer {
        guard let pointer else { throw context.failure(operation) }
        return pointer
    }

    /// A new coordinate sequence, which the geometry made of it will own.
    private func sequence(_ path: [Coordinate]) throws(GeospatialError) -> OpaquePointer {
        if let index = path.firstIndex(where: { !$0.isFinite }) {
            throw .nonFiniteCoordinate(index: index, coordinate: path[index])
        }
        guard !path.isEmpty else { return try owned(GEOSCoordSeq_create_r(handle, 0, 2)) }
        let withZ = path.allSatisfy { $0.z != nil }
        var flat: [Double] = []
        flat.reserveCapacity(path.count * (withZ ? 3 : 2))
        for position in path {
            flat.append(position.x)
            flat.append(position.y)
            if withZ, let z = position.z { flat.append(z) }
        }
        return try owned(
            GEOSCoordSeq_copyFromBuffer_r(handle, flat, UInt32(path.count), withZ ? 1 : 0, 0))
    }

    /// The value of a geometry that someone else owns.
    func value(of pointer: OpaquePointer) throws(GeospatialError) -> Geometry {
        switch GEOSGeomTypeId_r(handle, pointer) {
        case Int32(GEOS_POINT.rawValue):
            guard let position = try path(of: pointer).first else { return .multiPoint([]) }
            return .point(position)
        case Int32(GEOS_LINESTRING.rawValue), Int32(GEOS_LINEARRING.rawValue):
            return .lineString(try path(of: pointer))
        case Int32(GEOS_POLYGON.rawValue): return .polygon(try polygon(of: pointer))
        case Int32(GEOS_MULTIPOINT.rawValue):
            return .multiPoint(
                try parts(of: pointer) { p throws(GeospatialError) in try path(of: p) }.flatMap { $0 })
        case Int32(GEOS_MULTILINESTRING.rawValue):
            return .multiLineString(
                try parts(of: pointer) { p throws(GeospatialError) in try path(of: p) })
        case Int32(GEOS_MULTIPOLYGON.rawValue):
            return .multiPolygon(
                try parts(of: pointer) { p throws(GeospatialError) in try polygon(of: p) })
        case Int32(GEOS_GEOMETRYCOLLECTION.rawValue):
            return .collection(try parts(of: pointer) { p throws(GeospatialError) in try value(of: p) })
        default: throw context.failure(operation)
        }
    }

    private func parts<Part>(
        of pointer: OpaquePointer, _ read: (OpaquePointer) throws(GeospatialError) -> Part
    ) throws(GeospatialError) -> [Part] {
        let count = GEOSGetNumGeometries_r(handle, pointer)
        var parts: [Part] = []
        for index in 0..<max(0, count) {
            guard let part = GEOSGetGeometryN_r(handle, pointer, index) else {
                throw context.failure(operation)
            }
            parts.append(try read(part))
        }
        return parts
    }

    private func polygon(of pointer: OpaquePointer) throws(GeospatialError) -> Polygon {
        guard let shell = GEOSGetExteriorRing_r(handle, pointer) else { throw context.failure(operation) }
        var polygon = Polygon(exterior: try path(of: shell))
        for index in 0..<max(0, GEOSGetNumInteriorRings_r(handle, pointer)) {
            guard let hole = GEOSGetInteriorRingN_r(handle, pointer, index) else {
                throw context.failure(operation)
            }
            polygon.holes.append(try path(of: hole))
        }
        return polygon
    }

    /// The positions of a point, line or ring.
    private func path(of pointer: OpaquePointer) throws(GeospatialError) -> [Coordinate] {
        guard let sequence = GEOSGeom_getCoordSeq_r(handle, pointer) else { throw context.failure(operation) }
        var size: UInt32 = 0
        guard GEOSCoordSeq_getSize_r(handle, sequence, &size) == 1 else { throw context.failure(operation) }
        guard size > 0 else { return [] }
        let withZ = GEOSHasZ_r(handle, pointer) == 1
        let width = withZ ? 3 : 2
        var flat = [Double](repeating: 0, count: Int(size) * width)
        guard GEOSCoordSeq_copyToBuffer_r(handle, sequence, &flat, withZ ? 1 : 0, 0) == 1 else {
            throw context.failure(operation)
        }
        return stride(from: 0, to: flat.count, by: width).map { index in
            let z = withZ ? flat[index + 2] : .nan
            return Coordinate(x: flat[index], y: flat[index + 1], z: z.isNaN ? nil : z)
        }
    }
}
