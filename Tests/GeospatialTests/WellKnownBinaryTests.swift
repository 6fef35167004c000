import TestSupport
import Testing

@testable import Geospatial

@Suite struct WellKnownBinaryTests {
    static let square = [(0.0, 0.0), (10, 0), (10, 10), (0, 10), (0, 0)].map { Coordinate(x: $0.0, y: $0.1) }
    static let hole = [(2.0, 2.0), (2, 4), (4, 4), (4, 2), (2, 2)].map { Coordinate(x: $0.0, y: $0.1) }
    static let examples: [Geometry] = [
        .point(Coordinate(x: 117.25, y: 31.5)),
        .point(Coordinate(x: 1, y: 2, z: 3)),
        .lineString([Coordinate(x: 0, y: 0), Coordinate(x: 1e-300, y: -1e300)]),
        .lineString([Coordinate(x: 0, y: 0, z: -1), Coordinate(x: 3, y: 4, z: 5)]),
        .lineString([]),
        .polygon(Polygon(exterior: square, holes: [hole])),
        .polygon(Polygon(exterior: [])),
        .multiPoint([Coordinate(x: 1, y: 2), Coordinate(x: 3, y: 4)]),
        .multiPoint([]),
        .multiLineString([square, hole]),
        .multiPolygon([Polygon(exterior: square, holes: [hole]), Polygon(exterior: square)]),
        .collection([.point(Coordinate(x: 1, y: 2)), .collection([.lineString(square)]), .multiPoint([])]),
    ]

    /// Bytes of a hexadecimal text.
    static func bytes(_ hex: String) -> [UInt8] {
        var digits = hex.filter { !$0.isWhitespace }[...]
        var bytes: [UInt8] = []
        while !digits.isEmpty {
            bytes.append(UInt8(digits.prefix(2), radix: 16) ?? 0)
            digits = digits.dropFirst(2)
        }
        return bytes
    }

    @Test(arguments: examples)
    func roundTrip(geometry: Geometry) throws {
        #expect(try Geometry(wkb: geometry.wkb()) == geometry)
    }

    @Test func theBytesAreThoseOfTheStandard() throws {
        // POINT (2 4) as printed in OGC 06-103r4, both byte orders.
        let little = Self.bytes("01 01000000 0000000000000040 0000000000001040")
        let big = Self.bytes("00 00000001 4000000000000000 4010000000000000")
        let point = Geometry.point(Coordinate(x: 2, y: 4))
        #expect(point.wkb() == little)
        #expect(try Geometry(wkb: little) == point)
        #expect(try Geometry(wkb: big) == point)
        #expect(try Geometry(wkb: big[...]) == point)
    }

    @Test func extendedAndMeasuredForms() throws {
        // PostGIS: SRID=4548;POINT Z (2 4 6), then ISO POINT ZM and POINT M, whose measures go.
        let ewkb = "01 010000A0 C4110000 0000000000000040 0000000000001040 0000000000001840"
        #expect(try Geometry(wkb: Self.bytes(ewkb)) == .point(Coordinate(x: 2, y: 4, z: 6)))
        let zm = "01 B90B0000 0000000000000040 0000000000001040 0000000000001840 000000000000F03F"
        #expect(try Geometry(wkb: Self.bytes(zm)) == .point(Coordinate(x: 2, y: 4, z: 6)))
        let m = "01 D1070000 0000000000000040 0000000000001040 0000000000001840"
        #expect(try Geometry(wkb: Self.bytes(m)) == .point(Coordinate(x: 2, y: 4)))
        let empty = "01 01000000 000000000000F87F 000000000000F87F"
        #expect(try Geometry(wkb: Self.bytes(empty)) == .multiPoint([]))
    }

    @Test func heightsAreWrittenOnlyWhenAllAreKnown() throws {
        let mixed = Geometry.lineString([Coordinate(x: 0, y: 0, z: 1), Coordinate(x: 1, y: 1)])
        #expect(
            try Geometry(wkb: mixed.wkb()) == .lineString([Coordinate(x: 0, y: 0), Coordinate(x: 1, y: 1)]))
    }

    @Test func everyTruncationIsAnError() {
        for geometry in Self.examples {
            let bytes = geometry.wkb()
            for length in 0..<bytes.count {
                #expect(throws: GeospatialError.self) { try Geometry(wkb: Array(bytes.prefix(length))) }
            }
            #expect(throws: GeospatialError.self) { try Geometry(wkb: bytes + [0]) }
        }
    }

    @Test func absurdCountsAndDepthsAreRefused() {
        for type in ["02", "03", "04", "05", "06", "07"] {
            #expect(throws: GeospatialError.self) {
                try Geometry(wkb: Self.bytes("01 \(type)000000 FFFFFFFF 0000000000000000"))
            }
        }
        let nest = Self.bytes("01 07000000 01000000")
        let deep = Array(repeatElement(nest, count: 100_000).joined())
        #expect(throws: GeospatialError.self) { try Geometry(wkb: deep) }
        // A polygon among the parts of a MultiLineString.
        #expect(throws: GeospatialError.self) {
            try Geometry(wkb: Self.bytes("01 05000000 01000000 01 03000000 00000000"))
        }
    }

    @Test(arguments: UInt64(1)...8)
    func mutatedBytesGiveAnErrorOrAGeometry(seed: UInt64) {
        var random = SplitMix(seed)
        for _ in 0..<4000 {
            let example = Self.examples[Int.random(in: 0..<Self.examples.count, using: &random)]
            var bytes = example.wkb()
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let position = Int.random(in: 0..<min(bytes.count, 40), using: &random)
                bytes[position] = UInt8.random(in: 0...255, using: &random)
            }
            do throws(GeospatialError) {
                let geometry = try Geometry(wkb: bytes)
                // Whatever is read can be written, and reads the same way again.
                let again = geometry.wkb()
                #expect((try? Geometry(wkb: again))?.wkb() == again)
            } catch {
                guard case .malformedWKB(let offset, _) = error else {
                    Issue.record("\(error)")
                    return
                }
                #expect((0...bytes.count).contains(offset))
            }
        }
    }
}
