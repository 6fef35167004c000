import InputOutput
import PipeNetwork

/// What keeps zones from being designed.
public enum ZoneDesignError: Error, Hashable, Sendable {
    /// There is nothing to divide: no node with a use, or no pipe.
    case nothingToDivide(nodes: Int, links: Int)
    /// More zones are asked for than there are places to make them of.
    case tooManyZones(asked: Int, places: Int)
    /// A limit that no zone can meet.
    case limits(minimum: Double, maximum: Double)
    /// An option out of its range.
    case option(Wording, found: String, expected: Wording)
    /// No way to divide the network was found.
    case noProposal(reason: Wording)
    /// A new zone has no nodes, or all of them.
    case notAPart(nodes: Int, of: Int)
    /// A node or pipe of a new zone is not in the network.
    case unknownElement(String, nearest: [String])
    /// METIS gave up.
    case partitioning(parts: Int, nodes: Int)
}

extension ZoneDesignError: ExplainedError {
    /// One sentence: what, where, what to do.
    public var explanation: Wording {
        switch self {
        case .nothingToDivide(let nodes, let links):
            Wording(
                "the network has \(nodes) nodes and \(links) links and nothing of it uses water; zones need demands or "
                    + "customers to be balanced by, or design them by length",
                "管网有 \(nodes) 个节点、\(links) 条管段，但没有用水；分区需以用水量或用户来均衡，或改按管长设计")
        case .tooManyZones(let asked, let places):
            Wording(
                "\(asked) zones were asked for, but the network has only \(places) places that can be told apart; ask "
                    + "for fewer",
                "要求 \(asked) 个分区，但管网只有 \(places) 处可以区分；请减少分区数")
        case .limits(let minimum, let maximum):
            Wording(
                "a zone cannot have at least \(minimum) and at most \(maximum); the least must be above 0 and below the "
                    + "most",
                "分区规模不能既不小于 \(minimum) 又不大于 \(maximum)；下限须大于 0 且小于上限")
        case .option(let name, let found, let expected):
            Wording(
                "\(name.english) is \(found); expected \(expected.english)",
                "\(name.chinese)为 \(found)；应为\(expected.chinese)")
        case .noProposal(let reason):
            Wording("no zones could be designed: \(reason.english)", "无法设计分区：\(reason.chinese)")
        case .notAPart(let nodes, let all):
            Wording(
                "the new zone has \(nodes) of the network's \(all) nodes; it must have some of them and leave some",
                "新分区包含管网 \(all) 个节点中的 \(nodes) 个；必须包含一部分且留下一部分")
        case .unknownElement(let id, let nearest):
            Wording(
                "'\(id.quotable)' is no node, link, meter or valve of the network",
                "“\(id.quotable)”不是管网中的节点、管段、计量表或阀门") + .suggestion(nearest)
        case .partitioning(let parts, let nodes):
            Wording(
                "METIS could not divide \(nodes) places into \(parts) parts; ask for fewer zones",
                "METIS 无法将 \(nodes) 处划分为 \(parts) 部分；请减少分区数")
        }
    }
}
