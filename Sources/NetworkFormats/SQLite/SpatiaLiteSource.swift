import GRDB
import Geospatial
import InputOutput

/// An SQLite file whose layers stand in SpatiaLite's `geometry_columns`, with geometries in SpatiaLite's own
/// form or as well-known binary, read without the SpatiaLite library.
///
/// With ``LayerReadOptions/pointColumns`` plain tables that have those columns are layers of points, too.
public struct SpatiaLiteSource: LayerSource {
    /// The file.
    public let path: String
    /// The registered tables, then plain tables with the point columns.
    public let layerNames: [String]

    private let file: SQLiteFile
    private let options: LayerReadOptions
    private let registered: Set<String>

    /// The file at `path`.
    ///
    /// - Throws: ``FormatError``, when there is no such file, it is not SQLite, or it has nothing to read.
    public init(_ path: String, options: LayerReadOptions = LayerReadOptions()) throws {
        self.path = path
        self.options = options
        let file = try SQLiteFile(path)
        self.file = file
        let (registered, plain) = try file.read { db -> ([String], [String]) in
            let tables = try file.names(
                db, columns: "name", of: "sqlite_master WHERE type IN ('table', 'view')")
            var registered: [String] = []
            if tables.contains(where: { $0.lowercased() == "geometry_columns" }) {
                var seen: Set<String> = []
                let names = try file.names(db, columns: "f_table_name", of: "geometry_columns")
                    .filter { seen.insert($0.lowercased()).inserted }
                // SpatiaLite registers names in lower case, whatever the table is called.
                registered = names.compactMap { name in
                    tables.first { $0.lowercased() == name.lowercased() }
                }
            }
            guard let columns = options.pointColumns else { return (registered, []) }
            let plain = try tables.filter { table in
                guard !registered.contains(table) else { return false }
                let names = try db.columns(in: table).map { $0.name.lowercased() }
                return names.contains(columns.x.lowercased()) && names.contains(columns.y.lowercased())
            }
            return (registered, plain)
        }
        self.registered = Set(registered)
        layerNames = registered + plain
        guard !layerNames.isEmpty else {
            throw FormatError.malformed(
                .init(path), found: Wording("an SQLite file without spatial tables", "没有空间表的 SQLite 文件"),
                expected: Wording(
                    "tables in geometry_columns, or the names of the columns with x and y",
                    "geometry_columns 中的表，或 x、y 坐标列的名称"))
        }
    }

    /// Reads a layer.
    public func read(_ name: String) throws -> FeatureLayer {
        let name = try resolved(name)
        let table = SQLiteTable(name: name, path: path)
        return try file.read { db in
            guard registered.contains(name) else {
                let columns = options.pointColumns ?? .init(x: "x", y: "y")
                return try table.read(file, db, .ordinates(x: columns.x, y: columns.y), crs: options.crs)
            }
            let place = FormatError.Place(path, layer: name)
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT * FROM geometry_columns WHERE lower(f_table_name) = lower(?)",
                    arguments: [name]),
                let column = row.text("f_geometry_column")
            else {
                throw FormatError.malformed(
                    place, found: Wording("no row in geometry_columns", "geometry_columns 中没有对应的行"),
                    expected: Wording("one for each spatial table", "每个空间表各一行"))
            }
            let crs = try options.crs ?? referenceSystem(db, row.integer("srid") ?? -1, place)
            let format = row.text("geometry_format")?.uppercased()
            let isWKB = format == "WKB"
            return try table.read(
                file, db,
                .encoded(column) { bytes, place in
                    isWKB ? try Self.wkb(bytes, place) : try SpatiaLiteGeometry.decode(bytes, at: place)
                }, crs: crs)
        }
    }

    private static func wkb(_ bytes: [UInt8], _ place: FormatError.Place) throws -> Geometry? {
        do {
            return try Geometry(wkb: bytes).checked(at: place)
        } catch let error as GeospatialError {
            throw FormatError.malformed(place, found: Wording(describing: error), expected: .wellKnownBinary)
        }
    }

    /// By authority and code where the file lists them, otherwise by the number as an EPSG code.
    private func referenceSystem(
        _ db: Database, _ srid: Int64, _ place: FormatError.Place
    ) throws -> CoordinateReferenceSystem? {
        guard srid > 0 else { return nil }
        var definition = "EPSG:\(srid)"
        var text: String?
        if try file.hasTable("spatial_ref_sys", db),
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM spatial_ref_sys WHERE srid = ?", arguments: [srid])
        {
            text = row.text("srtext") ?? row.text("srs_wkt")
            if let authority = row.text("auth_name"), let code = row.integer("auth_srid") {
                definition = "\(authority.uppercased()):\(code)"
            }
        }
        do {
            return try ReferenceSystemText.stated(code: definition, text: text)
        } catch {
            throw FormatError.malformed(
                place, found: Wording("the reference system \(definition)", "坐标参考系 \(definition)"),
                expected: .knownReferenceSystem(error), remedy: .stateReferenceSystem)
        }
    }
}
