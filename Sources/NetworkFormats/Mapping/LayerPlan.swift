import Geospatial
import InputOutput
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
    /// The program whose names and units the layer has; `nil` when it is nobody's.
    public var tool: SourceTool?
    /// Fields that look like a state and are not read, because no word tells which of them it is.
    public var unreadStatus: [String] = []

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
    init?(
        _ layer: FeatureLayer, path: String, mapping: ImportMapping.Layer?, mappingPath: String?,
        tool: SourceTool? = nil
    ) throws {
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
            let guess = mapping?.role
                ?? NameGuess.role(ofLayer: layer.name, hasLines: hasLines, hasAreas: hasAreas)
        else { return nil }
        let isRegulating =
            mapping?.role == nil && guess == .asset(.isolationValve) && Self.isRegulating(layer, tool)
        let role = isRegulating ? ElementRole.regulatingValve : guess
        self.path = path
        self.layer = layer.name
        self.role = role
        self.tool = tool
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
        for (field, position, unit) in Self.guesses(role, names, besides: taken, mapping, tool) {
            taken.insert(position)
            let factor = unit.flatMap { field.factor(fromUnit: $0) } ?? field.standardFactor
            columns.append(
                Column(
                    field: field, position: position, name: names[position], factor: factor, values: [:],
                    isGuessed: true, unit: unit))
        }
        isGuessed = mapping?.role == nil || columns.contains(where: \.isGuessed)
        if role.hasStatus {
            unreadStatus = names.indices.filter {
                !taken.contains($0) && FieldName(names[$0]).looksLikeStatus
            }
            .map { names[$0] }
        }
        for place in columns.indices where columns[place].field == .diameter && columns[place].unit == nil {
            let isMillimetres = role != .tank && Self.isInMillimetres(layer, columns[place].position)
            columns[place].factor = isMillimetres ? 0.001 : 1
            columns[place].unit = isMillimetres ? "mm" : "m"
        }
    }

    /// Whether points in a layer of valves regulate: they name their two ends and a kind or a setting, as those of models
    /// do and those of a street do not.
    private static func isRegulating(_ layer: FeatureLayer, _ tool: SourceTool?) -> Bool {
        let fields = Set(
            guesses(.regulatingValve, layer.fields.map(\.name), besides: [], nil, tool).map(\.field))
        return fields.isSuperset(of: [.from, .to]) && !fields.isDisjoint(with: [.kind, .setting])
    }

    /// What the names of fields say that the mapping leaves open: known words first, then words with a unit behind
    /// them, then names that a Shapefile cut, where they are the beginning of a word for one field only.
    private static func guesses(
        _ role: ElementRole, _ names: [String], besides mapped: Set<Int>, _ mapping: ImportMapping.Layer?,
        _ tool: SourceTool?
    ) -> [(field: ElementField, position: Int, unit: String?)] {
        var open = role.fields
        for field in tool?.fields.keys.sorted(by: { $0.rawValue < $1.rawValue }) ?? []
        where !open.contains(field) && role.takes(field) {
            open.append(field)
        }
        open.removeAll { mapping?.fields[$0] != nil }
        var taken = mapped
        var found: [ElementField: (position: Int, unit: String?)] = [:]
        for field in open {
            guard let place = NameGuess.position(of: field, in: names, besides: taken, tool: tool) else {
                continue
            }
            taken.insert(place)
            found[field] = (place, tool?.unit(of: field, on: role))
        }
        for (place, name) in names.map(FieldName.init).enumerated() where !taken.contains(place) {
            for field in open where found[field] == nil {
                guard let unit = name.unit(of: field) else { continue }
                taken.insert(place)
                found[field] = (place, unit)
                break
            }
            guard !taken.contains(place), name.mayBeCut else { continue }
            let meant = open.filter { name.begins($0, of: tool) }
            guard meant.count == 1, found[meant[0]] == nil else { continue }
            taken.insert(place)
            found[meant[0]] = (place, tool?.unit(of: meant[0], on: role))
        }
        return open.compactMap { field in found[field].map { (field, $0.position, $0.unit) } }
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

    /// Whether enough is known to use a layer whose kind was only guessed: stations need a field that tells their kind.
    func isUnderstood(_ layer: FeatureLayer) -> Bool {
        guard role == .station else { return true }
        guard let column = column(.kind) else { return false }
        return layer.features.contains { feature in
            feature.values[column.position].text.flatMap(NameGuess.stationKind) != nil
        }
    }

    /// The column of a field.
    func column(_ field: ElementField) -> Column? { place(of: field).map { columns[$0] } }

    /// The place of a field in ``columns``.
    func place(of field: ElementField) -> Int? { columns.firstIndex { $0.field == field } }

    /// One line a person can check: what the layer is taken for and which field is what.
    public var summary: Wording {
        let fields = columns.map { column in
            "\(column.field.rawValue) ← \(column.name)\(column.unit.map { " [\($0)]" } ?? "")"
        }
        var how = isGuessed ? Wording("guessed", "按名称推断") : Wording("mapped", "按映射")
        if let tool {
            how = how + Wording(", with names and units of \(tool.rawValue)", "，采用 \(tool.rawValue) 的名称与单位")
        }
        var text = Wording(
            "\(path): layer \(layer) is \(role.word) (\(how.english))",
            "\(path)：图层 \(layer) 作为\(role.wording.chinese)（\(how.chinese)）")
        if !fields.isEmpty {
            text = text + Wording("; " + fields.joined(separator: ", "), "；" + fields.joined(separator: "，"))
        }
        return text
    }
}
