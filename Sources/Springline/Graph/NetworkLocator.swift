import InputOutput
import Geospatial
import LeakZones
import PipeNetwork
import Reports

/// Finds the pipe, the zone and the valves that belong to a complaint: to a coordinate or to a customer.
///
/// Made once from a network, it answers in microseconds.
public struct NetworkLocator: Sendable {
    private let network: Network
    private let scheme: ZoneScheme?
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

    /// A location as a report, with what a complaint needs next: the nearest valve, hydrant and pressure point.
    public func report(_ location: Location) -> GraphReport {
        var report = GraphReport()
        let row = location.link
        if let customer = location.customer {
            report.add("customer", Wording("Customer", "用户"), .text(network.assets.ids[customer]))
        }
        report.add("pipe", Wording("Pipe", "管段"), .text(network.links.ids[row]))
        report.add(
            "distance_m", Wording("Distance", "距离"), .number(location.distance, decimals: 2), unit: "m")
        report.add(
            "diameter_mm", Wording("Diameter", "管径"),
            .number(network.links.diameter[row] * 1000, decimals: 0), unit: "mm")
        report.add(
            "material", Wording("Material", "管材"), .text(network.links.attributes[row, "material"].text))
        report.add("year", Wording("Laid in", "敷设年份"), .text(network.links.attributes[row, "year"].text))
        report.add("road", Wording("Road", "道路"), .text(network.links.attributes[row, "road"].text))
        report.add("node", Wording("Nearest node", "最近节点"), .text(network.nodes.ids[location.node]))
        let zone = location.zone.flatMap { scheme?.zones[$0] }
        report.add("zone", Wording("Zone", "分区"), .text(zone?.id))
        report.add("zone_name", Wording("Called", "名称"), .text(zone?.name))
        report.add("zone_parent", Wording("Part of", "上级分区"), .text(zone?.parent))
        report.add(
            "on_boundary", Wording("On a zone's border", "位于边界"), .text(location.isOnBoundary ? "yes" : "no"))
        for kind in [Asset.Kind.isolationValve, .hydrant, .pressurePoint] {
            guard let (id, distance) = nearest(kind, from: location.node) else { continue }
            report.add("nearest_\(kind.rawValue)", kind.wording, .text(id))
            report.add(
                "nearest_\(kind.rawValue)_m", Wording("by pipe", "沿管距离"), .number(distance, decimals: 0),
                unit: "m")
        }
        report.add("x", Wording("x", "x"), .number(location.place.x, decimals: 3))
        report.add("y", Wording("y", "y"), .number(location.place.y, decimals: 3))
        return report
    }

    /// The nearest asset of a kind along the pipes, within 2 km.
    private func nearest(_ kind: Asset.Kind, from node: Int) -> (id: String, distance: Double)? {
        let (lengths, assets) = (network.links.length, network.assets)
        var found: String?
        func asset(at node: Int) -> String? {
            assetsByNode.assets(at: node).first { assets.kinds[Int($0)] == kind }.map { assets.ids[Int($0)] }
        }
        let search = graph.nearest(of: [node], by: { lengths[$0] }, limit: 2000) { node in
            found = asset(at: node)
            return found != nil
        }
        guard let found else { return nil }
        let places = search.distance.indices.filter { search.distance[$0].isFinite && asset(at: $0) == found }
        return (found, places.map { search.distance[$0] }.min() ?? 0)
    }
}
