/// An isolation with everything that a crew and a control room ask about it.
public struct IsolationPlan: Sendable, Hashable {
    /// The isolation.
    public let isolation: Isolation
    /// What is taken out: it is drained.
    public let isolated: NetworkPart
    /// What loses its water with it.
    public let cutOff: NetworkPart
    /// Shut valves that would bring water to what is cut off, when opened: rows of valves.
    public let alternatives: [Int]
    /// For each valve to be closed, what is to be done when it cannot be.
    public let nextRings: [NextRing]

    /// The next ring: what it takes when one more valve is stuck.
    public struct NextRing: Sendable, Hashable {
        /// Row of the valve that is stuck.
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
    ///   - contents: what lies in each part, when it is at hand.
    ///   - assetsByNode: the network's assets by node, when they are at hand.
    public func plan(
        in network: Network, links: [Int], stuck: Set<Int> = [], contents: SegmentContents? = nil,
        assetsByNode: AssetsByNode? = nil
    ) -> IsolationPlan {
        let isolation = isolate(links: links, stuck: stuck)
        let contents = contents ?? SegmentContents(self, in: network)
        let assetsByNode = assetsByNode ?? AssetsByNode(network)
        func part(_ segments: [Int32]) -> NetworkPart {
            NetworkPart(
                of: network, nodes: segments.flatMap { contents.nodes(of: Int($0)) },
                links: segments.flatMap { contents.links(of: Int($0)) }, assetsByNode: assetsByNode)
        }
        let isolated = part(isolation.segments)
        let cutOff = part(isolation.cutOff)
        func connections(_ isolation: Isolation) -> Double {
            isolation.segments.reduce(0) { $0 + contents.connections[Int($1)] }
                + isolation.cutOff.reduce(0) { $0 + contents.connections[Int($1)] }
        }
        let known = connections(isolation)
        let closed = Set(isolation.valvesToClose)
        var search = IsolationSearch(self)
        let rings = isolation.valvesToClose.map { valve in
            let next = isolate(links: links, stuck: stuck.union([valve]), with: &search)
            return IsolationPlan.NextRing(
                stuck: valve, furtherValves: next.valvesToClose.filter { !closed.contains($0) },
                furtherConnections: max(0, connections(next) - known), isPossible: next.isPossible)
        }
        return IsolationPlan(
            isolation: isolation, isolated: isolated, cutOff: cutOff,
            alternatives: alternatives(for: isolation), nextRings: rings)
    }

    /// Shut valves between what an isolation cuts off and what keeps its water, by row.
    private func alternatives(for isolation: Isolation) -> [Int] {
        let dry = Set(isolation.segments + isolation.cutOff)
        var rows: Set<Int> = []
        for part in isolation.cutOff {
            for gate in gates(of: Int(part)) where gates[Int(gate)].isShut {
                let other = across(Int(gate), from: part)
                guard !dry.contains(other), supply.isSupplied(other) else { continue }
                rows.formUnion(valves(of: Int(gate)).map(Int.init).filter { valves.isShut[$0] })
            }
        }
        return rows.sorted()
    }
}
