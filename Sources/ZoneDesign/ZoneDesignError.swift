import InputOutput

/// What keeps zones from being designed.
public enum ZoneDesignError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nothing to divide: no node with a use, or no pipe.
    case nothingToDivide(nodes: Int, links: Int)
    /// More zones are asked for than there are places to make them of.
    case tooManyZones(asked: Int, places: Int)
    /// A limit that no zone can meet.
    case limits(minimum: Double, maximum: Double)
    /// An option out of its range.
    case option(String, found: String, expected: String)
    /// No way to divide the network was found.
    case noProposal(reason: String)
    /// A new zone has no nodes, or all of them.
    case notAPart(nodes: Int, of: Int)
    /// A node or pipe of a new zone is not in the network.
    case unknownElement(String, nearest: [String])
    /// METIS gave up.
    case partitioning(parts: Int, nodes: Int)

    /// One sentence: what, where, what to do.
    public var description: String {
        switch self {
        case .nothingToDivide(let nodes, let links):
            "the network has \(nodes) nodes and \(links) links and nothing of it uses water; zones need demands or "
                + "customers to be balanced by, or design them by length"
        case .tooManyZones(let asked, let places):
            "\(asked) zones were asked for, but the network has only \(places) places that can be told apart; ask "
                + "for fewer"
        case .limits(let minimum, let maximum):
            "a zone cannot have at least \(minimum) and at most \(maximum); the least must be above 0 and below the "
                + "most"
        case .option(let name, let found, let expected): "\(name) is \(found); expected \(expected)"
        case .noProposal(let reason): "no zones could be designed: \(reason)"
        case .notAPart(let nodes, let all):
            "the new zone has \(nodes) of the network's \(all) nodes; it must have some of them and leave some"
        case .unknownElement(let id, let nearest) where nearest.isEmpty:
            "'\(id.quotable)' is no node, link, meter or valve of the network"
        case .unknownElement(let id, let nearest):
            "'\(id.quotable)' is no node, link, meter or valve of the network; did you mean "
                + nearest.quotableInQuotes + "?"
        case .partitioning(let parts, let nodes):
            "METIS could not divide \(nodes) places into \(parts) parts; ask for fewer zones"
        }
    }
}
