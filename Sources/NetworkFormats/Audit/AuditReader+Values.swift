import InputOutput
import WaterLoss
import Telemetry
import Yams

/// The leaves of an audit file: numbers with units and limits. A mistake is noted and reading goes on.
extension AuditReader {
    /// What a quantity is a quantity of, and so which units it can have.
    enum Kind {
        case volume, length, pressure, outletPressure, flow, flowPerLength, area, count, price, money

        /// Whether its numbers must state a unit.
        var needsUnit: Bool { self != .count && self != .price && self != .money }

        var units: String {
            switch self {
            case .volume: VolumeUnit.allCases.map(\.rawValue).joined(separator: ", ")
            case .length: LengthUnit.allCases.map(\.rawValue).joined(separator: ", ")
            case .pressure, .outletPressure: PressureUnit.allCases.map(\.rawValue).joined(separator: ", ")
            case .flow: FlowUnit.allCases.map(\.rawValue).joined(separator: ", ")
            case .flowPerLength: Self.flowsPerLength.map(\.unit).joined(separator: ", ")
            case .area: Self.areas.map(\.unit).joined(separator: ", ")
            case .count, .money: "none"
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
            case .count, .money: nil
            case .price: VolumeUnit(parsing: unit).map { 1 / $0.siFactor }
            }
        }
    }

    /// A quantity: `{value: 9850, unit: 10k m3, percent: 1.5}`, or the number alone where no unit is needed.
    mutating func quantity(_ node: Node, _ key: String, _ kind: Kind, input: AuditInput? = nil) -> Uncertain?
    {
        let entry = entry(node, key, kind, .quantity)
        if let input, let grade = entry?.grade { grades[input] = grade }
        return entry?.value
    }

    /// A quantity that may be below zero, as a change is.
    mutating func signedQuantity(_ node: Node, _ key: String, _ kind: Kind) -> Uncertain? {
        entry(node, key, kind, .quantity, isSigned: true)?.value
    }

    /// What one mapping with a value says.
    struct Entry {
        var name: String?
        var value: Uncertain
        var grade: Double?
        /// What was added for the known error of the meter; it is in `value`.
        var correction: Uncertain?
    }

    /// - Parameters:
    ///   - vocabulary: the keys it may have.
    ///   - isSigned: whether it may be below zero.
    ///   - group: those that share its systematic error; itself when `nil`.
    mutating func entry(
        _ node: Node, _ key: String, _ kind: Kind, _ vocabulary: AuditVocabulary, isSigned: Bool = false,
        group: String? = nil
    ) -> Entry? {
        if node.mapping == nil {
            guard !kind.needsUnit else {
                fail(
                    node, key,
                    Wording(
                        "a value needs its unit: {value: …, unit: …} with one of \(kind.units)",
                        "数值须带单位：{数值: …, 单位: …}，单位为以下之一：\(kind.units)"))
                return nil
            }
            let value = isSigned ? number(node, key) : notNegative(node, key)
            return value.map { Entry(value: Uncertain.unstated($0, source: key)) }
        }
        let parts = pairs(node, key, vocabulary)
        guard let valueNode = parts["value"] else {
            fail(node, key, Wording("'value' is missing", "缺少“数值”"))
            return nil
        }
        var factor: Double? = 1
        if let unitNode = parts["unit"] {
            let unit = unitNode.scalar?.string ?? ""
            factor = kind.factor(unit)
            if factor == nil {
                let found = unit.quotable
                fail(
                    unitNode, key + ".unit",
                    Wording(
                        "'\(found)' is no unit for this; expected: \(kind.units)",
                        "不能使用单位“\(found)”；应为：\(kind.needsUnit || kind == .price ? kind.units : "无单位")"))
            }
        } else if kind.needsUnit {
            fail(
                node, key,
                Wording("'unit' is missing; expected: \(kind.units)", "缺少“单位”；应为：\(kind.units)"))
            factor = nil
        }
        let value =
            isSigned ? number(valueNode, key + ".value") : notNegative(valueNode, key + ".value")
        let relative = parts["percent"].flatMap { percent($0, key + ".percent") }
        let systematic = parts["systematic_percent"].flatMap { percent($0, key + ".systematic_percent") }
        let absolute = parts["limits"].flatMap { notNegative($0, key + ".limits") }
        if let node = parts["limits"], parts["percent"] != nil {
            fail(
                node, key + ".limits",
                Wording("state 'percent' or 'limits', not both", "“误差百分比”与“误差”只能给其一"))
        }
        let grade = parts["grade"].flatMap { self.grade($0, key + ".grade") }
        let error = meterError(parts, key)
        guard let value, let factor else { return nil }
        let inside = value * factor
        guard inside.isFinite, inside.magnitude < 1e30 else {
            fail(
                valueNode, key + ".value",
                Wording("is larger than anything a utility has", "超出供水单位可能的任何数值"))
            return nil
        }
        let stated =
            relative == nil && absolute == nil && systematic == nil
            ? Uncertain.unstated(inside, source: key)
            : Uncertain(
                inside, source: key,
                halfWidth: absolute.map { $0 * factor } ?? abs(inside) * (relative ?? 0) / 100,
                systematic: inside * (systematic ?? 0) / 100, kind: group)
        let name = parts["name"].flatMap { words($0, key + ".name") }
        guard let error,
            let whole = MeterInaccuracy.trueVolume(registered: stated, underRegistration: error)
        else { return Entry(name: name, value: stated, grade: grade) }
        return Entry(name: name, value: whole, grade: grade, correction: whole - stated)
    }

    /// The known error of a bulk meter as under-registration, a fraction of the true volume; negative where it runs fast.
    private mutating func meterError(_ parts: [String: Node], _ key: String) -> Uncertain? {
        let (name, limitsName) = ("under_registration_percent", "under_registration_limits_percent")
        let share = parts[name].flatMap { number($0, key + "." + name) }
        let limits = parts[limitsName].flatMap { percent($0, key + "." + limitsName) }
        if let node = parts[limitsName], parts[name] == nil {
            fail(
                node, key + "." + limitsName,
                Wording("limits of \(name), which is not given", "为 \(name) 的误差，但未给出 \(name)"))
        }
        guard let share, let node = parts[name] else { return nil }
        guard (-100..<100).contains(share) else {
            fail(
                node, key + "." + name,
                Wording(
                    "expected a share of the true volume, from −100 to below 100",
                    "应为占真实水量的百分比，不小于 −100、小于 100"))
            return nil
        }
        return limits.map { Uncertain(share / 100, source: key + "." + name, halfWidth: $0 / 100) }
            ?? .unstated(share / 100, source: key + "." + name)
    }

    /// A quantity that counts as exact.
    mutating func exact(_ node: Node, _ key: String, _ kind: Kind) -> Double? {
        quantity(node, key, kind)?.value
    }

    /// How far an input can be trusted, 1…10.
    mutating func readGrade(_ node: Node, _ key: String, _ input: AuditInput) {
        if let grade = grade(node, key) { grades[input] = grade }
    }

    private mutating func grade(_ node: Node, _ key: String) -> Double? {
        guard let grade = number(node, key) else { return nil }
        guard (1...10).contains(grade) else {
            let text = (node.scalar?.string ?? "").quotable
            fail(
                node, key,
                Wording("a grade is a number from 1 to 10; found \(text)", "等级为 1 至 10 的数值；实际为：\(text)"))
            return nil
        }
        return grade
    }

    /// Percent, 0…100.
    mutating func percent(_ node: Node, _ key: String) -> Double? {
        guard let value = number(node, key) else { return nil }
        guard (0...100).contains(value) else {
            let text = (node.scalar?.string ?? "").quotable
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
            let text = (node.scalar?.string ?? "").quotable
            fail(node, key, Wording("found \(text); expected 0 or more", "实际为：\(text)；应不小于 0"))
            return nil
        }
        return value
    }

    mutating func number(_ node: Node, _ key: String) -> Double? {
        guard let text = node.scalar?.string else {
            fail(node, key, Wording("expected a number alone", "应为单个数值"))
            return nil
        }
        switch AuditNumber.parse(text) {
        case .success(let value): return value
        case .failure(let refusal):
            fail(node, key, refusal.what)
            return nil
        }
    }

    /// A name, as people wrote it.
    mutating func words(_ node: Node, _ key: String) -> String? {
        guard let text = node.scalar?.string else {
            fail(node, key, Wording("expected one text", "应为一段文字"))
            return nil
        }
        return text
    }

    /// A day.
    mutating func date(_ node: Node, _ key: String) -> LocalDate? {
        let text = node.scalar?.string ?? ""
        if let date = LocalDate(parsing: text) { return date }
        let found = text.quotable
        fail(
            node, key,
            Wording(
                "found '\(found)'; expected a date such as 2025-01-01", "实际为：“\(found)”；应为 2025-01-01 之类的日期")
        )
        return nil
    }

    /// One of some words.
    mutating func word<Word: RawRepresentable & CaseIterable>(_ node: Node, _ key: String, _ type: Word.Type)
        -> Word?
    where Word.RawValue == String {
        let text = node.scalar?.string ?? ""
        if let word = AuditVocabulary.values.english(text).flatMap({ Word(rawValue: $0) }) { return word }
        let words = Word.allCases.map(\.rawValue)
        let chinese = words.map { AuditVocabulary.values.word($0, in: .chinese) }
        let found = text.quotable
        fail(
            node, key,
            Wording(
                "found '\(found)'; expected one of \(words.joined(separator: ", "))",
                "实际为：“\(found)”；应为以下之一：\(chinese.joined(separator: "、"))"))
        return nil
    }
}
