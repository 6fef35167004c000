import Foundation
import GRDB
import Geospatial
import InputOutput
import PipeNetwork

/// Writes one layer of a GeoPackage; rows go out in batches.
///
/// Feature ids become the primary keys `fid`.
final class GeoPackageLayerWriter: FeatureWriter {
    let name: String
    private weak var package: GeoPackageWriter?
    /// Set when the layer is all that the file will hold, and then finishes it.
    private let owner: GeoPackageWriter?
    private let place: FormatError.Place
    private let fields: [FeatureField]
    private let options: LayerWriteOptions
    private let srid: Int32
    private let key: String
    private let column: String
    private let insertion: String
    private var batch: [Feature] = []
    private var bounds: BoundingBox?
    private var geometryClass: GeometryClass?
    private var hasHeights = false
    private var isComplete = false
    private var hasFailed = false

    private static let batchSize = 2000

    init(
        _ name: String, crs: CoordinateReferenceSystem?, fields: [FeatureField], options: LayerWriteOptions,
        package: GeoPackageWriter, owner: GeoPackageWriter?
    ) throws {
        self.name = name
        self.package = package
        self.owner = owner
        self.fields = fields
        self.options = options
        place = FormatError.Place(package.path, layer: name)
        srid = Int32(truncatingIfNeeded: crs.map { $0.epsg ?? Self.privateID($0) } ?? -1)
        var taken = Set<String>()
        for field in fields {
            guard taken.insert(field.name.lowercased()).inserted, !field.name.isEmpty else {
                throw FormatError.unsupported(
                    place,
                    what: Wording(
                        "the field “\(field.name)” has no name of its own; names differ by more than case",
                        "字段“\(field.name)”与其他字段重名；字段名不能仅有大小写之别"))
            }
        }
        key = Self.free("fid", taken)
        column = Self.free("geom", taken)
        let columns = [key, column] + fields.map(\.name)
        insertion =
            "INSERT INTO \(name.sqlIdentifier) "
            + "(\(columns.map(\.sqlIdentifier).joined(separator: ", "))) "
            + "VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
        try write { try createTable($0, crs) }
    }

    /// One transaction. When it fails its rows are lost, so that the layer cannot be completed any more.
    private func write(_ body: (Database) throws -> Void) throws {
        guard let package, !hasFailed else {
            throw OutputError.refused(
                path: place.path, reason: Wording("the writer was given up before", "写入已中止"))
        }
        do {
            try package.write(body)
        } catch {
            hasFailed = true
            throw error
        }
    }

    /// A number for a system that EPSG does not know, stable for one definition.
    private static func privateID(_ crs: CoordinateReferenceSystem) -> Int {
        // FNV-1a, folded into a range that EPSG leaves to users.
        let hash = crs.definition.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return 200_000 + Int(hash % 700_000)
    }

    private static func free(_ name: String, _ taken: Set<String>) -> String {
        var name = name
        while taken.contains(name) { name += "_" }
        return name
    }

    private func createTable(_ db: Database, _ crs: CoordinateReferenceSystem?) throws {
        if let crs, srid != 4326 {
            let definition: String
            do {
                definition = try crs.wkt(.esri)
            } catch {
                throw FormatError.unsupported(place, what: .referenceSystemWithoutText(error))
            }
            try GeoPackageSchema.addReferenceSystem(
                db, id: Int(srid), name: crs.name, crs.epsg == nil ? "NONE" : "EPSG", definition)
        }
        let types = fields.map { field in
            let type =
                switch field.kind {
                case .text: "TEXT"
                case .integer: "INTEGER"
                case .real: "REAL"
                case .boolean: "BOOLEAN"
                }
            return ", \(field.name.sqlIdentifier) \(type)"
        }
        let declared = options.geometryClass ?? .any
        try db.execute(
            sql: "CREATE TABLE \(name.sqlIdentifier) ("
                + "\(key.sqlIdentifier) INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
                + "\(column.sqlIdentifier) \(declared.rawValue)\(types.joined()))")
        try db.execute(
            sql: "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
                + "VALUES (?, 'features', ?, ?)", arguments: [name, name, srid])
        try db.execute(
            sql: "INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 2, 0)",
            arguments: [name, column, declared.rawValue, srid])
        try GeoPackageSchema.createIndex(db, table: name, column: column)
    }

    func append(_ feature: Feature) throws {
        var place = place
        place.feature = feature.id
        try feature.check(fields.count, at: place)
        try feature.geometry?.checkFinite(at: place)
        var row = feature
        row.geometry = feature.geometry?.promoted(to: options.geometryClass ?? .any)
        if let declared = options.geometryClass, declared != .any, let found = row.geometry?.geometryClass,
            found != declared
        {
            throw FormatError.unsuitableValue(
                place, found: Wording("a \(found.rawValue)", found.rawValue),
                expected: Wording("a \(declared.rawValue)", declared.rawValue))
        }
        for (index, field) in fields.enumerated() {
            place.field = field.name
            row.values[index] = try row.values[index].coerced(to: field.kind, at: place)
        }
        batch.append(row)
        if batch.count >= Self.batchSize { try flush() }
    }

    private func flush() throws {
        guard !batch.isEmpty else { return }
        try write { db in
            let row = try db.cachedStatement(sql: insertion)
            let box = try db.cachedStatement(
                sql: "INSERT INTO \(GeoPackageSchema.indexName(name, column)) VALUES (?, ?, ?, ?, ?)")
            for feature in batch { try insert(feature, row, box) }
        }
        batch.removeAll(keepingCapacity: true)
    }

    private func insert(_ feature: Feature, _ row: Statement, _ index: Statement) throws {
        var arguments: [(any DatabaseValueConvertible)?] = [feature.id, nil]
        if let geometry = feature.geometry {
            let box = geometry.boundingBox
            arguments[1] = Data(GeoPackageGeometry.encode(geometry, srid: srid, box: box))
            geometryClass =
                geometryClass.map { $0 == geometry.geometryClass ? $0 : .any } ?? geometry.geometryClass
            hasHeights = hasHeights || geometry.startsWithHeight
            if let box {
                bounds = bounds?.union(box) ?? box
                try index.execute(arguments: [feature.id, box.minX, box.maxX, box.minY, box.maxY])
            }
        }
        for value in feature.values {
            switch value {
            case .null: arguments.append(nil)
            case .text(let text): arguments.append(text)
            case .integer(let number): arguments.append(number)
            case .real(let number): arguments.append(number)
            case .boolean(let truth): arguments.append(truth ? 1 : 0)
            }
        }
        do {
            try row.execute(arguments: StatementArguments(arguments))
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw FormatError.unsuitableValue(
                .init(place.path, layer: name, feature: feature.id),
                found: Wording("a second feature of this id", "编号重复的要素"),
                expected: Wording("an id for each feature", "每个要素各有编号"))
        }
    }

    func finish() throws {
        try complete()
        try owner?.finish()
    }

    /// Writes what is left, what the whole layer is like, and the triggers.
    func complete() throws {
        guard !isComplete else { return }
        isComplete = true
        try flush()
        try write { db in
            let declared = options.geometryClass ?? geometryClass ?? .any
            try db.execute(
                sql: "UPDATE gpkg_geometry_columns SET geometry_type_name = ?, z = ? WHERE table_name = ?",
                arguments: [declared.rawValue, hasHeights ? 2 : 0, name])
            try db.execute(
                sql:
                    "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
                arguments: [bounds?.minX, bounds?.minY, bounds?.maxX, bounds?.maxY, name])
            try GeoPackageSchema.createTriggers(db, table: name, column: column, key: key)
        }
    }
}
