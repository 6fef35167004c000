import Geospatial
import InputOutput

/// A geometry in the binary form of GeoPackage (OGC 12-128r18, 2.1.3): `GP`, a version, flags, the reference
/// system's number, an envelope, and well-known binary.
enum GeoPackageGeometry {
    /// The bytes of a geometry with an envelope, in little-endian order.
    static func encode(_ geometry: Geometry, srid: Int32) -> [UInt8] {
        encode(geometry, srid: srid, box: geometry.boundingBox)
    }

    /// The bytes of a geometry whose box is known.
    static func encode(_ geometry: Geometry, srid: Int32, box: BoundingBox?) -> [UInt8] {
        let body = geometry.wkb()
        var bytes: [UInt8] = [UInt8(ascii: "G"), UInt8(ascii: "P"), 0]
        bytes.reserveCapacity(40 + body.count)
        // Bit 0: little-endian; bits 1-3: an envelope of x and y; bit 4: empty.
        bytes.append(box == nil ? 0b1_0001 : 0b0_0011)
        withUnsafeBytes(of: srid.littleEndian) { bytes.append(contentsOf: $0) }
        if let box {
            for limit in [box.minX, box.maxX, box.minY, box.maxY] {
                withUnsafeBytes(of: limit.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
            }
        }
        bytes.append(contentsOf: body)
        return bytes
    }

    /// The geometry in `bytes`; `nil` when it is marked as empty.
    ///
    /// - Throws: ``FormatError/malformed(_:found:expected:)`` at `place`.
    static func decode(_ bytes: [UInt8], at place: FormatError.Place) throws -> Geometry? {
        guard bytes.count >= 8, bytes[0] == UInt8(ascii: "G"), bytes[1] == UInt8(ascii: "P") else {
            throw FormatError.malformed(
                place,
                found: Wording("a geometry without the letters GP", "不以 GP 开头的几何"),
                expected: Wording("a GeoPackage geometry", "GeoPackage 几何"))
        }
        let flags = bytes[3]
        guard flags & 0b10_0000 == 0 else {
            throw FormatError.unsupported(
                place,
                what: Wording("extended GeoPackage geometries cannot be read", "无法读取扩展的 GeoPackage 几何"))
        }
        let envelopes = [0, 32, 48, 48, 64]
        let kind = Int(flags >> 1 & 0b111)
        guard kind < envelopes.count, bytes.count >= 8 + envelopes[kind] else {
            throw FormatError.malformed(
                place,
                found: Wording(
                    "an envelope of kind \(kind) in \(bytes.count) bytes",
                    "\(bytes.count) 字节中类型为 \(kind) 的包络框"),
                expected: Wording(
                    "an envelope of kind 0 to 4 within the geometry", "几何内类型为 0 至 4 的包络框"))
        }
        if flags & 0b1_0000 != 0 { return nil }
        do {
            return try Geometry(wkb: bytes[(8 + envelopes[kind])...]).checked(at: place)
        } catch let error as GeospatialError {
            throw FormatError.malformed(place, found: Wording(describing: error), expected: .wellKnownBinary)
        }
    }
}
