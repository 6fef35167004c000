import Geospatial
import TestSupport
import Testing

@testable import PipeNetwork

@Suite("How far a drawing has moved")
struct PathMovementTests {
    private func line(_ points: [(Double, Double)]) -> [Coordinate] {
        points.map { Coordinate(x: $0.0, y: $0.1) }
    }

    @Test("By hand: a new bend, a longer end, a path that is shifted, and one drawn backwards")
    func byHand() {
        let street = line([(0, 0), (100, 0)])
        #expect(Movement.between(street, line([(0, 0), (50, 7), (100, 0)])) == 7)
        #expect(Movement.between(street, line([(0, 0), (112, 5)])) == 13)
        #expect(Movement.between(street, line([(3, 4), (103, 4)])).map { isNear($0, 5) } == true)
        #expect(Movement.between(street, line([(100, 0), (0, 0)])) == 0)
        // A bend on the straight line moves nothing.
        #expect(Movement.between(street, line([(0, 0), (20, 0), (90, 0), (100, 0)])) == 0)
        #expect(Movement.between(line([(1, 1)]), line([(4, 5)])) == 5)
    }

    @Test("What was nowhere and is nowhere has not moved; what is somewhere now has no distance")
    func nowhere() {
        #expect(Movement.between([], []) == 0)
        #expect(Movement.between([], line([(0, 0)])) == nil && Movement.between(line([(0, 0)]), []) == nil)
    }

    @Test(
        "The distance is the same either way and when both move together, and none to itself",
        arguments: 0..<60)
    func invariants(seed: UInt64) {
        var random = SplitMix(seed)
        func path(_ random: inout SplitMix) -> [Coordinate] {
            (0..<Int.random(in: 1...5, using: &random)).map { _ in
                Coordinate(
                    x: Double(Int.random(in: 0...9, using: &random)),
                    y: Double(Int.random(in: 0...9, using: &random)))
            }
        }
        let (a, b) = (path(&random), path(&random))
        let distance = Movement.between(a, b) ?? .nan
        #expect(Movement.between(b, a) == distance)
        #expect(Movement.between(a, a) == 0 && Movement.between(b, b.reversed()) == 0)
        // Reversing does not move a path, but two single points and paths of equal bends are compared as drawn.
        #expect(isNear(Movement.between(a.reversed(), b.reversed()), distance))
        // Turned by a quarter: whole numbers stay whole.
        func turned(_ path: [Coordinate]) -> [Coordinate] { path.map { Coordinate(x: -$0.y + 100, y: $0.x) } }
        #expect(isNear(Movement.between(turned(a), turned(b)), distance))
        // By sampling each path finely: the farthest of its corners from all samples of the other.
        func samples(_ path: [Coordinate]) -> [Coordinate] {
            guard path.count > 1 else { return path }
            return zip(path, path.dropFirst()).flatMap { a, b in
                (0...500).map { step in
                    let share = Double(step) / 500
                    return Coordinate(x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y))
                }
            }
        }
        func farthest(_ points: [Coordinate], _ other: [Coordinate]) -> Double {
            let all = samples(other)
            return points.map { point in all.map { point.distance(to: $0) }.min() ?? 0 }.max() ?? 0
        }
        let sampled = max(farthest(a, b), farthest(b, a))
        // A segment is at most 12.8 long: between two samples lies at most a hundredth.
        #expect(distance <= sampled + 1e-9 && distance >= sampled - 0.03, "\(a) \(b)")
    }
}
