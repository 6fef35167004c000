import InputOutput
import PipeNetwork

extension INPReader {
    /// What numbers may be.
    enum Allowed {
        case any
        case positive
        case notNegative
        case fraction
        case count

        /// The numbers, for messages.
        var wording: Wording {
            switch self {
            case .any: Wording("any number", "任意数值")
            case .positive: Wording("a number above 0", "大于 0 的数值")
            case .notNegative: Wording("0 or more", "不小于 0")
            case .fraction: Wording("a number above 0 and below 1", "大于 0 且小于 1 的数值")
            case .count: Wording("a number from 1 to 2147483647", "1 至 2147483647 的数值")
            }
        }

        func admits(_ value: Double) -> Bool {
            switch self {
            case .any: true
            case .positive: value > 0
            case .notNegative: value >= 0
            case .fraction: value > 0 && value < 1
            case .count: value >= 1 && value <= Double(Int32.max)
            }
        }
    }

    /// What the row is about, for messages: `pipe 'P1'`.
    var element: Wording {
        if let subject { return subject }
        let id = [row.text(idWord)]
        return Wording(noun.text(in: .english, id), noun.text(in: .chinese, id))
    }

    /// Notes what is wrong with the current row.
    mutating func report(_ problem: INPError.Problem) {
        errors.append(INPError(file: file, line: row.line, section: section.rawValue, problem: problem))
    }

    /// The number at `word` of the row; an error and `nil` when it is missing, none or not allowed.
    mutating func number(
        _ word: Int, _ name: Wording, _ unit: Wording = .empty, _ allowed: Allowed = .any
    ) -> Double? {
        guard word < row.count else {
            report(.missingValue(element: element, expected: Self.expected(name, unit)))
            return nil
        }
        guard let value = value(word) else {
            let found = row.text(word)
            report(.notANumber(element: element, found: found, expected: Self.expected(name, unit)))
            return nil
        }
        guard allowed.admits(value) else {
            report(
                .outOfRange(
                    element: element, found: row.text(word), expected: Self.expected(name, unit),
                    allowed: allowed.wording))
            return nil
        }
        return value
    }

    /// The number at `word`; `nil` when it is none. A comma stands for a decimal point where it can mean nothing else
    /// (`10,5`, `0,125`, `500123,456`, not `1,234`) in the sections of elements, with a remark.
    private mutating func value(_ word: Int) -> Double? {
        if let value = row.number(word) { return value }
        guard let value = decimalCommaValue(word) else { return nil }
        remark(.decimalComma, row.text(word))
        return value
    }

    /// Whether ``number(_:_:_:_:)`` finds a number at `word`.
    func isNumber(_ word: Int) -> Bool { row.number(word) != nil || decimalCommaValue(word) != nil }

    private func decimalCommaValue(_ word: Int) -> Double? {
        guard section.takesDecimalCommas else { return nil }
        let text = row.text(word)
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, !text.contains(".") else { return nil }
        let (whole, rest) = (
            parts[0].drop { $0 == "-" || $0 == "+" }, parts[1].prefix { $0.isASCII && $0.isNumber }
        )
        guard rest.count != 3 || whole.count > 3 || whole.hasPrefix("0"), !whole.isEmpty, !rest.isEmpty else {
            return nil
        }
        let bytes = text.utf8.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }
        return INPNumber.parse(bytes, 0..<bytes.count)
    }

    /// The number at `word` in SI, where the row goes that far; an error when it is no number.
    mutating func optional(
        _ word: Int, _ name: Wording, _ unit: INPUnits.Unit, _ allowed: Allowed = .any
    ) -> Double? {
        guard word < row.count else { return nil }
        return number(word, name, unit.label, allowed).map(unit.si)
    }

    private static func expected(_ name: Wording, _ unit: Wording) -> Wording {
        unit == .empty
            ? name
            : Wording("\(name.english) (\(unit.english))", "\(name.chinese)（\(unit.chinese)）")
    }

    /// The id at `word`, with an error when it is missing.
    mutating func id(_ word: Int, _ name: Wording) -> String? {
        guard word < row.count else {
            report(.missingValue(element: element, expected: name))
            return nil
        }
        return row.text(word)
    }

    /// The pattern named at `word`, where the row goes that far; an error when it is not defined.
    mutating func pattern(_ word: Int) -> String? {
        guard word < row.count else { return nil }
        let id = row.text(word)
        if id.isEmpty { return nil }
        if network.patterns[id] == nil {
            report(.undefinedPattern(element: element, found: id))
            return nil
        }
        return id
    }

    /// The curve named at `word`, noted as one of `kind`; an error when it is not defined.
    mutating func curve(_ word: Int, _ kind: Curve.Kind) -> String? {
        guard let id = id(word, Wording("curve id", "曲线编号")) else { return nil }
        guard network.curves[id] != nil else {
            report(.undefinedCurve(element: element, found: id))
            return nil
        }
        use(curve: id, as: kind)
        return id
    }

    /// Notes what a curve relates. Head gain and head loss against flow have the same units; any other two
    /// senses of one curve would need two different numbers for one point.
    private mutating func use(curve id: String, as kind: Curve.Kind) {
        guard let first = curveUses.updateValue(kind, forKey: id), first != kind else { return }
        curveUses[id] = first
        let heads: Set<Curve.Kind> = [.pumpHead, .valveHeadLoss]
        if heads.contains(first), heads.contains(kind) { return }
        report(
            .curveOfTwoKinds(
                element: element, curve: id, first: first.inWords, second: kind.inWords))
    }

    /// The node named at `word`; an error when it is missing or not defined.
    mutating func node(
        _ word: Int, _ name: Wording = Wording("node id", "节点编号")
    ) -> Entry<NodeKind>? {
        guard word < row.count else {
            report(.missingValue(element: element, expected: name))
            return nil
        }
        guard let entry = nodeIndex.find(row.words[word], in: row.bytes) else {
            report(.unknownNode(element: element, found: row.text(word)))
            return nil
        }
        return nodeEntries[entry]
    }

    /// The node at `word` of a row that says something about an element and nothing about others: where no section
    /// defines it, editors have left the row over when they took the element out, and a remark names it.
    mutating func describedNode(_ word: Int, remark text: String? = nil) -> Entry<NodeKind>? {
        guard word < row.count, nodeIndex.find(row.words[word], in: row.bytes) == nil else {
            return node(word)
        }
        remark(.unknownNodes, row.text(word) + (text.map { " (\($0))" } ?? ""))
        return nil
    }

    /// The link at `word` of such a row.
    mutating func describedLink(_ word: Int) -> Entry<LinkKind>? {
        guard word < row.count, linkIndex.find(row.words[word], in: row.bytes) == nil else {
            return link(word)
        }
        remark(.unknownLinks, row.text(word))
        return nil
    }

    /// The link named at `word`; an error when it is missing or not defined.
    mutating func link(
        _ word: Int, _ name: Wording = Wording("link id", "管段编号")
    ) -> Entry<LinkKind>? {
        guard word < row.count else {
            report(.missingValue(element: element, expected: name))
            return nil
        }
        guard let entry = linkIndex.find(row.words[word], in: row.bytes) else {
            report(.unknownLink(element: element, found: row.text(word)))
            return nil
        }
        return linkEntries[entry]
    }

    /// The row's comment as attributes.
    var commentAttributes: [String: AttributeValue] {
        guard let comment = row.comment else { return [:] }
        return ["comment": .text(comment)]
    }
}

extension Curve.Kind {
    /// The kind as a message says it.
    var inWords: Wording {
        switch self {
        case .generic: Wording("generic", "通用")
        case .pumpHead: Wording("pump head", "水泵扬程")
        case .pumpEfficiency: Wording("pump efficiency", "水泵效率")
        case .tankVolume: Wording("tank volume", "水池容积")
        case .valveHeadLoss: Wording("valve head loss", "阀门水头损失")
        case .valvePosition: Wording("valve position", "阀门开度")
        }
    }
}
