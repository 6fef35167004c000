import Geospatial

/// A geometry in SpatiaLite's binary form, as its documentation “BLOB-Geometry format” describes it.
///
/// | bytes | meaning |
/// |---|---|
/// | 1 | `00` start |
/// | 1 | `00` big-endian, `01` little-endian (`80`, `81`: a TinyPoint) |
/// | 4 | reference system number |
/// | 32 | smallest x, smallest y, largest x, largest y |
/// | 1 | `7C` |
/// | 4 | class: 1 point … 7 collection, + 1000 with Z, + 2000 with M, + 3000 with both, + 1,000,000 compressed |
/// | … | the positions |
/// | 1 | `FE` end |
///
/// Parts of multiple geometries each start with `69` and a class. Compressed paths keep the first and the last
/// position as doubles; every one between is the difference to the one before it, as 32-bit floats, except
/// for measures, which stay doubles. A TinyPoint has only a dimension byte and the position after the
/// reference system number.
struct SpatiaLiteGeometry {
    private let bytes: [UInt8]
    private let place: FormatError.Place
    private let isLittleEndian: Bool
    private var offset: Int

    /// What positions hold.
    private struct Dimensions {
        var hasZ: Bool
        var hasM: Bool
        var size: Int { (2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0)) * 8 }
        /// Size of a position between the first and the last of a compressed path.
        var compressedSize: Int { (hasZ ? 12 : 8) + (hasM ? 8 : 0) }
    }

    private static let maximumDepth = 32

    /// The geometry in `bytes`.
    ///
    /// - Throws: ``FormatError/malformed(_:found:expected:)`` at `place`.
    static func decode(_ bytes: [UInt8], at place: FormatError.Place) throws -> Geometry? {
        guard bytes.count >= 6, bytes[0] == 0, bytes[1] <= 1 || bytes[1] == 0x80 || bytes[1] == 0x81,
            bytes.last == 0xFE
        else {
            throw FormatError.malformed(
                place, found: "\(bytes.count) bytes that do not start with 00 and end with FE",
                expected: "a SpatiaLite geometry")
        }
        var reader = SpatiaLiteGeometry(
            bytes: bytes, place: place, isLittleEndian: bytes[1] & 1 == 1, offset: 6)
        let geometry = bytes[1] >= 0x80 ? try reader.tinyPoint() : try reader.whole()
        guard reader.offset == bytes.count - 1 else {
            throw reader.failure("\(bytes.count - 1 - reader.offset) bytes after the geometry", "none")
        }
        return try geometry.checked(at: place)
    }

    private init(bytes: [UInt8], place: FormatError.Place, isLittleEndian: Bool, offset: Int) {
        self.bytes = bytes
        self.place = place
        self.isLittleEndian = isLittleEndian
        self.offset = offset
    }

    private mutating func tinyPoint() throws -> Geometry {
        let kind = try byte()
        guard (1...4).contains(kind) else { throw failure("a TinyPoint of kind \(kind)", "1 to 4") }
        return .point(try position(Dimensions(hasZ: kind == 2 || kind == 4, hasM: kind >= 3)))
    }

    private mutating func whole() throws -> Geometry {
        offset += 32
        let mark = try byte()
        guard mark == 0x7C else { throw failure("the byte \(mark) after the box", "7C") }
        return try geometry(depth: 0)
    }

    private mutating func geometry(depth: Int) throws -> Geometry {
        let code = try integer()
        let isCompressed = code >= 1_000_000
        let (dimension, type) = (isCompressed ? code - 1_000_000 : code).quotientAndRemainder(
            dividingBy: 1000)
        guard (0...3).contains(dimension), (1...7).contains(type), !isCompressed || type == 2 || type == 3
        else {
            throw failure("a geometry of class \(code)", "a class of SpatiaLite")
        }
        let dimensions = Dimensions(hasZ: dimension == 1 || dimension == 3, hasM: dimension >= 2)
        switch type {
        case 1: return .point(try position(dimensions))
        case 2: return .lineString(try path(dimensions, isCompressed))
        case 3: return .polygon(try polygon(dimensions, isCompressed))
        default: break
        }
        guard depth < Self.maximumDepth else {
            throw failure("collections nested more than \(Self.maximumDepth) deep", "fewer")
        }
        // The smallest part is its mark, its class and a count.
        let count = try count(elementSize: 9)
        var parts: [Geometry] = []
        parts.reserveCapacity(count)
        for _ in 0..<count {
            let mark = try byte()
            guard mark == 0x69 else { throw failure("the byte \(mark) before a part", "69") }
            parts.append(try geometry(depth: depth + 1))
        }
        return try assembled(type, parts)
    }

    private func assembled(_ type: Int, _ parts: [Geometry]) throws -> Geometry {
        var positions: [Coordinate] = []
        var paths: [[Coordinate]] = []
        var polygons: [Polygon] = []
        if type == 7 { return .collection(parts) }
        for part in parts {
            switch (type, part) {
            case (4, .point(let position)): positions.append(position)
            case (5, .lineString(let path)): paths.append(path)
            case (6, .polygon(let polygon)): polygons.append(polygon)
            default: throw failure("a \(part.geometryClass.rawValue) in class \(type)", "parts of its kind")
            }
        }
        return type == 4
            ? .multiPoint(positions) : type == 5 ? .multiLineString(paths) : .multiPolygon(polygons)
    }

    private mutating func polygon(_ dimensions: Dimensions, _ isCompressed: Bool) throws -> Polygon {
        let count = try count(elementSize: 4)
        guard count > 0 else { return Polygon(exterior: []) }
        let exterior = try path(dimensions, isCompressed)
        var holes: [[Coordinate]] = []
        for _ in 1..<count { holes.append(try path(dimensions, isCompressed)) }
        return Polygon(exterior: exterior, holes: holes)
    }

    private mutating func path(_ dimensions: Dimensions, _ isCompressed: Bool) throws -> [Coordinate] {
        let count = try count(elementSize: isCompressed ? dimensions.compressedSize : dimensions.size)
        var path: [Coordinate] = []
        path.reserveCapacity(count)
        for index in 0..<count {
            guard isCompressed, index > 0, index < count - 1, let last = path.last else {
                path.append(try position(dimensions))
                continue
            }
            let x = last.x + Double(try float())
            let y = last.y + Double(try float())
            let z = dimensions.hasZ ? (last.z ?? 0) + Double(try float()) : nil
            if dimensions.hasM { _ = try double() }
            path.append(Coordinate(x: x, y: y, z: z))
        }
        return path
    }

    private mutating func position(_ dimensions: Dimensions) throws -> Coordinate {
        let x = try double()
        let y = try double()
        let z = dimensions.hasZ ? try double() : nil
        if dimensions.hasM { _ = try double() }
        return Coordinate(x: x, y: y, z: z.flatMap { $0.isFinite ? $0 : nil })
    }

    /// A count that the bytes left can hold, so that a damaged one cannot ask for all memory.
    private mutating func count(elementSize: Int) throws -> Int {
        let count = try integer()
        guard count >= 0, count <= (bytes.count - offset) / elementSize else {
            throw failure("\(count) elements announced", "as many as the remaining bytes hold")
        }
        return count
    }

    private mutating func byte() throws -> UInt8 { try load(UInt8.self) }

    private mutating func integer() throws -> Int { Int(Int32(bitPattern: try load(UInt32.self))) }

    private mutating func float() throws -> Float { Float(bitPattern: try load(UInt32.self)) }

    private mutating func double() throws -> Double { Double(bitPattern: try load(UInt64.self)) }

    private mutating func load<Word: FixedWidthInteger & BitwiseCopyable>(_ type: Word.Type) throws -> Word {
        let size = MemoryLayout<Word>.size
        // The last byte is the end mark.
        guard offset + size < bytes.count else {
            throw failure("the end after \(bytes.count) bytes", "\(size) more")
        }
        let word = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Word.self) }
        offset += size
        return isLittleEndian ? Word(littleEndian: word) : Word(bigEndian: word)
    }

    private func failure(_ found: String, _ expected: String) -> FormatError {
        .malformed(place, found: "\(found) (byte \(offset))", expected: expected)
    }
}
