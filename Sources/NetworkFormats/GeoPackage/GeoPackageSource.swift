import GRDB
import Geospatial
import InputOutput

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
                    .init(path),
                    found: Wording(
                        "an SQLite file without gpkg_contents and gpkg_geometry_columns",
                        "没有 gpkg_contents 与 gpkg_geometry_columns 的 SQLite 文件"),
                    expected: Wording("a GeoPackage with features", "含要素的 GeoPackage"))
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
                    place,
                    found: Wording(
                        "no row in gpkg_geometry_columns", "gpkg_geometry_columns 中没有对应的行"),
                    expected: Wording("one for each feature table", "每个要素表各一行"))
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
                place, found: Wording("the reference system \(srid)", "坐标参考系 \(srid)"),
                expected: Wording(
                    "one that gpkg_spatial_ref_sys lists", "gpkg_spatial_ref_sys 中列出的坐标参考系"))
        }
        let code = "\(row.text(at: 0) ?? ""):\(row.integer(at: 1) ?? 0)"
        do {
            return try ReferenceSystemText.stated(code: code.uppercased(), text: row.text(at: 2))
        } catch {
            throw FormatError.malformed(
                place, found: Wording("the reference system \(code)", "坐标参考系 \(code)"),
                expected: .knownReferenceSystem(error), remedy: .stateReferenceSystem)
        }
    }
}
