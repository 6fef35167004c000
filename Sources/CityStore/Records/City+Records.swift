import GRDB
import PipeNetwork
import Telemetry

extension City {
    /// What the city was made from, in the order of imports.
    public func sources() throws -> [SourceRecord] {
        try read { db in try Self.sources(db) }
    }

    static func sources(_ db: Database) throws -> [SourceRecord] {
        let district = try Version.isKept(db) ? "district" : "NULL"
        let rows = try Row.fetchAll(
            db,
            sql:
                """
                SELECT ifnull(CAST(path AS TEXT), ''), ifnull(CAST(format AS TEXT), ''), CAST(crs AS TEXT),
                    ifnull(CAST(prefix AS TEXT), ''), ifnull(CAST(imported_at AS TEXT), ''),
                    ifnull(CAST(counts AS TEXT), ''), CAST(position AS INTEGER),
                    CAST(\(district) AS INTEGER)
                FROM source ORDER BY position
                """
        )
        return try rows.map { row in
            guard let time = Timestamp(iso8601: row[4]),
                let counts = JSONText.decode([String: Int].self, row[5])
            else {
                throw CityError.unreadableRow(
                    table: "source", fid: row[6], reason: "its time or its counts are damaged")
            }
            return SourceRecord(
                path: row[0], format: row[1], crs: row[2], prefix: row[3], importedAt: time, counts: counts,
                district: (row[7] as Int64?).map { Int32(clamping: $0) })
        }
    }

    /// What the last check found wrong with the network.
    public func defects() throws -> [Defect] {
        try read { db in
            let statement = try Statement(
                db, "SELECT fid, kind, geometry, severity, elements, measure FROM defect ORDER BY fid")
            var defects: [Defect] = []
            while try statement.next() {
                guard let kind = statement.text(1).flatMap(Defect.Kind.init),
                    let severity = statement.text(3).flatMap(Defect.Severity.init),
                    let elements = JSONText.decode([String].self, statement.text(4) ?? "")
                else {
                    throw CityError.unreadableRow(
                        table: "defect", fid: statement.integer(0),
                        reason: "its kind, severity or elements are none that a check writes")
                }
                defects.append(
                    Defect(
                        kind: kind, severity: severity, elements: elements,
                        position: try statement.position(2, table: "defect"),
                        measure: statement.numberOrNil(5)))
            }
            return defects
        }
    }
}
