import LeakZones
import PipeNetwork

/// What a graph partitioner gives by itself: the yardstick of ``ZoneDesign``.
public enum UnrefinedPartition {
    /// METIS on the raw graph: nodes and links of weight 1, nothing contracted, nothing refined; every cut pipe is shut but
    /// the one largest inlet of each zone.
    ///
    /// The largest inlet is that of the greatest diameter, of those the one with the greatest inflow at the hour of highest
    /// demand. Links that no valve can stand in (pumps, regulating valves) stay open.
    ///
    /// - Throws: ``ZoneDesignError``, or what the hydraulics throw.
    public static func proposal(
        _ network: Network, zones: Int, options: ZoneDesignOptions = .init(),
        hydraulics: (any ZoneHydraulics)? = nil
    ) throws -> ZoneProposal {
        let graph = NetworkGraph(network)
        let roles = NodeRoles(network)
        let isOpen = (0..<network.links.count).map { !network.isShut($0) }
        guard zones <= network.nodes.count else {
            throw ZoneDesignError.tooManyZones(asked: zones, places: network.nodes.count)
        }
        let raw = PartitionGraph(
            offsets: graph.offsets, neighbors: graph.neighbors,
            edgeWeights: Array(repeating: 1, count: graph.neighbors.count),
            nodeWeights: Array(repeating: 1, count: graph.nodeCount))
        var zoneOfNode = try raw.parts(zones, seed: options.seed, imbalance: 0.03, isContiguous: false)
        // A source lies outside its zone, as in a design, so that what it delivers is metered.
        for node in zoneOfNode.indices where network.nodes.kinds[node] == .reservoir { zoneOfNode[node] = -1 }
        zoneOfNode = PartitionSearch.numbered(zoneOfNode)
        let plan = BoundaryPlan(network, zoneOfNode: zoneOfNode, isOpen: isOpen)
        let before = try hydraulics?.peak(shutting: [])
        var shut: Set<Int> = []
        var largest: [Int32: (link: Int, size: (Double, Double))] = [:]
        for crossing in plan.crossings where !crossing.isShut && !crossing.staysOpen {
            let flow = before?.flows[crossing.link] ?? 0
            let zone = flow >= 0 ? crossing.to : crossing.from
            let diameter = network.links.diameter[crossing.link]
            let size = (diameter.isFinite ? diameter : 0, abs(flow))
            if largest[zone].map({ $0.size < size }) ?? true { largest[zone] = (crossing.link, size) }
            shut.insert(crossing.link)
        }
        for inlet in largest.values { shut.remove(inlet.link) }
        let sizes = NodeSizes.of(network, options.criterion)
        let choice = InletChoice(
            network, graph, roles, isOpen: isOpen, hydraulics: hydraulics, before: before, options: options)
        let builder = ProposalBuilder(
            network: network, graph: graph, roles: roles, isOpen: isOpen, cost: DeviceCost(network),
            sizes: sizes, options: options, limits: SizeLimits(total: sizes.reduce(0, +), options),
            choice: choice)
        let count = Int(zoneOfNode.max() ?? -1) + 1
        return try builder.proposal(
            zoneOfNode: zoneOfNode, names: (1...max(1, count)).map { "P\($0)" }, plan: plan, shut: shut,
            trunk: nil)
    }
}
