import InputOutput
import LeakZones
import PipeNetwork

/// Zones designed for a network: proposals, the best first.
///
/// In steps: what must never be cut is contracted and trees are folded in; METIS divides what is left into several numbers
/// of parts from several starts, with the whole network or without its trunk mains; a refinement moves borders to where
/// devices are cheap, sizes fit and zones hang together; for the best divisions the inlets are chosen by hydraulics; and each
/// proposal is solved before and after, verified and ranked. `Docs/zone-design.md` has the method and its sources.
public struct ZoneDesign: Sendable {
    /// The proposals, the best first: those without faults before those with, then by score.
    public private(set) var proposals: [ZoneProposal]
    /// The limits of size that held.
    public let limits: SizeLimits
    /// What the design was made with.
    public let options: ZoneDesignOptions
    /// Whether pressures were looked at.
    public let isSolved: Bool

    /// Designs zones.
    ///
    /// - Parameters:
    ///   - network: the network; shut links stay shut.
    ///   - options: what zones should be like.
    ///   - hydraulics: solves the network; `nil` leaves pressures out of account, and inlets are chosen by diameter.
    /// - Throws: ``ZoneDesignError``, or what the hydraulics throw.
    public init(
        _ network: Network, options: ZoneDesignOptions = .init(), hydraulics: (any ZoneHydraulics)? = nil
    ) throws {
        try options.check()
        self.options = options
        let sizes = NodeSizes.of(network, options.criterion)
        let total = sizes.reduce(0, +)
        guard total > 0, network.links.count > 0 else {
            throw ZoneDesignError.nothingToDivide(nodes: network.nodes.count, links: network.links.count)
        }
        limits = SizeLimits(total: total, options)
        let graph = NetworkGraph(network)
        let roles = NodeRoles(network)
        let isOpen = (0..<network.links.count).map { !network.isShut($0) }
        let cost = DeviceCost(network)
        let search = PartitionSearch(
            network: network, graph: graph, roles: roles, isOpen: isOpen, cost: cost, sizes: sizes,
            options: options, limits: limits)
        let candidates = Self.spread(try search.candidates(), options.solved)
        guard !candidates.isEmpty else {
            throw ZoneDesignError.noProposal(
                reason: Wording(
                    "no connected component of the network is as large as a zone must be",
                    "管网没有任何连通部分达到分区所需的规模"))
        }
        let before = try hydraulics?.peak(shutting: [])
        isSolved = before != nil
        let choice = InletChoice(
            network, graph, roles, isOpen: isOpen, hydraulics: hydraulics, before: before, options: options)
        let builder = ProposalBuilder(
            network: network, graph: graph, roles: roles, isOpen: isOpen, cost: cost, sizes: sizes,
            options: options, limits: limits, choice: choice)
        proposals = []
        for candidate in candidates {
            proposals += try Self.proposals(candidate, builder)
        }
        rank()
        dropTwins()
        if let hydraulics { try solveDay(hydraulics, builder) }
        rank()
    }

    /// The variants of one division: as many inlets as allowed, one, and as few as the pressure bears.
    private static func proposals(
        _ candidate: PartitionSearch.Candidate, _ builder: ProposalBuilder
    ) throws -> [ZoneProposal] {
        let count = Int(candidate.zoneOfNode.max() ?? -1) + 1
        let plan = BoundaryPlan(
            builder.network, zoneOfNode: candidate.zoneOfNode, isOpen: builder.isOpen)
        var seen: Set<Set<Int>> = []
        var proposals: [ZoneProposal] = []
        for inlets in Set([builder.options.maximumInlets, 1, 0]).sorted(by: >) {
            let shut = try builder.choice.links(
                of: plan, zones: count, inlets: inlets, cost: builder.cost)
            guard seen.insert(shut).inserted else { continue }
            proposals.append(
                try builder.proposal(
                    zoneOfNode: candidate.zoneOfNode, names: (1...max(1, count)).map { "D\($0)" },
                    plan: plan, shut: shut, trunk: candidate.trunkDiameter))
        }
        return proposals
    }

    /// The cheapest, but at least one of every number of zones and trunk as far as `limit` allows.
    private static func spread(
        _ candidates: [PartitionSearch.Candidate], _ limit: Int
    ) -> [PartitionSearch.Candidate] {
        var rounds: [[PartitionSearch.Candidate]] = []
        var counts: [String: Int] = [:]
        for candidate in candidates {
            let kind = "\(candidate.zones) \(candidate.trunkDiameter ?? 0)"
            let round = counts[kind, default: 0]
            counts[kind] = round + 1
            if rounds.count <= round { rounds.append([]) }
            rounds[round].append(candidate)
        }
        return Array(rounds.flatMap { $0 }.prefix(limit))
    }

    private mutating func rank() {
        proposals.sort {
            ($0.faults.count, $0.score, $0.cutPipes) < ($1.faults.count, $1.score, $1.cutPipes)
        }
    }

    /// Leaves of proposals that shut and meter the same links the first: a trunk without a customer on it is no other way.
    private mutating func dropTwins() {
        var seen: Set<[Int]> = []
        proposals.removeAll { proposal in
            !seen.insert(proposal.devices.map { $0.role == .valve ? $0.link : -1 - $0.link }).inserted
        }
    }

    /// How many proposals are solved over a day.
    private static let solvedDays = 3

    /// Solves the day of the first proposals, until one of them keeps everyone's pressure through it.
    private mutating func solveDay(_ hydraulics: any ZoneHydraulics, _ builder: ProposalBuilder) throws {
        let users = builder.choice.due.indices.filter { builder.choice.due[$0] > -.infinity }
        let before = try hydraulics.lowestPressures(shutting: [])
        for place in proposals.indices.prefix(Self.solvedDays) where proposals[place].effect != nil {
            let shut = Set(proposals[place].shutLinks)
            let after = try hydraulics.lowestPressures(shutting: shut.sorted())
            proposals[place].effect?.addDay(before, after, users: users, options: options)
            builder.judge(&proposals[place], shut)
        }
    }
}
