import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Shares of sources")
struct SourceContributionTests {
    private func near(_ shares: [SourceContribution.Share], _ expected: [Int32: Double]) -> Bool {
        shares.count == expected.count
            && shares.allSatisfy { isNear(Double($0.share), expected[$0.source] ?? -1, 1e-5) }
    }

    @Test("A pump that drives water in a circle: a geometric series, by hand")
    func circle() {
        // Source 0 sends 1 into node 2; source 1 sends 1 into node 3; 2 → 3 carries 3, 3 → 2 brings back 2,
        // 3 → 4 takes 2 away. At 2: x₂ = (1·[0] + 2·x₃)/3; at 3: x₃ = (1·[1] + 3·x₂)/4.
        // For source 0: x₂ = 1/3 + 2/3·(3/4·x₂) = 1/3 + x₂/2, so x₂ = 2/3 and x₃ = 1/2.
        let graph = NetworkGraph(nodeCount: 5, start: [0, 1, 2, 3, 3], end: [2, 3, 3, 2, 4])
        let shares = SourceContribution(graph, flows: [1, 1, 3, 2, 2]) { $0 < 2 }
        #expect(near(shares.shares(at: 2), [0: 2 / 3.0, 1: 1 / 3.0]))
        #expect(near(shares.shares(at: 3), [0: 0.5, 1: 0.5]))
        #expect(near(shares.shares(at: 4), [0: 0.5, 1: 0.5]))
    }

    @Test(
        "What sources send out is what arrives: shares of all that is drawn add up to each source's output",
        arguments: 0..<60)
    func massBalance(seed: UInt64) {
        var random = SplitMix(seed)
        // A lattice of pipes from each node to later ones, so that any flows run downhill.
        let count = Int.random(in: 4...20, using: &random)
        let sources = Int.random(in: 1...3, using: &random)
        var (start, end, flows): ([Int32], [Int32], [Double]) = ([], [], [])
        var drawn = [Double](repeating: 0, count: count)
        var sent = [Double](repeating: 0, count: sources)
        var into = [Double](repeating: 0, count: count)
        for node in 0..<count {
            var free = into[node]
            if node < sources {
                sent[node] = Double.random(in: 1...9, using: &random)
                free += sent[node]
            }
            // What comes in goes on in parts; the rest is drawn. A pipe may be drawn against its flow.
            for _ in 0..<3 where node + 1 < count {
                let to = Int.random(in: max(node + 1, min(sources, count - 1))..<count, using: &random)
                let flow = free * Double.random(in: 0.1...0.5, using: &random)
                guard flow > 1e-6 else { continue }
                free -= flow
                into[to] += flow
                let isForward = Bool.random(using: &random)
                start.append(Int32(isForward ? node : to))
                end.append(Int32(isForward ? to : node))
                flows.append(isForward ? flow : -flow)
            }
            drawn[node] = free
        }
        let graph = NetworkGraph(nodeCount: count, start: start, end: end)
        let shares = SourceContribution(graph, flows: flows) { $0 < sources }
        for source in 0..<sources {
            let arrived = (0..<count).reduce(0.0) { sum, node in
                let share = shares.shares(at: node).first { $0.source == Int32(source) }?.share ?? 0
                // What a source does not send out it keeps: it draws from its own.
                return sum + drawn[node] * Double(share)
            }
            #expect(isNear(arrived, sent[source], 0.01), "seed \(seed) source \(source)")
        }
        for node in 0..<count where into[node] > 0 {
            let all = shares.shares(at: node).reduce(0) { $0 + $1.share }
            #expect(isNear(Double(all), 1, 1e-5))
            #expect(shares.main(at: node)?.share == shares.shares(at: node).map(\.share).max())
        }
    }

    @Test("Turning a pipe about with its flow, and doubling all flows, changes nothing", arguments: 0..<40)
    func invariants(seed: Int) {
        let graph = randomGraph(seed, nodes: 2...12)
        var random = SplitMix(UInt64(seed) &+ 4)
        let flows = (0..<graph.linkCount).map { _ in Double.random(in: -1...1, using: &random) }
        let isSource = (0..<graph.nodeCount).map { _ in Bool.random(using: &random) }
        let isTurned = (0..<graph.linkCount).map { _ in Bool.random(using: &random) }
        let turned = NetworkGraph(
            nodeCount: graph.nodeCount,
            start: (0..<graph.linkCount).map { isTurned[$0] ? graph.end[$0] : graph.start[$0] },
            end: (0..<graph.linkCount).map { isTurned[$0] ? graph.start[$0] : graph.end[$0] })
        let plain = SourceContribution(graph, flows: flows) { isSource[$0] }
        let other = SourceContribution(
            turned, flows: zip(flows, isTurned).map { $1 ? -$0 : $0 }
        ) { isSource[$0] }
        let double = SourceContribution(graph, flows: flows.map { $0 * 2 }, isSource: { isSource[$0] })
        for node in 0..<graph.nodeCount {
            let expected = Dictionary(
                uniqueKeysWithValues: plain.shares(at: node).map { ($0.source, Double($0.share)) })
            #expect(near(other.shares(at: node), expected), "seed \(seed) node \(node)")
            #expect(near(double.shares(at: node), expected), "seed \(seed) node \(node)")
        }
    }

    @Test("No flow, no number and a trickle below the tolerance bring no water")
    func noWater() {
        let street = NetworkGraph(nodeCount: 4, start: [0, 1, 2], end: [1, 2, 3])
        let dry = SourceContribution(street, flows: [0, .nan, 1e-8]) { $0 == 0 }
        #expect(dry.main(at: 0)?.source == 0)
        for node in 1..<4 { #expect(dry.shares(at: node).isEmpty && dry.main(at: node) == nil) }
        let none = SourceContribution(street, flows: [1, 1, 1]) { _ in false }
        for node in 0..<4 { #expect(none.shares(at: node).isEmpty) }
        // A pipe from a node to itself carries what it likes.
        let ring = NetworkGraph(nodeCount: 2, start: [0, 1], end: [1, 1])
        let shares = SourceContribution(ring, flows: [1, 500]) { $0 == 0 }
        #expect(shares.shares(at: 1).map(\.share) == [1])
    }

    @Test("A source of less than a ten-thousandth is given to the others")
    func leastShare() {
        let tee = NetworkGraph(nodeCount: 3, start: [0, 1], end: [2, 2])
        let small = SourceContribution(tee, flows: [1, 0.00009]) { $0 < 2 }
        #expect(small.shares(at: 2).map(\.share) == [1])
        let larger = SourceContribution(tee, flows: [1, 0.00011]) { $0 < 2 }
        #expect(near(larger.shares(at: 2), [0: 1 / 1.00011, 1: 0.00011 / 1.00011]))
    }
}
