import GRDB
import Geospatial

/// A GeoPackage file (OGC 12-128r18): its feature tables are the layers.
///
/// Feature ids are the primary keys. Blob columns are left out.
public struct GeoPackageSource: LayerSource {
    /// The file.
    public let path: String
    /// The feature tables.
    public let layerNames: [String]

    private let file: SQLiteFile
    private let options: LayerReadOptions

    /// The file at `path`.
    ///
    /// - Throws: ``FormatError``, when there is no such file or it is no GeoPackage.
    public init(_ path: String, options: LayerReadOptions = LayerReadOptions()) throws {
        self.path = path
        self.options = options
        let file = try SQLiteFile(path)
        self.file = file
        layerNames = try file.read { db in
            guard try file.hasTable("gpkg_contents", db), try file.hasTable("gpkg_geometry_columns", db)
            else {
                throw FormatError.malformed(
                    .init(path), found: "an SQLite file without gpkg_contents and gpkg_geometry_columns",
                    expected: "a GeoPackage with features")
            }
            return try file.names(
                db, columns: "table_name", of: "gpkg_contents WHERE data_type = 'features'")
        }
    }

    /// Reads a layer.
    public func read(_ name: String) throws -> FeatureLayer {
        let name = try resolved(name)
        return try file.read { db in
            let place = FormatError.Place(path, layer: name)
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?",
                    arguments: [name]),
                let column = row.text(at: 0), let srid = row.integer(at: 1)
            else {
                throw FormatError.malformed(
                    place, found: "no row in gpkg_geometry_columns", expected: "one for each feature table")
            }
            let crs = try options.crs ?? referenceSystem(db, srid, place)
            return try SQLiteTable(name: name, path: path).read(
                file, db, .encoded(column) { try GeoPackageGeometry.decode($0, at: $1) }, crs: crs)
        }
    }

    /// 0 and -1 stand for unknown systems; other programs list systems of their own numbers that say "undefined".
    private func referenceSystem(
        _ db: Database, _ srid: Int64, _ place: FormatError.Place
    ) throws -> CoordinateReferenceSystem? {
        guard srid > 0 else { return nil }
        let row = try Row.fetchOne(
            db,
            sql: "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys "
                + "WHERE srs_id = ?", arguments: [srid])
        guard let row else {
            throw FormatError.malformed(
                place, found: "the reference system \(srid)", expected: "one that gpkg_spatial_ref_sys lists")
        }
        let code = "\(row.text(at: 0) ?? ""):\(row.integer(at: 1) ?? 0)"
        do {
            return try ReferenceSystemText.stated(code: code.uppercased(), text: row.text(at: 2))
        } catch {
            throw FormatError.malformed(
                place, found: "the reference system \(code)", expected: "a known one (\(error)); give --crs")
        }
    }
}
