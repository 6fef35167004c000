import GRDB
import Geospatial
import LeakZones
import PipeNetwork
import Telemetry

extension City {
    /// The zones at a time: rows that hold since then or earlier, and rows of the history that held then.
    static func zones(asOf time: Timestamp, for network: Network, _ db: Database) throws -> ZoneScheme {
        guard try Version.isKept(db) else { return try zones(for: network, db) }
        let undos = try Version.undos(.zones, after: time, db)
        if undos.isEmpty { return try zones(for: network, db) }
        let seconds = time.secondsSince1970
        let statement = try Statement(
            db,
            """
            SELECT fid, id, geometry, name, parent, fid AS position FROM zone
            WHERE ifnull(valid_from, 0) <= \(seconds)
            UNION ALL
            SELECT fid, id, geometry, name, parent, position FROM zone_history
            WHERE valid_from <= \(seconds) AND valid_to > \(seconds)
            ORDER BY position
            """)
        var zones: [Zone] = []
        var position: [String: Int32] = [:]
        while try statement.next() {
            let zone = Zone(
                id: statement.text(1) ?? "", name: statement.text(3), parent: statement.text(4),
                outline: try outline(statement))
            position[zone.id] = Int32(zones.count)
            zones.append(zone)
        }
        var zoneOfNode = [Int32](repeating: -1, count: network.nodes.count)
        let members = try Statement(
            db,
            """
            SELECT node, zone FROM zone_node WHERE ifnull(valid_from, 0) <= \(seconds)
            UNION ALL
            SELECT node, zone FROM zone_node_history
            WHERE valid_from <= \(seconds) AND valid_to > \(seconds)
            """)
        while try members.next() {
            guard let node = members.text(0), let row = network.nodes.index(of: node),
                let zone = members.text(1)
            else { continue }
            zoneOfNode[row] = position[zone] ?? -1
        }
        let metered =
            try undos.reversed().lazy.compactMap(\.undo.meteredLinks).first
            ?? String.fetchAll(
                db,
                sql:
                    "SELECT CAST(link AS TEXT) FROM zone_metered_link WHERE link IS NOT NULL ORDER BY position"
            )
        do {
            return try ZoneScheme(zones: zones, zoneOfNode: zoneOfNode, meteredLinks: metered)
        } catch {
            throw CityError.damagedHistory(table: "zone_history", fid: 0, reason: "\(error)")
        }
    }
}
