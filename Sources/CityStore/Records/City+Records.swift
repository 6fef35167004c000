import InputOutput
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
        let row = try Statement(
            db, of: "source",
            """
            SELECT position, path, format, crs, prefix, imported_at, counts, \(district) AS district
            FROM source ORDER BY position
            """)
        var sources: [SourceRecord] = []
        while try row.next() {
            guard let time = Timestamp(iso8601: row.text(5) ?? ""),
                let counts = JSONText.decode([String: Int].self, row.text(6) ?? "")
            else {
                throw CityError.unreadableRow(
                    table: "source", fid: try row.integer(0),
                    reason: Wording("its time or its counts are damaged", "其时间或计数已损坏"))
            }
            sources.append(
                SourceRecord(
                    path: row.text(1) ?? "", format: row.text(2) ?? "", crs: row.text(3),
                    prefix: row.text(4) ?? "", importedAt: time, counts: counts,
                    district: try row.integerOrNil(7).map { Int32(clamping: $0) }))
        }
        return sources
    }

    /// What the last check found wrong with the network.
    public func defects() throws -> [Defect] {
        try read { db in
            let statement = try Statement(
                db, of: "defect",
                "SELECT fid, kind, geometry, severity, elements, measure FROM defect ORDER BY fid")
            var defects: [Defect] = []
            while try statement.next() {
                guard let kind = statement.text(1).flatMap(Defect.Kind.init),
                    let severity = statement.text(3).flatMap(Defect.Severity.init),
                    let elements = JSONText.decode([String].self, statement.text(4) ?? "")
                else {
                    throw CityError.unreadableRow(
                        table: "defect", fid: try statement.integer(0),
                        reason: Wording(
                            "its kind, severity or elements are none that a check writes", "其种类、严重程度或要素不是检查所写"
                        ))
                }
                defects.append(
                    Defect(
                        kind: kind, severity: severity, elements: elements,
                        position: try statement.position(2, table: "defect"),
                        measure: try statement.numberOrNil(5)))
            }
            return defects
        }
    }
}
