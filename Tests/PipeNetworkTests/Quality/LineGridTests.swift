import Geospatial
import TestSupport
import Testing

@testable import PipeNetwork

/// The grid of segments against a look at all pairs.
@Suite("Grid of segments")
struct LineGridTests {
    private struct Pair: Hashable {
        var first: SIMD2<Int32>
        var second: SIMD2<Int32>
    }

    private func paths(_ random: inout SplitMix, _ count: Int) -> [LinePath] {
        (0..<count).map { _ in
            var at = Coordinate(
                x: Double.random(in: -200...200, using: &random),
                y: Double.random(in: -200...200, using: &random))
            return LinePath(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    at = Coordinate(
                        x: at.x + Double.random(in: -60...60, using: &random),
                        y: at.y + Double.random(in: -60...60, using: &random))
                    return at
                })
        }
    }

    @Test(
        "Every two segments that meet are told together, once at the place where they meet", arguments: 0..<40
    )
    func pairs(seed: UInt64) {
        var random = SplitMix(seed)
        let paths = paths(&random, 30)
        let isIncluded = paths.map { _ in Int.random(in: 0..<5, using: &random) > 0 }
        let grid = LineGrid(paths, margin: 0.002) { isIncluded[$0] }
        var told: [Pair: Int] = [:]
        let crowds = grid.forEachPair { one, other, isHome in
            #expect(one.line < other.line)
            let (a, b) = (paths[Int(one.line)].points, paths[Int(other.line)].points)
            let relation = SegmentRelation(
                a[Int(one.segment)], a[Int(one.segment) + 1], b[Int(other.segment)],
                b[Int(other.segment) + 1])
            guard case .crossing(let at, _, _) = relation, isHome(at) else { return }
            told[Pair(first: [one.line, one.segment], second: [other.line, other.segment]), default: 0] += 1
        }
        #expect(crowds.isEmpty)
        var expected: [Pair: Int] = [:]
        for i in paths.indices where isIncluded[i] {
            for j in paths.indices where j > i && isIncluded[j] {
                for s in paths[i].points.indices.dropLast() {
                    for t in paths[j].points.indices.dropLast() {
                        let relation = SegmentRelation(
                            paths[i].points[s], paths[i].points[s + 1], paths[j].points[t],
                            paths[j].points[t + 1])
                        guard case .crossing = relation else { continue }
                        expected[Pair(first: [Int32(i), Int32(s)], second: [Int32(j), Int32(t)])] = 1
                    }
                }
            }
        }
        #expect(told == expected)
    }

    @Test("What lies within a distance of a place is among what is told there", arguments: 0..<40)
    func near(seed: UInt64) {
        var random = SplitMix(seed &+ 7)
        let paths = paths(&random, 20)
        let grid = LineGrid(paths, margin: 0.002) { _ in true }
        for _ in 0..<20 {
            let place = Coordinate(
                x: Double.random(in: -300...300, using: &random),
                y: Double.random(in: -300...300, using: &random))
            let distance = Double.random(in: 0...80, using: &random)
            var told: Set<SIMD2<Int32>> = []
            grid.forEach(near: place, within: distance) { told.insert([$0.line, $0.segment]) }
            for (line, path) in paths.enumerated() {
                for segment in path.points.indices.dropLast()
                where path.nearest(to: place, onSegment: segment).gap <= distance {
                    #expect(told.contains([Int32(line), Int32(segment)]))
                }
            }
        }
    }

    @Test("A heap of lines is told as one, and the grid ends")
    func crowd() {
        let star = (0..<400).map { number in
            LinePath([Coordinate(x: 0.5, y: 0.5), Coordinate(x: 0.6 + Double(number) * 1e-4, y: 0.9)])
        }
        var pairs = 0
        let crowds = LineGrid(star, margin: 0.002) { _ in true }.forEachPair { _, _, _ in pairs += 1 }
        #expect(crowds.count == 1 && Set(crowds.flatMap(\.lines)) == Set(0..<400))
        // Each with the 256 behind it: all of the first 144, then 255, 254, … 0.
        #expect(pairs == 144 * 256 + 255 * 256 / 2)
    }

    @Test("No lines and lines of no length are no trouble")
    func nothing() {
        var told = 0
        for paths in [[], [LinePath([])], [LinePath([.init(x: 1, y: 1)])]] {
            let grid = LineGrid(paths, margin: 1) { _ in true }
            #expect(grid.forEachPair { _, _, _ in told += 1 }.isEmpty)
            grid.forEach(near: .init(x: 0, y: 0), within: 5) { _ in told += 1 }
        }
        #expect(told == 0)
        let dots = [
            LinePath([.init(x: 1, y: 1), .init(x: 1, y: 1)]),
            LinePath([.init(x: 1, y: 1), .init(x: 1, y: 1)]),
        ]
        _ = LineGrid(dots, margin: 0.002) { _ in true }.forEachPair { _, _, _ in told += 1 }
        #expect(told > 0)
    }
}
