import InputOutput
import GRDB
import Geospatial
import PipeNetwork

extension NetworkReader {
    /// Adds all nodes to `network`.
    func readNodes(into network: inout Network) throws {
        let junctions = try Statement(
            db, of: "junction",
            "SELECT fid, id, geometry, elevation, emitter_coefficient, attributes FROM junction ORDER BY fid")
        let rest = try NodeStatements(db)
        let five = AttributeColumns(typed: [], first: 5)
        var demands = try DemandReader(db)
        try merge([junctions, rest.reservoirs, rest.tanks]) { kind, row in
            switch kind {
            case 0:
                try reading("junction", row) {
                    _ = try network.add(
                        Junction(
                            id: row.text(1) ?? "", position: row.position(2, table: "junction"),
                            elevation: row.numberOrNil(3),
                            demands: demands.demands(of: row.integer(0)), emitterCoefficient: row.real(4),
                            attributes: five.values(row, table: "junction")))
                }
            case 1: try reading("reservoir", row) { _ = try network.add(reservoir(row)) }
            default: try reading("tank", row) { _ = try network.add(tank(row)) }
            }
        }
    }

    /// The reservoir in a row of ``NodeStatements/reservoirs``.
    func reservoir(_ row: Statement) throws -> Reservoir {
        try Reservoir(
            id: row.text(1) ?? "", position: try row.position(2, table: "reservoir"),
            head: row.numberOrNil(3),
            headPattern: row.text(4),
            attributes: try AttributeColumns(typed: [], first: 5).values(row, table: "reservoir"))
    }

    /// The tank in a row of ``NodeStatements/tanks``.
    func tank(_ row: Statement) throws -> Tank {
        try Tank(
            id: row.text(1) ?? "", position: row.position(2, table: "tank"),
            elevation: row.numberOrNil(3),
            initialLevel: row.number(4), minimumLevel: row.number(5), maximumLevel: row.number(6),
            diameter: row.number(7), minimumVolume: row.number(8), volumeCurve: row.text(9),
            canOverflow: row.boolean(10),
            attributes: try AttributeColumns(typed: [], first: 11).values(row, table: "tank"))
    }

    /// Adds all links to `network`, whose nodes are there.
    func readLinks(into network: inout Network) throws {
        let typed = TypedAttribute.pipe
        let rest = try LinkStatements(db)
        let pipes = try Statement(
            db, of: "pipe",
            rest.pipeColumns + typed.map { ", \($0.name)" }.joined() + ", attributes FROM pipe ORDER BY fid")
        let ofPipe = AttributeColumns(typed: typed, first: 14)
        try merge([pipes, rest.pumps, rest.valves]) { kind, row in
            switch kind {
            case 0:
                try reading("pipe", row) {
                    _ = try network.add(
                        Pipe(
                            id: row.text(1) ?? "", start: row.text(4) ?? "", end: row.text(5) ?? "",
                            length: row.numberOrNil(6), diameter: row.numberOrNil(7),
                            roughness: row.numberOrNil(8), minorLoss: row.number(9),
                            status: status(row, 10, "pipe"), hasCheckValve: row.boolean(11),
                            leakage: leakage(row),
                            vertices: bends(row, geometry: 2, text: 3),
                            attributes: ofPipe.values(row, table: "pipe")))
                }
            case 1: try reading("pump", row) { _ = try network.add(pump(row)) }
            default: try reading("valve", row) { _ = try network.add(valve(row)) }
            }
        }
    }

    func leakage(_ row: Statement) throws -> PipeLeakage? {
        let (area, expansion) = (try row.numberOrNil(12), try row.numberOrNil(13))
        guard area != nil || expansion != nil else { return nil }
        return PipeLeakage(area: area ?? 0, expansion: expansion ?? 0)
    }

    func pump(_ row: Statement) throws -> Pump {
        try Pump(
            id: row.text(1) ?? "", start: row.text(4) ?? "", end: row.text(5) ?? "", headCurve: row.text(6),
            power: row.numberOrNil(7), speed: row.number(8), speedPattern: row.text(9),
            status: try status(row, 10, "pump"), efficiencyCurve: row.text(11),
            energyPrice: row.numberOrNil(12),
            pricePattern: row.text(13), vertices: try bends(row, geometry: 2, text: 3),
            attributes: try AttributeColumns(typed: [], first: 14).values(row, table: "pump"))
    }

    func valve(_ row: Statement) throws -> Valve {
        guard let kind = row.text(6).flatMap(Valve.Kind.init) else {
            throw CityError.unreadableRow(
                table: "valve", fid: try row.integer(0),
                reason: Wording(
                    "its kind is '\(row.text(6) ?? "")'; expected one of ",
                    "其种类为“\(row.text(6) ?? "")”；应为以下之一：")
                    + Wording(quoting: Valve.Kind.allCases.map(\.rawValue)))
        }
        return try Valve(
            id: row.text(1) ?? "", start: row.text(4) ?? "", end: row.text(5) ?? "", kind: kind,
            diameter: row.numberOrNil(7), setting: row.number(8), curve: row.text(9),
            minorLoss: row.number(10),
            status: try status(row, 11, "valve"), vertices: try bends(row, geometry: 2, text: 3),
            attributes: try AttributeColumns(typed: [], first: 12).values(row, table: "valve"))
    }

    func status(_ row: Statement, _ column: Int32, _ table: String) throws -> LinkStatus {
        let word = row.text(column)
        guard let status = LinkStatus(name: word) else {
            throw CityError.unreadableRow(
                table: table, fid: try row.integer(0),
                reason: Wording(
                    "its status is '\(word ?? "")'; expected open, closed or active",
                    "其状态为“\(word ?? "")”；应为 open、closed 或 active"))
        }
        return status
    }

    /// Adds all assets to `network`, whose nodes and links are there.
    func readAssets(into network: inout Network) throws {
        let layers = AssetLayer.all
        let statements = try layers.map { layer in
            try Statement(
                db, of: RowName(layer.name),
                """
                SELECT fid, id, geometry, node, link, is_closed,
                    \(layer.typed.map { "\($0.name), " }.joined())attributes
                FROM \(layer.name) ORDER BY fid
                """)
        }
        let columns = layers.map { AttributeColumns(typed: $0.typed, first: 6) }
        try merge(statements) { index, row in
            let layer = layers[index]
            try reading(layer.name, row) {
                var attachment: Asset.Attachment?
                if let node = row.text(3) {
                    attachment = row.text(4).map { .link($0, node: node) } ?? .node(node)
                }
                _ = try network.add(
                    Asset(
                        kind: layer.kind, id: row.text(1) ?? "", position: row.position(2, table: layer.name),
                        attachment: attachment, isClosed: row.boolean(5),
                        attributes: columns[index].values(row, table: layer.name)))
            }
        }
    }
}

/// The queries for nodes that are no junctions, in the order of their rows.
struct NodeStatements {
    let reservoirs: Statement
    let tanks: Statement

    init(_ db: Database) throws {
        reservoirs = try Statement(
            db, of: "reservoir",
            "SELECT fid, id, geometry, head, head_pattern, attributes FROM reservoir ORDER BY fid")
        tanks = try Statement(
            db, of: "tank",
            """
            SELECT fid, id, geometry, elevation, initial_level, minimum_level, maximum_level, diameter,
                minimum_volume, volume_curve, can_overflow, attributes
            FROM tank ORDER BY fid
            """)
    }
}

/// The queries for links, in the order of their rows.
struct LinkStatements {
    let pumps: Statement
    let valves: Statement
    /// The start of a query for pipes: 14 columns, up to the leakage.
    let pipeColumns: String
    private let db: Database

    init(_ db: Database) throws {
        self.db = db
        let head = "SELECT fid, id, geometry, bends, from_node, to_node"
        // A city of an older layout that is opened for reading only says nothing of leakage.
        let knowsLeakage = try db.columns(in: "pipe").contains { $0.name == "leak_area" }
        let leakColumns = knowsLeakage ? "leak_area, leak_expansion" : "NULL, NULL"
        pipeColumns =
            "\(head), length, diameter, roughness, minor_loss, status, check_valve, \(leakColumns)"
        pumps = try Statement(
            db, of: "pump",
            """
            \(head), head_curve, power, speed, speed_pattern, status, efficiency_curve, energy_price,
                price_pattern, attributes
            FROM pump ORDER BY fid
            """)
        valves = try Statement(
            db, of: "valve",
            """
            \(head), kind, diameter, setting, curve, minor_loss, status, attributes FROM valve ORDER BY fid
            """)
    }

    /// Pipes with the attributes that a graph knows.
    func leanPipes() throws -> Statement {
        try Statement(db, of: "pipe", pipeColumns + ", material, dn, year, road FROM pipe ORDER BY fid")
    }
}

/// Hands out demand categories to junctions that come in the order of `fid`.
struct DemandReader {
    static let rows = RowName("demand", key: [0, 4])
    static let query =
        "SELECT junction, base, pattern, category, position FROM demand ORDER BY junction, position"
    private let statement: Statement
    private var junction: Int64?

    init(_ db: Database) throws {
        statement = try Statement(db, of: Self.rows, Self.query)
        junction = try statement.next() ? try statement.integer(0) : nil
    }

    mutating func demands(of fid: Int64) throws -> [Demand] {
        var demands: [Demand] = []
        while let junction, junction <= fid {
            if junction == fid {
                _ = try statement.integer(4)
                demands.append(
                    Demand(
                        base: try statement.real(1), pattern: statement.text(2), category: statement.text(3)))
            }
            self.junction = try statement.next() ? try statement.integer(0) : nil
        }
        return demands
    }
}
