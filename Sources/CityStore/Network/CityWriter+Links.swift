import GRDB
import Geospatial
import PipeNetwork

extension CityWriter {
    func writePipes(_ network: Network, _ srid: Int32, _ stamps: ValidityColumns) throws {
        let links = network.links
        let typed = TypedAttribute.pipe
        let columns = AttributeColumns(typed: typed, first: 14)
        let attributes = AttributeColumns.Binder(columns, of: links.attributes)
        let statement = try Statement(
            db,
            """
            INSERT INTO pipe (
                fid, id, geometry, bends, from_node, to_node, length, diameter, roughness, minor_loss, status,
                check_valve, leak_area, leak_expansion, \(typed.map(\.name).joined(separator: ", ")), attributes,
                valid_from, district)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, \(typed.map { _ in "?, " }.joined())?, ?, ?)
            """)
        try SpatialLayer.pipe.refill(db, srid: srid) { tree in
            var path = LinkGeometry(srid: srid)
            for row in 0..<links.count where links.kinds[row] == .pipe {
                bindLink(row, network, to: statement, &path, &tree)
                statement.bind(7, links.length[row])
                statement.bind(8, links.diameter[row])
                statement.bind(9, links.roughness[row])
                statement.bind(10, links.minorLoss[row])
                statement.bind(11, links.status[row].name)
                statement.bind(12, links.hasCheckValve[row])
                let leakage = links.leakage(row)
                statement.bind(13, leakage?.area)
                statement.bind(14, leakage?.expansion)
                attributes.bind(row: row, to: statement)
                stamps.bind(row, to: statement, after: 15 + Int32(typed.count))
                try statement.run()
            }
        }
    }

    func writePumps(_ network: Network, _ srid: Int32, _ stamps: ValidityColumns) throws {
        let links = network.links
        let attributes = AttributeColumns.Binder(AttributeColumns(typed: [], first: 14), of: links.attributes)
        let statement = try Statement(
            db,
            """
            INSERT INTO pump (
                fid, id, geometry, bends, from_node, to_node, head_curve, power, speed, speed_pattern, status,
                efficiency_curve, energy_price, price_pattern, attributes, valid_from, district)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        try SpatialLayer.pump.refill(db, srid: srid) { tree in
            var path = LinkGeometry(srid: srid)
            for row in 0..<links.count {
                guard let pump = network.pump(at: row) else { continue }
                bindLink(row, network, to: statement, &path, &tree)
                statement.bind(7, pump.headCurve)
                statement.bind(8, pump.power)
                statement.bind(9, pump.speed)
                statement.bind(10, pump.speedPattern)
                statement.bind(11, pump.status.name)
                statement.bind(12, pump.efficiencyCurve)
                statement.bind(13, pump.energyPrice)
                statement.bind(14, pump.pricePattern)
                attributes.bind(row: row, to: statement)
                stamps.bind(row, to: statement, after: 15)
                try statement.run()
            }
        }
    }

    func writeValves(_ network: Network, _ srid: Int32, _ stamps: ValidityColumns) throws {
        let links = network.links
        let attributes = AttributeColumns.Binder(AttributeColumns(typed: [], first: 12), of: links.attributes)
        let statement = try Statement(
            db,
            """
            INSERT INTO valve (
                fid, id, geometry, bends, from_node, to_node, kind, diameter, setting, curve, minor_loss, status,
                attributes, valid_from, district)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        try SpatialLayer.valve.refill(db, srid: srid) { tree in
            var path = LinkGeometry(srid: srid)
            for row in 0..<links.count {
                guard let valve = network.valve(at: row) else { continue }
                bindLink(row, network, to: statement, &path, &tree)
                statement.bind(7, valve.kind.rawValue)
                statement.bind(8, valve.diameter)
                statement.bind(9, valve.setting)
                statement.bind(10, valve.curve)
                statement.bind(11, valve.minorLoss)
                statement.bind(12, valve.status.name)
                attributes.bind(row: row, to: statement)
                stamps.bind(row, to: statement, after: 13)
                try statement.run()
            }
        }
    }

    /// Binds parameters 1 to 6, which all links share.
    private func bindLink(
        _ row: Int, _ network: Network, to statement: Statement, _ path: inout LinkGeometry,
        _ tree: inout PackedRTree
    ) {
        let start = Int(network.links.start[row])
        let end = Int(network.links.end[row])
        statement.bind(1, Int64(row + 1))
        statement.bind(2, network.links.ids[row])
        if path.set(row, network) {
            statement.bind(3, path.blob.bytes)
            statement.bindNull(4)
            tree.add(Int64(row + 1), path.blob.box)
        } else {
            statement.bindNull(3)
            statement.bind(4, BendText.encode(network.links.vertices(row)))
        }
        statement.bind(5, network.nodes.ids[start])
        statement.bind(6, network.nodes.ids[end])
    }
}

/// The geometry of a link from node to node, in buffers that are used again for the next.
struct LinkGeometry {
    var blob: GeometryBlob
    private var x: [Double] = []
    private var y: [Double] = []

    init(srid: Int32) { blob = GeometryBlob(srid: srid) }

    /// Writes the path of link `row`; `false` when an end or a bend has no place.
    mutating func set(_ row: Int, _ network: Network) -> Bool {
        let nodes = network.nodes
        let start = Int(network.links.start[row])
        let end = Int(network.links.end[row])
        x.removeAll(keepingCapacity: true)
        y.removeAll(keepingCapacity: true)
        x.append(nodes.x[start])
        y.append(nodes.y[start])
        network.links.forEachVertex(row) { vertexX, vertexY in
            x.append(vertexX)
            y.append(vertexY)
        }
        x.append(nodes.x[end])
        y.append(nodes.y[end])
        guard x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite) else { return false }
        blob.setLineString(x, y)
        return true
    }
}

extension LinkStatus {
    /// The word in the column `status`.
    var name: String {
        switch self {
        case .open: "open"
        case .closed: "closed"
        case .active: "active"
        }
    }

    /// The status of a word of the column `status`.
    init?(name: String?) {
        switch name {
        case "open": self = .open
        case "closed": self = .closed
        case "active": self = .active
        default: return nil
        }
    }
}
