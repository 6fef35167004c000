import TestSupport
import Testing

@testable import PipeNetwork

/// The review against what each burst does to small networks, walked element by element.
@Suite("Review of segments")
struct SegmentReviewTests {
    /// Connections without water when elements are out of service.
    private func lost(_ touching: IsolationTests.Touching, _ seeds: [Int]) -> (
        connections: Double, dry: Set<Int>
    ) {
        let inside = touching.inside(seeds)
        let dry = touching.wet(without: []).subtracting(touching.wet(without: inside)).union(inside)
        let weights = touching.network.connectionsOfNodes
        return (dry.filter { $0 < weights.count }.reduce(0) { $0 + weights[$1] }, dry)
    }

    @Test(
        "A burst costs what loses its water with it, a valve what its failure costs more",
        arguments: 0..<10, [false, true])
    func bruteForce(block: Int, oneWay: Bool) throws {
        for seed in block * 20..<block * 20 + 20 {
            let network = try randomNetwork(seed, nodes: 2...8, oneWay: oneWay)
            let valves = IsolationValves(network)
            let parts = ValveSegments(network, valves: valves)
            let touching = IsolationTests.Touching(network: network, valves: valves)
            let review = SegmentReview(parts, in: network)
            let labels = parts.segmentOfNode + parts.segmentOfLink
            func elements(_ segments: [Int]) -> [Int] {
                labels.indices.filter { segments.contains(Int(labels[$0])) }
            }
            let costs = (0..<parts.count).map { lost(touching, elements([$0])) }
            for segment in 0..<parts.count {
                let burst = review.bursts[segment]
                #expect(isNear(burst.connections, costs[segment].connections), "seed \(seed)")
                let inside = touching.inside(elements([segment]))
                #expect(burst.isPossible == inside.isDisjoint(with: touching.sources), "seed \(seed)")
                let cut = Set(costs[segment].dry.subtracting(inside).map { labels[$0] })
                #expect(Int(burst.cutOffSegments) == cut.count, "seed \(seed) segment \(segment)")
            }
            var expected: [Int: (mean: Double, most: Double)] = [:]
            var idle: [Int] = []
            for row in 0..<valves.count {
                let link = Int(valves.links[row])
                let (a, b) = (
                    Int(parts.segmentOfNode[Int(valves.nodes[row])]), Int(parts.segmentOfLink[link])
                )
                if a == b { idle.append(row) }
                guard a != b, !valves.isShut[row] else { continue }
                let both = lost(touching, elements([a, b])).connections
                let more = [a, b].map { max(0, both - costs[$0].connections) }
                let metres = [a, b].map { segment in
                    (0..<network.links.count).filter {
                        network.links.kinds[$0] == .pipe && Int(parts.segmentOfLink[$0]) == segment
                    }.reduce(0) { $0 + network.links.length[$1] }
                }
                let length = metres[0] + metres[1]
                let most = max(more[0], more[1])
                expected[row] = (
                    length > 0 ? (more[0] * metres[0] + more[1] * metres[1]) / length : most, most
                )
            }
            #expect(review.idleValves == idle, "seed \(seed)")
            #expect(Set(review.valves.map(\.row)) == Set(expected.keys), "seed \(seed)")
            for valve in review.valves {
                #expect(isNear(valve.furtherConnections, expected[valve.row]?.mean ?? -1), "seed \(seed)")
                #expect(isNear(valve.most, expected[valve.row]?.most ?? -1), "seed \(seed)")
            }
            let worst = review.valves.map(\.furtherConnections)
            #expect(worst == worst.sorted(by: >))
        }
    }

    @Test("What lies in the segments is what lies in the network, each thing once", arguments: 0..<30)
    func contents(seed: Int) throws {
        var network = try randomNetwork(seed, nodes: 2...20, oneWay: true)
        for node in 0..<network.nodes.count where node % 3 == 0 {
            let id = network.nodes.ids[node]
            try network.add(Asset(kind: .hydrant, id: "H\(node)", attachment: .node(id)))
            try network.add(
                Asset(
                    kind: .customerPoint, id: "K\(node)", attachment: .node(id),
                    attributes: ["connections": .integer(Int64(node))]))
        }
        let parts = ValveSegments(network)
        let review = SegmentReview(parts, in: network, withValves: false)
        let contents = SegmentContents(parts, in: network)
        #expect(review.valves.isEmpty)
        #expect(review.contents.reduce(0) { $0 + Int($1.links) } == network.links.count)
        #expect(
            review.contents.reduce(0) { $0 + Int($1.hydrants) } == network.assets.rows(of: .hydrant).count)
        #expect(
            isNear(
                review.contents.reduce(0) { $0 + $1.length },
                network.pipes.reduce(0) { $0 + ($1.length ?? 0) }))
        let all = 0..<parts.count
        #expect(
            all.flatMap { contents.nodes(of: $0) }.sorted() == (0..<Int32(network.nodes.count)).map { $0 })
        #expect(
            all.flatMap { contents.links(of: $0) }.sorted() == (0..<Int32(network.links.count)).map { $0 })
        for segment in all {
            #expect(contents.connections[segment] == review.contents[segment].connections)
            let customers = contents.nodes(of: segment).filter { $0 % 3 == 0 }.reduce(0.0) { $0 + Double($1) }
            #expect(contents.connections[segment] == customers)
            for node in contents.nodes(of: segment) {
                #expect(parts.segmentOfNode[Int(node)] == Int32(segment))
            }
        }
    }

    @Test("A street of two segments names what each lacks, the worse one first")
    func lacking() throws {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 50))
        for id in ["A", "B"] { try network.add(Junction(id: id)) }
        try network.add(Pipe(id: "main", start: "R", end: "A", length: 2000))
        try network.add(Pipe(id: "branch", start: "A", end: "B", length: 100))
        try network.add(
            Asset(kind: .isolationValve, id: "V", attachment: .link("branch", node: "A")))
        for number in 0..<6 {
            try network.add(Asset(kind: .hydrant, id: "\(number)", attachment: .node("B")))
        }
        try network.add(
            Asset(
                kind: .customerPoint, id: "K", attachment: .node("B"),
                attributes: ["connections": .integer(501)]))
        let review = SegmentReview(ValveSegments(network), in: network)
        let lacking = review.lacking()
        // The main holds the reservoir and 2000 m; the branch six hydrants. Each burst takes B's 501 connections along.
        #expect(lacking.map(\.segment) == [0, 1])
        #expect(lacking[0].lacks == [.sourceInside, .manyConnections, .longPipes])
        #expect(lacking[1].lacks == [.manyHydrants, .manyConnections])
        var limits = SegmentReview.Limits()
        (limits.connections, limits.hydrants, limits.length) = (501, 6, 2000)
        #expect(review.lacking(limits).map(\.lacks) == [[.sourceInside]])
        limits.valves = 0
        #expect(review.lacking(limits).map(\.lacks) == [[.sourceInside], [.manyValves]])
        // The valve failing: a burst in the branch then takes the main too, which has no customers of its own.
        #expect(review.valves.map(\.furtherConnections) == [0])
    }

    @Test("A network of nothing has no segment, and a node alone is one without a link")
    func nothing() throws {
        let none = SegmentReview(ValveSegments(Network()), in: Network())
        #expect(none.bursts.isEmpty && none.valves.isEmpty && none.lacking().isEmpty)
        var network = Network()
        try network.add(Junction(id: "A"))
        let parts = ValveSegments(network)
        #expect(parts.count == 1 && parts.supply.order.count == 0)
        #expect(SegmentReview(parts, in: network).lacking().isEmpty)
    }
}
