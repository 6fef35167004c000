/// An isolation with everything that a crew and a control room ask about it.
public struct IsolationPlan: Sendable, Hashable {
    /// The isolation.
    public let isolation: Isolation
    /// What is taken out: it is drained.
    public let isolated: NetworkSubset
    /// What loses its water with it.
    public let cutOff: NetworkSubset
    /// Shut valves that would bring water to what is cut off, when opened: rows of valves.
    public let alternatives: [Int]
    /// Pumps that stand still and would bring water to what is cut off, when started: rows of links.
    public let pumpsToStart: [Int]
    /// For each valve to be closed, what is to be done when it cannot be.
    public let nextRings: [NextRing]
    /// For each link that holds water back by itself, what is to be done when it does not.
    public let leakingRings: [NextRing]

    /// The next ring: what it takes when one more valve is stuck, or a one-way link leaks.
    public struct NextRing: Sendable, Hashable {
        /// Row of the valve that is stuck, or of the link that leaks.
        public let stuck: Int
        /// Rows of the valves to be closed then, of those that were not to be closed before.
        public let furtherValves: [Int]
        /// Connections without water beyond those of the plan.
        public let furtherConnections: Double
        /// Whether the water can be taken away at all then.
        public let isPossible: Bool
    }
}

extension ValveSegments {
    /// The plan of an isolation in `network`, the network that was cut.
    ///
    /// - Parameters:
    ///   - network: the network.
    ///   - links: rows of the links that burst.
    ///   - stuck: rows of valves that cannot be moved or found.
    ///   - leaking: rows of links that pass water one way and are not trusted to hold it back.
    ///   - contents: what lies in each segment, when it is at hand.
    ///   - assetsByNode: the network's assets by node, when they are at hand.
    public func plan(
        in network: Network, links: [Int], stuck: Set<Int> = [], leaking: Set<Int> = [],
        contents: SegmentContents? = nil, assetsByNode: AssetsByNode? = nil
    ) -> IsolationPlan {
        let isolation = isolate(links: links, stuck: stuck, leaking: leaking)
        let contents = contents ?? SegmentContents(self, in: network)
        let assetsByNode = assetsByNode ?? AssetsByNode(network)
        func segment(_ segments: [Int32]) -> NetworkSubset {
            NetworkSubset(
                of: network, nodes: segments.flatMap { contents.nodes(of: Int($0)) },
                links: segments.flatMap { contents.links(of: Int($0)) }, assetsByNode: assetsByNode)
        }
        let isolated = segment(isolation.segments)
        let cutOff = segment(isolation.cutOff)
        func connections(_ isolation: Isolation) -> Double {
            isolation.segments.reduce(0) { $0 + contents.connections[Int($1)] }
                + isolation.cutOff.reduce(0) { $0 + contents.connections[Int($1)] }
        }
        let known = connections(isolation)
        let closed = Set(isolation.valvesToClose)
        var search = IsolationSearch(self)
        func ring(_ row: Int, _ next: Isolation) -> IsolationPlan.NextRing {
            IsolationPlan.NextRing(
                stuck: row, furtherValves: next.valvesToClose.filter { !closed.contains($0) },
                furtherConnections: max(0, connections(next) - known), isPossible: next.isPossible)
        }
        let rings = isolation.valvesToClose.map { valve in
            ring(
                valve, isolate(links: links, stuck: stuck.union([valve]), leaking: leaking, with: &search))
        }
        let leakingRings = isolation.linksHolding.map { link in
            ring(
                link, isolate(links: links, stuck: stuck, leaking: leaking.union([link]), with: &search))
        }
        return IsolationPlan(
            isolation: isolation, isolated: isolated, cutOff: cutOff,
            alternatives: alternatives(for: isolation), pumpsToStart: pumpsToStart(for: isolation),
            nextRings: rings, leakingRings: leakingRings)
    }

    /// The segments that lose their water in an isolation and do not get it back when the links of `opened` are opened or
    /// started, ascending.
    public func stillCutOff(in isolation: Isolation, opening opened: Set<Int>) -> [Int32] {
        var isTaken = [Bool](repeating: false, count: count)
        for segment in isolation.segments { isTaken[Int(segment)] = true }
        var isReached = isTaken
        var front = (0..<Int32(count)).filter { hasSource[Int($0)] && !isTaken[Int($0)] }
        for segment in front { isReached[Int(segment)] = true }
        while let segment = front.popLast() {
            for row in gates(of: Int(segment)) {
                let gate = gates[Int(row)]
                let other = across(Int(row), from: segment)
                let isOpened = opened.contains(Int(gate.link))
                guard !isReached[Int(other)], isOpened || !gate.isShut else { continue }
                // A pump that is started lifts the way it is drawn.
                let passes =
                    isOpened && gate.passage.isEmpty ? segment == gate.nodeSide : gate.passes(from: segment)
                guard passes else { continue }
                isReached[Int(other)] = true
                front.append(other)
            }
        }
        return isolation.cutOff.filter { !isReached[Int($0)] }.sorted()
    }

    /// Rows of the valves to be closed besides those of an isolation before links are opened or started, ascending.
    ///
    /// They lead from what is taken out to what had lost its water and now gets it back: left open, they would let it into the
    /// burst from behind.
    ///
    /// - Parameter stillCutOff: the segments that get no water back by it; from ``stillCutOff(in:opening:)``.
    public func valvesToClose(for isolation: Isolation, leaving stillCutOff: [Int32]) -> [Int] {
        let candidates = Set(isolation.valvesToDeadSegments)
        guard !candidates.isEmpty else { return [] }
        let supplied = Set(isolation.cutOff).subtracting(stillCutOff)
        var rows: Set<Int> = []
        for segment in isolation.segments {
            for gate in gates(of: Int(segment)) where supplied.contains(across(Int(gate), from: segment)) {
                rows.formUnion(valves(of: Int(gate)).map(Int.init).filter(candidates.contains))
            }
        }
        return rows.sorted()
    }

    /// What an isolation cuts off, and what had no water before but leads there: a standby way up to its check valve.
    private func leading(to isolation: Isolation) -> [Int32] {
        var isSeen = Set(isolation.segments + isolation.cutOff)
        var found = isolation.cutOff
        var head = 0
        while head < found.count {
            let segment = found[head]
            head += 1
            for row in gates(of: Int(segment)) where !gates[Int(row)].isShut {
                let other = across(Int(row), from: segment)
                guard gates[Int(row)].passes(from: other), !supply.isSupplied(other),
                    isSeen.insert(other).inserted
                else { continue }
                found.append(other)
            }
        }
        return found
    }

    /// Shut valves between what an isolation cuts off, or what leads there, and what keeps its water, by row.
    ///
    /// Of a link that is shut, and nobody says at which end, one end is named for both.
    private func alternatives(for isolation: Isolation) -> [Int] {
        let dry = Set(isolation.segments + isolation.cutOff)
        var rows: Set<Int> = []
        func isWet(_ segment: Int32) -> Bool { !dry.contains(segment) && supply.isSupplied(segment) }
        for segment in leading(to: isolation) {
            for row in gates(of: Int(segment)) where gates[Int(row)].isShut {
                let gate = gates[Int(row)]
                let other = across(Int(row), from: segment)
                guard gate.passes(from: other) else { continue }
                let shut = valves(of: Int(row)).map(Int.init).filter { valves.isShut[$0] }
                if isWet(other) {
                    rows.formUnion(shut)
                } else if shut.contains(where: { valves.origins[$0] == .shutLink(Int(gate.link)) }),
                    let beyond = gates(of: Int(other)).first(where: {
                        $0 != row && gates[Int($0)].link == gate.link
                    }),
                    isWet(across(Int(beyond), from: other)),
                    gates[Int(beyond)].passes(from: across(Int(beyond), from: other))
                {
                    rows.formUnion(shut)
                }
            }
        }
        return rows.sorted()
    }

    /// Pumps at rest that lift from what keeps its water into what an isolation cuts off, by row of their links.
    private func pumpsToStart(for isolation: Isolation) -> [Int] {
        let dry = Set(isolation.segments + isolation.cutOff)
        var rows: Set<Int> = []
        for segment in leading(to: isolation) {
            for row in gates(of: Int(segment)) {
                let gate = gates[Int(row)]
                guard gate.passage.isEmpty, !gate.isShut, gate.linkSide == segment,
                    !dry.contains(gate.nodeSide),
                    supply.isSupplied(gate.nodeSide)
                else { continue }
                rows.insert(Int(gate.link))
            }
        }
        return rows.sorted()
    }
}
