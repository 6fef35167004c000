import Geospatial
import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Surveyed paths")
struct LinePathTests {
    @Test("Along and off a path by hand: before, beside and behind a segment, and at a bend")
    func byHand() {
        // East 30, then north 40: 70 long.
        let path = LinePath([.init(x: 0, y: 0), .init(x: 30, y: 0), .init(x: 30, y: 40)])
        #expect(path.length == 70 && path.distances == [0, 30, 70])
        for (x, y, segment, along, gap) in [
            (10.0, 5.0, 0, 10.0, 5.0), (-3, 4, 0, 0, 5), (33, -4, 0, 30, 5), (33, -4, 1, 30, 5),
            (25, 10, 1, 40, 5), (30, 52, 1, 70, 12),
        ] {
            let hit = path.nearest(to: .init(x: x, y: y), onSegment: segment)
            #expect(isNear(hit.along, along) && isNear(hit.gap, gap), "\(x), \(y) on \(segment)")
        }
        #expect(path.bends(from: 0, to: 70) == [.init(x: 30, y: 0)])
        #expect(path.bends(from: 30, to: 70).isEmpty && path.bends(from: -1, to: 1).count == 1)
    }

    @Test("Paths of no point, of one, and of points on one place have no length")
    func short() {
        #expect(LinePath([]).length == 0 && LinePath([.init(x: 5, y: 5)]).length == 0)
        let dot = LinePath([.init(x: 5, y: 5), .init(x: 5, y: 5)])
        let hit = dot.nearest(to: .init(x: 8, y: 9), onSegment: 0)
        #expect(hit.along == 0 && hit.gap == 5 && hit.at == Coordinate(x: 5, y: 5))
    }

    @Test(
        "No sampled place of a segment is nearer than the nearest, and walked back the way is the rest",
        arguments: 0..<40)
    func sampled(seed: UInt64) {
        var random = SplitMix(seed)
        let points = (0..<5).map { _ in
            Coordinate(
                x: Double.random(in: 0...100, using: &random), y: Double.random(in: 0...100, using: &random))
        }
        let path = LinePath(points)
        let back = LinePath(points.reversed())
        #expect(isNear(path.length, back.length))
        for _ in 0..<20 {
            let place = Coordinate(
                x: Double.random(in: -50...150, using: &random),
                y: Double.random(in: -50...150, using: &random))
            for segment in 0..<4 {
                let hit = path.nearest(to: place, onSegment: segment)
                #expect(isNear(hit.at.distance(to: place), hit.gap))
                let (a, b) = (points[segment], points[segment + 1])
                for step in 0...50 {
                    let share = Double(step) / 50
                    let at = Coordinate(x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y))
                    #expect(at.distance(to: place) >= hit.gap - 1e-9)
                }
                let other = back.nearest(to: place, onSegment: 3 - segment)
                #expect(isNear(other.gap, hit.gap) && isNear(other.along, path.length - hit.along, 1e-9))
            }
        }
    }
}
