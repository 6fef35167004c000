import Geospatial
import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Bends of links")
struct PathTableTests {
    @Test("Paths that grow, shrink and grow again hold what an array of arrays holds", arguments: 0..<40)
    func model(seed: UInt64) {
        var random = SplitMix(seed)
        func path(_ random: inout SplitMix) -> [Coordinate] {
            (0..<Int.random(in: 0...4, using: &random)).map { _ in
                Coordinate(
                    x: Double(Int.random(in: 0...9, using: &random)),
                    y: Double.random(in: 0...9, using: &random))
            }
        }
        var table = PathTable()
        var paths: [[Coordinate]] = []
        for _ in 0..<6 {
            paths.append(path(&random))
            table.append(paths.last ?? [])
        }
        for _ in 0..<60 {
            let row = Int.random(in: 0..<6, using: &random)
            paths[row] = path(&random)
            table[row] = paths[row]
            for row in 0..<6 {
                #expect(table[row] == paths[row] && table.count(row) == paths[row].count)
                var walked: [Coordinate] = []
                table.forEachVertex(row) { walked.append(Coordinate(x: $0, y: $1)) }
                #expect(walked == paths[row])
            }
        }
        // However it came about, a table of the same paths is the same.
        var fresh = PathTable()
        for path in paths { fresh.append(path) }
        #expect(fresh == table)
        for (a, b) in [(0, 1), (2, 2), (4, 5)] {
            #expect(table.isSame(a, fresh, b) == (paths[a] == paths[b]))
        }
        fresh[3] = paths[3] + [Coordinate(x: 1, y: 1)]
        #expect(fresh != table)
    }

    @Test("A link drawn the other way has its bends the other way, and twice is nothing")
    func reversal() throws {
        var network = Network()
        for (id, x) in [("A", 0.0), ("B", 9)] {
            try network.add(Junction(id: id, position: .init(x: x, y: 0)))
        }
        try network.add(
            Pipe(id: "P", start: "A", end: "B", vertices: [.init(x: 2, y: 1), .init(x: 5, y: 3)]))
        let before = network
        network.links.reverse(0)
        #expect(network.path(ofLink: 0) == before.path(ofLink: 0).reversed())
        #expect(network.pipe(at: 0)?.start == "B")
        network.links.reverse(0)
        #expect(network == before)
    }

    @Test("The extent is that of nodes and bends that have a place")
    func extent() throws {
        #expect(Network().extent == nil)
        var network = Network()
        try network.add(Junction(id: "A"))
        #expect(network.extent == nil)
        try network.add(Junction(id: "B", position: .init(x: 3, y: -2)))
        #expect(network.extent == BoundingBox(minX: 3, minY: -2, maxX: 3, maxY: -2))
        try network.add(
            Pipe(
                id: "P", start: "A", end: "B",
                vertices: [.init(x: -1, y: 8), .init(x: .infinity, y: 0), .init(x: 0, y: .nan)]))
        #expect(network.extent == BoundingBox(minX: -1, minY: -2, maxX: 3, maxY: 8))
        #expect(network.path(ofLink: 0).count == 4)
    }
}
