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
    let remarks: LayerRemarks
    /// The ids of patterns and curves that some model of the city has.
    let patterns: Set<String>
    let curves: Set<String>

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
        guard let value = try writtenNumber(field, place) else { return nil }
        let name = plan.columns[place].name
        if NoDataNumber.isNoData(value) || abs(value) >= Self.largest {
            remarks.note("field \(name) says 'no data' by a number and is taken as unknown", id)
            return nil
        }
        if field.isNeverNegative, value < 0 {
            remarks.note("field \(name) is below zero, which it cannot be, and is taken as unknown", id)
            return nil
        }
        let number = value * plan.columns[place].factor
        if field == .elevation, !Self.heights.contains(number) {
            remarks.note("field \(name) gives a height outside −500 to 9000 m", id)
        }
        return number
    }

    /// No number of a network reaches this in any unit; widths of fields cut larger marks of "no data" down.
    private static let largest = 1e15

    /// Heights that a network may have, m: the lowest land lies at −430 m, the highest town at 5100 m.
    static let heights = -500.0...9000.0

    /// The number of a field as it stands there.
    private func writtenNumber(_ field: ElementField, _ place: Int) throws -> Double? {
        if plan.columns[place].values.isEmpty {
            switch feature.values[plan.columns[place].position] {
            case .null: return nil
            case .integer(let value): return Double(value)
            case .real(let value): return value == 0 ? 0 : value
            default: break
            }
        }
        guard let text = text(field) else { return nil }
        if let value = AttributeValue.text(text).number { return value }
        if NameGuess.unknownWords.contains(text.lowercased()) { return nil }
        // DN200 and 200mm are how people write diameters.
        if field == .diameter, let value = Self.writtenNumber(.text(text)) { return value }
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

    /// What the field `status` says of a link; `nil` when there is no such field or no value.
    func status() throws -> (status: LinkStatus, hasCheckValve: Bool)? {
        guard let text = text(.status) else { return nil }
        let word = text.lowercased()
        if NameGuess.closedWords.contains(word) { return (.closed, false) }
        if NameGuess.openWords.contains(word) { return (.open, false) }
        if plan.role == .regulatingValve, NameGuess.activeWords.contains(word) { return (.active, false) }
        if plan.role == .pipe, NameGuess.checkValveWords.contains(word) { return (.open, true) }
        throw unsuitable(
            .status, found: text,
            expected: "open or closed (开, 关, 1, 0, …), or a 'values' entry in the mapping")
    }

    /// Whether the field `status` says closed; open when there is no such field or no value.
    func isClosed() throws -> Bool { try status()?.status == .closed }

    /// Whether the thing is in the ground and in use; otherwise what it is instead.
    func absence() throws -> String? {
        if let text = text(.status)?.lowercased() {
            if NameGuess.goneWords.contains(text) { return "no longer in service" }
            if NameGuess.plannedWords.contains(text) { return "only planned" }
        }
        guard let text = text(.lifecycle)?.lowercased() else { return nil }
        if text == "1" || ["operativ", "in service", "on service", "在用"].contains(where: text.hasPrefix) {
            return nil
        }
        if text == "0" || text.hasPrefix("obsolet") || NameGuess.goneWords.contains(text) {
            return "no longer in service"
        }
        if text == "2" || text.hasPrefix("plan") || NameGuess.plannedWords.contains(text) {
            return "only planned"
        }
        throw unsuitable(
            .lifecycle, found: text, expected: "1 (in service), 0 (obsolete) or 2 (planned)")
    }

    /// Whether a field says yes; `nil` without a value.
    func truth(_ field: ElementField) throws -> Bool? {
        guard let text = text(field) else { return nil }
        if NameGuess.yesWords.contains(text.lowercased()) { return true }
        if NameGuess.noWords.contains(text.lowercased()) { return false }
        throw unsuitable(field, found: text, expected: "yes or no (true, false, 是, 否, …)")
    }

    /// The id of a pattern or a curve, when some model of the city has it.
    func setting(_ field: ElementField, in known: Set<String>) -> String? {
        guard let name = reference(field) else { return nil }
        if known.contains(name) { return name }
        let what =
            field == .demandPattern || field == .headPattern || field == .speedPattern ? "pattern" : "curve"
        remarks.note(
            "field \(plan.column(field)?.name ?? "") names a \(what) that no model of the city has, which is kept "
                + "as an attribute; import a model with it (.inp) beside the layers", "\(id) → \(name)")
        return nil
    }

    /// Every value that no typed property holds: known ones under our name, the others under their own.
    func attributes(besides typed: Set<ElementField>) throws -> [String: AttributeValue] {
        var attributes: [String: AttributeValue] = [:]
        var used: Set<Int> = []
        for column in plan.columns {
            used.insert(column.position)
            guard !typed.contains(column.field), column.field != .id else { continue }
            let value = feature.values[column.position]
            if column.field == .year, value != .null {
                guard let year = YearText.year(of: text(.year).map { .text($0) } ?? value) else {
                    remarks.note("field \(column.name) tells no year and is kept as it is", id)
                    attributes[column.name == "year" ? "laid" : column.name] = value
                    continue
                }
                attributes["year"] = .integer(Int64(year))
                if value != .integer(Int64(year)) {
                    attributes[column.name.lowercased() == "year" ? "laid" : column.name] = value
                }
            } else if column.field == .diameter, let metres = try number(.diameter) {
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

    /// The position without a height that only says that there is none.
    private func levelled(_ position: Coordinate) -> Coordinate {
        guard let z = position.z, NoDataNumber.isNoData(z) else { return position }
        if !z.isNaN { remarks.note("a height (z) says 'no data' by a number and is taken as unknown", id) }
        return Coordinate(x: position.x, y: position.y)
    }

    /// The place of a point feature.
    func point() throws -> Coordinate {
        switch geometry {
        case .point(let position): return levelled(position)
        case .multiPoint(let positions) where positions.count == 1: return levelled(positions[0])
        default: throw wrongShape("a point for \(plan.role.word)")
        }
    }

    /// The paths of a line feature: several for a multipart one.
    func paths() throws -> [[Coordinate]] {
        switch geometry {
        case .lineString(let path) where path.count > 1: return [path.map(levelled)]
        case .multiLineString(let paths) where paths.allSatisfy({ $0.count > 1 }):
            return paths.map { $0.map(levelled) }
        default: throw wrongShape("a line of two positions or more for \(plan.role.word)")
        }
    }
}
