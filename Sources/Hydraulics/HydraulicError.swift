import InputOutput

/// Why a network cannot be solved.
public enum HydraulicError: Error, Hashable, Sendable {
    /// There is no reservoir and no tank: no head is known.
    case noSource
    /// An element lacks a number that hydraulics needs, or has one that cannot be.
    case unusableValue(element: Wording, field: Wording, found: Wording, expected: Wording)
    /// An element names a curve or pattern that is not there.
    case missingReference(element: Wording, kind: Wording, id: String)
    /// A control or rule names an element that is not there.
    case unknownElement(statement: Wording, id: String)
    /// Several of the above.
    case several([HydraulicError])
    /// Demands of a scenario do not fit the network.
    case scenarioLength(scenario: Int, found: Int, expected: Int)
    /// The network's graph cannot be analysed.
    case analysis(Wording)
}

extension HydraulicError: ExplainedError {
    /// One sentence for each problem: what, where, what was found, what was expected.
    public var explanation: Wording {
        switch self {
        case .noSource:
            Wording(
                "the network has no reservoir and no tank, so no head is known; expected at least one of them",
                "管网没有水源（水库），也没有水池（水箱），水头未知；至少应有其一")
        case .unusableValue(let element, let field, let found, let expected):
            Wording(
                "\(element.english): \(field.english) is \(found.english); expected \(expected.english)",
                "\(element.chinese)的\(field.chinese)：\(found.chinese)；应为\(expected.chinese)")
        case .missingReference(let element, let kind, let id):
            Wording(
                "\(element.english) names \(kind.english) '\(id)', which the network does not have",
                "\(element.chinese)引用的\(kind.chinese)“\(id)”不在管网中")
        case .unknownElement(let statement, let id):
            Wording(
                "\(statement.english) names '\(id)', which the network does not have",
                "\(statement.chinese)引用的“\(id)”不在管网中")
        case .several(let errors): Self.grouped(errors)
        case .scenarioLength(let scenario, let found, let expected):
            Wording(
                "scenario \(scenario) has \(found) demands; expected \(expected), one for each node",
                "情景 \(scenario) 有 \(found) 个用水量；应为 \(expected) 个，每个节点一个")
        case .analysis(let reason):
            Wording("the network cannot be analysed: \(reason.english)", "无法分析管网：\(reason.chinese)")
        }
    }

    /// A line for each kind of problem: the first such in full, and how many more are known. A city may lack the same
    /// number at a million elements, and not all of them are looked for.
    private static func grouped(_ errors: [HydraulicError]) -> Wording {
        var order: [String] = []
        var groups: [String: (first: HydraulicError, count: Int)] = [:]
        for error in errors {
            let key = error.problem
            if let group = groups[key] {
                groups[key] = (group.first, group.count + 1)
            } else {
                order.append(key)
                groups[key] = (error, 1)
            }
        }
        let lines = order.compactMap { key in
            groups[key].map { first, count in
                count == 1
                    ? first.explanation
                    : first.explanation
                        + Wording(" (and at least \(count - 1) more such)", "（至少还有 \(count - 1) 处同样问题）")
            }
        }
        return .joined(lines, separator: Wording(verbatim: "\n"))
    }

    /// What is wrong, whatever element it is wrong with.
    private var problem: String {
        switch self {
        case .unusableValue(let element, let field, let found, let expected):
            "\(element.english.prefix { $0 != " " }) \(field.english) "
                + "\(Double(found.english) == nil ? found.english : "number") \(expected.english)"
        case .missingReference(let element, let kind, let id):
            "\(element.english.prefix { $0 != " " }) \(kind.english) \(id)"
        default: description
        }
    }
}
