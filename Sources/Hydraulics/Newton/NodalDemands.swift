import SparseCholesky

/// Demands brought to where they count: down the trees to the core, and along each chain.
struct NodalDemands: Sendable {
    /// What is drawn at each core node, with all trees that hang on it, m³/s.
    var core: [Double]
    /// Flow in each pipe minus the flow at the beginning of its chain; for tree pipes, the flow itself. m³/s.
    var offsets: [Double]
    /// The same at the demands before.
    private(set) var formerOffsets: [Double]
    /// Sum of the absolute flows in trees, m³/s.
    var treeFlowSum = 0.0

    init(_ reduced: ReducedNetwork) {
        core = [Double](repeating: 0, count: reduced.coreCount)
        offsets = [Double](repeating: 0, count: reduced.pipeLinks.count)
        formerOffsets = offsets
    }

    /// Goes back to the demands of `other`, without allocating anything.
    mutating func begin(from other: NodalDemands) {
        offsets.overwrite(with: other.offsets)
        treeFlowSum = other.treeFlowSum
    }

    /// Takes the flows along chains and trees of a lane of a batch.
    mutating func take(_ lanes: [SIMD4<Double>], lane: Int) { offsets.overwrite(with: lanes, lane: lane) }

    /// Sums up fixed demands.
    ///
    /// - Parameter sums: what is drawn at each node of the network; tree nodes are added to their parents in place.
    mutating func gather(_ sums: inout [Double], _ model: HydraulicModel) {
        swap(&offsets, &formerOffsets)
        treeFlowSum = Self.gather(&sums, model, core: &core, offsets: &offsets)
    }

    /// The sum of absolute flows in trees, m³/s.
    static func gather<Lane: SolveLane>(
        _ sums: inout [Lane], _ model: HydraulicModel, core: inout [Lane], offsets: inout [Lane]
    ) -> Lane {
        let first = model.reduced.chainPipeCount
        let (nodeBehind, treeParents) = (model.reduced.nodeBehind, model.reduced.treeParents)
        let (behind, parents) = (nodeBehind.span, treeParents.span)
        var nodes = sums.mutableSpan
        var flows = offsets.mutableSpan
        let zero = Lane(repeating: 0)
        var sum = zero
        var tree = parents.count
        while tree > 0 {
            tree -= 1
            let flow = nodes[Int(behind[first + tree])]
            nodes[Int(parents[tree])] = nodes[Int(parents[tree])] + flow
            flows[first + tree] = flow
            sum = sum + flow.magnitude
        }
        let (coreNodes, chainStarts, chainTo) = (
            model.reduced.coreNodes, model.reduced.chainStarts, model.reduced.chainTo
        )
        let (cores, starts, to) = (coreNodes.span, chainStarts.span, chainTo.span)
        var drawn = core.mutableSpan
        for row in drawn.indices { drawn[row] = nodes[Int(cores[row])] }
        for chain in to.indices {
            var offset = zero
            var pipe = Int(starts[chain])
            let last = Int(starts[chain + 1]) - 1
            while pipe < last {
                flows[pipe] = offset
                offset = offset - nodes[Int(behind[pipe])]
                pipe += 1
            }
            flows[last] = offset
            // What leaves the chain on its way is missing at its end.
            let end = Int(to[chain])
            if end < drawn.count { drawn[end] = drawn[end] - offset }
        }
        return sum
    }
}
