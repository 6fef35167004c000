import InputOutput
import WaterLoss
import Telemetry
import Yams

/// The leaves of an audit file: numbers with units and limits. A mistake is noted and reading goes on.
extension AuditReader {
    /// What a quantity is a quantity of, and so which units it can have.
    enum Kind {
        case volume, length, pressure, outletPressure, flow, flowPerLength, area, count, price

        /// Whether its numbers must state a unit.
        var needsUnit: Bool { self != .count && self != .price }

        var units: String {
            switch self {
            case .volume: VolumeUnit.allCases.map(\.rawValue).joined(separator: ", ")
            case .length: LengthUnit.allCases.map(\.rawValue).joined(separator: ", ")
            case .pressure, .outletPressure: PressureUnit.allCases.map(\.rawValue).joined(separator: ", ")
            case .flow: FlowUnit.allCases.map(\.rawValue).joined(separator: ", ")
            case .flowPerLength: Self.flowsPerLength.map(\.unit).joined(separator: ", ")
            case .area: Self.areas.map(\.unit).joined(separator: ", ")
            case .count: "none"
            case .price: "m3"
            }
        }

        /// Units of a flow for each length of pipe, in m³/(s·m).
        private static let flowsPerLength: [(unit: String, factor: Double)] = [
            ("m3/(km·h)", 1 / 3.6e6), ("m3/(h·km)", 1 / 3.6e6), ("m3/h/km", 1 / 3.6e6),
            ("m3/km/h", 1 / 3.6e6),
            ("L/(km·h)", 1 / 3.6e9), ("L/km/h", 1 / 3.6e9), ("L/(s·km)", 1e-6), ("L/s/km", 1e-6),
        ]
        /// Units of the area of a hole, in m².
        private static let areas: [(unit: String, factor: Double)] = [
            ("mm2", 1e-6), ("mm²", 1e-6), ("cm2", 1e-4), ("cm²", 1e-4), ("m2", 1), ("m²", 1),
        ]

        /// One of `unit` in the unit inside; `nil` for a unit that it cannot have.
        func factor(_ unit: String) -> Double? {
            switch self {
            case .volume: VolumeUnit(parsing: unit)?.siFactor
            case .length: LengthUnit(parsing: unit)?.siFactor
            case .pressure: PressureUnit(parsing: unit)?.siFactor
            case .outletPressure:
                switch PressureUnit(parsing: unit) {
                // The edges of R3 are round figures of MPa: these units reach them without rounding on the way.
                case .megapascals: 1
                case .kilopascals: 1e-3
                case .bars: 0.1
                case .some(let other): other.siFactor * PressureUnit.waterSpecificWeight / 1e6
                case nil: nil
                }
            case .flow: FlowUnit(parsing: unit)?.siFactor
            case .flowPerLength: Self.flowsPerLength.first { $0.unit == unit }?.factor
            case .area: Self.areas.first { $0.unit == unit }?.factor
            case .count: nil
            case .price: VolumeUnit(parsing: unit).map { 1 / $0.siFactor }
            }
        }
    }

    /// A quantity: `{value: 9850, unit: 10k m3, percent: 1.5}`, or the number alone where no unit is needed.
    mutating func quantity(_ node: Node, _ key: String, _ kind: Kind, input: AuditInput? = nil) -> Uncertain?
    {
        if node.mapping == nil {
            guard !kind.needsUnit else {
                fail(
                    node, key,
                    Wording(
                        "a value needs its unit: {value: …, unit: …} with one of \(kind.units)",
                        "数值须带单位：{value: …, unit: …}，单位为以下之一：\(kind.units)"))
                return nil
            }
            return notNegative(node, key).map { Uncertain.unstated($0, source: key) }
        }
        let parts = pairs(node, key, ["value", "unit", "percent", "limits", "systematic_percent", "grade"])
        guard let valueNode = parts["value"] else {
            fail(node, key, Wording("'value' is missing", "缺少“value”"))
            return nil
        }
        var factor: Double? = 1
        if let unitNode = parts["unit"] {
            let unit = unitNode.scalar?.string ?? ""
            factor = kind.factor(unit)
            if factor == nil {
                fail(
                    unitNode, key + ".unit",
                    Wording(
                        "'\(unit)' is no unit for this; expected: \(kind.units)",
                        "不能使用单位“\(unit)”；应为：\(kind == .count ? "无单位" : kind.units)"))
            }
        } else if kind.needsUnit {
            fail(
                node, key,
                Wording("'unit' is missing; expected: \(kind.units)", "缺少“unit”；应为：\(kind.units)"))
            factor = nil
        }
        let value = notNegative(valueNode, key + ".value")
        let relative = parts["percent"].flatMap { percent($0, key + ".percent") }
        let systematic = parts["systematic_percent"].flatMap { percent($0, key + ".systematic_percent") }
        let absolute = parts["limits"].flatMap { notNegative($0, key + ".limits") }
        if let node = parts["limits"], parts["percent"] != nil {
            fail(
                node, key + ".limits",
                Wording("state 'percent' or 'limits', not both", "“percent”与“limits”只能给其一"))
        }
        if let grade = parts["grade"], let input { readGrade(grade, key + ".grade", input) }
        guard let value, let factor else { return nil }
        let inside = value * factor
        if relative == nil, absolute == nil, systematic == nil { return .unstated(inside, source: key) }
        return Uncertain(
            inside, source: key, halfWidth: absolute.map { $0 * factor } ?? inside * (relative ?? 0) / 100,
            systematic: inside * (systematic ?? 0) / 100)
    }

    /// A quantity that counts as exact.
    mutating func exact(_ node: Node, _ key: String, _ kind: Kind) -> Double? {
        quantity(node, key, kind)?.value
    }

    /// How far an input can be trusted, 1…10.
    mutating func readGrade(_ node: Node, _ key: String, _ input: AuditInput) {
        guard let grade = number(node, key) else { return }
        guard (1...10).contains(grade) else {
            let text = node.scalar?.string ?? ""
            fail(
                node, key,
                Wording("a grade is a number from 1 to 10; found \(text)", "等级为 1 至 10 的数值；实际为：\(text)"))
            return
        }
        grades[input] = grade
    }

    /// Percent, 0…100.
    mutating func percent(_ node: Node, _ key: String) -> Double? {
        guard let value = number(node, key) else { return nil }
        guard (0...100).contains(value) else {
            let text = node.scalar?.string ?? ""
            fail(
                node, key,
                Wording("found \(text); a percentage lies between 0 and 100", "实际为：\(text)；百分比在 0 至 100 之间"))
            return nil
        }
        return value
    }

    mutating func notNegative(_ node: Node, _ key: String) -> Double? {
        guard let value = number(node, key) else { return nil }
        guard value >= 0 else {
            let text = node.scalar?.string ?? ""
            fail(node, key, Wording("found \(text); expected 0 or more", "实际为：\(text)；应不小于 0"))
            return nil
        }
        return value
    }

    mutating func number(_ node: Node, _ key: String) -> Double? {
        // Not Yams' own reading of numbers: 1_000, 0x10 and 1:30 are numbers there.
        let text = node.scalar?.string ?? ""
        guard let value = Double(text), value.isFinite, !text.lowercased().contains("x") else {
            fail(node, key, Wording("found '\(text)'; expected a number", "实际为：“\(text)”；应为数值"))
            return nil
        }
        return value
    }

    /// A day.
    mutating func date(_ node: Node, _ key: String) -> LocalDate? {
        let text = node.scalar?.string ?? ""
        if let date = LocalDate(parsing: text) { return date }
        fail(
            node, key,
            Wording(
                "found '\(text)'; expected a date such as 2025-01-01", "实际为：“\(text)”；应为 2025-01-01 之类的日期")
        )
        return nil
    }

    /// One of some words.
    mutating func word<Word: RawRepresentable & CaseIterable>(_ node: Node, _ key: String, _ type: Word.Type)
        -> Word?
    where Word.RawValue == String {
        let text = node.scalar?.string ?? ""
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        fail(
            node, key,
            Wording(
                "found '\(text)'; expected one of \(words.joined(separator: ", "))",
                "实际为：“\(text)”；应为以下之一：\(words.joined(separator: "、"))"))
        return nil
    }
}
