/// Demands brought to where they count: down the trees to the core, and along each chain.
struct NodalDemands: Sendable {
    /// What is drawn at each core node, with all trees that hang on it, m³/s.
    var core: [Double]
    /// Flow in each pipe minus the flow at the beginning of its chain; for tree pipes, the flow itself. m³/s.
    var offsets: [Double]
    /// Sum of the absolute flows in trees, m³/s.
    var treeFlowSum = 0.0

    init(_ reduced: ReducedNetwork) {
        core = [Double](repeating: 0, count: reduced.coreCount)
        offsets = [Double](repeating: 0, count: reduced.pipeLinks.count)
    }

    /// Sums up fixed demands.
    ///
    /// - Parameter sums: what is drawn at each node of the network; tree nodes are added to their parents in place.
    mutating func gather(_ sums: inout [Double], _ reduced: ReducedNetwork) {
        let first = reduced.chainPipeCount
        treeFlowSum = 0
        var tree = reduced.treePipeCount
        while tree > 0 {
            tree -= 1
            let flow = sums[Int(reduced.nodeBehind[first + tree])]
            sums[Int(reduced.treeParents[tree])] += flow
            offsets[first + tree] = flow
            treeFlowSum += abs(flow)
        }
        for row in core.indices { core[row] = sums[Int(reduced.coreNodes[row])] }
        for chain in 0..<reduced.chainCount {
            var offset = 0.0
            for pipe in Int(reduced.chainStarts[chain])..<Int(reduced.chainStarts[chain + 1]) {
                offsets[pipe] = offset
                let node = reduced.nodeBehind[pipe]
                if node >= 0 { offset -= sums[Int(node)] }
            }
            // What leaves the chain on its way is missing at its end.
            let end = Int(reduced.chainTo[chain])
            if end < core.count { core[end] -= offset }
        }
    }
}
