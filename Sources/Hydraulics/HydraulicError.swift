/// Why a network cannot be solved.
public enum HydraulicError: Error, Hashable, Sendable {
    /// There is no reservoir and no tank: no head is known.
    case noSource
    /// An element lacks a number that hydraulics needs, or has one that cannot be.
    case unusableValue(element: String, field: String, found: String, expected: String)
    /// An element names a curve or pattern that is not there.
    case missingReference(element: String, kind: String, id: String)
    /// A control or rule names an element that is not there.
    case unknownElement(statement: String, id: String)
    /// Several of the above.
    case several([HydraulicError])
    /// Demands of a scenario do not fit the network.
    case scenarioLength(scenario: Int, found: Int, expected: Int)
    /// The network's graph cannot be analysed.
    case analysis(String)
}

extension HydraulicError: CustomStringConvertible {
    /// One sentence for each problem: what, where, what was found, what was expected.
    public var description: String {
        switch self {
        case .noSource:
            "the network has no reservoir and no tank, so no head is known; expected at least one of them"
        case .unusableValue(let element, let field, let found, let expected):
            "\(element): \(field) is \(found); expected \(expected)"
        case .missingReference(let element, let kind, let id):
            "\(element) names \(kind) '\(id)', which the network does not have"
        case .unknownElement(let statement, let id):
            "\(statement) names '\(id)', which the network does not have"
        case .several(let errors): Self.grouped(errors)
        case .scenarioLength(let scenario, let found, let expected):
            "scenario \(scenario) has \(found) demands; expected \(expected), one for each node"
        case .analysis(let reason): "the network cannot be analysed: \(reason)"
        }
    }

    /// A line for each kind of problem: the first such in full, and how many more are known. A city may lack the same
    /// number at a million elements, and not all of them are looked for.
    private static func grouped(_ errors: [HydraulicError]) -> String {
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
        return order.compactMap { key in
            groups[key].map {
                $0.count == 1 ? $0.first.description : "\($0.first) (and at least \($0.count - 1) more such)"
            }
        }.joined(separator: "\n")
    }

    /// What is wrong, whatever element it is wrong with.
    private var problem: String {
        switch self {
        case .unusableValue(let element, let field, let found, let expected):
            "\(element.prefix { $0 != " " }) \(field) \(Double(found) == nil ? found : "number") \(expected)"
        case .missingReference(let element, let kind, let id): "\(element.prefix { $0 != " " }) \(kind) \(id)"
        default: description
        }
    }
}
