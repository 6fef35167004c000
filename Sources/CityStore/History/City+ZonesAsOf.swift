import InputOutput
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
        var zones: [Zone] = []
        var position: [String: Int32] = [:]
        for (_, zone) in try rows(heldAt: seconds, db).sorted(by: { $0.position < $1.position }) {
            position[zone.id] = Int32(zones.count)
            zones.append(zone)
        }
        var zoneOfNode = [Int32](repeating: -1, count: network.nodes.count)
        // The history comes last.
        for (table, end) in [("zone_node", "NULL"), ("zone_node_history", "valid_to")] {
            let members = try Statement(
                db, of: RowName(table), "SELECT node, zone, valid_from, \(end) AS valid_to FROM \(table)")
            while try members.next() {
                guard try members.holds(at: seconds, from: 2, to: 3, isPast: end != "NULL"),
                    let node = members.text(0), let row = network.nodes.index(of: node),
                    let zone = members.text(1)
                else { continue }
                zoneOfNode[row] = position[zone] ?? -1
            }
        }
        let metered =
            try undos.reversed().lazy.compactMap(\.undo.meteredLinks).first
            ?? meteredLinks(db)
        do {
            return try ZoneScheme(zones: zones, zoneOfNode: zoneOfNode, meteredLinks: metered)
        } catch {
            throw CityError.damagedHistory(table: "zone_history", fid: 0, reason: Wording(describing: error))
        }
    }

    /// The zones that held at a time, with their places in the list.
    private static func rows(
        heldAt seconds: Int64, _ db: Database
    ) throws -> [(position: Int64, zone: Zone)] {
        var zones: [(position: Int64, zone: Zone)] = []
        for (table, place, end) in [("zone", "fid", "NULL"), ("zone_history", "position", "valid_to")] {
            let row = try Statement(
                db, of: RowName(table),
                """
                SELECT fid, id, geometry, name, parent, \(place) AS position, valid_from, \(end) AS valid_to
                FROM \(table)
                """)
            while try row.next() {
                guard try row.holds(at: seconds, from: 6, to: 7, isPast: end != "NULL") else { continue }
                zones.append(
                    (
                        try row.integer(5),
                        Zone(
                            id: row.text(1) ?? "", name: row.text(3), parent: row.text(4),
                            outline: try outline(row))
                    ))
            }
        }
        return zones
    }
}

extension Statement {
    /// Whether the current row held at a time; the times of the past are compared here and not by SQL, to which a text is
    /// larger than any number.
    fileprivate func holds(at seconds: Int64, from: Int32, to: Int32, isPast: Bool) throws -> Bool {
        let start = isPast ? try integer(from) : try integerOrNil(from) ?? 0
        let end = isPast ? try integer(to) : Int64.max
        return start <= seconds && end > seconds
    }
}
