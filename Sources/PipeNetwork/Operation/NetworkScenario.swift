/// What is different about a network when somebody asks "what if": demands, statuses and settings of links, roughness.
public struct NetworkScenario: Hashable, Sendable {
    /// What it is called.
    public var name: String
    /// Factor on what all junctions draw, and on inflows.
    public var demandFactor: Double
    /// What single junctions draw instead, m³/s, by id; the factor does not apply to it.
    public var demands: [String: Double]
    /// What is different about the links.
    public var links: LinkChanges

    /// What is different about the links. Scenarios with the same changes are states of one network under other demands.
    public struct LinkChanges: Hashable, Sendable {
        /// Statuses by id.
        public var statuses: [String: LinkStatus]
        /// Settings by id, in the unit of ``Valve/setting`` or ``Pump/speed``.
        public var settings: [String: Double]
        /// Factor on the roughness of all pipes, in the sense of the head-loss formula: of Hazen-Williams' C, a factor
        /// below 1 makes pipes rougher.
        public var roughnessFactor: Double

        /// Changes; by default none.
        public init(
            statuses: [String: LinkStatus] = [:], settings: [String: Double] = [:],
            roughnessFactor: Double = 1
        ) {
            self.statuses = statuses
            self.settings = settings
            self.roughnessFactor = roughnessFactor
        }
    }

    /// A scenario; by default the network as it is.
    public init(
        _ name: String, demandFactor: Double = 1, demands: [String: Double] = [:],
        links: LinkChanges = LinkChanges()
    ) {
        self.name = name
        self.demandFactor = demandFactor
        self.demands = demands
        self.links = links
    }

    /// What each node draws in this scenario, m³/s.
    ///
    /// - Parameters:
    ///   - base: what it draws without, by row of the network's nodes.
    ///   - network: where ``demands`` finds its nodes.
    /// - Throws: ``NetworkError/unknownNode(_:namedBy:)``.
    public func demands(_ base: [Double], in network: Network) throws(NetworkError) -> [Double] {
        var demands = demandFactor == 1 ? base : base.map { $0 * demandFactor }
        for (id, demand) in self.demands {
            guard let row = network.nodes.index(of: id) else { throw .unknownNode(id, namedBy: name) }
            demands[row] = demand
        }
        return demands
    }
}

extension Network {
    /// The network with links changed.
    ///
    /// A setting lets a valve regulate and a pump run at that speed, whatever its pattern says, unless a status is given
    /// too. Controls and rules of links with a status or setting are left out: what a scenario says of a link holds.
    ///
    /// - Throws: ``NetworkError/unknownLink(_:namedBy:)``.
    public func changing(_ changes: NetworkScenario.LinkChanges) throws(NetworkError) -> Network {
        guard changes != NetworkScenario.LinkChanges() else { return self }
        var network = self
        if changes.roughnessFactor != 1 {
            for row in network.links.roughness.indices where network.links.kinds[row] == .pipe {
                network.links.roughness[row] *= changes.roughnessFactor
            }
        }
        for (id, setting) in changes.settings {
            guard let row = links.index(of: id) else { throw .unknownLink(id, namedBy: "scenario") }
            switch links.kinds[row] {
            case .pipe: break
            case .pump:
                network.links.pumpSettings[Int32(row)]?.speed = setting
                network.links.pumpSettings[Int32(row)]?.speedPattern = nil
                network.links.status[row] = .open
            case .valve:
                network.links.valveSettings[Int32(row)]?.setting = setting
                network.links.status[row] = .active
            }
        }
        for (id, status) in changes.statuses {
            guard let row = links.index(of: id) else { throw .unknownLink(id, namedBy: "scenario") }
            network.links.status[row] = status
            // A pattern of speeds would start a pump again that stands still.
            if status == .closed { network.links.pumpSettings[Int32(row)]?.speedPattern = nil }
        }
        network.forgetControls(of: Set(changes.statuses.keys).union(changes.settings.keys))
        return network
    }
}
