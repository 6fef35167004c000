import TestSupport
import Geospatial
import LeakZones
import WaterLoss
import PipeNetwork
import Telemetry
import Testing

@Suite struct HeadInterpolationTests {
    /// A ──100 m── B ──300 m── C, levels 30, 10 and 12 m; D stands beside B but hangs on C by a detour of 900 m, and
    /// a shut pipe joins it with B.
    private func network() throws -> Network {
        var network = Network()
        for (id, x, y, level) in [
            ("A", 0.0, 0.0, 30.0), ("B", 100, 0, 10), ("C", 400, 0, 12), ("D", 100, 5, 20),
        ] {
            var junction = Junction(id: id, position: Coordinate(x: x, y: y))
            junction.elevation = level
            try network.add(junction)
        }
        try network.add(Pipe(id: "AB", start: "A", end: "B", length: 100, diameter: 0.2))
        try network.add(Pipe(id: "BC", start: "B", end: "C", length: 300, diameter: 0.2))
        try network.add(Pipe(id: "CD", start: "C", end: "D", length: 900, diameter: 0.2))
        try network.add(Pipe(id: "BD", start: "B", end: "D", length: 5, diameter: 0.2, status: .closed))
        return network
    }

    @Test func headsFallWithDistanceAlongThePipes() throws {
        let network = try network()
        // Loggers at A (head 60) and C (head 52). B: weights 1/100² and 1/300², 9 to 1: 59.2.
        let squared = HeadInterpolation(network, nodes: [0, 1, 2, 3], loggerNodes: [0, 2])
        let heads = squared.heads([60, 52])
        #expect(isNear(heads[1], 59.2))
        // Where a logger stands, its own head; the other's say is some 10⁻⁹.
        #expect(isNear(heads[0], 60, 1e-7) && isNear(heads[2], 52, 1e-7))
        // D is 5 m from B on the map, 900 m from C and 1300 m from A along open pipes: weights 169 to 81.
        #expect(isNear(heads[3], (52.0 * 169 + 60 * 81) / 250))
        // Power 1: 3 to 1.
        let linear = HeadInterpolation(network, nodes: [1], loggerNodes: [0, 2], power: 1)
        #expect(isNear(linear.heads([60, 52])[0], 58))
        // Heads are interpolated: 59.2 − 10 m. Pressures at the loggers are 30 and 40, between which no 49.2 lies.
        #expect(isNear(squared.pressures([60, 52])[1], 49.2))
    }

    @Test func aSilentLoggerLeavesTheWordToTheOthers() throws {
        let map = HeadInterpolation(try network(), nodes: [0, 1, 2, 3], loggerNodes: [0, 2])
        #expect(map.heads([.nan, 52]).allSatisfy { isNear($0, 52) })
        #expect(map.heads([.nan, .nan]).allSatisfy { $0.isNaN })
    }

    @Test func whatNoLoggerReachesIsUnknown() throws {
        var network = try network()
        try network.add(Junction(id: "E", position: Coordinate(x: 900, y: 0)))
        let map = HeadInterpolation(network, nodes: [1, 4], loggerNodes: [0])
        let heads = map.heads([60])
        #expect(heads[0] == 60 && heads[1].isNaN)
        // Rows that are not there are left out.
        #expect(HeadInterpolation(network, nodes: [1, 99, -1], loggerNodes: [77]).heads([60]).count == 1)
    }

    @Test func onlyTheNearestLoggersSpeak() throws {
        let map = HeadInterpolation(try network(), nodes: [1], loggerNodes: [0, 2], nearest: 1)
        #expect(map.heads([60, 52])[0] == 60)
    }

    @Test func theAverageOverTimeIsTheAverageOfEveryInstant() throws {
        let map = HeadInterpolation(try network(), nodes: [0, 1, 2, 3], loggerNodes: [0, 2])
        let connections = [1.0, 4, 2, 3]
        var random = SplitMix(3)
        var a = (0..<24).map { _ in Double.random(in: 55...65, using: &random) }
        let c = (0..<24).map { _ in Double.random(in: 45...55, using: &random) }
        a[7] = .nan
        let series = try #require(
            try map.averagePressure([.hourly(a), .hourly(c)], connections: connections))
        for hour in 0..<24 {
            let expected = AverageZonePressure.nodeMean(
                pressures: map.pressures([a[hour], c[hour]]), connections: connections)
            #expect(isNear(series.values[hour], try #require(expected)))
        }
        #expect(try map.averagePressure([.hourly(a)], connections: connections) == nil)
        // By hand at heads 60 and 52: (30 · 1 + 49.2 · 4 + 40 · 2 + 34.592 · 3)/10.
        let one = try map.averagePressure([.hourly([60]), .hourly([52])], connections: connections)
        #expect(isNear(one?.values[0], (30 + 49.2 * 4 + 80 + 34.592 * 3) / 10, 1e-7))
    }

    @Test func shortestWaysAreShortest() throws {
        // On random graphs of 12 nodes, against Floyd and Warshall's cubic method: with one logger at power 1 and one
        // at a node of head 0 the weights give the distances away.
        var random = SplitMix(5)
        for _ in 0..<20 {
            var network = Network()
            for node in 0..<12 {
                try network.add(Junction(id: "\(node)", position: Coordinate(x: Double(node), y: 0)))
            }
            var distance = [[Double]](repeating: [Double](repeating: .infinity, count: 12), count: 12)
            for node in 0..<12 { distance[node][node] = 0 }
            for link in 0..<18 {
                let from = Int.random(in: 0..<12, using: &random)
                let to = Int.random(in: 0..<12, using: &random)
                guard from != to else { continue }
                let length = Double.random(in: 10...500, using: &random)
                try network.add(
                    Pipe(id: "p\(link)", start: "\(from)", end: "\(to)", length: length, diameter: 0.1))
                distance[from][to] = min(distance[from][to], length)
                distance[to][from] = distance[from][to]
            }
            for k in 0..<12 {
                for i in 0..<12 {
                    for j in 0..<12 {
                        distance[i][j] = min(distance[i][j], distance[i][k] + distance[k][j])
                    }
                }
            }
            try checkNearest(network, distance, &random)
            let map = HeadInterpolation(network, nodes: Array(0..<12), loggerNodes: [0, 1], power: 1)
            let heads = map.heads([100, 0])
            for node in 2..<12 {
                let (near, far) = (distance[0][node], distance[1][node])
                if near.isFinite, far.isFinite {
                    #expect(isNear(heads[node], 100 * far / (near + far)))
                } else if near.isFinite {
                    #expect(isNear(heads[node], 100))
                } else if far.isFinite {
                    #expect(heads[node] == 0)
                } else {
                    #expect(heads[node].isNaN)
                }
            }
        }
    }

    /// Of five loggers the two nearest speak: against the whole table of distances.
    private func checkNearest(_ network: Network, _ distance: [[Double]], _ random: inout SplitMix) throws {
        let heads = (0..<5).map { _ in Double.random(in: 40...60, using: &random) }
        let map = HeadInterpolation(
            network, nodes: Array(5..<12), loggerNodes: Array(0..<5), power: 1, nearest: 2)
        for (place, found) in map.heads(heads).enumerated() {
            let nearest = (0..<5).map { (logger: $0, metres: distance[$0][place + 5]) }
                .filter { $0.metres.isFinite }.sorted { $0.metres < $1.metres }.prefix(2)
            let weight = nearest.reduce(0) { $0 + 1 / $1.metres }
            if nearest.isEmpty {
                #expect(found.isNaN)
            } else {
                #expect(isNear(found, nearest.reduce(0) { $0 + heads[$1.logger] / $1.metres } / weight))
            }
        }
    }
}
