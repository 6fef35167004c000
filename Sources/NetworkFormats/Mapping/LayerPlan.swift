import Geospatial
import PipeNetwork

/// What an import is going to take from a layer: said before it is done.
public struct LayerPlan: Sendable {
    /// The file.
    public var path: String
    /// The layer.
    public var layer: String
    /// What its features become.
    public var role: ElementRole
    /// Where each field comes from.
    public var columns: [Column]
    /// Whether role or a column were guessed by name.
    public var isGuessed: Bool

    /// Where a field comes from.
    public struct Column: Sendable, Hashable {
        /// The field.
        public var field: ElementField
        /// The position in the layer's fields.
        public var position: Int
        /// The name in the layer.
        public var name: String
        /// What numbers are multiplied with to get the unit we keep.
        public var factor: Double
        /// Replacements of values.
        public var values: [String: String]
        /// Whether it was guessed by its name.
        public var isGuessed: Bool
        /// The unit that was told or inferred, for the report.
        public var unit: String?
    }

    /// Plans a layer by its mapping, guessing what the mapping leaves open.
    ///
    /// - Returns: `nil` when neither mapping nor name say what the layer is.
    /// - Throws: ``ImportError/unknownField(mapping:line:layer:field:found:available:)``.
    init?(_ layer: FeatureLayer, path: String, mapping: ImportMapping.Layer?, mappingPath: String?) throws {
        var hasLines = false
        var hasAreas = false
        for feature in layer.features {
            switch feature.geometry {
            case .lineString, .multiLineString: hasLines = true
            case .polygon, .multiPolygon: hasAreas = true
            case nil: continue
            default: break
            }
            break
        }
        guard
            let role = mapping?.role
                ?? NameGuess.role(ofLayer: layer.name, hasLines: hasLines, hasAreas: hasAreas)
        else { return nil }
        self.path = path
        self.layer = layer.name
        self.role = role
        columns = []
        var taken: Set<Int> = []
        let names = layer.fields.map(\.name)
        for field in ElementField.allCases {
            guard let mapped = mapping?.fields[field] else { continue }
            guard let position = layer.fieldIndex(mapped.name) else {
                throw ImportError.unknownField(
                    mapping: mappingPath ?? "", line: mapped.line, layer: layer.name, field: field.rawValue,
                    found: mapped.name, available: names)
            }
            taken.insert(position)
            columns.append(
                Column(
                    field: field, position: position, name: names[position],
                    factor: mapped.unit.flatMap { field.factor(fromUnit: $0) } ?? field.standardFactor,
                    values: mapped.values, isGuessed: false, unit: mapped.unit))
        }
        for field in role.fields where mapping?.fields[field] == nil {
            guard let position = NameGuess.position(of: field, in: names, besides: taken) else { continue }
            taken.insert(position)
            columns.append(
                Column(
                    field: field, position: position, name: names[position], factor: field.standardFactor,
                    values: [:], isGuessed: true))
        }
        isGuessed = mapping?.role == nil || columns.contains(where: \.isGuessed)
        for place in columns.indices where columns[place].field == .diameter && columns[place].unit == nil {
            let isMillimetres = role != .tank && Self.isInMillimetres(layer, columns[place].position)
            columns[place].factor = isMillimetres ? 0.001 : 1
            columns[place].unit = isMillimetres ? "mm" : "m"
        }
    }

    /// Whether most diameters of a field are in millimetres: a DN is, and no pipe measures 10 m across. A tank may.
    private static func isInMillimetres(_ layer: FeatureLayer, _ position: Int) -> Bool {
        var large = 0
        var small = 0
        for feature in layer.features {
            guard let value = FeatureRecord.writtenNumber(feature.values[position]), value > 0 else {
                continue
            }
            if value > 10 { large += 1 } else { small += 1 }
        }
        return large > small
    }

    /// The column of a field.
    func column(_ field: ElementField) -> Column? { place(of: field).map { columns[$0] } }

    /// The place of a field in ``columns``.
    func place(of field: ElementField) -> Int? { columns.firstIndex { $0.field == field } }

    /// One line a person can check: what the layer is taken for and which field is what.
    public var summary: String {
        let fields = columns.map { column in
            "\(column.field.rawValue) ← \(column.name)\(column.unit.map { " [\($0)]" } ?? "")"
        }
        let how = isGuessed ? "guessed" : "mapped"
        return "\(path): layer \(layer) is \(role.word) (\(how))"
            + (fields.isEmpty ? "" : "; " + fields.joined(separator: ", "))
    }
}
