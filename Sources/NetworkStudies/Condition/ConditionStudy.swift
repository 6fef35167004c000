import Foundation
import LeakZones
import PipeNetwork

/// What condition a network is in: age and material, dead ends, loops, single points of failure, lost inlets.
public struct ConditionStudy: Sendable {
    /// The network.
    public let network: Network
    /// Its zones; `nil` without any.
    public let scheme: ZoneScheme?
    /// Length by zone, diameter, material and age.
    public let inventory: PipeInventory
    /// Links and nodes whose loss alone takes water from others.
    public let failures: SinglePointsOfFailure
    /// Branches that end.
    public let deadEnds: [DeadEnd]
    /// Independent loops of open links: links less nodes plus components.
    public let loops: Int
    /// Connected components over open links.
    public let parts: Int

    /// Looks at `network`.
    ///
    /// - Parameters:
    ///   - network: the network.
    ///   - scheme: its zones.
    ///   - year: the year that ages are reckoned to; the present one when `nil`.
    public init(_ network: Network, scheme: ZoneScheme? = nil, year: Int? = nil) {
        self.network = network
        self.scheme = scheme
        let year = year ?? Calendar(identifier: .gregorian).component(.year, from: Date())
        inventory = PipeInventory(network, groupOfNode: scheme?.zoneOfNode, year: year)
        let graph = NetworkGraph(network)
        let passages = network.passages()
        let isSource = network.sourceFlags()
        failures = SinglePointsOfFailure(
            graph, sources: network.sourceNodes(),
            weights: network.connectionsOfNodes, passages: passages)
        deadEnds = graph.deadEnds(lengths: network.links.length, passages: passages) { isSource[$0] }
        parts = graph.connectedComponents { !passages[$0].isEmpty }.count
        loops = passages.count { !$0.isEmpty } - network.nodes.count + parts
    }
}
