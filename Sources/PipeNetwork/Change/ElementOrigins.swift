/// Which source each element of a network came from, by row.
public struct ElementOrigins: Hashable, Sendable {
    /// For each node the number of its source; 0 when that is not known.
    public var nodes: [Int32]
    /// For each link the number of its source; 0 when that is not known.
    public var links: [Int32]
    /// For each asset the number of its source; 0 when that is not known.
    public var assets: [Int32]

    /// Origins by row.
    public init(nodes: [Int32] = [], links: [Int32] = [], assets: [Int32] = []) {
        self.nodes = nodes
        self.links = links
        self.assets = assets
    }

    /// The origins of `new`, which a source called `number` was joined to: what is new comes from it, and a piece of
    /// a pipe that it split comes from where the pipe came from.
    ///
    /// - Parameters:
    ///   - number: the number of the source.
    ///   - old: the network before, whose origins these are.
    ///   - new: the network with the source in it.
    public func adding(_ number: Int32, from old: Network, to new: Network) -> ElementOrigins {
        func origin(_ table: [Int32], _ row: Int?) -> Int32? {
            row.map { $0 < table.count ? table[$0] : 0 }
        }
        return ElementOrigins(
            nodes: new.nodes.ids.map { origin(nodes, old.nodes.index(of: $0)) ?? number },
            links: new.links.ids.map { id in
                var name = id
                while true {
                    if let known = origin(links, old.links.index(of: name)) { return known }
                    guard let piece = PieceID(name) else { return number }
                    name = piece.whole
                }
            },
            assets: new.assets.ids.indices.map { row in
                let before = old.assets.index(of: new.assets.ids[row], kind: new.assets.kinds[row])
                return origin(assets, before) ?? number
            })
    }
}
