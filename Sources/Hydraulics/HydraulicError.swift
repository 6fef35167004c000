/// Why a network cannot be solved.
public enum HydraulicError: Error, Hashable, Sendable {
    /// There is no reservoir and no tank: no head is known.
    case noSource
    /// The network has no junction.
    case noJunction
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
        case .noJunction: "the network has no junction; expected at least one"
        case .unusableValue(let element, let field, let found, let expected):
            "\(element): \(field) is \(found); expected \(expected)"
        case .missingReference(let element, let kind, let id):
            "\(element) names \(kind) '\(id)', which the network does not have"
        case .unknownElement(let statement, let id):
            "\(statement) names '\(id)', which the network does not have"
        case .several(let errors): errors.map(\.description).joined(separator: "\n")
        case .scenarioLength(let scenario, let found, let expected):
            "scenario \(scenario) has \(found) demands; expected \(expected), one for each node"
        case .analysis(let reason): "the network cannot be analysed: \(reason)"
        }
    }
}
