import InputOutput

/// What keeps a network from being written as an EPANET input file.
public enum INPWritingError: Error, Hashable, Sendable {
    /// The network's flow unit is none of EPANET's.
    case unknownFlowUnit(String)
    /// Text that the format cannot hold: an id with `;`, a title line that begins like a section.
    case unwritableText(element: String, text: String)
    /// An action or a comparison that the format has no words for.
    case unwritableAction(element: String, action: String)
    /// A value that EPANET demands, or that must be there because a later one of the row is.
    case missingValue(element: String, value: String)
    /// A pattern that the network does not have.
    case undefinedPattern(element: String, pattern: String)
    /// A curve that the network does not have.
    case undefinedCurve(element: String, curve: String)
    /// A node that the network does not have.
    case unknownNode(element: String, node: String)
    /// A link that the network does not have.
    case unknownLink(element: String, link: String)
    /// A pipe that has a check valve and is closed; the format has a word for one of them only.
    case closedCheckValve(pipe: String)
    /// The file cannot be written.
    case unwritableFile(path: String, reason: String)
}

extension INPWritingError: CustomStringConvertible {
    /// One sentence: what, where, what to do.
    public var description: String {
        switch self {
        case .unknownFlowUnit(let unit):
            "found flow unit '\(unit.quotable)'; EPANET knows CFS, GPM, MGD, IMGD, AFD, LPS, LPM, MLD, CMH, CMD and CMS"
        case .unwritableText(let element, let text):
            "\(element): '\(text.quotable)' cannot stand in an INP file; take out ';', quotes, line ends and a leading '['"
        case .unwritableAction(let element, let action):
            "\(element) says '\(action.quotable)', for which an INP file has no words there; say it by other means or take it out"
        case .missingValue(let element, let value):
            "\(element) has no \(value), which an INP file needs; set it before writing"
        case .undefinedPattern(let element, let pattern):
            "\(element) names pattern '\(pattern.quotable)', which the network does not have; add it or name another"
        case .undefinedCurve(let element, let curve):
            "\(element) names curve '\(curve.quotable)', which the network does not have; add it or name another"
        case .unknownNode(let element, let node):
            "\(element) names node '\(node.quotable)', which the network does not have; add it or name another"
        case .unknownLink(let element, let link):
            "\(element) names link '\(link.quotable)', which the network does not have; add it or name another"
        case .closedCheckValve(let pipe):
            "pipe '\(pipe.quotable)' has a check valve and is closed; an INP file can say one of them only"
        case .unwritableFile(let path, let reason): "\(path) cannot be written: \(reason)"
        }
    }
}
