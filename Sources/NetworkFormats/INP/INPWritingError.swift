import InputOutput

/// What keeps a network from being written as an EPANET input file.
public enum INPWritingError: ExplainedError, Hashable, Sendable {
    /// Text that the format cannot hold: an id with `;`, a title line that begins like a section.
    case unwritableText(element: Wording, text: String)
    /// An action or a comparison that the format has no words for.
    case unwritableAction(element: Wording, action: String)
    /// A value that EPANET demands, or that must be there because a later one of the row is.
    case missingValue(element: Wording, value: Wording)
    /// A pattern that the network does not have.
    case undefinedPattern(element: Wording, pattern: String)
    /// A curve that the network does not have.
    case undefinedCurve(element: Wording, curve: String)
    /// A node that the network does not have.
    case unknownNode(element: Wording, node: String)
    /// A link that the network does not have.
    case unknownLink(element: Wording, link: String)
    /// A pipe that has a check valve and is closed; the format has a word for one of them only.
    case closedCheckValve(pipe: String)
    /// The file cannot be written.
    case unwritableFile(path: String, reason: Wording)
}

extension INPWritingError {
    /// One sentence: what, where, what to do.
    public var explanation: Wording {
        switch self {
        case .unwritableText(let element, let text):
            return Wording(
                "\(element.english): '\(text.quotable)' cannot stand in an INP file; "
                    + "take out ';', quotes, line ends and a leading '['",
                "\(element.chinese)：INP 文件中不能有“\(text.quotable)”；请去除“;”、引号、换行和开头的“[”")
        case .unwritableAction(let element, let action):
            return Wording(
                "\(element.english) says '\(action.quotable)', for which an INP file has no words there; "
                    + "say it by other means or take it out",
                "\(element.chinese)含“\(action.quotable)”，INP 文件在此处无法表达；请改用其他方式或去除")
        case .missingValue(let element, let value):
            return Wording(
                "\(element.english) has no \(value.english), which an INP file needs; set it before writing",
                "\(element.chinese)缺少 INP 文件必需的\(value.chinese)；请先补全再写出")
        case .undefinedPattern(let element, let pattern):
            return Self.undefined(element, Wording("pattern", "模式"), pattern)
        case .undefinedCurve(let element, let curve):
            return Self.undefined(element, Wording("curve", "曲线"), curve)
        case .unknownNode(let element, let node):
            return Self.undefined(element, Wording("node", "节点"), node)
        case .unknownLink(let element, let link):
            return Self.undefined(element, Wording("link", "管段"), link)
        case .closedCheckValve(let pipe):
            return Wording(
                "pipe '\(pipe.quotable)' has a check valve and is closed; an INP file can say one of them only",
                "管段“\(pipe.quotable)”带止回阀且关闭；INP 文件只能表达其一")
        case .unwritableFile(let path, let reason):
            return Wording(
                "\(path) cannot be written: \(reason.english)", "\(path)：无法写入：\(reason.chinese)")
        }
    }

    /// That an element names what the network does not have.
    private static func undefined(_ element: Wording, _ what: Wording, _ name: String) -> Wording {
        Wording(
            "\(element.english) names \(what.english) '\(name.quotable)', which the network does not have; "
                + "add it or name another",
            "\(element.chinese)引用的\(what.chinese)“\(name.quotable)”不在管网中；请补充或改用其他\(what.chinese)")
    }
}
