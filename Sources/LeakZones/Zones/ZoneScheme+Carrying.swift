import PipeNetwork

extension ZoneScheme {
    /// The same zones on a network that has grown: every node that was there keeps its zone, by id; nodes that
    /// are new lie outside until the zones are derived or assigned again.
    ///
    /// - Parameters:
    ///   - old: the network that the zones are of.
    ///   - new: the network that has grown.
    ///   - renamed: what nodes of before are called now, by their old id.
    public func carried(
        from old: Network, to new: Network, renamed: [String: String] = [:]
    ) throws(ZoneError) -> ZoneScheme {
        var zoneOfNode = [Int32](repeating: -1, count: new.nodes.count)
        for row in 0..<new.nodes.count {
            if let before = old.nodes.index(of: new.nodes.ids[row]) {
                zoneOfNode[row] = self.zoneOfNode[before]
            }
        }
        for (name, now) in renamed {
            if let before = old.nodes.index(of: name), let row = new.nodes.index(of: now) {
                zoneOfNode[row] = self.zoneOfNode[before]
            }
        }
        return try ZoneScheme(zones: zones, zoneOfNode: zoneOfNode, meteredLinks: meteredLinks)
    }
}
