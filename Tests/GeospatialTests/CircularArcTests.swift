import Foundation
import Geospatial
import Testing

/// Curves of well-known binary by hand: byte order, class, count, positions.
@Suite("Curves are straightened")
struct CircularArcTests {
    private func word(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }

    private func string(_ positions: [(Double, Double)], class code: UInt32 = 8) -> [UInt8] {
        [1] + word(code) + word(UInt32(positions.count))
            + positions.flatMap { [$0.0, $0.1] }.flatMap { value in
                withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
            }
    }

    private func collection(_ code: UInt32, _ parts: [[UInt8]]) -> [UInt8] {
        [1] + word(code) + word(UInt32(parts.count)) + parts.flatMap { $0 }
    }

    private func path(_ bytes: [UInt8]) throws -> [Coordinate] {
        guard case .lineString(let path) = try Geometry(wkb: bytes) else { return [] }
        return path
    }

    private func length(_ path: [Coordinate]) -> Double {
        zip(path, path.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
    }

    /// A point at an angle on a circle of 100 m around 500 000, 4 000 000.
    private func point(_ degrees: Double) -> (Double, Double) {
        (500_000 + 100 * cos(degrees * .pi / 180), 4_000_000 + 100 * sin(degrees * .pi / 180))
    }

    @Test(
        "An arc has its radius everywhere, the length of the circle's part, and the side of its middle",
        arguments: [
            (0.0, 45.0, 90.0), (90, 45, 0), (0, 170, 300), (300, 170, 0), (350, 0, 10), (10, 100, 9),
            (180, 181, 182),
        ])
    func arc(_ start: Double, _ middle: Double, _ end: Double) throws {
        let path = try path(string([start, middle, end].map(point)))
        let turn = { (angle: Double) in (angle + 720).truncatingRemainder(dividingBy: 360) }
        let ahead = turn(end - start)
        let sweep = turn(middle - start) <= ahead ? ahead : 360 - ahead
        let expected = 100 * sweep * .pi / 180
        #expect(abs(length(path) - expected) < 1.01e-4 * expected)
        for position in path {
            let dx = position.x - 500_000
            let dy = position.y - 4_000_000
            #expect(abs((dx * dx + dy * dy).squareRoot() - 100) < 1e-6)
        }
        #expect(path.first.map { abs($0.x - point(start).0) < 1e-9 } == true)
        #expect(path.last.map { abs($0.x - point(end).0) < 1e-9 } == true)
    }

    @Test(
        "Three positions on a line are the line, the same start and end are a circle, several arcs follow each other"
    )
    func kinds() throws {
        #expect(
            try path(string([(0, 0), (1, 1), (2, 2)]))
                == [(0, 0), (1, 1), (2, 2)].map { Coordinate(x: $0.0, y: $0.1) })
        let circle = try path(string([(0, 0), (200, 0), (0, 0)]))
        #expect(abs(length(circle) - 200 * .pi) < 1.01e-4 * 200 * .pi)
        let wave = try path(string([(0, 0), (1, 1), (2, 0), (3, -1), (4, 0)]))
        #expect(abs(length(wave) - 2 * .pi) < 1.01e-4 * 2 * .pi)
        #expect(try path(string([])) == [])
    }

    @Test("Compound curves, curve polygons, and several of them become lines and areas")
    func classes() throws {
        // 100 m, half a circle of 50 m radius, 100 m back: a running track.
        let track = collection(
            9,
            [
                string([(0, 0), (100, 0)], class: 2), string([(100, 0), (150, 50), (100, 100)]),
                string([(100, 100), (0, 100)], class: 2), string([(0, 100), (-50, 50), (0, 0)]),
            ])
        let once = try path(track)
        #expect(abs(length(once) - (200 + 100 * .pi)) < 0.04)
        #expect(zip(once, once.dropFirst()).allSatisfy { $0 != $1 })
        let area = Double.pi * 2500 + 10_000
        guard case .polygon(let polygon) = try Geometry(wkb: collection(10, [track])) else {
            Issue.record("a curve polygon is a polygon")
            return
        }
        func shoelace(_ ring: [Coordinate]) -> Double {
            zip(ring, ring.dropFirst()).reduce(0) { $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2 }
        }
        #expect(abs(abs(shoelace(polygon.exterior)) - area) < 1e-3 * area)
        guard
            case .multiLineString(let paths) = try Geometry(
                wkb: collection(11, [track, string([(0, 0), (1, 1), (2, 0)])])),
            case .multiPolygon(let polygons) = try Geometry(wkb: collection(12, [collection(10, [track])]))
        else {
            Issue.record("several curves are several lines, several surfaces several areas")
            return
        }
        #expect(paths.count == 2)
        #expect(polygons == [polygon])
        let ring = string([(0, 0), (1, 0), (0, 1), (0, 0)])
        let triangle: [UInt8] = [1] + word(17) + word(1) + ring.dropFirst(5)
        let corner = [(0, 0), (1, 0), (0, 1), (0, 0)].map { Coordinate(x: $0.0, y: $0.1) }
        #expect(try Geometry(wkb: triangle) == .polygon(Polygon(exterior: corner)))
        #expect(try Geometry(wkb: collection(16, [triangle])) == .multiPolygon([Polygon(exterior: corner)]))
    }

    @Test(
        "A circular string of an even number of positions, and parts of another kind, are refused with their place"
    )
    func refused() throws {
        for bytes in [
            string([(0, 0), (1, 1)]), string([(0, 0)]), string([(0, 0), (1, 1), (2, 0), (3, 3)]),
            collection(9, [collection(10, [])]), collection(12, [string([(0, 0), (1, 1), (2, 0)])]),
            [1] + word(13) + word(0), [1] + word(14) + word(0), [1] + word(18) + word(0),
        ] {
            #expect(throws: GeospatialError.self) { try Geometry(wkb: bytes) }
        }
        #expect(CircularArc.isCurve(string([(0, 0), (1, 1), (2, 0)])))
        #expect(!CircularArc.isCurve(string([(0, 0), (1, 1)], class: 2)))
    }
}
