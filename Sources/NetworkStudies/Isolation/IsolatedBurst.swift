import Geospatial
import Hydraulics
import PipeNetwork

/// A burst and how it is isolated: the answer of ``IsolationStudy``.
public struct IsolatedBurst: Sendable {
    /// A valve that is shut, or a pump that stands still, and would bring water to what is cut off.
    public struct Opening: Sendable {
        /// The valve's row; `nil` for a pump.
        public let valve: Int?
        /// Row of the link that is opened or started.
        public let link: Int
        /// Rows of the valves to be closed before, or the water that comes back runs into the burst from behind.
        public let valvesToCloseFirst: [Int]
        /// Rows of the nodes cut off to which it brings no water.
        public let stillDry: Set<Int32>
        /// Pressures with the isolation in place and this valve open or this pump running; `nil` where it was not solved.
        public let effect: OutageEffect?
    }

    /// The study that was asked.
    public let study: IsolationStudy
    /// Row of the link that burst.
    public let link: Int
    /// Where.
    public let place: Coordinate?
    /// The plan.
    public let plan: IsolationPlan
    /// Pressures before and after; `nil` when they are not known.
    public let effect: OutageEffect?
    /// What may be opened for those who are cut off: shut valves, then pumps at rest. The first twelve are solved.
    public let openings: [Opening]
    /// Rows of the valves that were said to be stuck.
    public let stuck: Set<Int>
    /// Rows of the links that were said not to hold water back by themselves.
    public let leaking: Set<Int>
    /// What valves would change where the segment of the burst has too much in it; `nil` where it has not.
    public let missingValves: MissingValves?

    /// The network.
    public var network: Network { study.network }
    /// Its valves.
    public var valves: IsolationValves { study.segments.valves }

    /// The valves to be closed in the order in which to close them: where most water flows in first, so that the burst is
    /// fed less with every turn and the last valves, which close against the full head, carry least; without a solved
    /// network the widest first.
    public var closingOrder: [Int] {
        plan.isolation.valvesToClose.sorted { a, b in
            let (more, less) = (inflow(throughValve: a) ?? -.infinity, inflow(throughValve: b) ?? -.infinity)
            if more != less { return more > less }
            let (wide, narrow) = (diameter(ofValve: a) ?? 0, diameter(ofValve: b) ?? 0)
            return wide != narrow ? wide > narrow : a < b
        }
    }

    /// What flows through a valve into what is to be isolated before it is closed, m³/s; negative for what flows out, `nil`
    /// without a solve.
    public func inflow(throughValve valve: Int) -> Double? {
        guard let flows = effect?.before.flows else { return nil }
        let link = Int(valves.links[valve])
        let isAsDrawn = study.completion?.reversedLinks.contains(link) != true
        let flow = isAsDrawn ? flows[link] : -flows[link]
        let fromNode = network.links.start[link] == valves.nodes[valve] ? flow : -flow
        let isNodeOutside = !plan.isolation.segments.contains(
            Int32(study.segments.sides(ofValve: valve).nodeSide))
        return isNodeOutside ? fromNode : -fromNode
    }

    /// Diameter of the link in which a valve stands, m; `nil` where it is not known.
    public func diameter(ofValve valve: Int) -> Double? {
        let diameter = network.links.diameter[Int(valves.links[valve])]
        return diameter.isFinite ? diameter : nil
    }

    /// Where a valve stands.
    public func position(ofValve valve: Int) -> Coordinate? {
        valves.position(of: valve, in: network)
    }

    /// Rows of the nodes cut off besides the burst's own that have customers or draw water.
    public var servedCutOff: [Int32] {
        plan.cutOff.nodes.filter { node in
            study.assetsByNode.assets(at: Int(node)).contains {
                network.assets.kinds[Int($0)] == .customerPoint
            } || network.nodes.demands[Int(node)].contains { $0.base > 0 }
        }
    }
}
