import GRDB
import Geospatial
import PipeNetwork

/// A table of an SQLite file read as a layer: its columns as fields, each row as a feature.
struct SQLiteTable {
    /// How the geometry of a row is found.
    enum GeometryColumn {
        /// None: a table of attributes.
        case none
        /// One column, decoded by a function.
        case encoded(String, decode: ([UInt8], FormatError.Place) throws -> Geometry?)
        /// Two columns of ordinates.
        case ordinates(x: String, y: String)
    }

    /// A column as `PRAGMA table_info` tells it.
    private struct Column {
        var name: String
        var declared: String
        var isPrimaryKey: Bool
    }

    let name: String
    let path: String

    /// Reads all rows, in the order of the table.
    func read(_ db: Database, _ geometry: GeometryColumn, crs: CoordinateReferenceSystem?) throws
        -> FeatureLayer
    {
        let columns = try Row.fetchAll(db, sql: "PRAGMA table_info(\(name.sqlIdentifier))").map {
            Column(
                name: $0["name"] ?? "", declared: ($0["type"] as String? ?? "").uppercased(),
                isPrimaryKey: ($0["pk"] as Int? ?? 0) > 0)
        }
        let key = Self.rowIdentifier(columns)
        var fields: [FeatureField] = []
        var selected = [key?.sqlIdentifier ?? "rowid"]
        var geometryColumns: [String] = []
        switch geometry {
        case .none: break
        case .encoded(let column, _): geometryColumns = [column]
        case .ordinates(let x, let y): geometryColumns = [x, y]
        }
        for column in geometryColumns {
            guard let found = columns.first(where: { $0.name.lowercased() == column.lowercased() }) else {
                throw FormatError.malformed(
                    .init(path, layer: name), found: "no column \(column)",
                    expected: "the column that holds the geometry")
            }
            selected.append(found.name.sqlIdentifier)
        }
        for column in columns where column.name != key {
            if case .encoded(let hidden, _) = geometry, hidden.lowercased() == column.name.lowercased() {
                continue
            }
            guard let kind = Self.kind(column.declared) else { continue }
            fields.append(FeatureField(column.name, kind))
            selected.append(column.name.sqlIdentifier)
        }
        let rows = try Row.fetchCursor(
            db, sql: "SELECT \(selected.joined(separator: ", ")) FROM \(name.sqlIdentifier)")
        var features: [Feature] = []
        let first = 1 + geometryColumns.count
        while let row = try rows.next() {
            let id = row.integer(at: 0) ?? Int64(features.count)
            let place = FormatError.Place(path, layer: name, feature: id)
            var values: [AttributeValue] = []
            values.reserveCapacity(fields.count)
            for (index, field) in fields.enumerated() {
                values.append(Self.value(row, first + index, field.kind))
            }
            features.append(
                Feature(id: id, geometry: try self.geometry(row, geometry, place), values: values))
        }
        return FeatureLayer(name: name, crs: crs, fields: fields, features: features)
    }

    private func geometry(
        _ row: Row, _ column: GeometryColumn, _ place: FormatError.Place
    ) throws -> Geometry? {
        switch column {
        case .none: return nil
        case .encoded(let name, let decode):
            // Copied at once: the bytes live only as long as the row is current.
            let bytes = try row.withUnsafeData(atIndex: 1) { $0.map { [UInt8]($0) } }
            guard let bytes, !bytes.isEmpty else { return nil }
            var place = place
            place.field = name
            return try decode(bytes, place)
        case .ordinates(let x, let y):
            let values = [Self.value(row, 1, .real), Self.value(row, 2, .real)]
            if values == [.null, .null] { return nil }
            guard let east = values[0].number, let north = values[1].number else {
                throw FormatError.unsuitableValue(
                    place, found: "“\(values[0].text ?? "")”, “\(values[1].text ?? "")”",
                    expected: "two numbers in \(x) and \(y)")
            }
            return .point(Coordinate(x: east, y: north))
        }
    }

    /// The one column that is the row id by SQLite's rules; `nil` when the row id has no name.
    private static func rowIdentifier(_ columns: [Column]) -> String? {
        let keys = columns.filter(\.isPrimaryKey)
        return keys.count == 1 && keys[0].declared == "INTEGER" ? keys[0].name : nil
    }

    /// What a declared type holds, by SQLite's affinity rules; `nil` for blobs and geometries.
    private static func kind(_ declared: String) -> FeatureField.Kind? {
        let geometries = [
            "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRY",
            "GEOMETRYCOLLECTION", "CURVE", "SURFACE",
        ]
        if declared.contains("BLOB") || geometries.contains(declared) { return nil }
        if declared.hasPrefix("BOOL") { return .boolean }
        if declared.contains("INT") { return .integer }
        if ["REAL", "FLOA", "DOUB", "NUM", "DEC"].contains(where: declared.contains) { return .real }
        return .text
    }

    private static func value(_ row: Row, _ index: Int, _ kind: FeatureField.Kind) -> AttributeValue {
        switch (row[index] as DatabaseValue).storage {
        case .null, .blob: return .null
        case .int64(let number):
            if kind == .boolean, number == 0 || number == 1 { return .boolean(number == 1) }
            if kind == .real, let real = Double(exactly: number) { return .real(real) }
            return .integer(number)
        case .double(let number): return .real(number)
        case .string(let text): return .text(text)
        }
    }
}
