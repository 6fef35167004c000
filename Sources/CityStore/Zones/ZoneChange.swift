import GRDB
import Geospatial
import LeakZones
import PipeNetwork
import Telemetry

/// What differs between the zones that a file holds and a scheme that is to take their place.
struct ZoneChange {
    /// A zone as a row.
    struct ZoneRow {
        var id: String
        var name: String
        var parent: String?
        /// The outline as the file keeps it.
        var outline: [UInt8]?
        var box: BoundingBox?
        var validFrom: Int64?
        var isNew = true
    }

    /// A node in a zone.
    struct Member {
        var node: String
        var zone: String
        var validFrom: Int64?
    }

    /// The zones of the scheme.
    private(set) var zones: [ZoneRow] = []
    /// Zones of before that are not the same any more, with their places.
    private var gone: [(position: Int, row: ZoneRow)] = []
    /// Members that leave a zone.
    private(set) var left: [Member] = []
    /// Members that come into a zone.
    private(set) var joined: [Member] = []
    /// The metered links of before, when they are others.
    private var meteredBefore: [String]?
    private var summary = CityVersion.ZoneChanges()

    /// Whether nothing changes.
    var isEmpty: Bool {
        gone.isEmpty && left.isEmpty && joined.isEmpty && meteredBefore == nil
            && zones.allSatisfy { !$0.isNew }
    }

    init(
        from db: Database, to scheme: ZoneScheme, _ outlines: [[Polygon]?], _ network: Network, srid: Int32
    ) throws {
        let before = try Self.rows(db)
        var places: [String: Int] = [:]
        for (place, row) in before.enumerated() { places[row.id] = place }
        var stay: Set<Int> = []
        var blob = GeometryBlob(srid: srid)
        for (index, zone) in scheme.zones.enumerated() {
            var row = ZoneRow(id: zone.id, name: zone.name, parent: zone.parent)
            if let polygons = outlines[index] {
                blob.setMultiPolygon(polygons)
                row.outline = blob.bytes
                row.box = blob.box
            }
            // A zone in another place of the list is another row: reports list zones in their order.
            if let place = places[zone.id], place == index, before[place].name == row.name,
                before[place].parent == row.parent, before[place].outline == row.outline
            {
                row.isNew = false
                row.validFrom = before[place].validFrom
                stay.insert(place)
            }
            if let place = places[zone.id] {
                if !stay.contains(place) { summary.changed += 1 }
            } else {
                summary.added += 1
            }
            zones.append(row)
        }
        for (place, row) in before.enumerated() where !stay.contains(place) { gone.append((place + 1, row)) }
        summary.removed = Set(places.keys).subtracting(scheme.zones.map(\.id)).count
        try compareMembers(db, scheme, network)
        let metered = try City.meteredLinks(db)
        if metered != scheme.meteredLinks { meteredBefore = metered }
    }

    private static func rows(_ db: Database) throws -> [ZoneRow] {
        let statement = try Statement(
            db, of: "zone", "SELECT id, name, parent, geometry, valid_from FROM zone ORDER BY fid")
        var rows: [ZoneRow] = []
        while try statement.next() {
            rows.append(
                ZoneRow(
                    id: statement.text(0) ?? "", name: statement.text(1) ?? "", parent: statement.text(2),
                    outline: statement.withBytes(3) { Array($0) },
                    validFrom: try statement.integerOrNil(4)))
        }
        return rows
    }

    private mutating func compareMembers(
        _ db: Database, _ scheme: ZoneScheme, _ network: Network
    ) throws {
        var zoneOf: [String: Int32] = [:]
        for (row, zone) in scheme.zoneOfNode.enumerated() where zone >= 0 {
            zoneOf[network.nodes.ids[row]] = zone
        }
        var nodes: Set<String> = []
        let statement = try Statement(db, of: "zone_node", "SELECT node, zone, valid_from FROM zone_node")
        while try statement.next() {
            let node = statement.text(0) ?? ""
            let zone = statement.text(1) ?? ""
            if let now = zoneOf[node], scheme.zones[Int(now)].id == zone {
                zoneOf[node] = nil
                continue
            }
            let since = try statement.integerOrNil(2)
            left.append(Member(node: node, zone: zone, validFrom: since))
            nodes.insert(node)
        }
        for (node, zone) in zoneOf {
            joined.append(Member(node: node, zone: scheme.zones[Int(zone)].id))
            nodes.insert(node)
        }
        summary.nodes = nodes.count
    }

    /// Writes a version, and what it replaces into the history.
    func record(at time: Timestamp, _ db: Database) throws {
        let version = try Version.add(
            .zones, at: time, Version.Summary(zones: summary), Version.Undo(meteredLinks: meteredBefore), db)
        let now = time.secondsSince1970
        let first = try Version.first(db)?.secondsSince1970 ?? now
        let zone = try Statement(
            db,
            """
            INSERT INTO zone_history (id, name, parent, geometry, position, valid_from, valid_to, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        for (position, row) in gone {
            zone.bind(1, row.id)
            zone.bind(2, row.name)
            zone.bind(3, row.parent)
            if let outline = row.outline { zone.bind(4, outline) } else { zone.bindNull(4) }
            zone.bind(5, Int64(position))
            zone.bind(6, min(row.validFrom ?? first, now))
            zone.bind(7, now)
            zone.bind(8, version)
            try zone.run()
        }
        let member = try Statement(
            db,
            """
            INSERT INTO zone_node_history (node, zone, valid_from, valid_to, version) VALUES (?, ?, ?, ?, ?)
            """)
        for row in left {
            member.bind(1, row.node)
            member.bind(2, row.zone)
            member.bind(3, min(row.validFrom ?? first, now))
            member.bind(4, now)
            member.bind(5, version)
            try member.run()
        }
    }
}
