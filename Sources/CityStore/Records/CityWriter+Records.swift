import GRDB

extension CityWriter {
    /// Adds a file to the list of what the city was made from.
    public func addSource(_ source: SourceRecord) throws {
        try db.execute(
            sql: """
                INSERT INTO source (path, format, crs, prefix, imported_at, counts) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                source.path, source.format, source.crs, source.prefix, source.importedAt.description,
                try JSONText.encode(source.counts),
            ])
    }

    /// Makes `defects` the city's list of defects, in place of the one before.
    public func saveDefects(_ defects: [DefectRecord]) throws {
        try atomically {
            let srid = try SpatialReference.current(db)
            let statement = try Statement(
                db,
                """
                INSERT INTO defect (fid, kind, geometry, element, message, severity, measure)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
            try SpatialLayer.defect.refill(db, srid: srid) { tree in
                var blob = GeometryBlob(srid: srid)
                for (index, defect) in defects.enumerated() {
                    let fid = Int64(index + 1)
                    statement.bind(1, fid)
                    statement.bind(2, defect.kind)
                    bindPoint(
                        defect.position?.x ?? .nan, defect.position?.y ?? .nan, fid, to: statement, &blob,
                        &tree)
                    statement.bind(4, defect.element)
                    statement.bind(5, defect.message)
                    statement.bind(6, defect.severity)
                    statement.bind(7, defect.measure)
                    try statement.run()
                }
            }
        }
    }
}
