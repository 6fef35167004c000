import GRDB
import Geospatial
import InputOutput
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
    ///
    /// - Throws: ``FormatError/unsupported(_:what:)`` when the rows take more than the file's budget.
    func read(
        _ file: SQLiteFile, _ db: Database, _ geometry: GeometryColumn, crs: CoordinateReferenceSystem?
    ) throws -> FeatureLayer {
        // Unlike `table_info` it lists generated columns (2 and 3); 1 is a hidden column of a virtual table.
        let columns = try Row.fetchAll(db, sql: "PRAGMA table_xinfo(\(name.sqlIdentifier))")
            .filter { ($0["hidden"] as Int? ?? 0) != 1 }
            .map {
                Column(
                    name: $0["name"] ?? "", declared: ($0["type"] as String? ?? "").uppercased(),
                    isPrimaryKey: ($0["pk"] as Int? ?? 0) > 0)
            }
        let key = Self.rowIdentifier(columns)
        var fields: [FeatureField] = []
        // A view has no row ids, and its first column need not be one: features are counted then.
        let hasRowID = try key != nil || self.hasRowID(db)
        var selected = [key?.sqlIdentifier ?? (hasRowID ? "rowid" : "NULL")]
        var geometryColumns: [String] = []
        switch geometry {
        case .none: break
        case .encoded(let column, _): geometryColumns = [column]
        case .ordinates(let x, let y): geometryColumns = [x, y]
        }
        for column in geometryColumns {
            guard let found = columns.first(where: { $0.name.lowercased() == column.lowercased() }) else {
                throw FormatError.malformed(
                    .init(path, layer: name), found: Wording("no column \(column)", "没有列 \(column)"),
                    expected: Wording("the column that holds the geometry", "存放几何的列"))
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
        var curves = 0
        var size = 0
        let first = 1 + geometryColumns.count
        while let row = try rows.next() {
            let id = row.integer(at: 0) ?? Int64(features.count)
            let place = FormatError.Place(path, layer: name, feature: id)
            var values: [AttributeValue] = []
            values.reserveCapacity(fields.count)
            for (index, field) in fields.enumerated() {
                values.append(Self.value(row, first + index, field.kind, &size))
            }
            let shape = try self.geometry(row, geometry, place, &size, &curves)
            features.append(Feature(id: id, geometry: shape, values: values))
            size += 64
            guard size <= file.budget.bytes else {
                throw FormatError.unsupported(.init(path, layer: name), what: file.budget.tooLarge)
            }
        }
        var layer = FeatureLayer(name: name, crs: crs, fields: fields, features: features)
        if curves > 0 { layer.remarks.append(Self.straightened(curves)) }
        return layer
    }

    private static func straightened(_ count: Int) -> Wording {
        Wording(
            "\(count) features are drawn with arcs, which were straightened in steps of \(CircularArc.stepText)",
            "\(count) 个要素含圆弧，已按 \(CircularArc.stepText) 的步长折线化")
    }

    /// Whether the rows have numbers that `rowid` gives: those of views and of tables WITHOUT ROWID have none.
    private func hasRowID(_ db: Database) throws -> Bool {
        do {
            _ = try db.makeStatement(sql: "SELECT rowid FROM \(name.sqlIdentifier)")
            return try Row.fetchOne(
                db, sql: "SELECT 1 FROM sqlite_master WHERE type = 'view' AND lower(name) = lower(?)",
                arguments: [name]) == nil
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            return false
        }
    }

    private func geometry(
        _ row: Row, _ column: GeometryColumn, _ place: FormatError.Place, _ size: inout Int,
        _ curves: inout Int
    ) throws -> Geometry? {
        switch column {
        case .none: return nil
        case .encoded(let name, let decode):
            // Copied at once: the bytes live only as long as the row is current.
            let bytes = try row.withUnsafeData(atIndex: 1) { $0.map { [UInt8]($0) } }
            guard let bytes, !bytes.isEmpty else { return nil }
            var place = place
            place.field = name
            let isCurve = CircularArc.isCurve(bytes)
            if isCurve { curves += 1 }
            // Three positions of an arc become as many as 128.
            size += (isCurve ? 64 : 2) * bytes.count
            return try decode(bytes, place)
        case .ordinates(let x, let y):
            let values = [Self.value(row, 1, .real, &size), Self.value(row, 2, .real, &size)]
            if values == [.null, .null] { return nil }
            guard let east = values[0].number, let north = values[1].number, east.isFinite, north.isFinite
            else {
                throw FormatError.unsuitableValue(
                    place, found: Wording(verbatim: "“\(values[0].text ?? "")”, “\(values[1].text ?? "")”"),
                    expected: Wording("two numbers in \(x) and \(y)", "\(x) 与 \(y) 两列中的数值"))
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
            "GEOMETRYCOLLECTION", "CURVE", "SURFACE", "CIRCULARSTRING", "COMPOUNDCURVE", "CURVEPOLYGON",
            "MULTICURVE", "MULTISURFACE", "POLYHEDRALSURFACE", "TIN", "TRIANGLE",
        ]
        if declared.contains("BLOB") || geometries.contains(declared) { return nil }
        if declared.hasPrefix("BOOL") { return .boolean }
        if declared.contains("INT") { return .integer }
        if ["REAL", "FLOA", "DOUB", "NUM", "DEC"].contains(where: declared.contains) { return .real }
        return .text
    }

    private static func value(
        _ row: Row, _ index: Int, _ kind: FeatureField.Kind, _ size: inout Int
    ) -> AttributeValue {
        size += 8
        switch (row[index] as DatabaseValue).storage {
        case .null: return .null
        case .blob(let bytes):
            size += bytes.count
            return .null
        case .int64(let number):
            if kind == .boolean, number == 0 || number == 1 { return .boolean(number == 1) }
            if kind == .real, let real = Double(exactly: number) { return .real(real) }
            return .integer(number)
        case .double(let number): return .real(number)
        case .string(let text):
            size += text.utf8.count
            return .text(text)
        }
    }
}
