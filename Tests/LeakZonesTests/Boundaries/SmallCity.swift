import TestSupport
import LeakZones
import PipeNetwork

/// A network of a few nodes with everything that a boundary can have, drawn from a seed, and its zones.
struct SmallCity {
    var network = Network()
    var zoneOfNode: [Int32] = []
    var cuts: [String] = []
    static let zoneCount = 3

    /// - Parameter order: shuffles the rows of nodes and links, not what stands in them.
    init(seed: UInt64, order: UInt64? = nil) throws {
        var random = SplitMix(seed)
        var shuffle = SplitMix(order ?? 0)
        let count = Int.random(in: 2...7, using: &random)
        var nodes = (0..<count).map { index in
            (
                id: "n\(index)", kind: Int.random(in: 0..<8, using: &random),
                use: Bool.random(using: &random), zone: Int32.random(in: -1..<3, using: &random)
            )
        }
        var links = (0..<Int.random(in: 1...10, using: &random)).map { index in
            (
                id: "l\(index)", from: Int.random(in: 0..<count, using: &random),
                to: Int.random(in: 0..<count, using: &random), kind: Int.random(in: 0..<10, using: &random),
                length: Int.random(in: 0..<8, using: &random), shut: Int.random(in: 0..<3, using: &random),
                device: Int.random(in: 0..<8, using: &random)
            )
        }
        if order != nil {
            nodes.shuffle(using: &shuffle)
            links.shuffle(using: &shuffle)
        }
        for node in nodes {
            if node.kind == 0 {
                try network.add(Reservoir(id: node.id, head: 50))
            } else if node.kind == 1 {
                try network.add(Tank(id: node.id))
            } else {
                try network.add(Junction(id: node.id, demands: node.use ? [Demand(base: 1)] : []))
            }
            zoneOfNode.append(node.zone)
        }
        for link in links {
            let (from, to) = ("n\(link.from)", "n\(link.to)")
            let status: LinkStatus = link.shut == 0 ? .closed : .open
            switch link.kind {
            case 0: try network.add(Pump(id: link.id, start: from, end: to, status: status))
            case 1:
                try network.add(
                    Valve(
                        id: link.id, start: from, end: to, kind: .prv,
                        status: status == .open ? .active : .closed))
            default:
                // A length of 0 stands for one that is not known.
                try network.add(
                    Pipe(
                        id: link.id, start: from, end: to,
                        length: link.length == 0 ? nil : Double(link.length), status: status))
            }
            if link.device == 0 {
                try network.add(Asset(kind: .meter, id: "m" + link.id, attachment: .link(link.id, node: to)))
            } else if link.device == 1 {
                cuts.append(link.id)
            } else if link.device == 2, status == .closed {
                try network.add(
                    Asset(
                        kind: .isolationValve, id: "v" + link.id, attachment: .link(link.id, node: from),
                        isClosed: true))
            }
        }
        cuts.sort()
    }

    func scheme() throws -> ZoneScheme {
        try ZoneScheme(
            zones: (0..<Self.zoneCount).map { Zone(id: "Z\($0)") }, zoneOfNode: zoneOfNode, meteredLinks: cuts
        )
    }

    /// A link as the definitions see it.
    struct Link {
        var id: String
        var from, to: Int
        var isOpen, isMetered: Bool
        var length: Double?

        func other(_ node: Int) -> Int { node == from ? to : from }
        func touches(_ node: Int) -> Bool { node == from || node == to }
    }

    var links: [Link] {
        let table = network.links
        let metered = Set(network.assets.rows(of: .meter).map { Int(network.assets.link[$0]) })
        return (0..<table.count).map { row in
            let length = table.length[row]
            return Link(
                id: table.ids[row], from: Int(table.start[row]), to: Int(table.end[row]),
                isOpen: table.kinds[row] == .pump || table.status[row] != .closed,
                isMetered: metered.contains(row) || cuts.contains(table.ids[row]),
                length: length.isNaN ? nil : length)
        }
    }

    func hasUse(_ node: Int) -> Bool {
        network.nodes.kinds[node] == .tank || !network.nodes.demands[node].isEmpty
    }

    func isSource(_ node: Int) -> Bool { network.nodes.kinds[node] == .reservoir }

    /// The nodes that open links among `links` join to `node`.
    func reached(from node: Int, over links: [Link]) -> Set<Int> {
        var found: Set<Int> = [node]
        var grows = true
        while grows {
            grows = false
            for link in links where link.isOpen && found.contains(link.from) != found.contains(link.to) {
                found.formUnion([link.from, link.to])
                grows = true
            }
        }
        return found
    }
}
