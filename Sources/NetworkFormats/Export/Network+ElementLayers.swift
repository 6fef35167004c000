import Geospatial
import PipeNetwork

extension Network {
    /// The network as map layers, one for each kind of element that it has: `junction`, `reservoir`, `tank`, `pipe`,
    /// `pump`, `valve` and the kinds of point assets. Their fields say what `ElementValue` says, lengths and heights in m and
    /// diameters in mm with the unit in the name, as an import recognises them.
    ///
    /// Links are drawn with their bends and name their ends; assets name the node or the link that they are tied to.
    /// Patterns, curves, controls and options have no place on a map; an EPANET input file holds them.
    public var elementLayers: [FeatureLayer] {
        var layers: [ElementLayer] = []
        var places: [String: Int] = [:]
        func add(_ element: some NetworkElement, _ geometry: Geometry?, _ ends: [(name: String, id: String)])
        {
            let place = places[element.layer] ?? layers.count
            if place == layers.count {
                places[element.layer] = place
                layers.append(ElementLayer(name: element.layer))
            }
            layers[place].add(element, geometry, ends)
        }
        for row in 0..<nodes.count {
            add(node(at: row), nodes.position(row).map { .point($0) }, [])
        }
        for row in 0..<links.count {
            let (link, path) = (link(at: row), path(ofLink: row))
            add(
                link, path.count > 1 ? .lineString(path) : nil,
                Array(zip(["from_node", "to_node"], link.ends)).map { (name: $0, id: $1) })
        }
        for row in 0..<assets.count {
            let asset = asset(at: row)
            add(
                asset, asset.position.map { .point($0) },
                Array(zip(["node", "link"], asset.ends)).map { (name: $0, id: $1) })
        }
        return layers.map { $0.layer(crs) }
    }
}

/// One kind of element on its way to a layer.
private struct ElementLayer {
    let name: String
    private var columns: [String] = []
    private var kinds: [String: FeatureField.Kind] = [:]
    private var rows: [(geometry: Geometry?, values: [String: AttributeValue])] = []

    init(name: String) { self.name = name }

    /// Fields whose unit stands in their name, and what an SI value is multiplied by.
    private static let units: [String: (name: String, factor: Double)] = [
        "length": ("length_m", 1), "diameter": ("diameter_mm", 1000), "elevation": ("elevation_m", 1),
        "head": ("head_m", 1), "initial_level": ("initial_level_m", 1),
        "minimum_level": ("minimum_level_m", 1), "maximum_level": ("maximum_level_m", 1),
        "power": ("power_kw", 0.001),
    ]

    mutating func add(
        _ element: some NetworkElement, _ geometry: Geometry?, _ ends: [(name: String, id: String)]
    ) {
        var values: [String: AttributeValue] = [:]
        func put(_ name: String, _ value: AttributeValue) {
            guard value != .null else { return }
            if values[name] == nil { values[name] = value }
            note(name, value)
        }
        put("id", .text(element.id))
        for end in ends { put(end.name, .text(end.id)) }
        // A valve that is not shut is open: that is known, and an import asks for it.
        let isValve = element.layer == Asset.Kind.isolationValve.rawValue
        if isValve {
            put("status", .text(element.fields.contains { $0.name == "is_closed" } ? "closed" : "open"))
        }
        for field in element.fields where field.name != "table" && !(isValve && field.name == "is_closed") {
            guard let unit = Self.units[field.name], let number = field.value.number else {
                put(field.name, field.value)
                continue
            }
            put(unit.name, .real(number * unit.factor))
        }
        rows.append((geometry, values))
    }

    /// A column holds what all its values are; of numbers and words, words.
    private mutating func note(_ name: String, _ value: AttributeValue) {
        let kind = value.fieldKind
        guard let known = kinds[name] else {
            columns.append(name)
            kinds[name] = kind
            return
        }
        guard known != kind else { return }
        let isNumber = [known, kind].allSatisfy { $0 == .integer || $0 == .real }
        kinds[name] = isNumber ? .real : .text
    }

    func layer(_ crs: CoordinateReferenceSystem?) -> FeatureLayer {
        FeatureLayer(
            name: name, crs: crs, fields: columns.map { FeatureField($0, kinds[$0] ?? .text) },
            features: rows.enumerated().map { number, row in
                Feature(
                    id: Int64(number), geometry: row.geometry,
                    values: columns.map { column in
                        let value = row.values[column] ?? .null
                        switch kinds[column] {
                        case .text: return value.text.map { .text($0) } ?? .null
                        case .real: return value.number.map { .real($0) } ?? .null
                        default: return value
                        }
                    })
            })
    }
}

extension AttributeValue {
    /// The kind of a field that holds the value as it is.
    fileprivate var fieldKind: FeatureField.Kind {
        switch self {
        case .null, .text: .text
        case .integer: .integer
        case .real: .real
        case .boolean: .boolean
        }
    }
}
