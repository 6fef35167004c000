extension Network {
    /// Whether water enters the network at each node, by row: a reservoir, a node at which a waterworks stands, and, unless
    /// they are left out, a tank.
    ///
    /// - Parameter countsTanks: whether a tank counts, which has water for a while only.
    public func sourceFlags(countingTanks countsTanks: Bool = true) -> [Bool] {
        var isSource = nodes.kinds.map { $0 == .reservoir || countsTanks && $0 == .tank }
        for asset in 0..<assets.count where assets.kinds[asset] == .waterworks && assets.node[asset] >= 0 {
            isSource[Int(assets.node[asset])] = true
        }
        return isSource
    }

    /// Rows of the nodes of ``sourceFlags(countingTanks:)``, ascending.
    public func sourceNodes(countingTanks countsTanks: Bool = true) -> [Int32] {
        let isSource = sourceFlags(countingTanks: countsTanks)
        return isSource.indices.filter { isSource[$0] }.map(Int32.init)
    }
}
