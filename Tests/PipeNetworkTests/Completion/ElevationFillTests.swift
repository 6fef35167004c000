import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Elevations filled in")
struct ElevationFillTests {
    private func street(_ elevations: [Double?], lengths: [Double?]) throws -> Network {
        var network = Network()
        for (number, elevation) in elevations.enumerated() {
            try network.add(Junction(id: "\(number)", elevation: elevation))
        }
        for (number, length) in lengths.enumerated() {
            try network.add(
                Pipe(
                    id: "\(number)", start: "\(number)", end: "\(number + 1)", length: length, diameter: 0.1,
                    roughness: 100))
        }
        return network
    }

    @Test("Between two known ends a street rises evenly by its lengths; beyond the last it is level")
    func even() throws {
        let network = try street([nil, 10, nil, nil, nil, 40, nil], lengths: [70, 50, 100, 50, 100, 300])
        let completed = ModelCompletion(network)
        // 30 m of height over 300 m: 10 + 5, 10 + 15, 10 + 20.
        for (found, expected) in zip(completed.network.nodes.elevation, [10.0, 10, 15, 25, 30, 40, 40]) {
            #expect(abs(found - expected) < 0.2)
        }
        #expect(completed.interpolatedElevations == 5 && completed.unknownElevations == 0)
        #expect(completed.assumedElevationRows == [0, 2, 3, 4, 6])
    }

    @Test("Several things at one node count alike; a node that is known keeps its own height")
    func assets() throws {
        var network = try street([nil, 7, nil], lengths: [10, 10])
        for (id, node, z) in [("1", "0", 10.0), ("2", "0", 14), ("3", "1", 900), ("4", "2", .nan)] {
            try network.add(
                Asset(kind: .hydrant, id: id, attachment: .node(node), attributes: ["elevation": .real(z)]))
        }
        try network.add(Asset(kind: .meter, id: "far", attributes: ["elevation": .real(5000)]))
        let elevation = ModelCompletion(network).network.nodes.elevation
        #expect(elevation[0] == 12 && elevation[1] == 7)
        // No number is no height: the end is level with what it hangs on.
        #expect(isNear(elevation[2], 7))
    }

    @Test(
        "Where nobody knows a height it is 0, and counted as unknown",
        arguments: [[nil, nil], [.nan, .infinity]] as [[Double?]])
    func unknown(elevations: [Double?]) throws {
        var network = try street(elevations, lengths: [10])
        try network.add(Junction(id: "island", elevation: 55))
        let completed = ModelCompletion(network)
        #expect(completed.network.nodes.elevation == [0, 0, 55])
        #expect(completed.unknownElevations == 2 && completed.interpolatedElevations == 0)
    }

    @Test(
        "No filled height is beyond the known ones, and each is the mean of its neighbours by nearness",
        arguments: 0..<30)
    func harmonic(seed: Int) throws {
        let shape = try randomNetwork(seed, nodes: 4...14)
        var random = SplitMix(UInt64(seed) &+ 70)
        var network = Network()
        for id in shape.nodes.ids {
            let z: Double? =
                Int.random(in: 0..<3, using: &random) == 0 ? Double.random(in: 0...100, using: &random) : nil
            try network.add(Junction(id: id, elevation: z))
        }
        for pipe in shape.pipes { try network.add(pipe) }
        let known = network.nodes.elevation.filter { !$0.isNaN }
        let completed = ModelCompletion(network)
        let elevation = completed.network.nodes.elevation
        let graph = NetworkGraph(network)
        let parts = graph.connectedComponents()
        for node in network.nodes.ids.indices {
            if !network.nodes.elevation[node].isNaN {
                #expect(elevation[node] == network.nodes.elevation[node])
                continue
            }
            let isReached = network.nodes.ids.indices.contains {
                parts.label[$0] == parts.label[node] && !network.nodes.elevation[$0].isNaN
            }
            guard isReached else {
                #expect(elevation[node] == 0)
                continue
            }
            #expect(
                elevation[node] >= (known.min() ?? 0) - 1e-9 && elevation[node] <= (known.max() ?? 0) + 1e-9)
            var (sum, weights) = (0.0, 0.0)
            for link in 0..<graph.linkCount where graph.start[link] != graph.end[link] {
                let ends = [Int(graph.start[link]), Int(graph.end[link])]
                guard ends.contains(node) else { continue }
                sum += elevation[graph.otherEnd(of: link, from: node)] / network.links.length[link]
                weights += 1 / network.links.length[link]
            }
            #expect(abs(elevation[node] - sum / weights) < 0.1, "seed \(seed)")
        }
        let filled = completed.interpolatedElevations + completed.unknownElevations
        #expect(filled == network.nodes.count - known.count)
        #expect(completed.assumedElevationRows.count == filled)
    }
}
