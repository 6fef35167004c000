import Geospatial
import InputOutput
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
            remarks.note(
                Wording(
                    "field \(name) says 'no data' by a number and is taken as unknown",
                    "字段 \(name) 以数字表示“无数据”，按未知处理"), id)
            return nil
        }
        if field.isNeverNegative, value < 0 {
            remarks.note(
                Wording(
                    "field \(name) is below zero, which it cannot be, and is taken as unknown",
                    "字段 \(name) 为负值，不可能，按未知处理"), id)
            return nil
        }
        let number = value * plan.columns[place].factor
        if field == .elevation, !Self.heights.contains(number) {
            remarks.note(
                Wording(
                    "field \(name) gives a height outside −500 to 9000 m", "字段 \(name) 的高程超出 −500 至 9000 m"),
                id)
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
        throw unsuitable(field, found: Wording(verbatim: text), expected: Wording("a number", "数值"))
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
            .status, found: Wording(verbatim: text),
            expected: Wording(
                "open or closed (开, 关, 1, 0, …), or a 'values' entry in the mapping",
                "open 或 closed（开、关、1、0 等），或在映射中加“values”条目"))
    }

    /// Whether the field `status` says closed; open when there is no such field or no value.
    func isClosed() throws -> Bool { try status()?.status == .closed }

    /// Whether the thing is in the ground and in use; otherwise what it is instead.
    func absence() throws -> Wording? {
        let gone = Wording("no longer in service", "已停用")
        let planned = Wording("only planned", "仅为规划")
        if let text = text(.status)?.lowercased() {
            if NameGuess.goneWords.contains(text) { return gone }
            if NameGuess.plannedWords.contains(text) { return planned }
        }
        guard let text = text(.lifecycle)?.lowercased() else { return nil }
        if text == "1" || ["operativ", "in service", "on service", "在用"].contains(where: text.hasPrefix) {
            return nil
        }
        if text == "0" || text.hasPrefix("obsolet") || NameGuess.goneWords.contains(text) {
            return gone
        }
        if text == "2" || text.hasPrefix("plan") || NameGuess.plannedWords.contains(text) {
            return planned
        }
        throw unsuitable(
            .lifecycle, found: Wording(verbatim: text),
            expected: Wording("1 (in service), 0 (obsolete) or 2 (planned)", "1（在用）、0（停用）或 2（规划）"))
    }

    /// Whether a field says yes; `nil` without a value.
    func truth(_ field: ElementField) throws -> Bool? {
        guard let text = text(field) else { return nil }
        if NameGuess.yesWords.contains(text.lowercased()) { return true }
        if NameGuess.noWords.contains(text.lowercased()) { return false }
        throw unsuitable(
            field, found: Wording(verbatim: text),
            expected: Wording("yes or no (true, false, 是, 否, …)", "yes 或 no（true、false、是、否等）"))
    }

    /// The id of a pattern or a curve, when some model of the city has it.
    func setting(_ field: ElementField, in known: Set<String>) -> String? {
        guard let name = reference(field) else { return nil }
        if known.contains(name) { return name }
        let isPattern = field == .demandPattern || field == .headPattern || field == .speedPattern
        let what = isPattern ? Wording("pattern", "模式") : Wording("curve", "曲线")
        let column = plan.column(field)?.name ?? ""
        remarks.note(
            Wording(
                "field \(column) names a \(what.english) that no model of the city has, which is kept "
                    + "as an attribute; import a model with it (.inp) beside the layers",
                "字段 \(column) 所指的\(what.chinese)不在城市的任何模型中，仅作为属性保留；"
                    + "请将含该\(what.chinese)的模型（.inp）与图层一同导入"), "\(id) → \(name)")
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
                    remarks.note(
                        Wording(
                            "field \(column.name) tells no year and is kept as it is",
                            "字段 \(column.name) 不是年份，原样保留"), id)
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

    func unsuitable(_ field: ElementField, found: Wording, expected: Wording) -> ImportError {
        .unsuitableValue(
            path: place.path, layer: place.layer, feature: String(feature.id),
            field: plan.column(field)?.name ?? field.rawValue, found: found, expected: expected)
    }

    private func wrongShape(_ expected: Wording) -> ImportError {
        .unsuitableGeometry(
            path: place.path, layer: place.layer, feature: String(feature.id),
            found: Wording("a \(geometry.typeName)", geometry.typeName), expected: expected)
    }

    /// The position without a height that only says that there is none.
    private func levelled(_ position: Coordinate) -> Coordinate {
        guard let z = position.z, NoDataNumber.isNoData(z) else { return position }
        if !z.isNaN {
            remarks.note(
                Wording(
                    "a height (z) says 'no data' by a number and is taken as unknown",
                    "高程（z）以数字表示“无数据”，按未知处理"), id)
        }
        return Coordinate(x: position.x, y: position.y)
    }

    /// The place of a point feature.
    func point() throws -> Coordinate {
        switch geometry {
        case .point(let position): return levelled(position)
        case .multiPoint(let positions) where positions.count == 1: return levelled(positions[0])
        default:
            throw wrongShape(
                Wording("a point for \(plan.role.word)", "表示\(plan.role.wording.chinese)的点"))
        }
    }

    /// The paths of a line feature: several for a multipart one.
    func paths() throws -> [[Coordinate]] {
        switch geometry {
        case .lineString(let path) where path.count > 1: return [path.map(levelled)]
        case .multiLineString(let paths) where paths.allSatisfy({ $0.count > 1 }):
            return paths.map { $0.map(levelled) }
        default:
            throw wrongShape(
                Wording(
                    "a line of two positions or more for \(plan.role.word)",
                    "表示\(plan.role.wording.chinese)、至少两个坐标的线"))
        }
    }
}
