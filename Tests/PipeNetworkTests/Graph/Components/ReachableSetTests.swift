import TestSupport
import Testing

@testable import PipeNetwork

@Suite("What a search reaches")
struct ReachableSetTests {
    private func passages(_ count: Int, _ random: inout SplitMix) -> [TraversalDirection] {
        (0..<count).map { _ in TraversalDirection(rawValue: UInt8.random(in: 0...3, using: &random)) }
    }

    @Test(
        "The links of what was reached are those between reached nodes that are not held, each once",
        arguments: 0..<20)
    func links(block: Int) {
        for seed in block * 50..<block * 50 + 50 {
            let graph = randomGraph(seed)
            var random = SplitMix(UInt64(seed) &+ 5)
            let passages = passages(graph.linkCount, &random)
            let seeds = [Int.random(in: 0..<graph.nodeCount, using: &random)]
            let reach = graph.reach(from: seeds, passages: passages)
            let reached = Set(reach.nodes)
            let expected = (0..<Int32(graph.linkCount)).filter { link in
                !passages[Int(link)].isEmpty && reached.contains(graph.start[Int(link)])
                    && reached.contains(graph.end[Int(link)])
            }
            #expect(reach.links(in: graph, passages: passages) == expected, "seed \(seed)")
        }
    }

    @Test("A pipe from a node to itself is in what was reached once, and so is its length")
    func loop() throws {
        var network = Network()
        try network.add(Junction(id: "A"))
        try network.add(Junction(id: "B"))
        try network.add(Pipe(id: "P", start: "A", end: "B", length: 10))
        try network.add(Pipe(id: "ring", start: "B", end: "B", length: 100))
        let graph = NetworkGraph(network)
        let passages = network.passages()
        let reach = graph.reach(from: [0], passages: passages)
        let part = NetworkSubset(
            of: network, nodes: reach.nodes, links: reach.links(in: graph, passages: passages))
        #expect(part.links == [0, 1])
        #expect(part.length == 110)
    }

    @Test(
        "Nodes come by their number of links from the nearest seed, each over a link from the round before",
        arguments: 0..<20)
    func order(block: Int) {
        for seed in block * 50..<block * 50 + 50 {
            let graph = randomGraph(seed)
            var random = SplitMix(UInt64(seed) &+ 6)
            let passages = passages(graph.linkCount, &random)
            // Rows outside the graph and seeds named twice are passed over.
            let seeds = [-1, graph.nodeCount, 0, 0, Int.random(in: 0..<graph.nodeCount, using: &random)]
            let reach = graph.reach(from: seeds, passages: passages)
            // Rounds: how many links away each node is.
            var rounds = [Int](repeating: .max, count: graph.nodeCount)
            for seed in seeds where rounds.indices.contains(seed) { rounds[seed] = 0 }
            for round in 1...graph.nodeCount {
                for link in 0..<graph.linkCount {
                    let (a, b) = (Int(graph.start[link]), Int(graph.end[link]))
                    for (from, to, way) in [(a, b, TraversalDirection.forward), (b, a, .backward)]
                    where passages[link].contains(way) && rounds[from] == round - 1 && rounds[to] > round {
                        rounds[to] = round
                    }
                }
            }
            #expect(Set(reach.nodes).count == reach.nodes.count)
            #expect(Set(reach.nodes.map(Int.init)) == Set(rounds.indices.filter { rounds[$0] < .max }))
            let found = reach.nodes.map { rounds[Int($0)] }
            #expect(found == found.sorted())
            for (node, link) in zip(reach.nodes, reach.arrivals) {
                guard link >= 0 else {
                    #expect(rounds[Int(node)] == 0)
                    continue
                }
                let from = graph.otherEnd(of: Int(link), from: Int(node))
                #expect(rounds[from] == rounds[Int(node)] - 1, "seed \(seed)")
            }
            #expect(reach.arrivals.count == reach.nodes.count)
        }
    }

    @Test("Walked against every link, what is reached is what reaches the seed", arguments: 0..<40)
    func reversal(seed: Int) {
        let graph = randomGraph(seed, nodes: 1...9)
        var random = SplitMix(UInt64(seed) &+ 8)
        let passages = passages(graph.linkCount, &random)
        let against = passages.map(\.reversed)
        for a in 0..<graph.nodeCount {
            let upstream = Set(graph.reach(from: [a], passages: against).nodes)
            for b in 0..<graph.nodeCount {
                let reaches = graph.reach(from: [b], passages: passages).nodes.contains(Int32(a))
                #expect(upstream.contains(Int32(b)) == reaches)
            }
        }
    }

    @Test("From nowhere nothing is reached, in a graph of nothing too")
    func nothing() {
        let empty = NetworkGraph(nodeCount: 0, start: [], end: [])
        #expect(empty.reach(from: [0, -1], passages: []).nodes.isEmpty)
        let two = NetworkGraph(nodeCount: 2, start: [0], end: [1])
        let none = two.reach(from: [], passages: [.both])
        #expect(none.nodes.isEmpty && none.barriers.isEmpty)
        #expect(none.links(in: two, passages: [.both]).isEmpty)
    }
}
