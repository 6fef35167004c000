import InputOutput
import Geospatial

/// Reads SpatiaLite's binary geometries (see ``GeometryBlob``) without a copy; elevations and measures are skipped.
struct GeometryBlobReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 39
    /// What of a geometry cannot be read.
    struct Unreadable: Error {
        var reason: Wording
    }

    /// A reader of the blob in `bytes`.
    init(_ bytes: UnsafeRawBufferPointer) throws(Unreadable) {
        guard bytes.count >= 44, bytes[0] == 0, bytes[38] == 0x7c else {
            throw Unreadable(reason: Wording("its geometry is no SpatiaLite geometry", "其几何不是 SpatiaLite 几何"))
        }
        guard bytes[1] == 1 else {
            throw Unreadable(reason: Wording("its geometry is written big-endian", "其几何为大端字节序"))
        }
        self.bytes = bytes
    }

    /// The box that the blob carries.
    var box: BoundingBox {
        BoundingBox(minX: double(6), minY: double(14), maxX: double(22), maxY: double(30))
    }

    /// The position of a point.
    mutating func point() throws(Unreadable) -> (x: Double, y: Double) {
        let stride = try begin(1, Wording("point", "点"))
        try need(stride)
        return (double(offset), double(offset + 8))
    }

    /// The positions of a path between its first and its last.
    mutating func bends() throws(Unreadable) -> [Coordinate] {
        let stride = try begin(2, Wording("line string", "线"))
        let count = try self.count()
        try need(count * stride)
        guard count > 2 else { return [] }
        let start = offset
        return (1..<count - 1).map { index in
            Coordinate(x: double(start + index * stride), y: double(start + index * stride + 8))
        }
    }

    /// The areas of a polygon or multipolygon.
    mutating func polygons() throws(Unreadable) -> [Polygon] {
        if kind == GeometryBlob.Class.polygon { return [try polygon(begin(3, Wording("polygon", "多边形")))] }
        let stride = try begin(6, Wording("multipolygon", "多部件多边形"))
        let count = try self.count()
        var polygons: [Polygon] = []
        for _ in 0..<count {
            try need(5)
            offset += 5  // 69 and the class of the part
            polygons.append(try polygon(stride))
        }
        return polygons
    }

    private var kind: Int32 {
        Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: 39, as: Int32.self)) % 1000
    }

    /// Checks the class and returns the bytes of a position.
    private mutating func begin(_ expected: Int32, _ name: Wording) throws(Unreadable) -> Int {
        let found = Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: 39, as: Int32.self))
        guard found % 1000 == expected, found < 4000 else {
            throw Unreadable(
                reason: Wording(
                    "its geometry is of class \(found), and a \(name.english) was expected",
                    "其几何类别为 \(found)，应为\(name.chinese)"))
        }
        offset = 43
        return found < 1000 ? 16 : found < 3000 ? 24 : 32
    }

    private mutating func polygon(_ stride: Int) throws(Unreadable) -> Polygon {
        let count = try self.count()
        guard count > 0 else {
            throw Unreadable(reason: Wording("its geometry has a polygon without a ring", "其几何中有没有环的多边形"))
        }
        let exterior = try path(stride)
        var holes: [[Coordinate]] = []
        for _ in 1..<count { holes.append(try path(stride)) }
        return Polygon(exterior: exterior, holes: holes)
    }

    private mutating func path(_ stride: Int) throws(Unreadable) -> [Coordinate] {
        let count = try self.count()
        try need(count * stride)
        let start = offset
        offset += count * stride
        return (0..<count).map { index in
            Coordinate(x: double(start + index * stride), y: double(start + index * stride + 8))
        }
    }

    private mutating func count() throws(Unreadable) -> Int {
        try need(4)
        let count = Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self))
        offset += 4
        guard count >= 0 else { throw Unreadable(reason: Wording("its geometry is cut short", "其几何不完整")) }
        return Int(count)
    }

    private func need(_ size: Int) throws(Unreadable) {
        if offset + size > bytes.count {
            throw Unreadable(reason: Wording("its geometry is cut short", "其几何不完整"))
        }
    }

    private func double(_ offset: Int) -> Double {
        Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    }
}
