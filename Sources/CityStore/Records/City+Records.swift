import GRDB
import Geospatial
import Telemetry

extension City {
    /// What the city was made from, in the order of imports.
    public func sources() throws -> [SourceRecord] {
        try read { db in try Self.sources(db) }
    }

    static func sources(_ db: Database) throws -> [SourceRecord] {
        let rows = try Row.fetchAll(
            db,
            sql:
                "SELECT path, format, crs, prefix, imported_at, counts, position FROM source ORDER BY position"
        )
        return try rows.map { row in
            guard let time = Timestamp(iso8601: row[4]),
                let counts = JSONText.decode([String: Int].self, row[5])
            else {
                throw CityError.unreadableRow(
                    table: "source", fid: row[6], reason: "its time or its counts are damaged")
            }
            return SourceRecord(
                path: row[0], format: row[1], crs: row[2], prefix: row[3], importedAt: time, counts: counts)
        }
    }

    /// What the last check found wrong with the network.
    public func defects() throws -> [DefectRecord] {
        try read { db in
            let statement = try Statement(
                db,
                "SELECT fid, kind, geometry, element, message, severity, measure FROM defect ORDER BY fid")
            let reader = try NetworkReader(db)
            var defects: [DefectRecord] = []
            while try statement.next() {
                var position: Coordinate?
                try reader.reading("defect", statement) { position = try reader.position(statement, 2) }
                defects.append(
                    DefectRecord(
                        kind: statement.text(1) ?? "", element: statement.text(3),
                        message: statement.text(4) ?? "", severity: statement.text(5) ?? "",
                        measure: statement.numberOrNil(6), position: position))
            }
            return defects
        }
    }
}
