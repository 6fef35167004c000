import PipeNetwork

extension ZoneScheme {
    /// The same zones on a network that has grown: every node that was there keeps its zone, by id; nodes that
    /// are new lie outside until the zones are derived or assigned again.
    public func carried(from old: Network, to new: Network) throws(ZoneError) -> ZoneScheme {
        var zoneOfNode = [Int32](repeating: -1, count: new.nodes.count)
        for row in 0..<new.nodes.count {
            if let before = old.nodes.index(of: new.nodes.ids[row]) {
                zoneOfNode[row] = self.zoneOfNode[before]
            }
        }
        return try ZoneScheme(zones: zones, zoneOfNode: zoneOfNode, meteredLinks: meteredLinks)
    }
}
