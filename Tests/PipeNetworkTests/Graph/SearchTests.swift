import Geospatial
import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Searches in the graph")
struct SearchTests {
    private func passages(_ network: Network, _ random: inout SplitMix) -> [TraversalDirection] {
        (0..<network.links.count).map { _ in
            TraversalDirection(rawValue: UInt8.random(in: 0...3, using: &random))
        }
    }

    /// Shortest distances by Bellman and Ford's rounds, which know neither heap nor order.
    private func distances(_ network: Network, from seeds: [Int], _ passages: [TraversalDirection])
        -> [Double]
    {
        var distance = [Double](repeating: .infinity, count: network.nodes.count)
        for seed in seeds { distance[seed] = 0 }
        for _ in 0...network.nodes.count {
            for link in 0..<network.links.count {
                let (a, b) = (Int(network.links.start[link]), Int(network.links.end[link]))
                let length = network.links.length[link]
                if passages[link].contains(.forward) { distance[b] = min(distance[b], distance[a] + length) }
                if passages[link].contains(.backward) { distance[a] = min(distance[a], distance[b] + length) }
            }
        }
        return distance
    }

    @Test(
        "reach, barriers, nearest seeds and shortest paths agree with rounds over all links",
        arguments: 0..<20)
    func bruteForce(block: Int) throws {
        for seed in block * 100..<block * 100 + 100 {
            let network = try randomNetwork(seed, nodes: 2...20)
            var random = SplitMix(UInt64(seed) + 7)
            let passages = passages(network, &random)
            let graph = NetworkGraph(network)
            let seeds = (0..<network.nodes.count).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
            let distance = distances(network, from: seeds, passages)
            let reach = graph.reach(from: seeds, passages: passages)
            let reached = Set(reach.nodes.map(Int.init))
            #expect(reached == Set(distance.indices.filter { distance[$0].isFinite }), "seed \(seed)")
            // A barrier touches what was reached and lets nothing on from there.
            let barriers = (0..<network.links.count).filter { link in
                let (a, b) = (Int(network.links.start[link]), Int(network.links.end[link]))
                if passages[link].isEmpty { return reached.contains(a) || reached.contains(b) }
                return reached.contains(a) != reached.contains(b)
            }
            #expect(reach.barriers == barriers.map(Int32.init), "seed \(seed)")
            let nearest = graph.nearest(of: seeds, by: { network.links.length[$0] }, passages: passages)
            for node in distance.indices {
                #expect(
                    nearest.distance[node] == distance[node]
                        || abs(nearest.distance[node] - distance[node]) < 1e-9)
                guard let path = nearest.path(to: node, in: graph) else { continue }
                let walked = path.reduce(0) { $0 + network.links.length[Int($1)] }
                #expect(abs(walked - distance[node]) < 1e-9)
            }
            guard let from = seeds.first else { continue }
            let single = distances(network, from: [from], passages)
            let route = ContractedGraph(graph, weights: network.links.length, passages: passages)
            for node in single.indices {
                let path = graph.shortestPath(
                    from: from, to: node, by: { network.links.length[$0] }, passages: passages)
                let prepared = route.shortestPath(from: from, to: node)
                #expect((prepared == nil) == (path == nil), "seed \(seed) \(from) to \(node)")
                if let path, let prepared {
                    #expect(abs(prepared.weight - path.weight) < 1e-9, "seed \(seed) \(from) to \(node)")
                    check(prepared, graph, passages, from, node, network.links.length)
                }
                #expect((path == nil) == !single[node].isFinite, "seed \(seed) node \(node)")
                guard let path else { continue }
                #expect(abs(path.weight - single[node]) < 1e-9, "seed \(seed) node \(node)")
                check(path, graph, passages, from, node, network.links.length)
            }
        }
    }

    /// A path that begins, ends, hangs together, is passed as it is walked, and weighs what it says.
    private func check(
        _ path: ShortestPath, _ graph: NetworkGraph, _ passages: [TraversalDirection], _ from: Int, _ to: Int,
        _ lengths: [Double]
    ) {
        #expect(path.nodes.first == Int32(from) && path.nodes.last == Int32(to))
        #expect(path.nodes.count == path.links.count + 1)
        #expect(abs(path.links.reduce(0) { $0 + lengths[Int($1)] } - path.weight) < 1e-9)
        for (number, link) in path.links.enumerated() {
            let ends = [graph.start[Int(link)], graph.end[Int(link)]]
            let isForward = ends == [path.nodes[number], path.nodes[number + 1]]
            let isBackward = ends == [path.nodes[number + 1], path.nodes[number]]
            #expect(
                isForward && passages[Int(link)].contains(.forward)
                    || isBackward && passages[Int(link)].contains(.backward))
        }
    }

    @Test("shares of supply: two sources meet, by hand")
    func shares() throws {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 50))
        try network.add(Reservoir(id: "S", head: 50))
        for id in ["A", "B"] { try network.add(Junction(id: id, elevation: 0)) }
        for (id, from, to) in [("1", "R", "A"), ("2", "A", "S"), ("3", "B", "A")] {
            try network.add(Pipe(id: id, start: from, end: to, length: 1, diameter: 0.1))
        }
        // 3 from R, 1 from S (drawn against the flow), 2 on to B (against the drawing), 2 drawn at A.
        let graph = NetworkGraph(network)
        let shares = SourceContribution(graph, flows: [3, -1, -2]) { $0 < 2 }
        #expect(shares.shares(at: 3).map(\.source) == [0, 1])
        #expect(shares.shares(at: 3).map(\.share) == [0.75, 0.25])
        #expect(shares.main(at: 2)?.source == 0)
        #expect(shares.main(at: 0)?.share == 1)
    }

    @Test(
        "shares of supply of random flows, circles among them: every node's mix is that of what flows to it",
        arguments: 0..<10)
    func mixing(block: Int) throws {
        for seed in block * 100..<block * 100 + 100 {
            let network = try randomNetwork(seed, nodes: 3...15)
            var random = SplitMix(UInt64(seed) + 3)
            // Any flows: they need not keep the water at a node to be mixed, only to come from somewhere.
            let flows = (0..<network.links.count).map { _ in Double.random(in: -1...1, using: &random) }
            let graph = NetworkGraph(network)
            let isSource = (0..<network.nodes.count).map { _ in Int.random(in: 0..<4, using: &random) == 0 }
            let shares = SourceContribution(graph, flows: flows) { isSource[$0] }
            for node in 0..<network.nodes.count {
                var (into, out) = (0.0, 0.0)
                var expected: [Int32: Double] = [:]
                for link in 0..<network.links.count where graph.start[link] != graph.end[link] {
                    let (from, to) =
                        flows[link] > 0
                        ? (graph.start[link], graph.end[link]) : (graph.end[link], graph.start[link])
                    if Int(to) == node {
                        into += abs(flows[link])
                        for share in shares.shares(at: Int(from)) {
                            expected[share.source, default: 0] += abs(flows[link]) * Double(share.share)
                        }
                    }
                    if Int(from) == node { out += abs(flows[link]) }
                }
                if isSource[node], out > into { expected[Int32(node), default: 0] += out - into }
                let total = expected.values.reduce(0, +)
                let found = shares.shares(at: node)
                if total > 0 {
                    #expect(abs(found.reduce(0) { $0 + $1.share } - 1) < 1e-5, "seed \(seed) node \(node)")
                    for share in found {
                        let want = (expected[share.source] ?? 0) / total
                        #expect(abs(Double(share.share) - want) < 0.02, "seed \(seed) node \(node)")
                    }
                }
            }
        }
    }

    @Test("the nearest pipe is the nearest of all, wherever one asks", arguments: 0..<10)
    func locator(block: Int) throws {
        for seed in block * 20..<block * 20 + 20 {
            let network = try randomNetwork(seed, nodes: 2...30)
            let locator = PipeLocator(network)
            var random = SplitMix(UInt64(seed))
            for _ in 0..<20 {
                let place = Coordinate(
                    x: Double.random(in: -500...1500, using: &random),
                    y: Double.random(in: -500...1500, using: &random))
                let all = try (0..<network.links.count).map { link in
                    let line = Geometry.lineString(network.path(ofLink: link))
                    return try line.distance(to: .point(place))
                }
                let hit = try #require(locator.nearest(to: place))
                #expect(abs(hit.distance - (all.min() ?? 0)) < 1e-9, "seed \(seed)")
                #expect(abs(all[hit.link] - hit.distance) < 1e-9)
                #expect(locator.nearest(to: place, within: hit.distance * 0.999) == nil)
            }
        }
    }
}
