import InputOutput

/// What can be wrong with a question to a network.
public enum SearchError: Error, Hashable, Sendable {
    /// No element has this id.
    case unknownElement(String, expected: String, nearest: [String])
    /// The element is tied to no node, so no search can begin there.
    case notOnTheNetwork(String, kind: String)
    /// The place is far from every pipe.
    case farFromPipes(x: Double, y: Double, nearest: String?, distance: Double?, limit: Double)
    /// Nothing of the kind that was asked for is there.
    case noneOfKind(String)
    /// No way leads from one to the other past the barriers.
    case noWay(from: String, to: String)
}

extension SearchError: CustomStringConvertible {
    /// One sentence: what, where, what to do.
    public var description: String {
        switch self {
        case .unknownElement(let id, let expected, let nearest)
        where nearest.first?.hasPrefix(id + "#") == true:
            "'\(id.quotable)' is a pipe that was split where others join it or a device sits in it; name the piece: "
                + nearest.quotableInQuotes + " (expected \(expected))"
        case .unknownElement(let id, let expected, let nearest):
            "'\(id.quotable)' is not in the network; expected \(expected)"
                + (nearest.isEmpty
                    ? "" : "; did you mean \(nearest.quotableInQuotes)?")
        case .notOnTheNetwork(let id, let kind):
            "\(kind) '\(id.quotable)' lies too far from any pipe to be tied to one; see 'check'"
        case .farFromPipes(let x, let y, let nearest, let distance, let limit):
            "the place \(x), \(y) is outside the network: no pipe within \(limit.rounded()) m"
                + (nearest.flatMap { id in
                    distance.map { "; the nearest is '\(id.quotable)', \($0.rounded()) m away" }
                } ?? "")
                + "; check the order (easting or longitude first) and the reference system"
        case .noneOfKind(let kind): "the network has no \(kind)"
        case .noWay(let from, let to):
            "no way leads from '\(from.quotable)' to '\(to.quotable)' past the barriers; fewer barriers may open one"
        }
    }
}
