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

    /// The origins of `new`, which several sources of one command were joined to.
    ///
    /// - Parameters:
    ///   - survey: which survey each new element came from.
    ///   - numbers: the number of the source that each survey is of.
    ///   - old: the network before, whose origins these are.
    ///   - new: the network with the sources in it.
    public func adding(
        _ survey: SurveyOrigins, numbers: [Int32], from old: Network, to new: Network
    ) -> ElementOrigins {
        func number(_ place: Int32?) -> Int32? {
            guard let place, numbers.indices.contains(Int(place)) else { return nil }
            return numbers[Int(place)]
        }
        var origins = adding(0, from: old, to: new)
        for (row, place) in survey.nodes.enumerated() where row < origins.nodes.count {
            if let number = number(place) { origins.nodes[row] = number }
        }
        for row in new.links.ids.indices where old.links.index(of: new.links.ids[row]) == nil {
            var name = new.links.ids[row]
            while true {
                if let number = number(survey.links[name]) {
                    origins.links[row] = number
                    break
                }
                guard let piece = PieceID(name) else { break }
                name = piece.whole
            }
        }
        for row in new.assets.ids.indices {
            if let number = number(survey.assets[new.assets.kinds[row]]?[new.assets.ids[row]]) {
                origins.assets[row] = number
            }
        }
        return origins
    }
}
