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

extension NetworkError: ExplainedError {
    /// One sentence: what, where, what to do.
    public var explanation: Wording {
        switch self {
        case .duplicateNode(let id):
            Wording(
                "node '\(id.quotable)' is there twice; node ids must be unique",
                "节点“\(id.quotable)”重复；节点编号必须唯一")
        case .duplicateLink(let id):
            Wording(
                "link '\(id.quotable)' is there twice; link ids must be unique",
                "管段“\(id.quotable)”重复；管段编号必须唯一")
        case .duplicateAsset(let kind, let id):
            Wording(
                "\(kind.rawValue) '\(id.quotable)' is there twice; ids must be unique among assets of one kind",
                "\(ElementWord.element(kind.rawValue, id.quotable).chinese)重复；同类设施的编号必须唯一")
        case .unknownNode(let id, let element):
            Wording(
                "'\(element.quotable)' names node '\(id.quotable)', which is not in the network",
                "“\(element.quotable)”引用的节点“\(id.quotable)”不在管网中")
        case .unknownLink(let id, let element):
            Wording(
                "'\(element.quotable)' names link '\(id.quotable)', which is not in the network",
                "“\(element.quotable)”引用的管段“\(id.quotable)”不在管网中")
        case .duplicatePattern(let id):
            Wording(
                "pattern '\(id.quotable)' is in the city already with other multipliers",
                "城市中已有模式“\(id.quotable)”，但系数不同")
        case .duplicateCurve(let id):
            Wording(
                "curve '\(id.quotable)' is in the city already with other points",
                "城市中已有曲线“\(id.quotable)”，但数据点不同")
        }
    }

    /// A prefix where two sources use one id.
    public var remedy: Remedy? {
        switch self {
        case .duplicatePattern, .duplicateCurve: .statePrefix
        default: nil
        }
    }
}
