import Geospatial
import TestSupport
import Testing

@testable import PipeNetwork

/// Two segments against whole-number geometry, which rounds nothing.
@Suite("How two segments lie to each other")
struct SegmentRelationTests {
    private struct Point: Hashable {
        var x: Int
        var y: Int
        var place: Coordinate { Coordinate(x: Double(x), y: Double(y)) }
    }

    private enum Exact: Equatable {
        case apart
        case crossing(x: Double, y: Double)
        case overlap(Double)
    }

    /// Twice the area of the triangle a, b, c.
    private func turn(_ a: Point, _ b: Point, _ c: Point) -> Int {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }

    private func exact(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Exact {
        if a == b || c == d { return .apart }
        let cross = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x)
        if cross == 0 {
            guard turn(a, b, c) == 0 else { return .apart }
            // On one line: order by x, then y.
            let low = max(min((a.x, a.y), (b.x, b.y)) as (Int, Int), min((c.x, c.y), (d.x, d.y)), by: <)
            let high = min(max((a.x, a.y), (b.x, b.y), by: <), max((c.x, c.y), (d.x, d.y), by: <), by: <)
            guard low < high else { return .apart }
            let (dx, dy) = (Double(high.0 - low.0), Double(high.1 - low.1))
            return .overlap((dx * dx + dy * dy).squareRoot())
        }
        let (c1, d1) = (turn(a, b, c).signum(), turn(a, b, d).signum())
        let (a1, b1) = (turn(c, d, a).signum(), turn(c, d, b).signum())
        guard c1 * d1 <= 0, a1 * b1 <= 0 else { return .apart }
        let share = Double(turn(c, d, a)) / Double(turn(c, d, a) - turn(c, d, b))
        return .crossing(
            x: Double(a.x) + share * Double(b.x - a.x), y: Double(a.y) + share * Double(b.y - a.y))
    }

    private func max(_ a: (Int, Int), _ b: (Int, Int), by less: ((Int, Int), (Int, Int)) -> Bool) -> (
        Int, Int
    ) {
        less(a, b) ? b : a
    }

    private func min(
        _ a: (Int, Int), _ b: (Int, Int), by less: ((Int, Int), (Int, Int)) -> Bool = { $0 < $1 }
    ) -> (Int, Int) {
        less(b, a) ? b : a
    }

    private func isSame(_ relation: SegmentRelation, _ exact: Exact) -> Bool {
        switch (relation, exact) {
        case (.apart, .apart): true
        case (.crossing(let at, _, _), .crossing(let x, let y)):
            at.distance(to: Coordinate(x: x, y: y)) < 1e-9
        case (.overlap(let length, _), .overlap(let expected)): abs(length - expected) < 1e-9
        default: false
        }
    }

    @Test(
        "On a lattice every two segments are apart, cross or overlap as whole numbers say", arguments: 0..<20)
    func lattice(block: Int) {
        var random = SplitMix(UInt64(block))
        for _ in 0..<400 {
            func point(_ random: inout SplitMix) -> Point {
                Point(x: Int.random(in: 0...4, using: &random), y: Int.random(in: 0...4, using: &random))
            }
            let (a, b, c, d) = (point(&random), point(&random), point(&random), point(&random))
            let expected = exact(a, b, c, d)
            // Whichever comes first, and whichever way each is drawn.
            for (p, q, r, s) in [
                (a, b, c, d), (b, a, c, d), (a, b, d, c), (b, a, d, c), (c, d, a, b), (d, c, b, a),
            ] {
                let relation = SegmentRelation(p.place, q.place, r.place, s.place)
                #expect(isSame(relation, expected), "\(p) \(q) \(r) \(s): \(relation), not \(expected)")
            }
            if case .crossing(_, let onFirst, let onSecond) = SegmentRelation(
                a.place, b.place, c.place, d.place)
            {
                #expect((onFirst == .start) == (turn(c, d, a) == 0))
                #expect((onFirst == .end) == (turn(c, d, b) == 0))
                #expect((onSecond == .start) == (turn(a, b, c) == 0))
                #expect((onSecond == .end) == (turn(a, b, d) == 0))
            }
        }
    }

    @Test("Moved to where a city's coordinates are and turned, the relation is the same", arguments: 0..<20)
    func moved(seed: Int) {
        var random = SplitMix(UInt64(seed) &+ 40)
        let (cosine, sine) = (0.6, 0.8)
        func away(_ point: Point) -> Coordinate {
            Coordinate(
                x: 500_000 + 25 * (cosine * Double(point.x) - sine * Double(point.y)),
                y: 3_300_000 + 25 * (sine * Double(point.x) + cosine * Double(point.y)))
        }
        for _ in 0..<100 {
            let points = (0..<4).map { _ in
                Point(x: Int.random(in: 0...4, using: &random), y: Int.random(in: 0...4, using: &random))
            }
            let expected = exact(points[0], points[1], points[2], points[3])
            let relation = SegmentRelation(
                away(points[0]), away(points[1]), away(points[2]), away(points[3]))
            switch (relation, expected) {
            case (.apart, .apart), (.crossing, .crossing): break
            case (.overlap(let length, _), .overlap(let known)): #expect(isNear(length, 25 * known, 1e-6))
            default: Issue.record("\(points): \(relation), not \(expected)")
            }
        }
    }

    @Test("A millimetre apart is one line, two are two; so it is for lines that are not quite parallel")
    func millimetre() {
        func relation(_ from: Double, _ to: Double) -> SegmentRelation {
            SegmentRelation(
                .init(x: 0, y: 0), .init(x: 100, y: 0), .init(x: 20, y: from), .init(x: 70, y: to))
        }
        guard case .overlap(let length, let at) = relation(0.0009, 0.0009) else {
            Issue.record("lines 0.9 mm apart do not overlap")
            return
        }
        #expect(isNear(length, 50) && isNear(at.x, 45))
        if case .overlap = relation(0.002, 0.002) { Issue.record("lines 2 mm apart overlap") }
        if case .overlap(let length, _) = relation(-0.0005, 0.0009) {
            #expect(isNear(length, 50, 1e-6))
        } else {
            Issue.record("lines that cross within a millimetre do not overlap")
        }
        // 50 m long and a metre off at its end: a crossing.
        guard case .crossing(let crossing, _, _) = relation(-0.5, 0.5) else {
            Issue.record("lines that cross at a small angle do not")
            return
        }
        #expect(isNear(crossing.x, 45))
    }

    @Test("A site at an end of a path is for the snapping, one at a bend is within")
    func sites() {
        #expect(SegmentRelation.Site(-0.1) == nil && SegmentRelation.Site(1.1) == nil)
        #expect(SegmentRelation.Site(.nan) == nil)
        #expect(SegmentRelation.Site(1e-10) == .start && SegmentRelation.Site(1 - 1e-10) == .end)
        // A path of three segments, 0, 1 and 2.
        #expect(!SegmentRelation.isWithin(.start, of: 0, 2) && SegmentRelation.isWithin(.start, of: 1, 2))
        #expect(!SegmentRelation.isWithin(.end, of: 2, 2) && SegmentRelation.isWithin(.end, of: 1, 2))
        #expect((0...2).allSatisfy { SegmentRelation.isWithin(.inside, of: $0, 2) })
    }
}
