import Geospatial
import TestSupport
import Testing

@testable import PipeNetwork

/// The index of segments against a look at each of them.
@Suite("Index of segments")
struct SegmentIndexTests {
    private func paths(_ random: inout SplitMix) -> [LinePath] {
        (0..<15).map { _ in
            LinePath(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    Coordinate(
                        x: Double(Int.random(in: 0...20, using: &random)) * 10,
                        y: Double(Int.random(in: 0...20, using: &random)) * 10)
                })
        }
    }

    @Test(
        "The nearest within a distance, of equals on the earlier line and nearer its start", arguments: 0..<60
    )
    func nearest(seed: UInt64) throws {
        var random = SplitMix(seed)
        let paths = paths(&random)
        let index = try SegmentIndex(paths)
        let isEligible = paths.map { _ in Int.random(in: 0..<4, using: &random) > 0 }
        for _ in 0..<40 {
            let place = Coordinate(
                x: Double(Int.random(in: -30...50, using: &random)) * 5,
                y: Double(Int.random(in: -30...50, using: &random)) * 5)
            let limit: Double = [0, 4, 5, 20, 1000, .infinity].randomElement(using: &random) ?? 5
            var best: (gap: Double, line: Int, along: Double)?
            for (line, path) in paths.enumerated() where isEligible[line] {
                for segment in path.points.indices.dropLast() {
                    let hit = path.nearest(to: place, onSegment: segment)
                    guard hit.gap <= limit else { continue }
                    let found = (gap: hit.gap, line: line, along: hit.along)
                    if let best, (best.gap, best.line, best.along) <= (found.gap, found.line, found.along) {
                        continue
                    }
                    best = found
                }
            }
            let hit = index.nearest(to: place, within: limit, on: paths) { isEligible[$0] }
            #expect(
                hit?.line == best?.line && hit?.gap == best?.gap && hit?.along == best?.along, "seed \(seed)")
        }
    }

    @Test("A box tells every segment whose box it touches, each once, and no other", arguments: 0..<30)
    func boxes(seed: UInt64) throws {
        var random = SplitMix(seed &+ 11)
        let paths = paths(&random)
        let index = try SegmentIndex(paths)
        for _ in 0..<20 {
            let (x, y) = (
                Double.random(in: 0...200, using: &random), Double.random(in: 0...200, using: &random)
            )
            let box = BoundingBox(
                minX: x, minY: y, maxX: x + Double.random(in: 0...60, using: &random), maxY: y + 20)
            var told: [SIMD2<Int32>] = []
            index.forEach(in: box) { told.append([Int32($0), Int32($1)]) }
            var expected: Set<SIMD2<Int32>> = []
            for (line, path) in paths.enumerated() {
                for (segment, (a, b)) in zip(path.points, path.points.dropFirst()).enumerated()
                where max(a.x, b.x) >= box.minX && min(a.x, b.x) <= box.maxX && max(a.y, b.y) >= box.minY
                    && min(a.y, b.y) <= box.maxY
                {
                    expected.insert([Int32(line), Int32(segment)])
                }
            }
            #expect(told.count == expected.count && Set(told) == expected)
        }
    }

    @Test("Nothing is near where nothing is, however far one looks, and the search ends")
    func nothing() throws {
        let empty = try SegmentIndex([LinePath([]), LinePath([.init(x: 1, y: 1)])])
        #expect(empty.nearest(to: .init(x: 0, y: 0), within: .infinity, on: []) == nil)
        let paths = [
            LinePath([.init(x: 0, y: 0), .init(x: .nan, y: 0), .init(x: 9, y: 0), .init(x: 9, y: 9)])
        ]
        let index = try SegmentIndex(paths)
        #expect(index.nearest(to: .init(x: 9, y: 5), within: 1, on: paths)?.gap == 0)
        #expect(index.nearest(to: .init(x: 0, y: 0), within: 8, on: paths) == nil)
        #expect(index.nearest(to: .init(x: 9, y: 5), within: -1, on: paths) == nil)
        #expect(
            index.nearest(to: .init(x: 9, y: 5), within: .infinity, on: paths, where: { _ in false }) == nil)
        #expect(index.nearest(to: .init(x: 9, y: 5), within: .nan, on: paths) == nil)
    }
}
