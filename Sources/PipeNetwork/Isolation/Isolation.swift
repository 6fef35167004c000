/// What it takes to take a part of a network out of service, and what it takes along.
public struct Isolation: Sendable, Hashable {
    /// Rows of the valves to be closed. Each is needed: opening one lets water in again.
    public let valvesToClose: [Int]
    /// Rows of the valves at the border that are shut already and must stay so.
    public let valvesHeldShut: [Int]
    /// Rows of the valves at the border behind which no water is left, so that it does not matter for the repair whether they
    /// are closed; closing them keeps the water in the pipes behind.
    public let valvesToDeadSegments: [Int]
    /// Rows of the links that hold water back by themselves at the border: check valves, pumps and pressure valves against
    /// their direction, and pumps that stand still.
    public let linksHolding: [Int]
    /// Rows of stuck valves that the isolation had to go beyond.
    public let stuckValves: [Int]
    /// The segments taken out: that of the burst, and those that stuck valves join to it.
    public let segments: [Int32]
    /// The segments outside that lose their water, for it came through what is taken out.
    public let cutOff: [Int32]
    /// Node rows of the sources within what is taken out: no valve holds them back.
    public let sourcesInside: [Int32]
    /// Whether a source of the map feeds what is taken out. Where none does, every valve at the border is to be closed.
    public let isSupplied: Bool

    /// Whether closing the valves takes the water away: no source stands within whose water comes there.
    public var isPossible: Bool { sourcesInside.isEmpty }
}

extension ValveSegments {
    /// How to take links and nodes out of service.
    ///
    /// The segments of the burst are joined with those behind stuck valves. Of the valves around them those are to be closed
    /// behind which water is left once the segments are out: a valve that leads to nowhere else needs no closing. So the set is
    /// the least one that separates these segments. A link that passes water one way only holds it back by itself, and is named.
    /// Time grows with what hangs on what is taken out and not with the city.
    ///
    /// - Parameters:
    ///   - links: rows of the links that burst; a link that is shut, and nobody says where, is taken with both its ends.
    ///   - nodes: rows of nodes that are to be without water.
    ///   - stuck: rows of valves that cannot be moved or found. One that is shut stays shut.
    ///   - leaking: rows of links that pass water one way and are not trusted to hold it back.
    public func isolate(
        links: [Int], nodes: [Int] = [], stuck: Set<Int> = [], leaking: Set<Int> = []
    ) -> Isolation {
        var search = IsolationSearch(self)
        return isolate(links: links, nodes: nodes, stuck: stuck, leaking: leaking, with: &search)
    }

    /// As ``isolate(links:nodes:stuck:leaking:)``, with the working memory of others before.
    func isolate(
        links: [Int], nodes: [Int] = [], stuck: Set<Int>, leaking: Set<Int>,
        with search: inout IsolationSearch
    ) -> Isolation {
        let seeds = links.map { segmentOfLink[$0] } + nodes.map { segmentOfNode[$0] }
        var opened = Set(links.flatMap(openedEnds))
        for link in leaking { opened.formUnion(holdingEnds(link)) }
        return search.isolate(seeds, stuck: stuck, opened: opened)
    }

    /// How to take whole segments out of service.
    public func isolate(segments: [Int], stuck: Set<Int> = []) -> Isolation {
        var search = IsolationSearch(self)
        return search.isolate(segments.map(Int32.init), stuck: stuck)
    }

    /// The gates of a link that is shut without a valve: it may be shut at either end, so either may let the water through
    /// that a burst lets out.
    ///
    /// Nor does anybody know on which side of its check valve a pipe has burst.
    private func openedEnds(_ link: Int) -> [Int32] {
        gates(of: Int(segmentOfLink[link])).filter { gate in
            valves(of: Int(gate)).contains { valves.origins[Int($0)] == .shutLink(link) }
        } + holdingEnds(link)
    }

    /// The gates at which a link holds water back by itself.
    private func holdingEnds(_ link: Int) -> [Int32] {
        gates(of: Int(segmentOfLink[link])).filter { gate in
            gates[Int(gate)].link == Int32(link) && gates[Int(gate)].passage != .both
        }
    }

    /// Whether the link of `row` holds water back by itself, one way or both.
    public func holdsByItself(link row: Int) -> Bool { !holdingEnds(row).isEmpty }

    /// Whether the link of `row` is a pump that stands still.
    public func isAtRest(link row: Int) -> Bool {
        holdingEnds(row).contains { gates[Int($0)].passage.isEmpty }
    }

    /// The valves of a gate.
    func valves(of gate: Int) -> ArraySlice<Int32> {
        gateValves[Int(gates[gate].first)..<Int(gates[gate].last)]
    }
}

/// The working memory of isolations, used again for one after another.
struct IsolationSearch {
    private let partition: ValveSegments
    /// For each segment the number of the isolation that took it out, and of that by which it loses its water.
    private var takenOut: [Int32]
    private var lost: [Int32]
    private var stamp: Int32 = 0

    init(_ partition: ValveSegments) {
        self.partition = partition
        takenOut = Array(repeating: 0, count: partition.count)
        lost = takenOut
    }

    /// - Parameter opened: gates of links that are not trusted to hold.
    mutating func isolate(_ seeds: [Int32], stuck: Set<Int> = [], opened: Set<Int32> = []) -> Isolation {
        stamp += 1
        var out: [Int32] = []
        for segment in seeds where takenOut[Int(segment)] != stamp {
            takenOut[Int(segment)] = stamp
            out.append(segment)
        }
        // Grow over gates at which nothing holds: no valve, or stuck ones alone, and water may come in.
        var head = 0
        var stuckValves: [Int] = []
        while head < out.count {
            let segment = out[head]
            head += 1
            for gate in partition.gates(of: Int(segment)) {
                let other = partition.across(Int(gate), from: segment)
                guard mayEnter(gate, from: other, opened) else { continue }
                let rows = movable(gate, opened)
                guard rows.allSatisfy({ stuck.contains($0) }) else { continue }
                stuckValves += rows
                if takenOut[Int(other)] != stamp {
                    takenOut[Int(other)] = stamp
                    out.append(other)
                }
            }
        }
        let dead = losing(out)
        var close: [Int] = []
        var held: [Int] = []
        var holding: [Int] = []
        var toDead: [Int] = []
        // Where the map knows no source, every way in is a way for water.
        let isSupplied = out.contains { partition.supply.isSupplied($0) }
        for segment in out {
            for gate in partition.gates(of: Int(segment)) {
                let other = partition.across(Int(gate), from: segment)
                guard takenOut[Int(other)] != stamp else { continue }
                if isShut(gate, opened) {
                    held += partition.valves(of: Int(gate)).map(Int.init).filter {
                        partition.valves.isShut[$0]
                    }
                    continue
                }
                guard mayEnter(gate, from: other, opened) else {
                    if keepsWater(other) { holding.append(Int(partition.gates[Int(gate)].link)) }
                    continue
                }
                guard let row = movable(gate, opened).first(where: { !stuck.contains($0) }) else { continue }
                if !isSupplied || keepsWater(other) {
                    close.append(row)
                } else {
                    toDead.append(row)
                }
            }
        }
        let sources =
            out.contains { partition.hasSource[Int($0)] }
            ? partition.sources.filter { takenOut[Int(partition.segmentOfNode[Int($0)])] == stamp } : []
        return Isolation(
            valvesToClose: close.sorted(), valvesHeldShut: held.sorted(),
            valvesToDeadSegments: toDead.sorted(),
            linksHolding: Array(Set(holding)).sorted(), stuckValves: Array(Set(stuckValves)).sorted(),
            segments: out, cutOff: dead, sourcesInside: sources, isSupplied: isSupplied)
    }

    /// Whether water may come through a gate from one of its segments into the other while its open valves stay open.
    private func mayEnter(_ gate: Int32, from segment: Int32, _ opened: Set<Int32>) -> Bool {
        if !opened.isEmpty, opened.contains(gate) { return !isShut(gate, opened) }
        return !partition.gates[Int(gate)].isShut && partition.gates[Int(gate)].passes(from: segment)
    }

    /// Whether a shut valve holds at a gate; the end of a shut link that is not trusted holds nothing.
    private func isShut(_ gate: Int32, _ opened: Set<Int32>) -> Bool {
        guard partition.gates[Int(gate)].isShut, opened.contains(gate) else {
            return partition.gates[Int(gate)].isShut
        }
        return partition.valves(of: Int(gate)).contains { row in
            guard partition.valves.isShut[Int(row)] else { return false }
            if case .shutLink = partition.valves.origins[Int(row)] { return false }
            return true
        }
    }

    /// The valves of an open gate that a hand can turn.
    private func movable(_ gate: Int32, _ opened: Set<Int32>) -> [Int] {
        let rows = partition.valves(of: Int(gate)).map(Int.init)
        return opened.contains(gate) ? rows.filter { !partition.valves.isShut[$0] } : rows
    }

    /// Whether a segment outside what is taken out has water, then as before.
    private func keepsWater(_ segment: Int32) -> Bool {
        partition.supply.isSupplied(segment) && lost[Int(segment)] != stamp
    }

    /// The segments that lose their water when those of `out` are taken out.
    ///
    /// Only what hangs below `out` in the supply tree can lose it. Of that, what water enters from elsewhere keeps its own, and
    /// what it goes on to.
    private mutating func losing(_ out: [Int32]) -> [Int32] {
        let doubtful = partition.supply.below(out).filter { takenOut[Int($0)] != stamp }
        for segment in doubtful { lost[Int(segment)] = stamp }
        var fed: [Int32] = []
        for segment in doubtful {
            let isFed = partition.gates(of: Int(segment)).contains { gate in
                let other = partition.across(Int(gate), from: segment)
                return takenOut[Int(other)] != stamp && keepsWater(other) && mayEnter(gate, from: other, [])
            }
            if isFed {
                lost[Int(segment)] = 0
                fed.append(segment)
            }
        }
        while let segment = fed.popLast() {
            for gate in partition.gates(of: Int(segment)) where mayEnter(gate, from: segment, []) {
                let other = partition.across(Int(gate), from: segment)
                guard lost[Int(other)] == stamp else { continue }
                lost[Int(other)] = 0
                fed.append(other)
            }
        }
        return doubtful.filter { lost[Int($0)] == stamp }
    }
}
