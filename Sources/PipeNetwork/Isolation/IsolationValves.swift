import Geospatial

/// Where water can be held back by hand: the isolation valves of a network as columns, one row a valve.
///
/// A valve stands in a link, at one of its ends. Between the valve and that end there is no room for anything: what hangs on
/// the end lies on one side, the pipe on the other. So a pipe with a valve at either end can be taken out by itself.
public struct IsolationValves: Sendable, Hashable {
    /// What a row stands for.
    public enum Origin: Hashable, Sendable {
        /// The isolation valve asset of this row.
        case asset(Int)
        /// A regulating valve, shut by its own hand: the link of this row, held at its start.
        case regulatingValve(Int)
        /// A pump, stopped and held by its valves: the link of this row, held at its start.
        case pump(Int)
        /// A valve that nobody built: placed by a rule, see ``IsolationValves/placed(by:in:using:)``.
        case assumed
        /// The end of a link that is shut, and nobody says by what.
        case shutLink(Int)
    }

    /// What each row stands for.
    public private(set) var origins: [Origin] = []
    /// Row of the link in which each valve stands.
    public private(set) var links: [Int32] = []
    /// Row of the node at whose end of the link it stands.
    public private(set) var nodes: [Int32] = []
    /// Whether it is shut.
    public private(set) var isShut: [Bool] = []
    /// Rows of isolation valve assets that stand in no link, so that nothing is known of what they hold.
    public private(set) var unplaced: [Int] = []

    /// Number of valves.
    public var count: Int { links.count }

    /// Which links besides isolation valves hold water back.
    public struct Usable: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: Int
        /// A choice of these bits.
        public init(rawValue: Int) { self.rawValue = rawValue }
        /// Regulating valves (PRV and their kin).
        public static let regulatingValves = Usable(rawValue: 1)
        /// Pumps.
        public static let pumps = Usable(rawValue: 2)
    }

    /// The isolation valves of `network`, in the order of its assets, then what else is `usable`, then the ends of links
    /// that are shut without a shut valve.
    public init(_ network: Network, using usable: Usable = []) {
        self.init(assetsOf: network)
        addLinks(of: network, usable)
        addShutLinks(of: network)
    }

    private init(assetsOf network: Network) {
        for asset in 0..<network.assets.count where network.assets.kinds[asset] == .isolationValve {
            let (link, node) = (network.assets.link[asset], network.assets.node[asset])
            guard link >= 0, node == network.links.start[Int(link)] || node == network.links.end[Int(link)]
            else {
                unplaced.append(asset)
                continue
            }
            append(.asset(asset), link: link, node: node, isShut: network.assets.isClosed[asset])
        }
    }

    private mutating func addLinks(of network: Network, _ usable: Usable) {
        for link in 0..<network.links.count {
            switch network.links.kinds[link] {
            case .valve where usable.contains(.regulatingValves) && !network.isShut(link):
                append(
                    .regulatingValve(link), link: Int32(link), node: network.links.start[link], isShut: false)
            case .pump where usable.contains(.pumps):
                append(.pump(link), link: Int32(link), node: network.links.start[link], isShut: false)
            default: break
            }
        }
    }

    /// A link that is shut by no valve we know is taken as held at both its ends.
    private mutating func addShutLinks(of network: Network) {
        var isExplained = [Bool](repeating: false, count: network.links.count)
        for row in 0..<count where isShut[row] { isExplained[Int(links[row])] = true }
        for link in 0..<network.links.count where network.isShut(link) && !isExplained[link] {
            append(.shutLink(link), link: Int32(link), node: network.links.start[link], isShut: true)
            if network.links.end[link] != network.links.start[link] {
                append(.shutLink(link), link: Int32(link), node: network.links.end[link], isShut: true)
            }
        }
    }

    private mutating func append(_ origin: Origin, link: Int32, node: Int32, isShut: Bool) {
        origins.append(origin)
        links.append(link)
        nodes.append(node)
        self.isShut.append(isShut)
    }

    // MARK: Valves by a rule

    /// A rule by which valves are taken to stand where nobody drew them.
    public enum PlacementRule: String, Hashable, Sendable, CaseIterable {
        /// At every pipe of every node where three or more meet: each pipe between crossings can be taken out by itself.
        case everyEnd = "n"
        /// At every pipe but the widest of every node where three or more meet, as many codes ask at least.
        case allButWidest = "n-1"
    }

    /// The valves of `network` and those that `rule` adds: in pipes alone, and none at an end that has one already.
    public static func placed(
        by rule: PlacementRule, in network: Network, using usable: Usable = []
    ) -> IsolationValves {
        var valves = IsolationValves(assetsOf: network)
        var hasValve = [Bool](repeating: false, count: 2 * network.links.count)
        for row in 0..<valves.count {
            hasValve[valves.end(of: row, in: network)] = true
        }
        let graph = NetworkGraph(network)
        for node in 0..<network.nodes.count where graph.degree(of: node) >= 3 {
            let links = graph.incidences(of: node).map { Int(graph.incidentLinks[$0]) }
            let widest =
                rule == .everyEnd
                ? nil
                : links.max { a, b in
                    let (wide, wider) = (network.links.diameter[a], network.links.diameter[b])
                    return (wide.isFinite ? wide : 0, -a) < (wider.isFinite ? wider : 0, -b)
                }
            for link in links where link != widest && network.links.kinds[link] == .pipe {
                let end = 2 * link + (Int(network.links.start[link]) == node ? 0 : 1)
                guard !hasValve[end], !network.isShut(link) else { continue }
                hasValve[end] = true
                valves.append(.assumed, link: Int32(link), node: Int32(node), isShut: false)
            }
        }
        valves.addLinks(of: network, usable)
        valves.addShutLinks(of: network)
        return valves
    }

    /// The link end at which a valve stands: twice the link's row, and one more for its end.
    func end(of row: Int, in network: Network) -> Int {
        let link = Int(links[row])
        return 2 * link + (network.links.start[link] == nodes[row] ? 0 : 1)
    }

    /// Where a valve stands: its asset's place, else that of its node.
    public func position(of row: Int, in network: Network) -> Coordinate? {
        if case .asset(let asset) = origins[row], let place = network.assets.position(asset) { return place }
        return network.nodes.position(Int(nodes[row]))
    }

    /// What a valve is called: its asset's id, its link's, or where it stands.
    public func name(of row: Int, in network: Network) -> String {
        switch origins[row] {
        case .asset(let asset): network.assets.ids[asset]
        case .regulatingValve(let link), .pump(let link), .shutLink(let link): network.links.ids[link]
        case .assumed:
            "\(network.links.ids[Int(links[row])])@\(network.nodes.ids[Int(nodes[row])])"
        }
    }
}
