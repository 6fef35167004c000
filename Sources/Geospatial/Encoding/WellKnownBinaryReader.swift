import InputOutput

/// Reads well-known binary front to back. Every count is checked against the bytes that are left before
/// anything is allocated for it.
struct WellKnownBinaryReader {
    private(set) var offset = 0

    /// The head of one geometry: its type and what its positions hold.
    private struct Header {
        var type: UInt32
        var swapped: Bool
        var hasZ: Bool
        var ordinates: Int
        var positionSize: Int { ordinates * 8 }
    }

    private static let maximumDepth = 32

    mutating func geometry(
        _ bytes: RawSpan, depth: Int, expected: UInt32? = nil
    ) throws(GeospatialError) -> Geometry {
        let start = offset
        let header = try header(bytes)
        if let expected, header.type != expected {
            throw .malformedWKB(
                offset: start,
                reason: Wording(
                    "found a part of type \(header.type), expected type \(expected)",
                    "部件类型为 \(header.type)，应为 \(expected)"))
        }
        switch header.type {
        case 1:
            guard let position = try position(bytes, header) else { return .multiPoint([]) }
            return .point(position)
        case 2: return .lineString(try path(bytes, header))
        case 3, 17: return .polygon(try polygon(bytes, header))
        case 8: return .lineString(try circularString(bytes, header, at: start))
        default: break
        }
        guard depth < Self.maximumDepth else {
            throw .malformedWKB(
                offset: start, reason: Wording("geometries are nested more than 32 deep", "几何嵌套超过 32 层"))
        }
        // The smallest part is an empty one: byte order, type and a count.
        let count = try count(bytes, header, elementSize: 9)
        switch header.type {
        case 4:
            var positions: [Coordinate] = []
            positions.reserveCapacity(count)
            for _ in 0..<count {
                if case .point(let one) = try geometry(bytes, depth: depth + 1, expected: 1) {
                    positions.append(one)
                }
            }
            return .multiPoint(positions)
        case 5:
            var paths: [[Coordinate]] = []
            paths.reserveCapacity(count)
            for _ in 0..<count {
                if case .lineString(let one) = try geometry(bytes, depth: depth + 1, expected: 2) {
                    paths.append(one)
                }
            }
            return .multiLineString(paths)
        case 6:
            var polygons: [Polygon] = []
            polygons.reserveCapacity(count)
            for _ in 0..<count {
                if case .polygon(let one) = try geometry(bytes, depth: depth + 1, expected: 3) {
                    polygons.append(one)
                }
            }
            return .multiPolygon(polygons)
        default:
            var parts: [Geometry] = []
            for _ in 0..<count { parts.append(try geometry(bytes, depth: depth + 1)) }
            return header.type == 7 ? .collection(parts) : try assembled(header.type, parts, at: start)
        }
    }

    /// The geometry of a class whose parts may be curves, which have been straightened, or faces.
    private func assembled(
        _ type: UInt32, _ parts: [Geometry], at start: Int
    ) throws(GeospatialError) -> Geometry {
        var paths: [[Coordinate]] = []
        var polygons: [Polygon] = []
        for part in parts {
            switch (type, part) {
            case (9, .lineString(let path)), (10, .lineString(let path)), (11, .lineString(let path)):
                paths.append(path)
            case (12, .polygon(let polygon)), (15, .polygon(let polygon)), (16, .polygon(let polygon)):
                polygons.append(polygon)
            default:
                throw .malformedWKB(
                    offset: start,
                    reason: Wording("a part of type \(type) is of another kind", "类型 \(type) 的部件种类不符"))
            }
        }
        switch type {
        // The pieces of a compound curve meet: the first position of one is the last of the one before.
        case 9:
            return .lineString(
                paths.reduce(into: []) { whole, path in
                    let meets = whole.last.map { $0.x == path.first?.x && $0.y == path.first?.y } ?? false
                    whole += meets ? path.dropFirst() : path[...]
                })
        case 10: return .polygon(Polygon(exterior: paths.first ?? [], holes: Array(paths.dropFirst())))
        case 11: return .multiLineString(paths)
        default: return .multiPolygon(polygons)
        }
    }

    private mutating func circularString(
        _ bytes: RawSpan, _ header: Header, at start: Int
    ) throws(GeospatialError) -> [Coordinate] {
        let positions = try path(bytes, header)
        guard positions.isEmpty || (positions.count >= 3 && positions.count % 2 == 1) else {
            throw .malformedWKB(
                offset: start,
                reason: Wording(
                    "a circular string has \(positions.count) positions, and an odd number from 3 on "
                        + "was expected", "圆弧线有 \(positions.count) 个坐标，应为不小于 3 的奇数"))
        }
        return CircularArc.path(positions)
    }

    private mutating func header(_ bytes: RawSpan) throws(GeospatialError) -> Header {
        try need(5, bytes)
        let order = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self)
        guard order <= 1 else {
            throw .malformedWKB(
                offset: offset,
                reason: Wording("byte order is \(order), expected 0 or 1", "字节序为 \(order)，应为 0 或 1"))
        }
        let swapped = (order == 1) != (UInt16(1).littleEndian == 1)
        offset += 1
        let code = try word(bytes, swapped)
        let family = code & 0x1FFF_FFFF
        let (dimension, type) = family.quotientAndRemainder(dividingBy: 1000)
        // 13 and 14 are names for any curve and any surface, of which there is none by itself.
        guard (1...12).contains(type) || (15...17).contains(type), dimension <= 3 else {
            throw .malformedWKB(
                offset: offset - 4,
                reason: Wording(
                    "geometry type \(code) is unknown, expected a type of 1 to 12 or 15 to 17",
                    "几何类型 \(code) 未知，应为 1 至 12 或 15 至 17"))
        }
        let hasZ = code & 0x8000_0000 != 0 || dimension == 1 || dimension == 3
        let hasM = code & 0x4000_0000 != 0 || dimension >= 2
        if code & 0x2000_0000 != 0 { _ = try word(bytes, swapped) }
        return Header(
            type: type, swapped: swapped, hasZ: hasZ, ordinates: 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0))
    }

    private mutating func polygon(_ bytes: RawSpan, _ header: Header) throws(GeospatialError) -> Polygon {
        let count = try count(bytes, header, elementSize: 4)
        guard count > 0 else { return Polygon(exterior: []) }
        let exterior = try path(bytes, header)
        var holes: [[Coordinate]] = []
        holes.reserveCapacity(count - 1)
        for _ in 1..<count { holes.append(try path(bytes, header)) }
        return Polygon(exterior: exterior, holes: holes)
    }

    private mutating func path(_ bytes: RawSpan, _ header: Header) throws(GeospatialError) -> [Coordinate] {
        let count = try count(bytes, header, elementSize: header.positionSize)
        var path: [Coordinate] = []
        path.reserveCapacity(count)
        for _ in 0..<count { path.append(load(bytes, header)) }
        return path
    }

    private mutating func position(
        _ bytes: RawSpan, _ header: Header
    ) throws(GeospatialError) -> Coordinate? {
        try need(header.positionSize, bytes)
        let position = load(bytes, header)
        return position.x.isNaN && position.y.isNaN ? nil : position
    }

    /// One position, whose bytes have been counted before.
    private mutating func load(_ bytes: RawSpan, _ header: Header) -> Coordinate {
        let swapped = header.swapped
        let z = header.hasZ ? number(bytes, offset + 16, swapped) : .nan
        let position = Coordinate(
            x: number(bytes, offset, swapped), y: number(bytes, offset + 8, swapped), z: z.isNaN ? nil : z)
        offset += header.positionSize
        return position
    }

    @inline(__always)
    private func number(_ bytes: RawSpan, _ offset: Int, _ swapped: Bool) -> Double {
        let bits = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        return Double(bitPattern: swapped ? bits.byteSwapped : bits)
    }

    private mutating func count(
        _ bytes: RawSpan, _ header: Header, elementSize: Int
    ) throws(GeospatialError) -> Int {
        let start = offset
        let count = Int(try word(bytes, header.swapped))
        let left = bytes.byteCount - offset
        guard count <= left / elementSize else {
            throw .malformedWKB(
                offset: start,
                reason: Wording(
                    "\(count) elements of \(elementSize) bytes or more are announced, "
                        + "but \(left) bytes are left",
                    "声明有 \(count) 个不少于 \(elementSize) 字节的元素，但只剩 \(left) 字节"))
        }
        return count
    }

    private mutating func word(_ bytes: RawSpan, _ swapped: Bool) throws(GeospatialError) -> UInt32 {
        try need(4, bytes)
        let word = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
        offset += 4
        return swapped ? word.byteSwapped : word
    }

    private func need(_ size: Int, _ bytes: RawSpan) throws(GeospatialError) {
        guard bytes.byteCount - offset >= size else {
            throw .malformedWKB(
                offset: offset,
                reason: Wording(
                    "\(size) bytes are needed, but \(bytes.byteCount - offset) are left",
                    "需要 \(size) 字节，但只剩 \(bytes.byteCount - offset) 字节"))
        }
    }
}
