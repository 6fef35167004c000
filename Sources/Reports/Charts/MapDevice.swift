import Geospatial
import LeakZones
import PipeNetwork

/// What measures, bounds or feeds the zones, at its place on a map.
struct MapDevice {
    /// What it is; the name is also that of its style and of its layer.
    enum Kind: String, CaseIterable {
        case pressure, meter, closed, open, works, tank, pump

        /// What it is called.
        var phrase: Phrase {
            switch self {
            case .pressure: .pressurePoint
            case .meter: .inletMeter
            case .closed: .closedBoundary
            case .open: .openBoundary
            case .works: .waterworks
            case .tank: .tank
            case .pump: .booster
            }
        }
    }

    /// What it is.
    var kind: Kind
    /// Its id, or that of the link it closes or leaves open.
    var id: String
    /// Where it is, in the network's coordinates; always finite.
    var place: Coordinate
    /// Positions of the zones on both sides, or twice the one it lies in; −1 outside.
    var zones: (from: Int, to: Int)

    /// All devices of a report that have a place: pressure points, the boundary, sources and tanks, stations, pumps.
    static func all(_ report: LossReport) -> [MapDevice] {
        var devices: [MapDevice] = []
        let network = report.network
        func add(_ kind: Kind, _ id: String, _ place: Coordinate?, _ zones: (Int, Int)) {
            guard let place, place.isFinite else { return }
            devices.append(MapDevice(kind: kind, id: id, place: place, zones: zones))
        }
        func add(_ kind: Kind, asset row: Int) {
            let assets = network.assets
            add(kind, assets.ids[row], assets.position(row), within(report, node: Int(assets.node[row])))
        }
        for row in network.assets.rows(of: .pressurePoint) { add(.pressure, asset: row) }
        for crossing in report.boundary.crossings {
            let middle = network.middle(ofLink: crossing.link)
            let zones = (crossing.from ?? -1, crossing.to ?? -1)
            switch crossing.state {
            case .metered(let id, _):
                let row = network.assets.index(of: id, kind: .meter)
                add(.meter, id, row.flatMap { network.assets.position($0) } ?? middle, zones)
            case .closed: add(.closed, crossing.linkID, middle, zones)
            case .open: add(.open, crossing.linkID, middle, zones)
            }
        }
        let nodes = network.nodes
        for row in 0..<nodes.count where nodes.kinds[row] != .junction {
            let kind: Kind = nodes.kinds[row] == .tank ? .tank : .works
            add(kind, nodes.ids[row], nodes.position(row), within(report, node: row))
        }
        for row in 0..<network.assets.count {
            switch network.assets.kinds[row] {
            case .waterworks: add(.works, asset: row)
            case .boosterStation: add(.pump, asset: row)
            default: break
            }
        }
        for row in 0..<network.links.count where network.links.kinds[row] == .pump {
            add(.pump, network.links.ids[row], network.middle(ofLink: row), report.scheme.ends(row, network))
        }
        return devices
    }

    private static func within(_ report: LossReport, node: Int) -> (Int, Int) {
        let zone = report.scheme.zone(ofNode: node)
        return (zone, zone)
    }
}

extension ZoneScheme {
    /// Position of the zone of a node row; −1 outside, and for rows that are not there.
    func zone(ofNode row: Int) -> Int { zoneOfNode.indices.contains(row) ? Int(zoneOfNode[row]) : -1 }

    /// The zones at the start and the end of a link; −1 outside.
    func ends(_ link: Int, _ network: Network) -> (from: Int, to: Int) {
        (zone(ofNode: Int(network.links.start[link])), zone(ofNode: Int(network.links.end[link])))
    }
}

extension Network {
    /// A place about halfway along a link.
    func middle(ofLink row: Int) -> Coordinate? {
        let path = path(ofLink: row)
        guard let first = path.first, let last = path.last else { return nil }
        if path.count > 2 { return path[path.count / 2] }
        return Coordinate(x: (first.x + last.x) / 2, y: (first.y + last.y) / 2)
    }
}
