import Geospatial

extension Network {
    /// An element that has another id in the files than in the city.
    public struct KeptID: Hashable, Sendable, Codable {
        /// The table it stands in.
        public var layer: String
        /// The id it keeps.
        public var id: String
        /// The id that the new network has for it.
        public var newID: String

        /// An element that keeps its id.
        public init(layer: String, id: String, newID: String) {
            self.layer = layer
            self.id = id
            self.newID = newID
        }
    }

    /// This network with the ids that `old` has for what stayed in its place, so that what was renumbered keeps
    /// its history, its readings and its zone.
    ///
    /// Elements of one id are the same. What has a new id is matched by place with what has lost its id: a node within
    /// the tolerance, a link with the same ends and the same path, an asset of the same kind; a meter or a customer only
    /// when nothing but its id is new, because another customer may live there. Ids that the topology made up (`auto-7`,
    /// `P1#2`) say nothing and are matched by place first. What stayed keeps its order and, within
    /// ``ChangeTolerance/still``, its drawing; what is new comes behind.
    ///
    /// - Parameters:
    ///   - old: the network of before.
    ///   - tolerance: how near is the same place.
    /// - Returns: the network, and what keeps an id other than the new one, made-up ids apart.
    /// - Throws: `NetworkError` only for a network that was damaged.
    public func keepingIDs(
        of old: Network, within tolerance: ChangeTolerance = .init()
    ) throws -> (network: Network, kept: [KeptID]) {
        var alignment = NetworkAlignment(old: old, new: self, tolerance: tolerance)
        alignment.match()
        return (try alignment.aligned(), alignment.kept)
    }
}

/// Which row of a new network is which of an old one.
struct NetworkAlignment {
    let old: Network
    let new: Network
    let tolerance: ChangeTolerance
    /// For each row of the new network the row of the old one; -1 for none.
    var nodeBefore: [Int32]
    var linkBefore: [Int32]
    var assetBefore: [Int32]
    /// For each row of the old network the row of the new one; -1 for none.
    var nodeAfter: [Int32]
    var linkAfter: [Int32]
    var assetAfter: [Int32]
    var kept: [Network.KeptID] = []
    /// Whether controls and rules speak of the old network where both have an id: those that stood before the survey do.
    var controlsAreOld = false

    init(old: Network, new: Network, tolerance: ChangeTolerance) {
        self.old = old
        self.new = new
        self.tolerance = tolerance
        nodeBefore = Array(repeating: -1, count: new.nodes.count)
        linkBefore = Array(repeating: -1, count: new.links.count)
        assetBefore = Array(repeating: -1, count: new.assets.count)
        nodeAfter = Array(repeating: -1, count: old.nodes.count)
        linkAfter = Array(repeating: -1, count: old.links.count)
        assetAfter = Array(repeating: -1, count: old.assets.count)
    }

    /// Finds the pairs; elements that `same` has too are known to be what they are called.
    mutating func match(knowing same: Network = Network()) {
        for row in 0..<new.nodes.count where same.nodes.index(of: new.nodes.ids[row]) != nil {
            if let before = old.nodes.index(of: new.nodes.ids[row]) { pair(node: row, with: before) }
        }
        for row in 0..<new.links.count where same.links.index(of: new.links.ids[row]) != nil {
            if let before = old.links.index(of: new.links.ids[row]) {
                linkBefore[row] = Int32(before)
                linkAfter[before] = Int32(row)
            }
        }
        matchNodesByID()
        for distance in [tolerance.still, tolerance.same] { matchNodesByPlace(within: distance) }
        matchLinks()
        matchMovedEnds()
        matchAssets()
    }

    // MARK: Nodes

    static func isMade(_ network: Network, _ row: Int) -> Bool {
        network.nodes.attributes[row, TopologyBuilder.synthesizedFlag] == .boolean(true)
    }

    private mutating func pair(node: Int, with before: Int) {
        nodeBefore[node] = Int32(before)
        nodeAfter[before] = Int32(node)
    }

    private mutating func matchNodesByID() {
        for row in 0..<new.nodes.count where nodeBefore[row] < 0 && !Self.isMade(new, row) {
            if let before = old.nodes.index(of: new.nodes.ids[row]), nodeAfter[before] < 0,
                !Self.isMade(old, before)
            {
                pair(node: row, with: before)
            }
        }
    }

    private mutating func matchNodesByPlace(within distance: Double) {
        var grid = NodeGrid(distance: distance)
        for row in 0..<old.nodes.count where nodeAfter[row] < 0 {
            grid.insert(node: row, x: old.nodes.x[row], y: old.nodes.y[row])
        }
        for row in 0..<new.nodes.count where nodeBefore[row] < 0 {
            let kind = new.nodes.kinds[row]
            let hit = grid.nearest(
                x: new.nodes.x[row], y: new.nodes.y[row], within: distance,
                where: { nodeAfter[$0] < 0 && old.nodes.kinds[$0] == kind })
            if let hit { pair(node: row, with: hit.node) }
        }
    }

    /// A node that the topology made at the end of a pipe that moved has moved with it.
    private mutating func matchMovedEnds() {
        for row in 0..<new.links.count where linkBefore[row] >= 0 {
            let before = Int(linkBefore[row])
            for (a, b) in [
                (new.links.start[row], old.links.start[before]), (new.links.end[row], old.links.end[before]),
            ] {
                let (node, earlier) = (Int(a), Int(b))
                guard nodeBefore[node] < 0, nodeAfter[earlier] < 0, Self.isMade(new, node),
                    Self.isMade(old, earlier)
                else { continue }
                pair(node: node, with: earlier)
            }
        }
    }

    // MARK: Assets

    private mutating func matchAssets() {
        for row in 0..<new.assets.count {
            let found = old.assets.index(of: new.assets.ids[row], kind: new.assets.kinds[row])
            if let before = found {
                assetBefore[row] = Int32(before)
                assetAfter[before] = Int32(row)
            }
        }
        var grid = NodeGrid(distance: tolerance.same)
        for row in 0..<old.assets.count where assetAfter[row] < 0 {
            grid.insert(node: row, x: old.assets.x[row], y: old.assets.y[row])
        }
        for row in 0..<new.assets.count where assetBefore[row] < 0 {
            let hit = grid.nearest(
                x: new.assets.x[row], y: new.assets.y[row], within: tolerance.same,
                where: { assetAfter[$0] < 0 && isRenumbered(row, $0) })
            if let hit {
                assetBefore[row] = Int32(hit.node)
                assetAfter[hit.node] = Int32(row)
            }
        }
    }

    /// Whether an asset can be another with a new id only.
    private func isRenumbered(_ row: Int, _ before: Int) -> Bool {
        let kind = new.assets.kinds[row]
        guard kind == old.assets.kinds[before] else { return false }
        guard kind == .meter || kind == .customerPoint else { return true }
        var (a, b) = (new.assets.attributes[row], old.assets.attributes[before])
        a["source_id"] = nil
        b["source_id"] = nil
        return !a.isEmpty && a == b
    }
}
