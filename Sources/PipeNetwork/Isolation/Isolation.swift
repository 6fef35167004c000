/// What it takes to take a part of a network out of service, and what it takes along.
public struct Isolation: Sendable, Hashable {
    /// Rows of the valves to be closed. Each is needed: opening one lets water in again.
    public let valvesToClose: [Int]
    /// Rows of the valves at the border that are shut already and must stay so.
    public let valvesHeldShut: [Int]
    /// Rows of the valves at the border behind which no water is left, so that it does not matter for the repair whether they
    /// are closed; closing them keeps the water in the pipes behind.
    public let valvesToDeadParts: [Int]
    /// Rows of stuck valves that the isolation had to go beyond.
    public let stuckValves: [Int]
    /// The parts taken out: that of the burst, and those that stuck valves join to it.
    public let segments: [Int32]
    /// The parts outside that lose their water, for it came through what is taken out.
    public let cutOff: [Int32]
    /// Node rows of the sources within what is taken out: no valve holds them back.
    public let sourcesInside: [Int32]
    /// Whether a source of the map feeds what is taken out. Where none does, every valve at the border is to be closed.
    public let isSupplied: Bool

    /// Whether closing the valves takes the water away: no source stands within.
    public var isPossible: Bool { sourcesInside.isEmpty }
}

extension ValveSegments {
    /// How to take links and nodes out of service.
    ///
    /// The parts of the burst are joined with those behind stuck valves. Of the valves around them those are to be closed
    /// behind which water is left once the parts are out: a valve that leads to nowhere else needs no closing. So the set is
    /// the least one that separates these parts. Time grows with what is taken out and not with the city.
    ///
    /// - Parameters:
    ///   - links: rows of the links that burst; a link that is shut, and nobody says where, is taken with both its ends.
    ///   - nodes: rows of nodes that are to be without water.
    ///   - stuck: rows of valves that cannot be moved or found. One that is shut stays shut.
    public func isolate(links: [Int], nodes: [Int] = [], stuck: Set<Int> = []) -> Isolation {
        var search = IsolationSearch(self)
        return isolate(links: links, nodes: nodes, stuck: stuck, with: &search)
    }

    /// As ``isolate(links:nodes:stuck:)``, with the working memory of others before.
    func isolate(
        links: [Int], nodes: [Int] = [], stuck: Set<Int>, with search: inout IsolationSearch
    ) -> Isolation {
        let seeds = links.map { segmentOfLink[$0] } + nodes.map { segmentOfNode[$0] }
        return search.isolate(seeds, stuck: stuck, opened: Set(links.flatMap(openedEnds)))
    }

    /// How to take whole parts out of service.
    public func isolate(segments: [Int], stuck: Set<Int> = []) -> Isolation {
        var search = IsolationSearch(self)
        return search.isolate(segments.map(Int32.init), stuck: stuck)
    }

    /// The gates of a link that is shut without a valve: it may be shut at either end, so either may let the water through
    /// that a burst lets out.
    private func openedEnds(_ link: Int) -> [Int32] {
        gates(of: Int(segmentOfLink[link])).filter { gate in
            valves(of: Int(gate)).contains { valves.origins[Int($0)] == .shutLink(link) }
        }
    }

    /// The valves of a gate.
    func valves(of gate: Int) -> ArraySlice<Int32> {
        gateValves[Int(gates[gate].first)..<Int(gates[gate].last)]
    }
}

/// The working memory of isolations, used again for one after another.
struct IsolationSearch {
    private let parts: ValveSegments
    /// For each part the number of the isolation that took it out, or saw it supplied or dead.
    private var takenOut: [Int32]
    private var seen: [Int32]
    private var state: [State]
    private var stamp: Int32 = 0

    init(_ parts: ValveSegments) {
        self.parts = parts
        takenOut = Array(repeating: 0, count: parts.count)
        seen = takenOut
        state = Array(repeating: .open, count: parts.count)
    }

    /// - Parameter opened: gates of shut links that are not trusted to hold.
    mutating func isolate(_ seeds: [Int32], stuck: Set<Int> = [], opened: Set<Int32> = []) -> Isolation {
        stamp += 1
        var out: [Int32] = []
        for part in seeds where takenOut[Int(part)] != stamp {
            takenOut[Int(part)] = stamp
            out.append(part)
        }
        // Grow over gates all of whose valves are stuck.
        var head = 0
        var stuckValves: [Int] = []
        while head < out.count {
            let part = out[head]
            head += 1
            guard !stuck.isEmpty || !opened.isEmpty else { continue }
            for gate in parts.gates(of: Int(part)) {
                guard !parts.gates[Int(gate)].isShut || opened.contains(gate) else { continue }
                let rows = movable(gate, opened)
                guard rows.allSatisfy({ stuck.contains($0) }) else { continue }
                stuckValves += rows
                let other = parts.across(Int(gate), from: part)
                if takenOut[Int(other)] != stamp {
                    takenOut[Int(other)] = stamp
                    out.append(other)
                }
            }
        }
        var close: [Int] = []
        var held: [Int] = []
        var toDead: [Int] = []
        var dead: [Int32] = []
        // Where the map knows no source, every way in is a way for water.
        let isSupplied = out.contains { parts.supply.isSupplied($0) }
        for part in out {
            for gate in parts.gates(of: Int(part)) {
                let other = parts.across(Int(gate), from: part)
                guard takenOut[Int(other)] != stamp else { continue }
                if parts.gates[Int(gate)].isShut, !opened.contains(gate) {
                    held += parts.valves(of: Int(gate)).map(Int.init).filter { parts.valves.isShut[$0] }
                    continue
                }
                guard let row = movable(gate, opened).first(where: { !stuck.contains($0) }) else { continue }
                if !isSupplied || hasWater(other, without: out, &dead) {
                    close.append(row)
                } else {
                    toDead.append(row)
                }
            }
        }
        let sources =
            out.contains { parts.hasSource[Int($0)] }
            ? parts.sources.filter { takenOut[Int(parts.segmentOfNode[Int($0)])] == stamp } : []
        return Isolation(
            valvesToClose: close.sorted(), valvesHeldShut: held.sorted(), valvesToDeadParts: toDead.sorted(),
            stuckValves: Array(Set(stuckValves)).sorted(), segments: out, cutOff: dead,
            sourcesInside: sources, isSupplied: isSupplied)
    }

    /// The valves of an open gate that a hand can turn.
    private func movable(_ gate: Int32, _ opened: Set<Int32>) -> [Int] {
        let rows = parts.valves(of: Int(gate)).map(Int.init)
        return opened.contains(gate) ? rows.filter { !parts.valves.isShut[$0] } : rows
    }

    /// Whether `part` keeps its water without the parts `out`; what is found to lose it is added to `dead`.
    private mutating func hasWater(_ part: Int32, without out: [Int32], _ dead: inout [Int32]) -> Bool {
        if seen[Int(part)] == stamp { return state[Int(part)] == .fed }
        var found: [Int32] = []
        var isFed = false
        func isFedBySight(_ part: Int32) -> Bool {
            parts.supply.isSupplied(part) && !out.contains { parts.supply.isBelow(part, $0) }
        }
        seen[Int(part)] = stamp
        state[Int(part)] = .open
        found.append(part)
        var head = 0
        search: while head < found.count {
            let at = found[head]
            head += 1
            if isFedBySight(at) {
                isFed = true
                break
            }
            for gate in parts.gates(of: Int(at)) where !parts.gates[Int(gate)].isShut {
                let other = parts.across(Int(gate), from: at)
                guard takenOut[Int(other)] != stamp else { continue }
                if seen[Int(other)] == stamp {
                    // An earlier search that found no water would have come here too, so the part that is met is fed.
                    if state[Int(other)] == .fed {
                        isFed = true
                        break search
                    }
                    continue
                }
                seen[Int(other)] = stamp
                state[Int(other)] = .open
                found.append(other)
            }
        }
        for part in found { state[Int(part)] = isFed ? .fed : .dead }
        // A part that had no water before loses none.
        if !isFed { dead += found.filter { parts.supply.isSupplied($0) } }
        return isFed
    }

    /// What a search found of a part.
    private enum State: UInt8 { case open, fed, dead }
}
