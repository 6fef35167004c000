import InputOutput

/// What can be wrong with applying a change set.
public enum ChangeError: Error, Hashable, Sendable {
    /// The set removes or changes an element that is not there.
    case missing(layer: String, id: String)
    /// The set changes an element that is not what the set says it was.
    case differs(layer: String, id: String)
    /// The set was made for tables of other sizes.
    case otherRows(table: String, found: Int, expected: Int)
    /// The set was made for a network with other settings: patterns, curves, options, controls.
    case otherSettings
}

extension ChangeError: ExplainedError {
    /// One sentence: what, where, what was found, what was expected.
    public var explanation: Wording {
        switch self {
        case .missing(let layer, let id):
            let element = ElementWord.element(layer, id.quotable)
            return Wording(
                "the change set changes \(element.english), which is not in the network; "
                    + "apply it to the network it was made for",
                "变更集修改了\(element.chinese)，但管网中没有；请应用于变更集对应的管网")
        case .differs(let layer, let id):
            let element = ElementWord.element(layer, id.quotable)
            return Wording(
                "\(element.english) is not what the change set says it was; "
                    + "apply the set to the network it was made for",
                "\(element.chinese)与变更集记载的原状不符；请应用于变更集对应的管网")
        case .otherRows(let table, let found, let expected):
            return Wording(
                "the network has \(found) \(table) and the change set was made for \(expected); "
                    + "apply it to the network it was made for",
                "管网有 \(found) 个\(ElementWord.kind(table).chinese)，变更集对应 \(expected) 个；请应用于变更集对应的管网")
        case .otherSettings:
            return Wording(
                "the network's patterns, curves, options or controls are not those the change set was made for",
                "管网的模式、曲线、选项或控制与变更集对应的不同")
        }
    }
}
