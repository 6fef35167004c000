import InputOutput
import GRDB
import Geospatial

/// The city's coordinate reference system as SpatiaLite knows it: a row of `spatial_ref_sys` by number.
enum SpatialReference {
    /// A plane of its own, tied to no place on earth.
    static let local: Int32 = -1
    /// The number of a system that is none of EPSG's; a city has one at most.
    static let custom: Int32 = 1_000_000

    /// The number of the city's system.
    static func current(_ db: Database) throws -> Int32 {
        let row = try Statement(
            db, of: RowName("geometry_columns", key: [1]),
            "SELECT srid, f_table_name FROM geometry_columns WHERE f_table_name = 'junction'")
        return try row.next() ? Int32(clamping: try row.integer(0)) : local
    }

    /// The city's system.
    static func read(_ db: Database) throws -> CoordinateReferenceSystem? {
        guard let definition = try Metadata.text("crs", db) else { return nil }
        do {
            return try CoordinateReferenceSystem(definition)
        } catch {
            throw CityError.coordinateSystem(definition, reason: Wording(describing: error))
        }
    }

    /// Makes `crs` the city's system and returns its number.
    static func register(_ crs: CoordinateReferenceSystem?, _ db: Database) throws -> Int32 {
        try Metadata.set("crs", crs?.definition, db)
        guard let crs else { return local }
        if let code = crs.epsg, let srid = Int32(exactly: code) {
            if try isListed(srid, db) { return srid }
            // 0 when SpatiaLite's own list lacks the code; the text then says what it is.
            if try Int.fetchOne(db, sql: "SELECT InsertEpsgSrid(?)", arguments: [srid]) == 1 { return srid }
            try insert(crs, srid, authority: "epsg", db)
            return srid
        }
        // The number may have stood for another system before; nothing else refers to it once layers are declared anew.
        if try isListed(custom, db) {
            try db.execute(
                sql: """
                    UPDATE spatial_ref_sys SET ref_sys_name = ?, proj4text = ?, srtext = ? WHERE srid = ?
                    """, arguments: [crs.name, projText(crs), try wellKnownText(crs), custom])
        } else {
            try insert(crs, custom, authority: "springline", db)
        }
        return custom
    }

    private static func isListed(_ srid: Int32, _ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT 1 FROM spatial_ref_sys WHERE srid = ?", arguments: [srid]) != nil
    }

    private static func insert(
        _ crs: CoordinateReferenceSystem, _ srid: Int32, authority: String, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO spatial_ref_sys (srid, auth_name, auth_srid, ref_sys_name, proj4text, srtext)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [srid, authority, srid, crs.name, projText(crs), try wellKnownText(crs)])
    }

    private static func projText(_ crs: CoordinateReferenceSystem) -> String {
        crs.definition.hasPrefix("+") ? crs.definition : ""
    }

    private static func wellKnownText(_ crs: CoordinateReferenceSystem) throws -> String {
        do {
            return try crs.wkt(.esri)
        } catch {
            throw CityError.coordinateSystem(crs.definition, reason: Wording(describing: error))
        }
    }
}
