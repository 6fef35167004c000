import Geospatial

/// SpatiaLite's own binary form of a geometry, written little-endian.
///
/// Source: SpatiaLite, "BLOB-Geometry" (https://www.gaia-gis.it/gaia-sins/BLOB-Geometry.html): 00, byte order,
/// SRID, bounding box, 7C, class, data, FE.
struct GeometryBlob {
    /// The bytes of the last geometry written; the buffer is used again for the next.
    private(set) var bytes: [UInt8] = []
    /// The bounding box of the last geometry written.
    private(set) var box = BoundingBox(minX: 0, minY: 0, maxX: 0, maxY: 0)
    private let srid: Int32

    /// Class numbers of two-dimensional geometries.
    enum Class {
        static let point: Int32 = 1
        static let lineString: Int32 = 2
        static let polygon: Int32 = 3
        static let multiPolygon: Int32 = 6
    }

    init(srid: Int32) { self.srid = srid }

    /// Writes a point.
    mutating func setPoint(_ x: Double, _ y: Double) {
        box = BoundingBox(minX: x, minY: y, maxX: x, maxY: y)
        begin(Class.point)
        put(x)
        put(y)
        bytes.append(0xfe)
    }

    /// Writes a path of two or more positions.
    mutating func setLineString(_ x: [Double], _ y: [Double]) {
        box = BoundingBox(minX: x[0], minY: y[0], maxX: x[0], maxY: y[0])
        for index in 1..<x.count { box.expand(toInclude: Coordinate(x: x[index], y: y[index])) }
        begin(Class.lineString)
        put(Int32(x.count))
        for index in x.indices {
            put(x[index])
            put(y[index])
        }
        bytes.append(0xfe)
    }

    /// Writes one or more areas.
    mutating func setMultiPolygon(_ polygons: [Polygon]) {
        box =
            BoundingBox(polygons.lazy.flatMap(\.exterior))
            ?? BoundingBox(minX: 0, minY: 0, maxX: 0, maxY: 0)
        begin(Class.multiPolygon)
        put(Int32(polygons.count))
        for polygon in polygons {
            bytes.append(0x69)
            put(Class.polygon)
            put(Int32(1 + polygon.holes.count))
            put(ring: polygon.exterior)
            for hole in polygon.holes { put(ring: hole) }
        }
        bytes.append(0xfe)
    }

    private mutating func begin(_ kind: Int32) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(0)
        bytes.append(1)
        put(srid)
        put(box.minX)
        put(box.minY)
        put(box.maxX)
        put(box.maxY)
        bytes.append(0x7c)
        put(kind)
    }

    private mutating func put(ring: [Coordinate]) {
        put(Int32(ring.count))
        for position in ring {
            put(position.x)
            put(position.y)
        }
    }

    private mutating func put(_ value: Double) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func put(_ value: Int32) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
