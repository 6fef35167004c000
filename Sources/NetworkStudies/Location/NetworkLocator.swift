import InputOutput
import Geospatial
import LeakZones
import PipeNetwork

/// Finds the pipe, the zone and the valves that belong to a complaint: to a coordinate or to a customer.
///
/// Made once from a network, it answers in microseconds.
public struct NetworkLocator: Sendable {
    /// The network.
    public let network: Network
    /// Its zones; `nil` without any.
    public let scheme: ZoneScheme?
    private let pipes: PipeLocator
    private let graph: NetworkGraph
    private let assetsByNode: AssetsByNode
    /// Customers by id, account and meter.
    private let customers: [String: Int32]

    /// A locator of `network` and its zones.
    public init(_ network: Network, scheme: ZoneScheme? = nil) {
        self.network = network
        self.scheme = scheme
        pipes = PipeLocator(network)
        graph = NetworkGraph(network)
        assetsByNode = AssetsByNode(network)
        var customers: [String: Int32] = [:]
        let assets = network.assets
        for name in ["meter", "account"] {
            for (row, value) in assets.attributes.column(name).enumerated()
            where assets.kinds[row] == .customerPoint {
                if let id = value.text { customers[id] = Int32(row) }
            }
        }
        for row in 0..<assets.count where assets.kinds[row] == .customerPoint {
            customers[assets.ids[row]] = Int32(row)
        }
        self.customers = customers
    }

    /// Where a place belongs.
    public struct Location: Sendable, Hashable {
        /// Row of the nearest pipe.
        public let link: Int
        /// The nearest place on it.
        public let place: Coordinate
        /// How far the pipe is, m.
        public let distance: Double
        /// Row of the pipe's nearer end.
        public let node: Int
        /// Position of the zone in the scheme; `nil` in none.
        public let zone: Int?
        /// Whether the pipe leads from one zone into another.
        public let isOnBoundary: Bool
        /// Row of the customer that was asked for; `nil` for a coordinate.
        public let customer: Int?
    }

    /// The pipe and zone nearest to a place in the network's reference system.
    ///
    /// A pipe between two zones belongs to that of its nearer end.
    ///
    /// - Parameters:
    ///   - place: the place.
    ///   - limit: how far a pipe may be, m.
    /// - Throws: `SearchError/farFromPipes`, which names the nearest pipe of all.
    public func locate(_ place: Coordinate, within limit: Double = 200) throws -> Location {
        location(try network.nearestPipe(to: place, within: limit, by: pipes), customer: nil)
    }

    /// The pipe and zone of a customer: the widest open pipe at the node that serves it.
    ///
    /// - Parameter id: the customer's id, account or meter.
    /// - Throws: `SearchError`.
    public func locate(customer id: String) throws -> Location {
        guard let row = customers[id].map(Int.init) else {
            throw SearchError.unknownElement(
                id, expected: Wording("a customer's id, account or meter", "用户的编号、户号或水表号"),
                nearest: nearestIDs(to: id, among: customers.keys.sorted()))
        }
        guard network.assets.node[row] >= 0 else { throw SearchError.notOnTheNetwork(id, kind: "customer") }
        let node = Int(network.assets.node[row])
        if let place = network.assets.position(row),
            let hit = pipes.nearest(
                to: place,
                where: { link in
                    Int(network.links.start[link]) == node || Int(network.links.end[link]) == node
                })
        {
            return location(hit, customer: row, node: node)
        }
        guard let link = graph.incidences(of: node).map({ Int(graph.incidentLinks[$0]) }).first,
            let place = network.nodes.position(node)
        else { throw SearchError.notOnTheNetwork(id, kind: "customer") }
        return location(
            PipeLocator.Hit(link: link, place: place, distance: .nan), customer: row, node: node)
    }

    private func location(_ hit: PipeLocator.Hit, customer: Int?, node known: Int? = nil) -> Location {
        let (a, b) = (Int(network.links.start[hit.link]), Int(network.links.end[hit.link]))
        func gap(_ node: Int) -> Double {
            network.nodes.position(node).map { $0.distance(to: hit.place) } ?? .infinity
        }
        let node = known ?? (gap(a) <= gap(b) ? a : b)
        let zone = scheme.map { $0.zoneOfNode[node] }
        let isOnBoundary = scheme.map { $0.zoneOfNode[a] != $0.zoneOfNode[b] } ?? false
        return Location(
            link: hit.link, place: hit.place, distance: hit.distance, node: node,
            zone: zone.flatMap { $0 < 0 ? nil : Int($0) }, isOnBoundary: isOnBoundary, customer: customer)
    }

    /// The nearest asset of a kind along the pipes, within 2 km.
    ///
    /// - Parameters:
    ///   - kind: the kind that is looked for.
    ///   - node: row of the node at which the search begins.
    /// - Returns: the asset's row and its distance, m; `nil` when none lies so near.
    public func nearest(_ kind: Asset.Kind, from node: Int) -> (asset: Int, distance: Double)? {
        let (lengths, kinds) = (network.links.length, network.assets.kinds)
        var found: (asset: Int, node: Int)?
        let search = graph.nearest(of: [node], by: { lengths[$0] }, limit: 2000) { node in
            found = assetsByNode.assets(at: node).first { kinds[Int($0)] == kind }.map { (Int($0), node) }
            return found != nil
        }
        return found.map { ($0.asset, search.distance[$0.node]) }
    }
}
