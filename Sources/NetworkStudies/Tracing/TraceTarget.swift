import InputOutput
import PipeNetwork

/// What kind of thing a search for the nearest looks for.
public enum TraceTarget: Sendable, Hashable {
    /// Point assets of a kind, at the nodes that they are tied to.
    case asset(Asset.Kind)
    /// Nodes of a kind.
    case node(NodeKind)
    /// Links of a kind, at both their ends.
    case link(LinkKind)

    /// The target called `key`, such as `hydrant`, `reservoir` or `pump`.
    ///
    /// - Throws: `SearchError/unknownElement(_:expected:nearest:)` with the keys that look alike.
    public init(_ key: String) throws(SearchError) {
        guard let target = Self.named.first(where: { $0.key == key }) else {
            let keys = Self.named.map(\.key)
            throw .unknownElement(
                key, expected: Wording("one of ", "以下之一：") + Wording(quoting: keys),
                nearest: nearestIDs(to: key, among: keys))
        }
        self = target
    }

    /// Its name for programs.
    public var key: String {
        switch self {
        case .asset(let kind): kind.rawValue
        case .node(let kind): kind.key
        case .link(let kind): kind.key
        }
    }

    /// The targets that have a name to be asked by.
    public static let named: [TraceTarget] =
        Asset.Kind.allCases.map { .asset($0) }
        + [.node(.junction), .node(.reservoir), .node(.tank), .link(.pump), .link(.valve)]

    /// Ids of all things of this kind in `network`, by the row of the node at which they are found.
    ///
    /// - Throws: `SearchError/noneOfKind(_:)`.
    func ids(in network: Network) throws(SearchError) -> [Int: [String]] {
        var ids: [Int: [String]] = [:]
        switch self {
        case .asset(let kind):
            for asset in network.assets.rows(of: kind) where network.assets.node[asset] >= 0 {
                ids[Int(network.assets.node[asset]), default: []].append(network.assets.ids[asset])
            }
        case .node(let kind):
            for node in 0..<network.nodes.count where network.nodes.kinds[node] == kind {
                ids[node] = [network.nodes.ids[node]]
            }
        case .link(let kind):
            for link in 0..<network.links.count where network.links.kinds[link] == kind {
                for node in Set([network.links.start[link], network.links.end[link]]) {
                    ids[Int(node), default: []].append(network.links.ids[link])
                }
            }
        }
        guard !ids.isEmpty else { throw .noneOfKind(key) }
        return ids
    }
}
