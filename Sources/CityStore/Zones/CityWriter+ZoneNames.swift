import GRDB
import LeakZones

extension CityWriter {
    /// Gives a zone another id or another name, now and in all of the past: it is the same zone, and the balances of the
    /// month go on.
    ///
    /// - Parameters:
    ///   - zone: its id.
    ///   - id: its id from now on; the same when `nil`.
    ///   - name: what people call it; the same when `nil`.
    /// - Throws: ``ZoneError/unknownZone(_:known:)``, ``ZoneError/duplicateZone(_:)`` when another zone has that id or
    ///   once had it; ``ZoneError/blankName(zone:)``.
    public func renameZone(_ zone: String, id: String? = nil, name: String? = nil) throws {
        try atomically {
            let known = try String.fetchAll(db, sql: "SELECT id FROM zone ORDER BY fid")
            guard known.contains(zone) else { throw ZoneError.unknownZone(zone, known: known) }
            for text in [id, name].compactMap(\.self)
            where !text.contains(where: { $0.isLetter || $0.isNumber }) || text.contains(where: \.isNewline) {
                throw ZoneError.blankName(zone: zone)
            }
            if let name {
                try db.execute(sql: "UPDATE zone SET name = ? WHERE id = ?", arguments: [name, zone])
            }
            guard let id, id != zone else { return }
            let once = try String.fetchAll(db, sql: "SELECT DISTINCT id FROM zone_history")
            if known.contains(id) || once.contains(id) { throw ZoneError.duplicateZone(id) }
            // Where the name was the id, as it is without a name of its own, it follows.
            for (table, column) in [
                ("zone", "name"), ("zone", "parent"), ("zone_node", "zone"), ("zone_boundary", "from_zone"),
                ("zone_boundary", "to_zone"), ("zone_history", "name"), ("zone_history", "parent"),
                ("zone_node_history", "zone"),
            ] {
                let isName = column == "name"
                try db.execute(
                    sql: "UPDATE \(table) SET \(column) = ?1 WHERE \(column) = ?2"
                        + (isName ? " AND id = ?2" : ""),
                    arguments: [id, zone])
            }
            for table in ["zone", "zone_history"] {
                try db.execute(sql: "UPDATE \(table) SET id = ? WHERE id = ?", arguments: [id, zone])
            }
        }
    }
}
