import TestSupport
import Testing

@testable import PipeNetwork

/// Isolation against its definition, by walking over every valve state of small networks.
@Suite("Isolation")
struct IsolationTests {
    /// The network as a plain graph of nodes and links that touch at link ends.
    struct Touching {
        let network: Network
        let valves: IsolationValves

        /// Everything to which water comes from `seeds`, or from which it comes to them, when the valves of `shut` and those
        /// shut anyway hold; nodes by row, then links.
        ///
        /// - Parameters:
        ///   - opened: a link whose ends hold nothing, though it is shut or passes water one way.
        ///   - isUpstream: from where water comes instead of where it goes.
        ///   - isCut: links that pass water one way pass none.
        ///   - turned: links whose valves are opened, pumps that are started among them.
        ///   - gone: nodes and links that are out of service.
        func reached(
            from seeds: [Int], shut: Set<Int>, opened: Int? = nil, upstream isUpstream: Bool = false,
            cutOneWay isCut: Bool = false, turning turned: Set<Int> = [], without gone: Set<Int> = []
        ) -> Set<Int> {
            var isHeld = Set<Int>()
            for row in 0..<valves.count where valves.isShut[row] || shut.contains(row) {
                if case .shutLink(let link) = valves.origins[row], link == opened { continue }
                if valves.isShut[row], turned.contains(Int(valves.links[row])) { continue }
                isHeld.insert(valves.end(of: row, in: network))
            }
            let nodes = network.nodes.count
            var found = Set(seeds)
            var front = seeds
            while let at = front.popLast() {
                for link in 0..<network.links.count {
                    for (end, node) in [network.links.start[link], network.links.end[link]].enumerated()
                    where !isHeld.contains(2 * link + end) {
                        let pair = (Int(node), nodes + link)
                        let other = at == pair.0 ? pair.1 : at == pair.1 ? pair.0 : -1
                        // What holds water back by itself stands where water would come in.
                        if end == 0, link != opened, network.links.start[link] != network.links.end[link] {
                            let goesIn = (at == pair.0) != isUpstream
                            switch passage(link) {
                            case .both: break
                            case .none where turned.contains(link): if !goesIn { continue }
                            case .none: continue
                            case .forward: if isCut || !goesIn { continue }
                            }
                        }
                        if other >= 0, !gone.contains(other), found.insert(other).inserted {
                            front.append(other)
                        }
                    }
                }
            }
            return found
        }

        /// What is out of service when elements are: they, and all from which water comes past no valve that a hand can turn.
        func inside(_ seeds: [Int], stuck: Set<Int> = []) -> Set<Int> {
            let movable = (0..<valves.count).filter { !valves.isShut[$0] && !stuck.contains($0) }
            return reached(from: seeds, shut: Set(movable), upstream: true)
        }

        /// What has water while some elements are out of service.
        func wet(without gone: Set<Int>, turning turned: Set<Int> = []) -> Set<Int> {
            reached(
                from: sources.filter { !gone.contains($0) }, shut: [], turning: turned, without: gone)
        }

        private enum Passage { case both, forward, none }

        /// What a link lets through, read off the elements themselves.
        private func passage(_ link: Int) -> Passage {
            if let pump = network.pump(at: link) { return pump.status == .closed ? .none : .forward }
            if let valve = network.valve(at: link) {
                return [.prv, .psv].contains(valve.kind) && valve.status == .active ? .forward : .both
            }
            return network.pipe(at: link)?.hasCheckValve == true ? .forward : .both
        }

        var sources: [Int] { network.nodes.kinds.indices.filter { network.nodes.kinds[$0] == .reservoir } }
    }

    @Test(
        "thousands of small networks: least, complete, and each valve needed", arguments: 0..<40,
        [false, true]
    )
    func bruteForce(block: Int, oneWay: Bool) throws {
        for seed in block * 100..<block * 100 + 100 {
            let network = try randomNetwork(seed, oneWay: oneWay)
            var random = SplitMix(UInt64(seed) + 1_000_000)
            let valves = IsolationValves(network)
            let parts = ValveSegments(network, valves: valves)
            let touching = Touching(network: network, valves: valves)
            let burst = Int.random(in: 0..<network.links.count, using: &random)
            let stuck = Set((0..<valves.count).filter { _ in Int.random(in: 0..<5, using: &random) == 0 })
            let result = parts.isolate(links: [burst], stuck: stuck)
            let seedOfBurst = network.nodes.count + burst
            // Where a link is shut, or its check valve sits, nobody knows: a burst may be on either side.
            let shutLink = network.isShut(burst) || parts.holdsByItself(link: burst) ? burst : nil

            // The parts taken out are what no set of movable valves could spare.
            let movable = Set((0..<valves.count).filter { !stuck.contains($0) && !valves.isShut[$0] })
            let least = touching.reached(
                from: [seedOfBurst], shut: movable, opened: shutLink, upstream: true)
            let taken = Set(result.segments)
            let inside = Set(
                (0..<network.nodes.count).filter { taken.contains(parts.segmentOfNode[$0]) }
                    + (0..<network.links.count).filter { taken.contains(parts.segmentOfLink[$0]) }
                    .map { network.nodes.count + $0 })
            #expect(inside == least, "seed \(seed)")
            #expect(result.isPossible == least.isDisjoint(with: touching.sources), "seed \(seed)")
            #expect(Set(result.sourcesInside.map(Int.init)) == least.intersection(touching.sources))
            #expect(movable.isSuperset(of: result.valvesToClose), "seed \(seed)")

            let before = touching.reached(from: touching.sources, shut: [])
            #expect(result.isSupplied == !before.isDisjoint(with: inside), "seed \(seed)")
            guard result.isPossible else { continue }
            let close = Set(result.valvesToClose)
            guard result.isSupplied else {
                // No source is known: the whole border is closed.
                let entered = touching.reached(
                    from: [seedOfBurst], shut: close, opened: shutLink, upstream: true)
                #expect(entered == inside)
                continue
            }
            // What holds water back by itself: one more leaks, and water comes in.
            for link in result.linksHolding {
                let leaking = parts.isolate(links: [burst], stuck: stuck, leaking: [link])
                #expect(Set(leaking.segments).isSuperset(of: taken), "seed \(seed)")
                #expect(leaking != result, "seed \(seed) link \(link)")
            }
            // Closed, no water comes; and what else is dry is what was said.
            let after = touching.reached(from: touching.sources, shut: close, opened: shutLink)
            #expect(!after.contains(seedOfBurst), "seed \(seed)")
            let cut = Set(result.cutOff)
            let outside = Set(
                (0..<network.nodes.count).filter { cut.contains(parts.segmentOfNode[$0]) }
                    + (0..<network.links.count).filter { cut.contains(parts.segmentOfLink[$0]) }
                    .map { network.nodes.count + $0 })
            #expect(before.subtracting(after) == outside.union(inside.intersection(before)), "seed \(seed)")
            // Each valve is needed.
            for row in close {
                let reopened = touching.reached(
                    from: touching.sources, shut: close.subtracting([row]), opened: shutLink)
                #expect(reopened.contains(seedOfBurst), "seed \(seed) valve \(row)")
            }
            // No smaller set of valves of the same frontier does.
            let frontier = result.valvesToClose + result.valvesToDeadSegments
            guard frontier.count <= 10 else { continue }
            for bits in 0..<(1 << frontier.count) where bits.nonzeroBitCount < close.count {
                let some = Set(frontier.indices.filter { bits >> $0 & 1 == 1 }.map { frontier[$0] })
                let still = touching.reached(from: touching.sources, shut: some, opened: shutLink)
                #expect(still.contains(seedOfBurst), "seed \(seed)")
            }
        }
    }

    @Test("parts are what hangs together when every valve is shut", arguments: 0..<20, [false, true])
    func segments(block: Int, oneWay: Bool) throws {
        for seed in block * 100..<block * 100 + 100 {
            let network = try randomNetwork(seed, nodes: 2...14, oneWay: oneWay)
            let valves = IsolationValves(network)
            let parts = ValveSegments(network, valves: valves)
            let touching = Touching(network: network, valves: valves)
            let labels = parts.segmentOfNode + parts.segmentOfLink
            let all = Set(0..<valves.count)
            for element in labels.indices {
                let together = touching.reached(from: [element], shut: all, cutOneWay: true)
                let same = Set(labels.indices.filter { labels[$0] == labels[element] })
                #expect(together == same, "seed \(seed) element \(element)")
            }
            #expect(Set(labels) == Set(0..<Int32(parts.count)))
        }
    }

    /// R ─P0─ A ─P1─ B ─P2─ C, valves at P1 near A and P2 near B; a second way R ─P3─ C, shut.
    private func street() throws -> Network {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 50))
        for id in ["A", "B", "C"] {
            try network.add(Junction(id: id, elevation: 0, demands: [Demand(base: 0.001)]))
        }
        for (id, from, to) in [("P0", "R", "A"), ("P1", "A", "B"), ("P2", "B", "C"), ("P3", "R", "C")] {
            try network.add(Pipe(id: id, start: from, end: to, length: 100, diameter: 0.1, roughness: 120))
        }
        for (id, pipe, node, isClosed) in [
            ("V1", "P1", "A", false), ("V2", "P2", "B", false), ("V3", "P3", "C", true),
        ] {
            try network.add(
                Asset(
                    kind: .isolationValve, id: id, attachment: .link(pipe, node: node), isClosed: isClosed))
        }
        network.setStatus(.closed, ofLink: 3)
        return network
    }

    @Test(
        "a street: one valve to close, one held shut, what lies behind is cut off, a stuck valve goes one ring further"
    )
    func handWorked() throws {
        let network = try street()
        let parts = ValveSegments(network)
        func names(_ rows: [Int]) -> [String] { rows.map { parts.valves.name(of: $0, in: network) } }
        let burst = parts.isolate(links: [1])
        #expect(names(burst.valvesToClose) == ["V1"])
        #expect(names(burst.valvesToDeadSegments) == ["V2"])
        #expect(burst.segments == [parts.segmentOfLink[1]])
        // P2 and C hang on the burst part alone, for V3 is shut.
        #expect(burst.cutOff == [parts.segmentOfNode[3]])
        let last = parts.isolate(links: [2])
        #expect(names(last.valvesToClose) == ["V2"])
        #expect(names(last.valvesHeldShut) == ["V3"])
        #expect(last.cutOff.isEmpty)
        // V2 stuck: the next valve towards the source.
        let stuck = parts.isolate(links: [2], stuck: [1])
        #expect(names(stuck.valvesToClose) == ["V1"])
        #expect(names(stuck.stuckValves) == ["V2"])
        #expect(stuck.segments.count == 2)
        // V1 and V2 stuck: the reservoir stands within.
        let none = parts.isolate(links: [2], stuck: [0, 1])
        #expect(!none.isPossible)
        #expect(none.sourcesInside == [0])
        #expect(none.valvesToClose.isEmpty)
    }

    @Test("a network without a valve: everything is one part, and nothing can be done")
    func noValve() throws {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 50))
        try network.add(Junction(id: "A", elevation: 0))
        try network.add(Pipe(id: "P", start: "R", end: "A", length: 100, diameter: 0.1))
        let parts = ValveSegments(network)
        #expect(parts.count == 1)
        let result = parts.isolate(links: [0])
        #expect(!result.isPossible)
        #expect(result.valvesToClose.isEmpty)
    }

    @Test("valves by rule: at a crossing of four, all four or all but the widest")
    func placed() throws {
        var network = Network()
        for id in ["X", "A", "B", "C", "D"] { try network.add(Junction(id: id, elevation: 0)) }
        for (id, other, diameter) in [("a", "A", 0.1), ("b", "B", 0.3), ("c", "C", 0.1), ("d", "D", 0.2)] {
            try network.add(
                Pipe(id: id, start: "X", end: other, length: 100, diameter: diameter, roughness: 120))
        }
        let all = IsolationValves.placed(by: .everyEnd, in: network)
        #expect(all.links == [0, 1, 2, 3] && all.nodes == [0, 0, 0, 0])
        let some = IsolationValves.placed(by: .allButWidest, in: network)
        #expect(some.links == [0, 2, 3])
        #expect(some.name(of: 0, in: network) == "a@X")
    }
}
