import Geospatial
import TestSupport
import Testing

@testable import CityStore

@Suite("Geometries as SpatiaLite keeps them")
struct GeometryBlobTests {
    private func reader<T>(_ bytes: [UInt8], _ body: (inout GeometryBlobReader) throws -> T) throws -> T {
        try bytes.withUnsafeBytes { buffer in
            var reader = try GeometryBlobReader(buffer)
            return try body(&reader)
        }
    }

    @Test("A point by its bytes, as the published layout has them")
    func byHand() throws {
        // 00, 01 little-endian, SRID 4548 = C4 11 00 00, box (1, 2, 1, 2), 7C, class 1, x 1, y 2, FE. As IEEE 754 in
        // little-endian 1.0 ends in F0 3F and 2.0 in 00 40.
        let one: [UInt8] = [0, 0, 0, 0, 0, 0, 0xF0, 0x3F]
        let two: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0x40]
        var blob = GeometryBlob(srid: 4548)
        blob.setPoint(1, 2)
        #expect(
            blob.bytes
                == [0, 1, 0xC4, 0x11, 0, 0] + one + two + one + two + [0x7C, 1, 0, 0, 0] + one + two + [0xFE])
        let point = try reader(blob.bytes) { try $0.point() }
        #expect(point.x == 1 && point.y == 2)
        // With an elevation (1001), a measure (2001) and both (3001) the place is the same.
        for (kind, more) in [(0x03E9, [one]), (0x07D1, [one]), (0x0BB9, [one, one])] {
            var bytes = blob.bytes
            bytes.replaceSubrange(39..<43, with: [UInt8(kind & 0xFF), UInt8(kind >> 8), 0, 0])
            bytes.insert(contentsOf: more.joined(), at: bytes.count - 1)
            #expect(try reader(bytes) { try $0.point() } == point)
        }
    }

    @Test("Paths and areas come back, with the box that holds them")
    func roundTrip() throws {
        var random = SplitMix(401)
        func place() -> Coordinate {
            Coordinate(x: random.normal() * 1e6, y: random.normal() * 1e-3)
        }
        var blob = GeometryBlob(srid: 0)
        for count in 2...40 {
            let path = (0..<count).map { _ in place() }
            blob.setLineString(path.map(\.x), path.map(\.y))
            #expect(try reader(blob.bytes) { try $0.bends() } == Array(path.dropFirst().dropLast()))
            let box = try reader(blob.bytes) { $0.box }
            #expect(box.minX == path.map(\.x).min() && box.maxX == path.map(\.x).max())
            #expect(box.minY == path.map(\.y).min() && box.maxY == path.map(\.y).max())
            #expect(box == blob.box)
            let polygons = (0..<(count % 4 + 1)).map { part in
                Polygon(
                    exterior: (0..<(count + 2)).map { _ in place() },
                    holes: (0..<part).map { _ in (0..<4).map { _ in place() } })
            }
            blob.setMultiPolygon(polygons)
            #expect(try reader(blob.bytes) { try $0.polygons() } == polygons)
            #expect(try reader(blob.bytes) { $0.box } == BoundingBox(polygons.flatMap(\.exterior)))
        }
    }

    @Test("Cut anywhere, or with any byte exchanged, a geometry is read or refused")
    func damaged() {
        var random = SplitMix(402)
        var blob = GeometryBlob(srid: 4548)
        var all: [[UInt8]] = []
        blob.setPoint(3, 4)
        all.append(blob.bytes)
        blob.setLineString([1, 2, 3, 4], [5, 6, 7, 8])
        all.append(blob.bytes)
        let ring = [(0.0, 0.0), (9, 0), (9, 9), (0, 0)].map { Coordinate(x: $0.0, y: $0.1) }
        blob.setMultiPolygon([Polygon(exterior: ring, holes: [ring]), Polygon(exterior: ring)])
        all.append(blob.bytes)
        var read = 0
        func attempt(_ bytes: [UInt8]) {
            if (try? reader(bytes) { try $0.point() }) != nil { read += 1 }
            if (try? reader(bytes) { try $0.bends() }) != nil { read += 1 }
            if (try? reader(bytes) { try $0.polygons() }) != nil { read += 1 }
        }
        for bytes in all {
            for count in 0..<bytes.count - 1 { attempt(Array(bytes[..<count])) }
        }
        // What is cut short holds nothing: not even the last byte, which only closes, is needed by a reader.
        #expect(read == 0)
        for bytes in all {
            for _ in 0..<3000 {
                var changed = bytes
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    changed[Int.random(in: 0..<bytes.count, using: &random)] = UInt8(
                        truncatingIfNeeded: random.next())
                }
                attempt(changed)
            }
            // Counts of millions where there are four positions.
            for value: [UInt8] in [[0xFF, 0xFF, 0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0x80]] {
                var changed = bytes
                changed.replaceSubrange(43..<47, with: value)
                attempt(changed)
            }
        }
        #expect(read > 0)
    }
}
