import Geospatial
import InputOutput

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
                place,
                found: Wording(
                    "\(bytes.count) bytes that do not start with 00 and end with FE",
                    "不以 00 开头、FE 结尾的 \(bytes.count) 个字节"),
                expected: Wording("a SpatiaLite geometry", "SpatiaLite 几何"))
        }
        var reader = SpatiaLiteGeometry(
            bytes: bytes, place: place, isLittleEndian: bytes[1] & 1 == 1, offset: 6)
        let geometry = bytes[1] >= 0x80 ? try reader.tinyPoint() : try reader.whole()
        guard reader.offset == bytes.count - 1 else {
            let rest = bytes.count - 1 - reader.offset
            throw reader.failure(
                Wording("\(rest) bytes after the geometry", "几何之后还有 \(rest) 个字节"), Wording("none", "没有"))
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
        guard (1...4).contains(kind) else {
            throw failure(
                Wording("a TinyPoint of kind \(kind)", "类型为 \(kind) 的 TinyPoint"), Wording("1 to 4", "1 至 4"))
        }
        return .point(try position(Dimensions(hasZ: kind == 2 || kind == 4, hasM: kind >= 3)))
    }

    private mutating func whole() throws -> Geometry {
        offset += 32
        let mark = try byte()
        guard mark == 0x7C else {
            throw failure(
                Wording("the byte \(mark) after the box", "外接框之后的字节 \(mark)"), Wording(verbatim: "7C"))
        }
        return try geometry(depth: 0)
    }

    private mutating func geometry(depth: Int) throws -> Geometry {
        let code = try integer()
        let isCompressed = code >= 1_000_000
        let (dimension, type) = (isCompressed ? code - 1_000_000 : code).quotientAndRemainder(
            dividingBy: 1000)
        guard (0...3).contains(dimension), (1...7).contains(type), !isCompressed || type == 2 || type == 3
        else {
            throw failure(
                Wording("a geometry of class \(code)", "类别为 \(code) 的几何"),
                Wording("a class of SpatiaLite", "SpatiaLite 的几何类别"))
        }
        let dimensions = Dimensions(hasZ: dimension == 1 || dimension == 3, hasM: dimension >= 2)
        switch type {
        case 1: return .point(try position(dimensions))
        case 2: return .lineString(try path(dimensions, isCompressed))
        case 3: return .polygon(try polygon(dimensions, isCompressed))
        default: break
        }
        guard depth < Self.maximumDepth else {
            throw failure(
                Wording(
                    "collections nested more than \(Self.maximumDepth) deep",
                    "嵌套超过 \(Self.maximumDepth) 层的几何集合"),
                Wording("fewer", "更少的层数"))
        }
        // The smallest part is its mark, its class and a count.
        let count = try count(elementSize: 9)
        var parts: [Geometry] = []
        parts.reserveCapacity(count)
        for _ in 0..<count {
            let mark = try byte()
            guard mark == 0x69 else {
                throw failure(
                    Wording("the byte \(mark) before a part", "部件之前的字节 \(mark)"), Wording(verbatim: "69"))
            }
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
            default:
                let name = part.geometryClass.rawValue
                throw failure(
                    Wording("a \(name) in class \(type)", "类别 \(type) 中的 \(name)"),
                    Wording("parts of its kind", "同类的部件"))
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
            throw failure(
                Wording("\(count) elements announced", "声明有 \(count) 个元素"),
                Wording("as many as the remaining bytes hold", "不超过剩余字节所能容纳的数量"))
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
            throw failure(
                Wording("the end after \(bytes.count) bytes", "\(bytes.count) 字节后即结束"),
                Wording("\(size) more", "还有 \(size) 个字节"))
        }
        let word = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Word.self) }
        offset += size
        return isLittleEndian ? Word(littleEndian: word) : Word(bigEndian: word)
    }

    private func failure(_ found: Wording, _ expected: Wording) -> FormatError {
        .malformed(
            place, found: found + Wording(" (byte \(offset))", "（第 \(offset) 字节）"), expected: expected)
    }
}
