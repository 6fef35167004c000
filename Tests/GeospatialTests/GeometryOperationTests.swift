import Foundation
import Testing

@testable import Geospatial

@Suite struct GeometryOperationTests {
    private let ring = Geometry.polygon(
        Polygon(exterior: WellKnownBinaryTests.square, holes: [WellKnownBinaryTests.hole]))

    private func box(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) -> Geometry {
        let corners = [(minX, minY), (maxX, minY), (maxX, maxY), (minX, maxY), (minX, minY)]
        return .polygon(Polygon(exterior: corners.map { Coordinate(x: $0.0, y: $0.1) }))
    }

    private func point(_ x: Double, _ y: Double) -> Geometry { .point(Coordinate(x: x, y: y)) }

    @Test func measuresByHand() throws {
        #expect(ring.area == 96)
        #expect(ring.length == 48)
        #expect(Geometry.lineString([Coordinate(x: 0, y: 0), Coordinate(x: 3, y: 4)]).length == 5)
        #expect(Geometry.collection([ring, box(0, 0, 1, 1), point(1, 1)]).area == 97)
        #expect(Geometry.multiPolygon([]).area == 0)
        // 100 squares less 4 at (3, 3): x = (100 * 5 - 4 * 3) / 96.
        let centre = try ring.centroid()
        #expect(abs(centre.x - 488.0 / 96) < 1e-12 && abs(centre.y - 488.0 / 96) < 1e-12)
        #expect(throws: GeospatialError.tooFewPositions(found: 0, needed: 1)) {
            try Geometry.multiPoint([]).centroid()
        }
        // A square metre at eastings and northings of millions keeps its area.
        #expect(abs(box(39_500_000.1, 3_500_000.1, 39_500_001.1, 3_500_001.1).area - 1) < 1e-7)
    }

    @Test func predicatesByHand() throws {
        #expect(try ring.contains(point(1, 1)))
        #expect(try !ring.contains(point(3, 3)), "inside the hole")
        #expect(try !ring.contains(point(0, 5)) && ring.covers(point(0, 5)), "on the boundary")
        #expect(try point(1, 1).isWithin(ring))
        #expect(try ring.intersects(box(3, 3, 5, 5)) && !ring.intersects(box(2.5, 2.5, 3.5, 3.5)))
        #expect(try ring.distance(to: point(13, 14)) == 5)
        #expect(try ring.distance(to: point(3, 3)) == 1)
        #expect(throws: GeospatialError.self) { try ring.distance(to: .multiPoint([])) }
        #expect(throws: GeospatialError.self) { try ring.intersects(point(.nan, 1)) }
    }

    @Test func constructionsByHand() throws {
        let one = box(0, 0, 4, 4)
        let two = box(2, 2, 6, 6)
        #expect(try one.intersection(two).area == 4)
        #expect(try one.union(two).area == 28)
        #expect(try one.difference(two).area == 12)
        #expect(try Geometry.unaryUnion(of: [one, two, box(10, 10, 11, 11)]).area == 29)
        #expect(try Geometry.unaryUnion(of: []).isEmpty)
        #expect(try one.intersection(box(8, 8, 9, 9)).isEmpty)
        let lShape = try Geometry.unaryUnion(of: [box(0, 0, 4, 1), box(0, 0, 1, 4)])
        #expect(try lShape.convexHull().area == 11.5)
        // A regular 4q-gon in the unit circle: area 2q sin(pi / 2q).
        for quarter in [1, 8, 32] {
            let area = try point(5, 5).buffer(distance: 1, quadrantSegments: quarter).area
            #expect(abs(area - 2 * Double(quarter) * sin(.pi / 2 / Double(quarter))) < 1e-9)
        }
        #expect(try one.buffer(distance: -1).area == 4)
        let path = [(0.0, 0.0), (5, 0.01), (10, 0)].map { Coordinate(x: $0.0, y: $0.1) }
        #expect(try Geometry.lineString(path).simplified(tolerance: 0.1) == .lineString([path[0], path[2]]))
        #expect(try Geometry.lineString(path).simplified(tolerance: 0.001) == .lineString(path))
        #expect(throws: GeospatialError.self) { try one.buffer(distance: .nan) }
        #expect(throws: GeospatialError.self) { try one.buffer(distance: 1, quadrantSegments: 0) }
        #expect(throws: GeospatialError.self) { try one.simplified(tolerance: -1) }
    }

    @Test func heightsSurviveGEOS() throws {
        let path = [Coordinate(x: 0, y: 0, z: 1), Coordinate(x: 2, y: 0, z: 3)]
        #expect(try Geometry.lineString(path).union(.lineString(path)) == .lineString(path))
    }

    @Test func mistakesCarryTheMessageOfGEOS() {
        let open = Geometry.polygon(Polygon(exterior: Array(WellKnownBinaryTests.square.dropLast())))
        let badHole = Geometry.polygon(
            Polygon(
                exterior: WellKnownBinaryTests.square,
                holes: [WellKnownBinaryTests.hole, Array(WellKnownBinaryTests.hole.dropLast())]))
        let short = Geometry.multiLineString([
            WellKnownBinaryTests.square, [Coordinate(x: 1, y: 1)],
        ])
        for geometry in [open, badHole, short] {
            #expect {
                try geometry.convexHull()
            } throws: { error in
                guard case .geos("convex hull", let message)? = error as? GeospatialError else {
                    return false
                }
                return message.contains("IllegalArgumentException")
            }
        }
    }

    @Test func validityByHand() throws {
        #expect(ring.validity == .valid)
        let bow = Geometry.polygon(
            Polygon(
                exterior: [(0.0, 0.0), (2, 2), (2, 0), (0, 2), (0, 0)].map {
                    Coordinate(x: $0.0, y: $0.1)
                }))
        #expect(bow.validity == .invalid(reason: "Self-intersection", at: Coordinate(x: 1, y: 1)))
        let repaired = try bow.madeValid()
        #expect(repaired.validity == .valid)
        #expect(abs(repaired.area - 2) < 1e-12)
        for broken in [
            Geometry.lineString([Coordinate(x: 1, y: 1)]), point(.infinity, 0),
            .polygon(Polygon(exterior: Array(WellKnownBinaryTests.square.dropLast()))),
        ] {
            guard case .invalid(let reason, nil) = broken.validity else {
                Issue.record("\(broken) passed as valid")
                continue
            }
            #expect(!reason.isEmpty)
            #expect(throws: GeospatialError.self) { try broken.madeValid() }
        }
    }

    @Test func preparedAgreesWithPlain() throws {
        let prepared = try PreparedGeometry(ring)
        for x in stride(from: -1.0, through: 11, by: 0.5) {
            for y in stride(from: -1.0, through: 11, by: 0.5) {
                let at = Coordinate(x: x, y: y)
                #expect(try prepared.contains(at) == ring.contains(.point(at)))
                #expect(try prepared.covers(at) == ring.covers(.point(at)))
                let small = box(x, y, x + 1, y + 1)
                #expect(try prepared.intersects(small) == ring.intersects(small))
                #expect(try prepared.contains(small) == ring.contains(small))
                #expect(try prepared.covers(small) == ring.covers(small))
            }
        }
        #expect(throws: GeospatialError.self) { try prepared.contains(Coordinate(x: .nan, y: 0)) }
        #expect(throws: GeospatialError.self) { try PreparedGeometry(point(.nan, 0)) }
    }

    @Test func manyTasksAtOnce() async throws {
        let ring = ring
        let expected = try ring.intersection(box(5, 5, 15, 15))
        let other = box(5, 5, 15, 15)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for task in 0..<16 {
                group.addTask {
                    for step in 0..<100 {
                        // Errors on one thread must not show on another.
                        if (task + step).isMultiple(of: 3) {
                            guard (try? Geometry(wkt: "POINT (x")) == nil else { return false }
                        }
                        guard try ring.intersection(other) == expected else { return false }
                        if step.isMultiple(of: 10) { await Task.yield() }
                    }
                    return true
                }
            }
            for try await same in group { #expect(same) }
        }
    }
}
