import CGEOS
import TestSupport
import Testing

@testable import Geospatial

@Suite struct PolylineTests {
    /// Six metres east, then four north.
    private func elbow() throws -> Polyline {
        try Polyline([
            Coordinate(x: 0, y: 0, z: 10), Coordinate(x: 6, y: 0, z: 16), Coordinate(x: 6, y: 4),
        ])
    }

    @Test func lengthsByHand() throws {
        let line = try elbow()
        #expect(line.length == 10)
        #expect(line.distances == [0, 6, 10])
        #expect(!line.isClosed)
        #expect(throws: GeospatialError.tooFewPositions(found: 1, needed: 2)) {
            try Polyline([Coordinate(x: 0, y: 0)])
        }
        #expect(throws: GeospatialError.self) {
            try Polyline([Coordinate(x: 0, y: 0), Coordinate(x: .nan, y: 0)])
        }
    }

    @Test func projectionByHand() throws {
        let line = try elbow()
        let side = line.project(Coordinate(x: 2, y: -3))
        #expect(side.distanceAlong == 2 && side.offset == 3 && side.segment == 0)
        #expect(side.point == Coordinate(x: 2, y: 0, z: 12))
        let corner = line.project(Coordinate(x: 9, y: -4))
        #expect(corner.distanceAlong == 6 && corner.offset == 5)
        let beyond = line.project(Coordinate(x: 6, y: 9))
        #expect(beyond.distanceAlong == 10 && beyond.offset == 5 && beyond.segment == 1)
        #expect(line.project(Coordinate(x: .nan, y: 0)).offset.isNaN)
    }

    @Test func interpolationByHand() throws {
        let line = try elbow()
        #expect(try line.interpolate(at: 0) == line.coordinates[0])
        #expect(try line.interpolate(at: 3) == Coordinate(x: 3, y: 0, z: 13))
        #expect(try line.interpolate(at: 6) == line.coordinates[1])
        #expect(try line.interpolate(at: 7) == Coordinate(x: 6, y: 1), "one end has no height")
        #expect(try line.interpolate(at: 10) == line.coordinates[2])
        for outside in [-0.001, 10.001, .nan, .infinity] {
            #expect(throws: GeospatialError.self) { try line.interpolate(at: outside) }
            #expect(throws: GeospatialError.self) { try line.split(at: outside) }
            #expect(throws: GeospatialError.self) { try line.substring(from: 0, to: outside) }
        }
    }

    @Test func splittingByHand() throws {
        let line = try elbow()
        let inside = try line.split(at: 8)
        #expect(inside.0 == [line.coordinates[0], line.coordinates[1], Coordinate(x: 6, y: 2)])
        #expect(inside.1 == [Coordinate(x: 6, y: 2), line.coordinates[2]])
        let atVertex = try line.split(at: 6)
        #expect(atVertex.0 == Array(line.coordinates[...1]) && atVertex.1 == Array(line.coordinates[1...]))
        for end in [0.0, 10] {
            #expect(throws: GeospatialError.splitAtLineEnd(distance: end, length: 10)) {
                try line.split(at: end)
            }
        }
        // At such eastings the next number is 7e-9 away: nearer to an end there is no other point.
        let far = try Polyline([Coordinate(x: 39_500_000, y: 0), Coordinate(x: 39_500_010, y: 0)])
        for end in [1e-9, 10 - 1e-9] {
            #expect(throws: GeospatialError.splitAtLineEnd(distance: end, length: 10)) {
                try far.split(at: end)
            }
        }
    }

    @Test func stretchesByHand() throws {
        let line = try elbow()
        #expect(try line.substring(from: 0, to: 10) == line.coordinates)
        #expect(try line.substring(from: 6, to: 10) == Array(line.coordinates[1...]))
        #expect(try line.substring(from: 1, to: 2).map(\.x) == [1, 2])
        #expect(try line.substring(from: 5, to: 7).map(\.y) == [0, 0, 1])
        #expect(throws: GeospatialError.emptyStretch(from: 2, to: 2)) { try line.substring(from: 2, to: 2) }
        #expect(throws: GeospatialError.emptyStretch(from: 3, to: 2)) { try line.substring(from: 3, to: 2) }
    }

    @Test func pathsWithoutLength() throws {
        let still = try Polyline([Coordinate(x: 1, y: 1), Coordinate(x: 1, y: 1)])
        #expect(still.length == 0 && still.isClosed)
        let place = still.project(Coordinate(x: 4, y: 5))
        #expect(place.distanceAlong == 0 && place.offset == 5)
        #expect(try still.interpolate(at: 0) == Coordinate(x: 1, y: 1))
        #expect(throws: GeospatialError.splitAtLineEnd(distance: 0, length: 0)) { try still.split(at: 0) }
        let pausing = try Polyline([(0.0, 0.0), (1, 0), (1, 0), (2, 0)].map { Coordinate(x: $0.0, y: $0.1) })
        let (head, tail) = try pausing.split(at: 1)
        #expect(head.last == tail.first && head.count + tail.count == 5)
    }

    @Test(arguments: UInt64(1)...20)
    func agreesWithGEOS(seed: UInt64) throws {
        var random = SplitMix(seed)
        let path = (0..<Int.random(in: 2...12, using: &random)).map { _ in
            Coordinate(
                x: 39_500_000 + .random(in: 0...100, using: &random),
                y: 3_500_000 + .random(in: 0...100, using: &random))
        }
        let line = try Polyline(path)
        let geometry = Geometry.lineString(path)
        for _ in 0..<50 {
            let at = Coordinate(
                x: 39_500_000 + .random(in: -50...150, using: &random),
                y: 3_500_000 + .random(in: -50...150, using: &random))
            let place = line.project(at)
            let (along, back) = try geometry.withGEOS("project") { context, one throws(GeospatialError) in
                let point = try GEOSObject(.point(at), for: "project", in: context)
                let along = GEOSProject_r(context.handle, one, point.pointer)
                let back = try GEOSObject(
                    GEOSInterpolate_r(context.handle, one, place.distanceAlong), of: "interpolate",
                    in: context)
                return (along, try back.value(of: "interpolate"))
            }
            #expect(abs(place.distanceAlong - along) < 1e-6)
            #expect(abs(place.offset - (try geometry.distance(to: .point(at)))) < 1e-6)
            guard case .point(let expected) = back else {
                Issue.record("GEOS gave \(back)")
                continue
            }
            #expect(try line.interpolate(at: place.distanceAlong).distance(to: expected) < 1e-6)
        }
        let cut = Double.random(in: 0.01...0.99, using: &random) * line.length
        let (head, tail) = try line.split(at: cut)
        #expect(abs(try Polyline(head).length - cut) < 1e-6)
        #expect(abs(try Polyline(head).length + Polyline(tail).length - line.length) < 1e-6)
        #expect(try line.substring(from: 0, to: cut) == head)
        #expect(try line.substring(from: cut, to: line.length) == tail)
    }
}
