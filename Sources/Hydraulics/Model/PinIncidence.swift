import PipeNetwork

/// For each pressure valve, what else meets at the node whose head it may set: the flow of a regulating valve is what
/// balances that node.
struct PinIncidence: Sendable {
    /// One flow at a pinned node.
    struct Flow: Sendable {
        /// Row of the chain or special link.
        var row: Int32
        var isChain: Bool
        /// 1 where a positive flow runs into the node, -1 where it leaves.
        var sign: Double
    }

    /// By row among the specials; empty for all but pressure valves.
    private(set) var flows: [Int: [Flow]] = [:]
    /// Rows of the outflows at the pinned node, by row among the specials.
    private(set) var outflows: [Int: [Int]] = [:]

    init(_ reduced: ReducedNetwork, _ specials: [SpecialLink], _ outflows: [Outflow]) {
        var pinned: [Int32: [Flow]] = [:]
        for special in specials where special.isPressureValve { pinned[special.pinnedNode] = [] }
        guard !pinned.isEmpty else { return }
        for chain in 0..<reduced.chainCount {
            let (from, to) = (reduced.chainFrom[chain], reduced.chainTo[chain])
            guard from != to else { continue }
            pinned[from]?.append(Flow(row: Int32(chain), isChain: true, sign: -1))
            pinned[to]?.append(Flow(row: Int32(chain), isChain: true, sign: 1))
        }
        for (row, special) in specials.enumerated() {
            pinned[special.start]?.append(Flow(row: Int32(row), isChain: false, sign: -1))
            pinned[special.end]?.append(Flow(row: Int32(row), isChain: false, sign: 1))
        }
        for (row, special) in specials.enumerated() where special.isPressureValve {
            flows[row] = pinned[special.pinnedNode]?.filter { $0.isChain || Int($0.row) != row }
            self.outflows[row] = outflows.indices.filter { outflows[$0].node == special.pinnedNode }
        }
    }
}

extension SpecialLink {
    /// The node whose head the valve sets while it regulates: behind a PRV, before a PSV.
    var pinnedNode: Int32 {
        if case .valve(.psv) = kind { return start }
        return end
    }
}
