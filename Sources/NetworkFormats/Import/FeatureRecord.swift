import Geospatial
import PipeNetwork

/// One feature with everything needed to make an element of it.
struct FeatureRecord {
    let feature: Feature
    let id: String
    let geometry: Geometry
    let layer: FeatureLayer
    let plan: LayerPlan
    let place: LayerPlace
    let prefix: String

    /// The text of a field, with the mapping's replacements.
    func text(_ field: ElementField) -> String? {
        guard let place = plan.place(of: field),
            let text = feature.values[plan.columns[place].position].text
        else { return nil }
        return plan.columns[place].values[text] ?? text
    }

    /// The number of a field in the unit we keep it in; `nil` when there is no value.
    func number(_ field: ElementField) throws -> Double? {
        guard let place = plan.place(of: field) else { return nil }
        let factor = plan.columns[place].factor
        if plan.columns[place].values.isEmpty {
            switch feature.values[plan.columns[place].position] {
            case .null: return nil
            case .integer(let value): return Double(value) * factor
            case .real(let value) where value.isFinite: return (value == 0 ? 0 : value) * factor
            default: break
            }
        }
        guard let text = text(field) else { return nil }
        if let value = AttributeValue.text(text).number { return value * factor }
        if NameGuess.unknownWords.contains(text.lowercased()) { return nil }
        // DN200 and 200mm are how people write diameters.
        if field == .diameter, let value = Self.writtenNumber(.text(text)) { return value * factor }
        throw unsuitable(field, found: text, expected: "a number")
    }

    /// A number, or the first one in text such as `DN200`, `200mm` or `Φ219×6`.
    static func writtenNumber(_ value: AttributeValue) -> Double? {
        if let number = value.number { return number }
        guard let text = value.text else { return nil }
        return Double(text.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." })
    }

    /// An id of another element, with the source's prefix.
    func reference(_ field: ElementField) -> String? { text(field).map { prefix + $0 } }

    /// Whether the field `status` says closed; open when there is no such field or no value.
    func isClosed() throws -> Bool {
        guard let text = text(.status) else { return false }
        let word = text.lowercased()
        if NameGuess.closedWords.contains(word) { return true }
        if NameGuess.openWords.contains(word) { return false }
        throw unsuitable(
            .status, found: text,
            expected: "open or closed (开, 关, 1, 0, …), or a 'values' entry in the mapping")
    }

    /// Every value that no typed property holds: known ones under our name, the others under their own.
    func attributes(besides typed: Set<ElementField>) throws -> [String: AttributeValue] {
        var attributes: [String: AttributeValue] = [:]
        var used: Set<Int> = []
        for column in plan.columns {
            used.insert(column.position)
            guard !typed.contains(column.field), column.field != .id else { continue }
            let value = feature.values[column.position]
            if column.field == .diameter, let metres = try number(.diameter) {
                attributes["diameter"] = .real(metres)
            } else if column.factor != 1, let number = try number(column.field) {
                attributes[column.field.rawValue] = .real(number)
            } else if let text = text(column.field) {
                attributes[column.field.rawValue] = column.values.isEmpty ? value : .text(text)
            }
        }
        for (position, value) in feature.values.enumerated()
        where !used.contains(position) && value != .null {
            attributes[layer.fields[position].name] = value
        }
        return attributes
    }

    func unsuitable(_ field: ElementField, found: String, expected: String) -> ImportError {
        .unsuitableValue(
            path: place.path, layer: place.layer, feature: String(feature.id),
            field: plan.column(field)?.name ?? field.rawValue, found: found, expected: expected)
    }

    private func wrongShape(_ expected: String) -> ImportError {
        .unsuitableGeometry(
            path: place.path, layer: place.layer, feature: String(feature.id),
            found: "a \(geometry.typeName)", expected: expected)
    }

    /// The place of a point feature.
    func point() throws -> Coordinate {
        switch geometry {
        case .point(let position): return position
        case .multiPoint(let positions) where positions.count == 1: return positions[0]
        default: throw wrongShape("a point for \(plan.role.word)")
        }
    }

    /// The paths of a line feature: several for a multipart one.
    func paths() throws -> [[Coordinate]] {
        switch geometry {
        case .lineString(let path) where path.count > 1: return [path]
        case .multiLineString(let paths) where paths.allSatisfy({ $0.count > 1 }): return paths
        default: throw wrongShape("a line of two positions or more for \(plan.role.word)")
        }
    }
}
