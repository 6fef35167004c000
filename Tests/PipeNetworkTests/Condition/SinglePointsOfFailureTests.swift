import Testing

@testable import PipeNetwork

@Suite("Single points of failure and dead ends")
struct SinglePointsOfFailureTests {
    /// Nodes that `sources` reach over open links when a link or a node is taken out.
    private func reached(
        _ network: Network, from sources: [Int], without link: Int? = nil, node: Int? = nil
    ) -> Set<Int> {
        var found = Set(sources.filter { $0 != node })
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for row in 0..<network.links.count where row != link && !network.isShut(row) {
                let (a, b) = (Int(network.links.start[row]), Int(network.links.end[row]))
                if a == node || b == node { continue }
                if found.contains(a), found.insert(b).inserted { hasChanged = true }
                let isRegulating =
                    network.valve(at: row).map { [.prv, .psv].contains($0.kind) && $0.status == .active }
                    ?? false
                if network.links.hasCheckValve[row] || network.links.kinds[row] == .pump || isRegulating {
                    continue
                }
                if found.contains(b), found.insert(a).inserted { hasChanged = true }
            }
        }
        return found
    }

    @Test(
        "bridges and articulation points are what cuts nodes off, by taking each out", arguments: 0..<30,
        [false, true])
    func bruteForce(block: Int, oneWay: Bool) throws {
        for seed in block * 100..<block * 100 + 100 {
            let network = try randomNetwork(seed, nodes: 2...12, oneWay: oneWay)
            let sources = (0..<network.nodes.count).filter { network.nodes.kinds[$0] == .reservoir }
            let weights = (0..<network.nodes.count).map { Double($0 + 1) }
            let found = SinglePointsOfFailure(
                NetworkGraph(network), sources: sources.map(Int32.init), weights: weights,
                passages: network.passages())
            let before = reached(network, from: sources)
            #expect(found.unsupplied == network.nodes.count - before.count)
            func point(_ row: Int, _ lost: Set<Int>) -> SinglePointsOfFailure.Point {
                .init(
                    row: Int32(row), nodesBehind: lost.count,
                    weightBehind: lost.reduce(0) { $0 + weights[$1] })
            }
            let bridges = (0..<network.links.count).compactMap { link -> SinglePointsOfFailure.Point? in
                let lost = before.subtracting(reached(network, from: sources, without: link))
                return lost.isEmpty ? nil : point(link, lost)
            }
            #expect(found.bridges == bridges, "seed \(seed)")
            let articulations = (0..<network.nodes.count).compactMap { node -> SinglePointsOfFailure.Point? in
                let lost = before.subtracting(reached(network, from: sources, node: node)).subtracting([node])
                return lost.isEmpty ? nil : point(node, lost)
            }
            #expect(found.articulations == articulations, "seed \(seed)")
        }
    }

    @Test("a comb: the branch of two pipes ends in a crossing, and a shut pipe makes an end")
    func deadEnds() throws {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 50))
        for id in ["A", "B", "C", "D", "E"] { try network.add(Junction(id: id, elevation: 0)) }
        // R─A─B─C in a row, B─D─E a branch, C─R shut.
        for (id, from, to, length, status) in [
            ("ra", "R", "A", 10.0, LinkStatus.open), ("ab", "A", "B", 20, .open), ("bc", "B", "C", 30, .open),
            ("bd", "B", "D", 40, .open), ("de", "D", "E", 50, .open), ("cr", "C", "R", 60, .closed),
        ] {
            try network.add(
                Pipe(id: id, start: from, end: to, length: length, diameter: 0.1, status: status))
        }
        let ends = NetworkGraph(network).deadEnds(
            lengths: network.links.length, passages: network.passages()
        ) { network.nodes.kinds[$0] == .reservoir }
        #expect(
            ends == [
                DeadEnd(node: 3, links: [2], length: 30), DeadEnd(node: 5, links: [4, 3], length: 90),
            ])
    }

    @Test("an inventory: lengths add up in every grouping, ages by hand")
    func inventory() throws {
        var network = Network()
        for id in ["A", "B", "C"] { try network.add(Junction(id: id)) }
        for (id, from, to, length, diameter, attributes) in [
            ("1", "A", "B", 100.0, 0.1, ["material": AttributeValue.text("PE"), "year": .integer(2004)]),
            (
                "2", "B", "C", 300, 0.2,
                ["material": .text("DI"), "year": .integer(1984), "dn": .integer(200)]
            ),
            ("3", "C", "A", 50, 0.1, [:]),
        ] {
            try network.add(
                Pipe(
                    id: id, start: from, end: to, length: length, diameter: diameter, attributes: attributes))
        }
        let inventory = PipeInventory(network, groupOfNode: [7, 7, 8], year: 2024)
        let byDN = inventory.amounts { $0.dn }
        #expect(byDN.map(\.value) == [100, 200])
        #expect(byDN.map(\.amount.length) == [150, 300])
        #expect(inventory.amounts { $0.group }.map(\.value) == [-1, 7])
        let whole = inventory.amounts { _ in 0 }[0].amount
        #expect(whole.pipes == 3)
        // (100 m · 20 a + 300 m · 40 a) / 400 m
        #expect(whole.meanAge == 35)
        #expect(abs(whole.volume - (150 * 0.01 + 300 * 0.04) * .pi / 4) < 1e-12)
    }
}
