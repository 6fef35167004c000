import PipeNetwork

extension ZoneScheme {
    /// The same zones on a network in which something was replaced: every node that was there keeps its zone, by id, and a
    /// node that is new takes the zone of the nodes it is connected with.
    ///
    /// It looks along links without a meter first, and not closed: the cut of a boundary is the link with the meter.
    /// A node that is connected with nodes outside, or with none, lies outside.
    ///
    /// - Parameters:
    ///   - old: the network that the scheme was made for.
    ///   - new: the network after.
    /// - Throws: ``ZoneError`` only for a scheme that was made for another network.
    public func extended(from old: Network, to new: Network) throws(ZoneError) -> ZoneScheme {
        var zoneOfNode = [Int32](repeating: -2, count: new.nodes.count)
        var isOpen = false
        for row in 0..<new.nodes.count {
            if let before = old.nodes.index(of: new.nodes.ids[row]), before < self.zoneOfNode.count {
                zoneOfNode[row] = self.zoneOfNode[before]
            } else {
                isOpen = true
            }
        }
        if isOpen { Self.spread(&zoneOfNode, in: new, cuts: Set(meteredLinks)) }
        return try ZoneScheme(
            zones: zones, zoneOfNode: zoneOfNode.map { max($0, -1) }, meteredLinks: meteredLinks)
    }

    /// Gives nodes marked -2 the zone of the nearest node, by links, that has another mark.
    private static func spread(_ zoneOfNode: inout [Int32], in network: Network, cuts: Set<String>) {
        let graph = NetworkGraph(network)
        var isCut = (0..<network.links.count).map { row in
            network.links.status[row] == .closed || cuts.contains(network.links.ids[row])
        }
        for row in 0..<network.assets.count where network.assets.kinds[row] == .meter {
            let link = Int(network.assets.link[row])
            if link >= 0 { isCut[link] = true }
        }
        for crossesCuts in [false, true] {
            let seeds = zoneOfNode.indices.filter { node in
                zoneOfNode[node] != -2
                    && graph.incidences(of: node).contains { zoneOfNode[Int(graph.neighbors[$0])] == -2 }
            }
            _ = graph.walk(from: seeds.map(Int32.init)) { link, node, neighbor in
                guard zoneOfNode[neighbor] == -2, crossesCuts || !isCut[link] else { return false }
                zoneOfNode[neighbor] = zoneOfNode[node]
                return true
            }
        }
    }
}
