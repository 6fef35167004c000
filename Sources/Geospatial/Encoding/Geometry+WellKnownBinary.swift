import InputOutput

extension Geometry {
    /// The geometry in well-known binary: ISO 13249-3, or PostGIS's EWKB, in either byte order.
    ///
    /// Curves (CIRCULARSTRING, COMPOUNDCURVE, CURVEPOLYGON, MULTICURVE, MULTISURFACE) are straightened (``CircularArc``);
    /// a triangle becomes a polygon, a TIN and a polyhedral surface a `multiPolygon`. A measure (M) and an EWKB reference system number are read and dropped. A point without a position
    /// (NaN, NaN) becomes an empty `multiPoint`, a height of NaN becomes `nil`.
    /// - Throws: ``GeospatialError/malformedWKB(offset:reason:)``, also for bytes after the end and for
    ///   collections nested more than 32 deep.
    public init(wkb bytes: RawSpan) throws(GeospatialError) {
        var reader = WellKnownBinaryReader()
        self = try reader.geometry(bytes, depth: 0)
        guard reader.offset == bytes.byteCount else {
            throw .malformedWKB(
                offset: reader.offset,
                reason: Wording(
                    "\(bytes.byteCount - reader.offset) bytes follow the geometry",
                    "几何之后多出 \(bytes.byteCount - reader.offset) 字节"))
        }
    }

    /// The geometry in well-known binary; see ``init(wkb:)-(RawSpan)``.
    public init(wkb bytes: [UInt8]) throws(GeospatialError) {
        try self.init(wkb: bytes.span.bytes)
    }

    /// The geometry in well-known binary, for bytes in any container; see ``init(wkb:)-(RawSpan)``.
    public init(wkb bytes: some Collection<UInt8>) throws(GeospatialError) {
        try self.init(wkb: Array(bytes))
    }

    /// The geometry as little-endian ISO well-known binary: two-dimensional, or with heights (type + 1000)
    /// when every position has one.
    public func wkb() -> [UInt8] {
        let withZ = hasHeights
        let size = WellKnownBinaryWriter.size(of: self, positionSize: withZ ? 24 : 16)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var writer = WellKnownBinaryWriter(buffer: UnsafeMutableRawBufferPointer(buffer), withZ: withZ)
            writer.write(self)
            count = writer.offset
        }
    }

    /// Whether there is a position and every position has a height.
    var hasHeights: Bool {
        switch self {
        case .point(let position): position.z != nil
        case .lineString(let path), .multiPoint(let path): !path.isEmpty && path.allSatisfy { $0.z != nil }
        default: coordinates.first != nil && coordinates.allSatisfy { $0.z != nil }
        }
    }
}
