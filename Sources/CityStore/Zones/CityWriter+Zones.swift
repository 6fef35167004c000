import GRDB
import Geospatial
import LeakZones
import PipeNetwork

extension CityWriter {
    /// Makes `scheme` the city's zones, in place of those before.
    ///
    /// Nodes are kept by id, so that zones outlive an import that adds elements. An outline is kept as a multipolygon
    /// without heights. Where zones meet is written down too, for people and SQL; a balance works it out anew.
    /// - Throws: ``CityError/zonesOfAnotherNetwork(nodes:assigned:)``, ``CityError/outlineNotAnArea(zone:found:)``.
    public func saveZones(_ scheme: ZoneScheme, for network: Network) throws {
        guard scheme.zoneOfNode.count == network.nodes.count else {
            throw CityError.zonesOfAnotherNetwork(
                nodes: network.nodes.count, assigned: scheme.zoneOfNode.count)
        }
        let outlines = try scheme.zones.map(Self.polygons)
        try atomically {
            try writeZones(scheme.zones, outlines)
            try writeMembers(scheme, network)
            try db.execute(sql: "DELETE FROM zone_metered_link")
            for (position, link) in scheme.meteredLinks.enumerated() {
                try db.execute(
                    sql: "INSERT INTO zone_metered_link (position, link) VALUES (?, ?)",
                    arguments: [position, link])
            }
            try write(ZoneBoundary(scheme, in: network), scheme)
        }
    }

    private func writeZones(_ zones: [Zone], _ outlines: [[Polygon]?]) throws {
        let srid = try SpatialReference.current(db)
        let statement = try Statement(
            db, "INSERT INTO zone (fid, id, geometry, name, parent) VALUES (?, ?, ?, ?, ?)")
        try SpatialLayer.zone.refill(db, srid: srid) { tree in
            var blob = GeometryBlob(srid: srid)
            for (index, zone) in zones.enumerated() {
                statement.bind(1, Int64(index + 1))
                statement.bind(2, zone.id)
                if let polygons = outlines[index] {
                    blob.setMultiPolygon(polygons)
                    statement.bind(3, blob.bytes)
                    tree.add(Int64(index + 1), blob.box)
                } else {
                    statement.bindNull(3)
                }
                statement.bind(4, zone.name)
                statement.bind(5, zone.parent)
                try statement.run()
            }
        }
    }

    private func writeMembers(_ scheme: ZoneScheme, _ network: Network) throws {
        try db.execute(sql: "DELETE FROM zone_node")
        let statement = try Statement(db, "INSERT INTO zone_node (node, zone) VALUES (?, ?)")
        // In the order of the key, the table grows at its end.
        let members = scheme.zoneOfNode.indices.filter { scheme.zoneOfNode[$0] >= 0 }
            .map { (node: network.nodes.ids[$0], zone: Int(scheme.zoneOfNode[$0])) }
            .sorted { $0.node.utf8.lexicographicallyPrecedes($1.node.utf8) }
        for member in members {
            statement.bind(1, member.node)
            statement.bind(2, scheme.zones[member.zone].id)
            try statement.run()
        }
    }

    private func write(_ boundary: ZoneBoundary, _ scheme: ZoneScheme) throws {
        try db.execute(sql: "DELETE FROM zone_boundary")
        for (position, crossing) in boundary.crossings.enumerated() {
            let (kind, meter, sign): (String, String?, Int) =
                switch crossing.state {
                case .metered(let id, let isForward): ("metered", id, isForward ? 1 : -1)
                case .closed: ("closed", nil, 1)
                case .open: ("open", nil, 1)
                }
            try db.execute(
                sql: """
                    INSERT INTO zone_boundary (position, link, meter, from_zone, to_zone, kind, sign)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    position, crossing.linkID, meter, crossing.from.map { scheme.zones[$0].id },
                    crossing.to.map { scheme.zones[$0].id }, kind, sign,
                ])
        }
    }

    private static func polygons(_ zone: Zone) throws -> [Polygon]? {
        switch zone.outline {
        case nil: nil
        case .polygon(let polygon): [polygon]
        case .multiPolygon(let polygons): polygons.isEmpty ? nil : polygons
        case .point, .multiPoint: throw CityError.outlineNotAnArea(zone: zone.id, found: "point")
        case .lineString, .multiLineString: throw CityError.outlineNotAnArea(zone: zone.id, found: "line")
        case .collection: throw CityError.outlineNotAnArea(zone: zone.id, found: "collection")
        }
    }
}
