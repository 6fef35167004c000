import InputOutput

/// What can be wrong with an edit of a network.
public enum NetworkError: Error, Hashable, Sendable {
    /// Two nodes of one id.
    case duplicateNode(String)
    /// Two links of one id.
    case duplicateLink(String)
    /// Two assets of one kind and id.
    case duplicateAsset(Asset.Kind, String)
    /// A link or an asset names a node that is not there.
    case unknownNode(String, namedBy: String)
    /// An asset names a link that is not there.
    case unknownLink(String, namedBy: String)
    /// Two patterns of one id that differ.
    case duplicatePattern(String)
    /// Two curves of one id that differ.
    case duplicateCurve(String)
}

extension NetworkError: CustomStringConvertible {
    /// One sentence: what, where, what to do.
    public var description: String {
        switch self {
        case .duplicateNode(let id): "node '\(id.quotable)' is there twice; node ids must be unique"
        case .duplicateLink(let id): "link '\(id.quotable)' is there twice; link ids must be unique"
        case .duplicateAsset(let kind, let id):
            "\(kind.rawValue) '\(id.quotable)' is there twice; ids must be unique among assets of one kind"
        case .unknownNode(let id, let element):
            "'\(element.quotable)' names node '\(id.quotable)', which is not in the network"
        case .unknownLink(let id, let element):
            "'\(element.quotable)' names link '\(id.quotable)', which is not in the network"
        case .duplicatePattern(let id):
            "pattern '\(id.quotable)' is in the city already with other multipliers; give --prefix to tell them apart"
        case .duplicateCurve(let id):
            "curve '\(id.quotable)' is in the city already with other points; give --prefix to tell them apart"
        }
    }
}
