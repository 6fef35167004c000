import Geospatial
import TestSupport
import Testing

@testable import PipeNetwork

/// The locator against a look at every piece of every pipe.
@Suite("The nearest pipe")
struct PipeLocatorTests {
    /// How far a place is from the piece a–b: the foot of the perpendicular where it lies between, else the nearer end.
    private func gap(_ p: Coordinate, _ a: Coordinate, _ b: Coordinate) -> Double {
        let square = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)
        let dot = (p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)
        guard square > 0, dot > 0, dot < square else { return min(p.distance(to: a), p.distance(to: b)) }
        return abs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / square.squareRoot()
    }

    private func network(_ seed: Int) throws -> Network {
        var random = SplitMix(UInt64(seed))
        // Round places, so that pipes are equally near, lie on each other and have no length.
        func place(_ random: inout SplitMix) -> Coordinate {
            Coordinate(
                x: Double(Int.random(in: 0...20, using: &random)) * 10,
                y: Double(Int.random(in: 0...4, using: &random)) * 10)
        }
        var network = Network()
        let nodes = Int.random(in: 1...12, using: &random)
        for node in 0..<nodes {
            let isNowhere = Int.random(in: 0..<8, using: &random) == 0
            try network.add(Junction(id: "\(node)", position: isNowhere ? nil : place(&random)))
        }
        for link in 0..<Int.random(in: 0...14, using: &random) {
            let bends = (0..<Int.random(in: 0...3, using: &random)).map { _ in place(&random) }
            try network.add(
                Pipe(
                    id: "\(link)", start: "\(Int.random(in: 0..<nodes, using: &random))",
                    end: "\(Int.random(in: 0..<nodes, using: &random))", vertices: bends))
        }
        return network
    }

    @Test(
        "Near, far, on the corner of a square: the least gap, of equals the lower row, and none beyond the limit",
        arguments: 0..<60)
    func bruteForce(seed: Int) throws {
        let network = try network(seed)
        let locator = PipeLocator(network)
        var random = SplitMix(UInt64(seed) &+ 17)
        let isEligible = (0..<network.links.count).map { _ in Int.random(in: 0..<4, using: &random) > 0 }
        for _ in 0..<40 {
            let scale = Int.random(in: 0..<3, using: &random) == 0 ? 1000.0 : 10
            let place = Coordinate(
                x: Double(Int.random(in: -5...25, using: &random)) * scale,
                y: Double(Int.random(in: -5...10, using: &random)) * scale)
            var best: (gap: Double, link: Int)?
            for link in 0..<network.links.count where isEligible[link] {
                // A piece that leads to a node without a place is no piece.
                let ends = [network.links.start[link], network.links.end[link]].map {
                    network.nodes.position(Int($0))
                }
                let path: [Coordinate?] = [ends[0]] + network.links.vertices(link) + [ends[1]]
                for (a, b) in zip(path, path.dropFirst()) {
                    guard let a, let b else { continue }
                    let gap = gap(place, a, b)
                    if gap < (best?.gap ?? .infinity) - 1e-9 { best = (gap, link) }
                }
            }
            let hit = locator.nearest(to: place) { isEligible[$0] }
            #expect((hit == nil) == (best == nil), "seed \(seed)")
            guard let hit, let best else { continue }
            #expect(abs(hit.distance - best.gap) < 1e-9, "seed \(seed)")
            #expect(abs(hit.place.distance(to: place) - hit.distance) < 1e-9)
            if hit.link != best.link {
                // Equally near but for rounding.
                #expect(hit.link > best.link || best.gap > 0)
            }
            #expect(
                locator.nearest(to: place, within: hit.distance) { isEligible[$0] } == hit, "seed \(seed)")
            if hit.distance > 1e-6 {
                #expect(
                    locator.nearest(to: place, within: hit.distance * 0.999) { isEligible[$0] } == nil)
            }
        }
    }

    @Test("Of pipes drawn on each other the one of the lowest row is hit")
    func ties() throws {
        var network = Network()
        try network.add(Junction(id: "A", position: .init(x: 0, y: 0)))
        try network.add(Junction(id: "B", position: .init(x: 100, y: 0)))
        for id in ["1", "2", "3"] { try network.add(Pipe(id: id, start: "B", end: "A")) }
        let place = Coordinate(x: 50, y: 7)
        #expect(PipeLocator(network).nearest(to: place)?.link == 0)
        #expect(PipeLocator(network).nearest(to: place) { $0 > 0 }?.link == 1)
        #expect(PipeLocator(network) { $0 == 2 }.nearest(to: place)?.link == 2)
    }

    @Test("Nothing is near in a network of nothing, nor to a place that is none")
    func nothing() throws {
        #expect(PipeLocator(Network()).nearest(to: .init(x: 0, y: 0)) == nil)
        var network = Network()
        try network.add(Junction(id: "A", position: .init(x: 5, y: 5)))
        #expect(PipeLocator(network).nearest(to: .init(x: 0, y: 0)) == nil)
        try network.add(Pipe(id: "dot", start: "A", end: "A"))
        let locator = PipeLocator(network)
        // A pipe of no length is a place like any other: 3, 4, 5.
        #expect(locator.nearest(to: .init(x: 8, y: 9))?.distance == 5)
        for (x, y) in [(Double.nan, 0.0), (0, .infinity), (-.infinity, 0)] {
            #expect(locator.nearest(to: .init(x: x, y: y)) == nil)
        }
        #expect(locator.nearest(to: .init(x: 8, y: 9), within: -1) == nil)
        #expect(locator.nearest(to: .init(x: 8, y: 9), within: .nan) == nil)
    }

    @Test("A pipe beyond the sky does not hide the others, and is found where it can be counted")
    func outlier() throws {
        var network = Network()
        for (id, x) in [("A", 0.0), ("B", 100), ("C", 1e11), ("D", 1e300)] {
            try network.add(Junction(id: id, position: .init(x: x, y: 0)))
        }
        for (id, start, end) in [("city", "A", "B"), ("far", "B", "C"), ("none", "C", "D")] {
            try network.add(Pipe(id: id, start: start, end: end))
        }
        let locator = PipeLocator(network)
        #expect(locator.nearest(to: .init(x: 50, y: 3))?.link == 0)
        #expect(locator.nearest(to: .init(x: 50, y: 3))?.distance == 3)
        #expect(locator.nearest(to: .init(x: 1e10, y: 3))?.link == 1)
        #expect(locator.nearest(to: .init(x: 2e11, y: 0))?.distance == 1e11)
    }
}
