import TestSupport
import Testing

@testable import Geospatial

@Suite struct STRTreeTests {
    private static func randomBoxes(_ count: Int, seed: UInt64) -> [BoundingBox] {
        var random = SplitMix(seed)
        return (0..<count).map { _ in
            let x = Double.random(in: 0...1000, using: &random)
            let y = Double.random(in: 0...1000, using: &random)
            return BoundingBox(
                minX: x, minY: y, maxX: x + .random(in: 0...20, using: &random),
                maxY: y + .random(in: 0...20, using: &random))
        }
    }

    @Test(arguments: [1, 9, 10, 11, 3000])
    func queriesFindWhatAScanFinds(count: Int) throws {
        let boxes = Self.randomBoxes(count, seed: UInt64(count))
        let tree = try STRTree(boxes: boxes)
        #expect(tree.count == count)
        for window in Self.randomBoxes(100, seed: 99) {
            let wide = window.expanded(by: 30)
            let expected = boxes.indices.filter { boxes[$0].intersects(wide) }
            #expect(tree.query(wide) == expected)
            var visited: Set<Int> = []
            tree.forEach(in: wide) { visited.insert($0) }
            #expect(visited == Set(expected))
        }
    }

    @Test func nearestFindsWhatAScanFinds() throws {
        let boxes = Self.randomBoxes(500, seed: 5)
        let tree = try STRTree(boxes: boxes)
        var random = SplitMix(6)
        for _ in 0..<200 {
            let at = Coordinate(
                x: .random(in: -200...1200, using: &random), y: .random(in: -200...1200, using: &random))
            let expected = boxes.map { $0.distance(to: at) }.min()
            #expect(tree.nearest(to: at)?.distance == expected)
            // By a distance of the caller's: to the diagonal of the box.
            let toDiagonal: (Int) throws -> Double = { index in
                let box = boxes[index]
                let line = try Polyline([
                    Coordinate(x: box.minX, y: box.minY), Coordinate(x: box.maxX, y: box.maxY),
                ])
                return line.project(at).offset
            }
            let all = try boxes.indices.map(toDiagonal)
            let found = try #require(tree.nearest(to: at) { all[$0] })
            #expect(found.distance == all.min())
            #expect(all[found.index] == found.distance)
        }
    }

    @Test func emptyAndUnusableBoxes() throws {
        let none = try STRTree(boxes: [])
        let everywhere = BoundingBox(minX: -1e9, minY: -1e9, maxX: 1e9, maxY: 1e9)
        #expect(none.query(everywhere).isEmpty)
        #expect(none.nearest(to: Coordinate(x: 0, y: 0)) == nil)
        let point = BoundingBox(minX: 1, minY: 1, maxX: 1, maxY: 1)
        let bad = [
            BoundingBox(minX: .nan, minY: 0, maxX: 1, maxY: 1), point,
            BoundingBox(minX: 2, minY: 0, maxX: 1, maxY: 1),
            BoundingBox(minX: 0, minY: 0, maxX: .infinity, maxY: 1),
        ]
        let tree = try STRTree(boxes: bad)
        #expect(tree.query(everywhere) == [1])
        #expect(tree.query(bad[0]).isEmpty)
        let found = try #require(tree.nearest(to: Coordinate(x: 4, y: 5)))
        #expect(found.index == 1 && found.distance == 5)
        #expect(tree.nearest(to: Coordinate(x: .nan, y: 5)) == nil)
        #expect(tree.nearest(to: Coordinate(x: 4, y: 5)) { _ in .nan } == nil)
    }

    @Test func aQueryInsideAQuery() throws {
        let boxes = Self.randomBoxes(200, seed: 3)
        let tree = try STRTree(boxes: boxes)
        var pairs = 0
        tree.forEach(in: BoundingBox(minX: 0, minY: 0, maxX: 2000, maxY: 2000)) { index in
            tree.forEach(in: boxes[index]) { _ in pairs += 1 }
        }
        let expected = boxes.reduce(0) { sum, one in sum + boxes.count { $0.intersects(one) } }
        #expect(pairs == expected)
    }
}
