import Hydraulics
import LeakZones
import PipeNetwork

extension ConditionStudy {
    /// What a zone has left when one of its inlets is lost.
    public struct InletLoss: Sendable {
        /// Position of the zone in the scheme.
        public let zone: Int
        /// The inlet: a metered link on the zone's border.
        public let link: Int
        /// Flow into the zone there before, m³/s.
        public let inflow: Double
        /// Connections of the zone that no water reaches then.
        public let connectionsWithoutWater: Double
        /// Nodes of the zone with customers that keep water and fall below the service minimum.
        public let nodesBelowMinimum: Int
        /// The lowest pressure of a node with customers in the zone that keeps water, m; `nil` when none does.
        public let lowestPressure: Double?
    }

    /// Shuts each metered link that feeds a zone, one at a time, and solves the network.
    ///
    /// - Parameters:
    ///   - serviceMinimum: pressure promised to customers, m.
    ///   - time: seconds from the start of the simulation.
    /// - Throws: `SearchError/noneOfKind(_:)` without zones, `HydraulicError` for a network that cannot be solved.
    public func inletLosses(serviceMinimum: Double = 14, time: Double = 0) throws -> [InletLoss] {
        guard let scheme, !scheme.zones.isEmpty else { throw SearchError.noneOfKind("zone") }
        let completion = ModelCompletion(network)
        let study = try OutageStudy(completion.network, serviceMinimum: serviceMinimum, time: time)
        let flows = completion.asDrawn(study.before.flows)
        let graph = NetworkGraph(network)
        let supply = SolvedSupply(network, completion, state: study.before)
        var passages = supply.passages
        for link in passages.indices where supply.network.isShut(link) { passages[link] = [] }
        let connections = network.connectionsOfNodes
        let sources = completion.network.nodes.kinds.indices.filter {
            completion.network.nodes.kinds[$0] != .junction
        }
        var losses: [InletLoss] = []
        for crossing in ZoneBoundary(scheme, in: network).crossings {
            guard case .metered = crossing.state, abs(flows[crossing.link]) > 1e-7 else { continue }
            let isForward = flows[crossing.link] > 0
            guard let zone = isForward ? crossing.to : crossing.from else { continue }
            var without = passages
            without[crossing.link] = []
            var isReached = [Bool](repeating: false, count: network.nodes.count)
            for node in graph.reach(from: sources, passages: without).nodes { isReached[Int(node)] = true }
            let dry = isReached.indices.filter { !isReached[$0] }
            let effect = try study.effect(closing: [crossing.link], withoutWater: dry.map(Int32.init))
            let members = scheme.zoneOfNode.indices.filter { Int(scheme.zoneOfNode[$0]) == zone }
            let pressures = effect.after.pressures
            let served = members.filter { isReached[$0] && connections[$0] > 0 }
            losses.append(
                InletLoss(
                    zone: zone, link: crossing.link, inflow: abs(flows[crossing.link]),
                    connectionsWithoutWater: members.reduce(0) { $0 + (isReached[$1] ? 0 : connections[$1]) },
                    nodesBelowMinimum: served.count { pressures[$0] < serviceMinimum },
                    lowestPressure: served.map { pressures[$0] }.min()))
        }
        return losses.sorted { ($0.zone, $1.inflow, $0.link) < ($1.zone, $0.inflow, $1.link) }
    }
}
