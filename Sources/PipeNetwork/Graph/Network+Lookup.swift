import InputOutput

extension Network {
    /// What an id stands for.
    public enum Element: Hashable, Sendable {
        /// The node of this row.
        case node(Int)
        /// The link of this row.
        case link(Int)
        /// The asset of this row.
        case asset(Int)
    }

    /// What `id` stands for: a node, else a link, else an asset of any kind.
    ///
    /// - Throws: ``SearchError/unknownElement(_:expected:nearest:)`` with ids that look alike.
    public func element(_ id: String) throws(SearchError) -> Element {
        if let node = nodes.index(of: id) { return .node(node) }
        if let link = links.index(of: id) { return .link(link) }
        for kind in Asset.Kind.allCases {
            if let asset = assets.index(of: id, kind: kind) { return .asset(asset) }
        }
        throw .unknownElement(
            id, expected: Wording("the id of a node, a link or a point asset", "节点、管段或点状设施的编号"),
            nearest: nearestIDs(to: id, among: nodes.ids + links.ids + assets.ids))
    }

    /// The nodes from which a search from `id` begins: the node, both ends of the link, or the node that the asset is tied
    /// to.
    ///
    /// - Throws: ``SearchError``.
    public func seeds(of id: String) throws(SearchError) -> [Int] {
        switch try element(id) {
        case .node(let node): return [node]
        case .link(let link): return [Int(links.start[link]), Int(links.end[link])]
        case .asset(let asset):
            guard assets.node[asset] >= 0 else {
                throw .notOnTheNetwork(id, kind: assets.kinds[asset].rawValue)
            }
            return [Int(assets.node[asset])]
        }
    }

    /// The row of the link called `id`.
    ///
    /// - Throws: ``SearchError/unknownElement(_:expected:nearest:)`` with ids that look alike.
    public func link(_ id: String) throws(SearchError) -> Int {
        if let link = links.index(of: id) { return link }
        throw .unknownElement(
            id, expected: Wording("the id of a pipe, a pump or a regulating valve", "管段、水泵或调节阀的编号"),
            nearest: nearestIDs(to: id, among: links.ids))
    }
}
