import TestSupport
import Testing

@testable import PipeNetwork

/// The grid of nodes against a look at each of them.
@Suite("Grid of nodes")
struct NodeGridTests {
    @Test(
        "The nearest within the distance, of equals the lower row, whatever the order they came in",
        arguments: 0..<60)
    func bruteForce(seed: UInt64) {
        var random = SplitMix(seed)
        let distance: Double = [0.5, 1, 10].randomElement(using: &random) ?? 1
        // On a lattice of half the distance there are many equally near, on the borders of squares and below zero.
        func number(_ random: inout SplitMix) -> Double {
            Double(Int.random(in: -8...8, using: &random)) * distance / 2
        }
        let places = (0..<40).map { _ in (x: number(&random), y: number(&random)) }
        var grid = NodeGrid(distance: distance)
        for node in places.indices.shuffled(using: &random) {
            grid.insert(node: node, x: places[node].x, y: places[node].y)
        }
        let isEligible = places.map { _ in Int.random(in: 0..<4, using: &random) > 0 }
        for _ in 0..<40 {
            let (x, y) = (number(&random), number(&random))
            let within = Double.random(in: 0...distance, using: &random)
            for limit in [within, distance, distance / 2, 0, -1] {
                let near = places.indices.filter { isEligible[$0] }.map { node -> (gap: Double, node: Int) in
                    let (dx, dy) = (places[node].x - x, places[node].y - y)
                    return ((dx * dx + dy * dy).squareRoot(), node)
                }.filter { $0.gap <= limit }.min { $0 < $1 }
                let hit = grid.nearest(x: x, y: y, within: limit) { isEligible[$0] }
                #expect(hit?.node == near?.node && hit?.distance == near?.gap, "seed \(seed)")
            }
        }
    }

    @Test("What is no place is not in it and finds nothing; a place beyond the sky overflows nothing")
    func strange() {
        var grid = NodeGrid(distance: 0.5)
        for (node, x) in [Double.nan, .infinity, -.infinity, 1e300, -1e300, 1e18].enumerated() {
            grid.insert(node: node, x: x, y: 0)
        }
        #expect(grid.nearest(x: .nan, y: 0, within: 0.5) == nil)
        #expect(grid.nearest(x: .infinity, y: 0, within: 0.5) == nil)
        #expect(grid.nearest(x: 1e300, y: 0, within: 0.5)?.node == 3)
        #expect(grid.nearest(x: -1e300, y: 0, within: 0.5)?.node == 4)
        #expect(grid.nearest(x: 1e18, y: 0, within: 0.5)?.node == 5)
        #expect(grid.nearest(x: 0, y: 0, within: 0.5) == nil)
    }

    @Test("A grid of no distance still finds what lies at the very place")
    func zero() {
        for distance in [0, -1, 1e-9, .nan] {
            var grid = NodeGrid(distance: distance)
            grid.insert(node: 7, x: 500_000.125, y: 3_300_000.5)
            #expect(grid.nearest(x: 500_000.125, y: 3_300_000.5, within: 0)?.node == 7)
            #expect(grid.nearest(x: 500_000.25, y: 3_300_000.5, within: 0) == nil)
        }
    }
}
