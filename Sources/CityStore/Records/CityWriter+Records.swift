import GRDB
import PipeNetwork

extension CityWriter {
    /// Adds a file to the list of what the city was made from.
    public func addSource(_ source: SourceRecord) throws {
        try db.execute(
            sql: """
                INSERT INTO source (path, format, crs, prefix, imported_at, counts, district)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                source.path, source.format, source.crs, source.prefix, source.importedAt.description,
                try JSONText.encode(source.counts), source.district,
            ])
    }

    /// Takes the files of a district off the list; its number stays, for the history refers to it.
    public func removeSourceRecords(ofDistrict district: Int32) throws {
        try db.execute(sql: "DELETE FROM source WHERE district = ?", arguments: [district])
    }

    /// Makes `defects` the city's list of defects, in place of the one before.
    ///
    /// - Parameters:
    ///   - defects: what a check found.
    ///   - message: a sentence about a defect for a person who looks at the layer.
    public func saveDefects(_ defects: [Defect], message: (Defect) -> String? = { _ in nil }) throws {
        try atomically {
            let srid = try SpatialReference.current(db)
            let statement = try Statement(
                db,
                """
                INSERT INTO defect (fid, kind, geometry, severity, element, elements, measure, message)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
            try SpatialLayer.defect.refill(db, srid: srid) { tree in
                var blob = GeometryBlob(srid: srid)
                for (index, defect) in defects.enumerated() {
                    let fid = Int64(index + 1)
                    let position = defect.position
                    statement.bind(1, fid)
                    statement.bind(2, defect.kind.rawValue)
                    bindPoint(position?.x ?? .nan, position?.y ?? .nan, fid, to: statement, &blob, &tree)
                    statement.bind(4, defect.severity.rawValue)
                    statement.bind(5, defect.elements.first)
                    statement.bind(6, try JSONText.encode(defect.elements))
                    statement.bind(7, defect.measure)
                    statement.bind(8, message(defect))
                    try statement.run()
                }
            }
        }
    }
}
