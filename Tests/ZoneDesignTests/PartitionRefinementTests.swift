import LeakZones
import PipeNetwork
import TestSupport
import Testing

@testable import ZoneDesign

/// Refinement and folding on small networks, against every division there is and against counting by hand.
@Suite("Partitions of small networks")
struct PartitionRefinementTests {
    /// Junctions and pipes between them, a unit of size at each; without a source, so that all of it is divided.
    private func graph(_ count: Int, _ pairs: [(Int, Int)], _ diameters: [Double]) throws -> DesignGraph {
        var network = Network()
        for node in 0..<count { try network.add(Junction(id: "\(node)", demands: [Demand(base: 1)])) }
        for (row, pair) in pairs.enumerated() {
            try network.add(
                Pipe(
                    id: "p\(row)", start: "\(pair.0)", end: "\(pair.1)", length: 1, diameter: diameters[row]))
        }
        return DesignGraph(
            network, sizeOfNode: [Double](repeating: 1, count: count),
            isOutside: [Bool](repeating: false, count: count),
            isOpen: [Bool](repeating: true, count: pairs.count), cost: DeviceCost(network))
    }

    /// Whether every part is there and in one piece.
    private func isWhole(_ part: [Int], _ pairs: [(Int, Int)], parts: Int) -> Bool {
        for which in 0..<parts {
            guard let first = part.firstIndex(of: which) else { return false }
            var reached: Set<Int> = [first]
            var grows = true
            while grows {
                grows = false
                for (a, b) in pairs
                where part[a] == which && part[b] == which && reached.contains(a) != reached.contains(b) {
                    reached.formUnion([a, b])
                    grows = true
                }
            }
            if reached.count != part.count(where: { $0 == which }) { return false }
        }
        return true
    }

    @Test("Three zones: never better than the best of all divisions, and from a few starts hardly ever worse")
    func exhaustive() throws {
        var random = SplitMix(501)
        var (best, all) = (0, 0)
        for _ in 0..<30 {
            let count = 8
            var pairs = (0..<count).map { ($0, ($0 + 1) % count) }
            for _ in 0..<Int.random(in: 2...6, using: &random) {
                let from = Int.random(in: 0..<count, using: &random)
                pairs.append((from, (from + Int.random(in: 2...6, using: &random)) % count))
            }
            let diameters = pairs.map { _ in [0.1, 0.2, 0.4].randomElement(using: &random) ?? 0.1 }
            let costs = diameters.map { DeviceCost.valve(diameter: $0) }
            let graph = try graph(count, pairs, diameters)
            #expect(graph.count == count && graph.placeOfNode == (0..<8).map { Int32($0) })
            // Sizes of 2 to 3 are within limits; the penalty of the design: 200 mean edges for each 100 % off.
            let penalty = 200 * graph.costs.reduce(0, +) / Double(graph.costs.count)
            func worth(_ part: [Int]) -> Double {
                let cut = pairs.indices.reduce(0.0) {
                    $0 + (part[pairs[$1].0] != part[pairs[$1].1] ? costs[$1] : 0)
                }
                return (0..<3).reduce(cut) { sum, which in
                    let size = Double(part.count { $0 == which })
                    return sum + penalty * (max(0, 2 - size) / 2 + max(0, size - 3) / 3)
                }
            }
            var optimum = Double.infinity
            var whole: [[Int]] = []
            for code in 0..<6561 {
                var (rest, part) = (code, [Int]())
                for _ in 0..<count { (rest, part) = (rest / 3, part + [rest % 3]) }
                guard isWhole(part, pairs, parts: 3) else { continue }
                whole.append(part)
                optimum = min(optimum, worth(part))
            }
            var found = Double.infinity
            for _ in 0..<8 {
                let start = whole[Int.random(in: 0..<whole.count, using: &random)]
                var refinement = PartitionRefinement(
                    graph, start.map { Int32($0) }, parts: 3, minimum: 2, maximum: 3)
                #expect(isNear(refinement.total, worth(start), 1e-9))
                refinement.run()
                let part = refinement.part.map(Int.init)
                #expect(isNear(refinement.total, worth(part), 1e-9))
                #expect(refinement.total <= worth(start) + 1e-9)
                #expect(isWhole(part, pairs, parts: 3))
                #expect(refinement.total >= optimum - 1e-9)
                found = min(found, refinement.total)
            }
            all += 1
            if found <= optimum + 1e-9 { best += 1 }
        }
        #expect(best >= all - 2, "\(best) of \(all)")
    }

    @Test("Trees fold into the node of a ring that they hang on, as peeling leaf by leaf finds")
    func folding() throws {
        var random = SplitMix(502)
        for _ in 0..<60 {
            let count = Int.random(in: 2...20, using: &random)
            // Sparse: trees, rings and pieces of their own; two pipes between the same nodes are a ring.
            let pairs = (0..<Int.random(in: 1...count + 4, using: &random)).map { _ in
                (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
            }.filter { $0.0 != $0.1 }
            let graph = try graph(count, pairs, pairs.map { _ in 0.1 })
            // Peel: a node with one pipe left goes to the other end of it.
            var left = Set(pairs.indices)
            var stem = Array(0..<count)
            var isPeeled = [Bool](repeating: false, count: count)
            while let leaf = (0..<count).first(where: { node in
                !isPeeled[node] && left.count { pairs[$0].0 == node || pairs[$0].1 == node } == 1
            }) {
                guard let pipe = left.first(where: { pairs[$0].0 == leaf || pairs[$0].1 == leaf }) else {
                    break
                }
                left.remove(pipe)
                isPeeled[leaf] = true
                stem[leaf] = pairs[pipe].0 == leaf ? pairs[pipe].1 : pairs[pipe].0
            }
            func core(_ node: Int) -> Int { isPeeled[node] ? core(stem[node]) : node }
            for a in 0..<count {
                for b in 0..<count {
                    #expect((graph.placeOfNode[a] == graph.placeOfNode[b]) == (core(a) == core(b)))
                }
            }
            #expect(graph.sizes.reduce(0, +) == Double(count))
            // Every pipe of a ring is in the graph, once from each end.
            let rings = left.reduce(0.0) { sum, _ in sum + DeviceCost.valve(diameter: 0.1) }
            #expect(isNear(graph.costs.reduce(0, +), 2 * rings, 1e-9))
            #expect(graph.componentSizes.reduce(0, +) == Double(count))
        }
    }

    @Test("A cut costs what its cheaper device costs, and what stands there already next to nothing")
    func costs() throws {
        var network = Network()
        for id in ["a", "b"] { try network.add(Junction(id: id)) }
        for (id, diameter) in [
            ("plain", 0.1), ("wide", 0.4), ("unknown", nil), ("meter", 0.4), ("valve", 0.4),
        ] {
            try network.add(Pipe(id: id, start: "a", end: "b", length: 1, diameter: diameter))
        }
        try network.add(Asset(kind: .meter, id: "M", attachment: .link("meter", node: "a")))
        try network.add(Asset(kind: .isolationValve, id: "V", attachment: .link("valve", node: "b")))
        let cost = DeviceCost(network)
        // 0.5 + 0.5·(d/100 mm)^1.5: DN100 1, DN400 0.5 + 0.5·8 = 4.5; unknown as DN150 0.5 + 0.5·1.837117.
        let expected = [1, 4.5, 1.4185586, 0.05, 0.1]
        for (link, value) in expected.enumerated() { #expect(isNear(cost.border(link), value, 1e-7)) }
        #expect(isNear(cost.metering(1), 9) && isNear(cost.shutting(3), 4.5) && isNear(cost.metering(4), 9))
    }

    @Test("The mean sizes aimed at divide the whole and lie within the limits where any number of zones does")
    func aims() {
        var random = SplitMix(503)
        for _ in 0..<300 {
            let minimum = Double.random(in: 1...500, using: &random)
            let maximum = minimum * Double.random(in: 1.05...12, using: &random)
            let total = minimum * Double.random(in: 2...200, using: &random)
            let limits = SizeLimits(total: total, ZoneDesignOptions(minimum: minimum, maximum: maximum))
            #expect(limits.adaptation == nil)
            let fits = (1...400).filter { (minimum...maximum).contains(total / Double($0)) }
            let aims = limits.aims(nil)
            #expect(!aims.isEmpty && aims.count <= 5)
            for aim in aims {
                let count = total / aim
                #expect(abs(count - count.rounded()) < 1e-6)
                if let first = fits.first, let last = fits.last {
                    #expect(fits.contains(Int(count.rounded())), "\(first)…\(last): \(count)")
                }
            }
        }
    }

    @Test("Networks of any shape are designed or refused, and a design's devices are its borders")
    func anyShape() throws {
        var random = SplitMix(504)
        var designed = 0
        for _ in 0..<60 {
            let count = Int.random(in: 1...12, using: &random)
            var network = Network()
            for node in 0..<count {
                switch Int.random(in: 0..<8, using: &random) {
                case 0: try network.add(Reservoir(id: "\(node)", head: 50))
                case 1: try network.add(Tank(id: "\(node)", elevation: 30, diameter: 5))
                default:
                    let bases: [Double] = [0, 1, -1, 1e-9, 1e9]
                    let base = bases[Int.random(in: 0..<5, using: &random)]
                    try network.add(Junction(id: "\(node)", demands: [Demand(base: base)]))
                }
            }
            for link in 0..<Int.random(in: 0...2 * count, using: &random) {
                let lengths: [Double?] = [nil, 0, 1, 1e12]
                let diameters: [Double?] = [nil, 0, 0.1, 5000]
                let pipe = Pipe(
                    id: "p\(link)", start: "\(Int.random(in: 0..<count, using: &random))",
                    end: "\(Int.random(in: 0..<count, using: &random))",
                    length: lengths[Int.random(in: 0..<4, using: &random)],
                    diameter: diameters[Int.random(in: 0..<4, using: &random)],
                    status: Int.random(in: 0..<5, using: &random) == 0 ? .closed : .open)
                // A pipe from a node to itself may be refused by the network; then it is not there.
                do { try network.add(pipe) } catch { continue }
            }
            for criterion in ZoneDesignOptions.BalanceCriterion.allCases {
                var options = ZoneDesignOptions(criterion: criterion, minimum: 1, maximum: 3)
                options.starts = 2
                options.zones = Bool.random(using: &random) ? Int.random(in: 1...4, using: &random) : nil
                guard let design = try? ZoneDesign(network, options: options) else { continue }
                designed += 1
                for proposal in design.proposals {
                    let zones = proposal.scheme.zoneOfNode
                    let crossing = (0..<network.links.count).filter {
                        zones[Int(network.links.start[$0])] != zones[Int(network.links.end[$0])]
                    }
                    #expect(proposal.devices.map(\.link) == crossing)
                    #expect(
                        zones.count == count && zones.allSatisfy { $0 >= -1 && $0 < proposal.zones.count })
                }
            }
        }
        #expect(designed > 20)
    }
}
