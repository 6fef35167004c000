import LeakZones
import PipeNetwork

/// A new zone of given nodes: which links of its border to meter and which to shut.
///
/// The border is first moved to meters and valves that stand near it, where no customer changes sides by that: along pipes
/// without a branch or a use. Then links are shut as in ``ZoneDesign``, the smallest flow first, in up to three ways.
public struct ProposedZone: Sendable {
    /// The ways to do it, the best first.
    public private(set) var proposals: [ZoneProposal] = []
    /// Ids of the nodes that the border was moved over to reach a device: those taken in.
    public private(set) var takenIn: [String] = []
    /// Ids of the nodes that the border was moved over to reach a device: those left out.
    public private(set) var leftOut: [String] = []

    /// Proposes devices for a new zone.
    ///
    /// - Parameters:
    ///   - network: the network.
    ///   - nodes: rows of the zone's nodes.
    ///   - id: what the zone is to be called.
    ///   - options: limits of pressure and inlets; limits of size are not looked at.
    ///   - hydraulics: solves the network; `nil` leaves pressures out of account.
    /// - Throws: ``ZoneDesignError``, or what the hydraulics throw.
    public init(
        _ network: Network, nodes: Set<Int>, id: String, options: ZoneDesignOptions = .init(),
        hydraulics: (any ZoneHydraulics)? = nil
    ) throws {
        try options.check()
        var zoneOfNode = [Int32](repeating: -1, count: network.nodes.count)
        for node in nodes where zoneOfNode.indices.contains(node) && network.nodes.kinds[node] != .reservoir {
            zoneOfNode[node] = 0
        }
        let members = zoneOfNode.count { $0 == 0 }
        guard members > 0, members < zoneOfNode.count else {
            throw ZoneDesignError.notAPart(nodes: members, of: zoneOfNode.count)
        }
        let graph = NetworkGraph(network)
        let roles = NodeRoles(network)
        let isOpen = (0..<network.links.count).map { !network.isShut($0) }
        let cost = DeviceCost(network)
        for node in BorderShift(network, graph, roles, cost).settle(&zoneOfNode) {
            if zoneOfNode[node] == 0 {
                takenIn.append(network.nodes.ids[node])
            } else {
                leftOut.append(network.nodes.ids[node])
            }
        }
        let before = try hydraulics?.peak(shutting: [])
        let choice = InletChoice(
            network, graph, roles, isOpen: isOpen, hydraulics: hydraulics, before: before, options: options)
        let builder = ProposalBuilder(
            network: network, graph: graph, roles: roles, isOpen: isOpen, cost: cost,
            sizes: NodeSizes.of(network, options.criterion), options: options, limits: nil, choice: choice)
        let plan = BoundaryPlan(network, zoneOfNode: zoneOfNode, isOpen: isOpen)
        var seen: Set<Set<Int>> = []
        for inlets in Set([options.maximumInlets, 1, 0]).sorted(by: >) {
            let shut = try choice.links(of: plan, zones: 1, inlets: inlets, cost: cost)
            guard seen.insert(shut).inserted else { continue }
            proposals.append(
                try builder.proposal(
                    zoneOfNode: zoneOfNode, names: [id], plan: plan, shut: shut, trunk: nil))
        }
        proposals.sort { ($0.faults.count, $0.score) < ($1.faults.count, $1.score) }
    }

    /// The rows of the nodes that ids name: nodes themselves, and both ends of links, or of the links in which meters and
    /// valves of that id sit.
    ///
    /// - Throws: ``ZoneDesignError/unknownElement(_:nearest:)``.
    public static func nodes(named ids: [String], in network: Network) throws(ZoneDesignError) -> Set<Int> {
        var nodes: Set<Int> = []
        let lookup = ElementLookup(network)
        for id in ids {
            if let node = network.nodes.index(of: id) {
                nodes.insert(node)
            } else if let link = lookup.link(carrying: id) {
                nodes.formUnion([Int(network.links.start[link]), Int(network.links.end[link])])
            } else {
                let near = nearestIDs(to: id, among: network.nodes.ids) + lookup.nearestLinkIDs(to: id)
                throw .unknownElement(id, nearest: Array(near.prefix(3)))
            }
        }
        return nodes
    }
}
