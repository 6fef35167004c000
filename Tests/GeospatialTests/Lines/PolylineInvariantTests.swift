import Foundation
import TestSupport
import Testing

@testable import Geospatial

@Suite("Paths measured, cut and put together again")
struct PolylineInvariantTests {
    /// A path of chance, in which positions may repeat, at eastings of millions.
    private func path(_ random: inout SplitMix) -> [Coordinate] {
        var path: [Coordinate] = []
        for _ in 0..<Int.random(in: 2...9, using: &random) {
            let next = Coordinate(
                x: 500_000 + Double(Int.random(in: 0...30, using: &random)),
                y: 4_000_000 + Double(Int.random(in: 0...30, using: &random)),
                z: Double(Int.random(in: 0...9, using: &random)))
            path.append(next)
            if Int.random(in: 0..<4, using: &random) == 0 { path.append(next) }
        }
        return path
    }

    private func length(_ path: [Coordinate]) -> Double {
        zip(path, path.dropFirst()).reduce(0) { $0 + hypot($1.0.x - $1.1.x, $1.0.y - $1.1.y) }
    }

    @Test("The two parts of a split have the lengths asked for and go on where the other ends")
    func split() throws {
        var random = SplitMix(521)
        for _ in 0..<200 {
            let path = path(&random)
            let line = try Polyline(path)
            #expect(isNear(line.length, length(path), 1e-12))
            guard line.length > 0 else { continue }
            let at = line.length * Double.random(in: 0.01...0.99, using: &random)
            let (head, tail) = try line.split(at: at)
            #expect(isNear(length(head), at, 1e-8) && isNear(length(tail), line.length - at, 1e-8))
            #expect(head.first == path.first && tail.last == path.last && head.last == tail.first)
            let point = try line.interpolate(at: at)
            #expect(head.last == point)
            // A point of the path lies on it, at the distance it was asked for or where the path came by before.
            let back = line.project(point)
            #expect(back.offset < 1e-8 && back.distanceAlong <= at + 1e-6)
            #expect(try line.interpolate(at: back.distanceAlong).distance(to: point) < 1e-6)
        }
    }

    @Test("Stretches that follow each other have the lengths of their distances and lie on the path")
    func stretches() throws {
        var random = SplitMix(522)
        for _ in 0..<100 {
            let line = try Polyline(path(&random))
            guard line.length > 1 else { continue }
            var cuts = (0..<5).map { _ in Double.random(in: 0...line.length, using: &random) }
            cuts = ([0, line.length] + cuts).sorted()
            for (from, to) in zip(cuts, cuts.dropFirst()) where from < to {
                let stretch = try line.substring(from: from, to: to)
                #expect(isNear(length(stretch), to - from, 1e-8))
                for point in stretch { #expect(line.project(point).offset < 1e-8) }
            }
            #expect(isNear(length(try line.substring(from: 0, to: line.length)), line.length, 1e-12))
        }
    }

    @Test("The nearest place is nearer than a thousand others along the path")
    func projection() throws {
        var random = SplitMix(523)
        for _ in 0..<60 {
            let line = try Polyline(path(&random))
            let at = Coordinate(
                x: 500_000 + Double.random(in: -20...50, using: &random),
                y: 4_000_000 + Double.random(in: -20...50, using: &random))
            let found = line.project(at)
            for step in 0...1000 {
                let other = try line.interpolate(at: min(line.length, line.length * Double(step) / 1000))
                #expect(other.distance(to: at) >= found.offset - 1e-8)
            }
            #expect(abs(found.point.distance(to: at) - found.offset) < 1e-12)
            // The reversed path has the same offset.
            #expect(isNear(try Polyline(line.coordinates.reversed()).project(at).offset, found.offset, 1e-9))
        }
    }

    @Test("Areas of stars are the sums of their triangles, whichever way they turn and wherever they lie")
    func areas() throws {
        var random = SplitMix(524)
        for _ in 0..<100 {
            let count = Int.random(in: 3...30, using: &random)
            let (x, y) = (
                Double.random(in: -4e6...4e6, using: &random), Double.random(in: 0...5e6, using: &random)
            )
            let radii = (0..<count).map { _ in Double.random(in: 1...50, using: &random) }
            let turn = 2 * Double.pi / Double(count)
            var ring = radii.enumerated().map {
                Coordinate(
                    x: x + $0.element * cos(turn * Double($0.offset)),
                    y: y + $0.element * sin(turn * Double($0.offset)))
            }
            ring.append(ring[0])
            // Triangles about the middle: r·r'·sin(turn)/2.
            let expected = (0..<count).reduce(0.0) {
                $0 + radii[$1] * radii[($1 + 1) % count] * sin(turn) / 2
            }
            #expect(isNear(Geometry.polygon(Polygon(exterior: ring)).area, expected, 1e-6))
            #expect(isNear(Geometry.polygon(Polygon(exterior: ring.reversed())).area, expected, 1e-6))
            let start = count / 2
            let moved = Array(ring[start..<count] + ring[0...start])
            #expect(isNear(Geometry.polygon(Polygon(exterior: moved)).area, expected, 1e-6))
            #expect(isNear(Geometry.polygon(Polygon(exterior: ring)).length, length(ring), 1e-9))
        }
    }
}
