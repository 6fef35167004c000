import InputOutput

/// What can be wrong with applying a change set.
public enum ChangeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The set removes or changes an element that is not there.
    case missing(layer: String, id: String)
    /// The set changes an element that is not what the set says it was.
    case differs(layer: String, id: String)
    /// The set was made for tables of other sizes.
    case otherRows(table: String, found: Int, expected: Int)
    /// The set was made for a network with other settings: patterns, curves, options, controls.
    case otherSettings

    /// One sentence: what, where, what was found, what was expected.
    public var description: String {
        switch self {
        case .missing(let layer, let id):
            "the change set changes \(layer) '\(id.quotable)', which is not in the network; apply it to the network it was made for"
        case .differs(let layer, let id):
            "\(layer) '\(id.quotable)' is not what the change set says it was; apply the set to the network it was made for"
        case .otherRows(let table, let found, let expected):
            "the network has \(found) \(table) and the change set was made for \(expected); "
                + "apply it to the network it was made for"
        case .otherSettings:
            "the network's patterns, curves, options or controls are not those the change set was made for"
        }
    }
}
