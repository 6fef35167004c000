import TestSupport
import Testing

@testable import PipeNetwork

/// The tree of supply against floods over the segments, with segments taken out.
@Suite("Supply tree")
struct SupplyTreeTests {
    /// Segments that water reaches while some are gone, by rounds over all gates; and after how many gates.
    private func flood(_ parts: ValveSegments, without gone: Set<Int32> = []) -> [Int32: Int] {
        var rounds: [Int32: Int] = [:]
        for segment in 0..<Int32(parts.count) where parts.hasSource[Int(segment)] && !gone.contains(segment) {
            rounds[segment] = 0
        }
        for round in 1...max(1, parts.count) {
            for gate in parts.gates where !gate.isShut {
                for (from, to) in [(gate.nodeSide, gate.linkSide), (gate.linkSide, gate.nodeSide)]
                where gate.passes(from: from) && from != to {
                    if rounds[from] == round - 1, rounds[to] == nil, !gone.contains(to) { rounds[to] = round }
                }
            }
        }
        return rounds
    }

    @Test(
        "What hangs below taken segments is all that can lose its water, in the order of distance",
        arguments: 0..<20, [false, true])
    func below(block: Int, oneWay: Bool) throws {
        for seed in block * 40..<block * 40 + 40 {
            let parts = ValveSegments(try randomNetwork(seed, nodes: 2...12, oneWay: oneWay))
            let tree = parts.supply
            let before = flood(parts)
            let segments = Array(0..<Int32(parts.count))
            #expect(segments.filter(tree.isSupplied) == before.keys.sorted(), "seed \(seed)")
            #expect(parts.supply.order.count == before.count)
            let distances = tree.order.map { before[$0] ?? -1 }
            #expect(distances == distances.sorted() && Set(tree.order) == Set(before.keys))
            var random = SplitMix(UInt64(seed) &+ 2)
            let gone = segments.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
            let below = tree.below(gone.shuffled(using: &random) + gone.prefix(1))
            #expect(Set(below).count == below.count)
            #expect(Set(below).isSuperset(of: gone.filter(tree.isSupplied)), "seed \(seed)")
            let lost = Set(before.keys).subtracting(flood(parts, without: Set(gone)).keys)
            #expect(Set(below).isSuperset(of: lost), "seed \(seed)")
            // The branches below several are those below each.
            #expect(Set(below) == Set(gone.flatMap { tree.below([$0]) }), "seed \(seed)")
        }
    }

    @Test("A comb of segments: below the handle is all of it, below a tooth the tooth")
    func comb() throws {
        // R ─ 1 ─ 2 ─ 3 with a valve at the start of each pipe; a tooth at each node, valved too.
        var network = Network()
        try network.add(Reservoir(id: "0", head: 50))
        for node in 1...3 {
            try network.add(Junction(id: "\(node)"))
            try network.add(Junction(id: "t\(node)"))
        }
        for node in 1...3 {
            for (id, start, end) in [
                ("p\(node)", "\(node - 1)", "\(node)"), ("q\(node)", "\(node)", "t\(node)"),
            ] {
                try network.add(Pipe(id: id, start: start, end: end, length: 1))
                try network.add(
                    Asset(kind: .isolationValve, id: id, attachment: .link(id, node: start)))
            }
        }
        let parts = ValveSegments(network)
        func segment(_ link: String) -> Int32 { parts.segmentOfLink[network.links.index(of: link) ?? 0] }
        func below(_ link: String) -> Set<Int32> { Set(parts.supply.below([segment(link)])) }
        #expect(parts.count == 7 && parts.supply.order.count == 7)
        #expect(below("q2") == [segment("q2")])
        #expect(below("p3") == [segment("p3"), segment("q3")])
        #expect(below("p2") == Set(["p2", "q2", "p3", "q3"].map(segment)))
        #expect(below("p1") == Set(["p1", "q1", "p2", "q2", "p3", "q3"].map(segment)))
        #expect(Set(parts.supply.below([parts.segmentOfNode[0]])).count == 7)
        #expect(parts.supply.below([]).isEmpty)
    }
}
