import InputOutput
import GRDB
import Geospatial
import LeakZones
import PipeNetwork
import Telemetry

extension CityWriter {
    /// Makes `scheme` the city's zones, in place of those before, and keeps those in the city's history.
    ///
    /// Nodes are kept by id, so that zones outlive an import that adds elements. An outline is kept as a multipolygon
    /// without elevations. Where zones meet is written down too, for people and SQL; a balance works it out anew.
    /// - Parameters:
    ///   - scheme: the zones.
    ///   - network: the network that they were made for.
    ///   - validFrom: since when they hold; when `nil`, the first zones of a city hold since its network does, and others from
    ///     now on.
    /// - Throws: ``CityError/zonesOfAnotherNetwork(nodes:assigned:)``, ``CityError/outlineNotAnArea(zone:found:)``,
    ///   ``CityError/changeBeforeLast(_:last:)``.
    public func saveZones(
        _ scheme: ZoneScheme, for network: Network, validFrom: Timestamp? = nil
    ) throws {
        guard scheme.zoneOfNode.count == network.nodes.count else {
            throw CityError.zonesOfAnotherNetwork(
                nodes: network.nodes.count, assigned: scheme.zoneOfNode.count)
        }
        let outlines = try scheme.zones.map(Self.polygons)
        try atomically {
            let srid = try SpatialReference.current(db)
            let change = try ZoneChange(from: db, to: scheme, outlines, network, srid: srid)
            if !change.isEmpty {
                let time = try Version.time(validFrom ?? sinceNetwork(), db)
                try change.record(at: time, db)
                try writeZones(change, at: time, srid)
                try writeMembers(change, at: time)
                try db.execute(sql: "DELETE FROM zone_metered_link")
                let insert = try Statement(db, "INSERT INTO zone_metered_link (position, link) VALUES (?, ?)")
                for (position, link) in scheme.meteredLinks.enumerated() {
                    insert.bind(1, Int64(position))
                    insert.bind(2, link)
                    try insert.run()
                }
            }
            try write(ZoneBoundary(scheme, in: network), scheme)
        }
    }

    /// The time of the last change for a city that never had zones; `nil` for another.
    private func sinceNetwork() throws -> Timestamp? {
        let hadZones = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM version WHERE kind = 'zones')")
        return hadZones == true ? nil : try Version.latest(db)
    }

    private func writeZones(_ change: ZoneChange, at time: Timestamp, _ srid: Int32) throws {
        let statement = try Statement(
            db, "INSERT INTO zone (fid, id, geometry, name, parent, valid_from) VALUES (?, ?, ?, ?, ?, ?)")
        try SpatialLayer.zone.refill(db, srid: srid) { tree in
            for (index, row) in change.zones.enumerated() {
                statement.bind(1, Int64(index + 1))
                statement.bind(2, row.id)
                if let outline = row.outline {
                    statement.bind(3, outline)
                    if let box = row.box { tree.add(Int64(index + 1), box) }
                } else {
                    statement.bindNull(3)
                }
                statement.bind(4, row.name)
                statement.bind(5, row.parent)
                if row.isNew {
                    statement.bind(6, time.secondsSince1970)
                } else if let since = row.validFrom {
                    statement.bind(6, since)
                } else {
                    statement.bindNull(6)
                }
                try statement.run()
            }
        }
    }

    private func writeMembers(_ change: ZoneChange, at time: Timestamp) throws {
        let delete = try Statement(db, "DELETE FROM zone_node WHERE node = ?")
        for member in change.left {
            delete.bind(1, member.node)
            try delete.run()
        }
        let insert = try Statement(db, "INSERT INTO zone_node (node, zone, valid_from) VALUES (?, ?, ?)")
        // In the order of the key, the table grows at its end.
        for member in change.joined.sorted(by: { $0.node.utf8.lexicographicallyPrecedes($1.node.utf8) }) {
            insert.bind(1, member.node)
            insert.bind(2, member.zone)
            insert.bind(3, time.secondsSince1970)
            try insert.run()
        }
    }

    private func write(_ boundary: ZoneBoundary, _ scheme: ZoneScheme) throws {
        try db.execute(sql: "DELETE FROM zone_boundary")
        let insert = try Statement(
            db,
            """
            INSERT INTO zone_boundary (position, link, meter, from_zone, to_zone, kind, sign)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        for (position, crossing) in boundary.crossings.enumerated() {
            let (kind, meter, sign): (String, String?, Int) =
                switch crossing.state {
                case .metered(let id, let isForward): ("metered", id, isForward ? 1 : -1)
                case .closed: ("closed", nil, 1)
                case .open: ("open", nil, 1)
                }
            insert.bind(1, Int64(position))
            insert.bind(2, crossing.linkID)
            insert.bind(3, meter)
            insert.bind(4, crossing.from.map { scheme.zones[$0].id })
            insert.bind(5, crossing.to.map { scheme.zones[$0].id })
            insert.bind(6, kind)
            insert.bind(7, Int64(sign))
            try insert.run()
        }
    }

    private static func polygons(_ zone: Zone) throws -> [Polygon]? {
        switch zone.outline {
        case nil: nil
        case .polygon(let polygon): [polygon]
        case .multiPolygon(let polygons): polygons.isEmpty ? nil : polygons
        case .point, .multiPoint:
            throw CityError.outlineNotAnArea(zone: zone.id, found: Wording("point", "点"))
        case .lineString, .multiLineString:
            throw CityError.outlineNotAnArea(zone: zone.id, found: Wording("line", "线"))
        case .collection:
            throw CityError.outlineNotAnArea(zone: zone.id, found: Wording("collection", "几何集合"))
        }
    }
}
