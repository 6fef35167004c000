import TestSupport
import ZoneDesign
import PipeNetwork
import Testing

/// The cheapest border of small towns, against all ways to divide them in two.
@Suite struct ShortestBorderTests {
    @Test func itIsThatOfAllDivisions() throws {
        var (best, all) = (0, 0)
        for seed in 0..<1500 {
            var random = SplitMix(UInt64(seed))
            let count = Int.random(in: 6...9, using: &random)
            // A ring with chords has no dead end, so every division is allowed.
            var pairs = (0..<count).map { ($0, ($0 + 1) % count) }
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let from = Int.random(in: 0..<count, using: &random)
                pairs.append((from, (from + Int.random(in: 2..<count - 1, using: &random)) % count))
            }
            var network = Network()
            for node in 0..<count { try network.add(Junction(id: "\(node)", demands: [Demand(base: 1)])) }
            var diameters: [Double] = []
            for (row, pair) in pairs.enumerated() {
                let diameter = [0.1, 0.2, 0.4].randomElement(using: &random) ?? 0.1
                diameters.append(diameter)
                try network.add(
                    Pipe(id: "p\(row)", start: "\(pair.0)", end: "\(pair.1)", length: 1, diameter: diameter))
            }
            let costs = diameters.map { DeviceCost.valve(diameter: $0) }
            let minimum = Double(count) / 2 - 1.5
            let maximum = Double(count) / 2 + 1.5
            var optimum = Double.infinity
            for subset in 1..<(1 << (count - 1)) {
                let side = (0..<count).map { subset >> $0 & 1 }
                let size = Double(side.reduce(0, +))
                guard size >= minimum, size <= maximum, Double(count) - size >= minimum,
                    Double(count) - size <= maximum, hangs(together: side, pairs, 0),
                    hangs(together: side, pairs, 1)
                else { continue }
                let cost = pairs.indices.reduce(0.0) {
                    $0 + (side[pairs[$1].0] != side[pairs[$1].1] ? costs[$1] : 0)
                }
                optimum = min(optimum, cost)
            }
            var options = ZoneDesignOptions(minimum: minimum, maximum: maximum)
            options.zones = 2
            options.allowsTrunk = false
            let design = try ZoneDesign(network, options: options)
            let found = design.proposals.filter {
                !$0.faults.contains(.tooSmall) && !$0.faults.contains(.tooLarge)
            }
            .map { proposal in proposal.devices.reduce(0.0) { $0 + costs[$1.link] } }.min()
            guard optimum < .infinity, let found else { continue }
            all += 1
            #expect(found >= optimum - 1e-9, "seed \(seed): a border below the optimum is none")
            if found <= optimum + 1e-9 { best += 1 }
        }
        #expect(all > 1400)
        // Partitioning is hard, and the search a heuristic: on towns this small it must hardly ever miss.
        #expect(Double(best) >= 0.98 * Double(all), "\(best) of \(all)")
    }

    private func hangs(together side: [Int], _ pairs: [(Int, Int)], _ which: Int) -> Bool {
        guard let first = side.firstIndex(of: which) else { return false }
        var reached: Set<Int> = [first]
        var grows = true
        while grows {
            grows = false
            for (a, b) in pairs
            where side[a] == which && side[b] == which && reached.contains(a) != reached.contains(b) {
                reached.formUnion([a, b])
                grows = true
            }
        }
        return reached.count == side.count { $0 == which }
    }
}
