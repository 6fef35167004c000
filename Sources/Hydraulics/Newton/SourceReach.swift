import PipeNetwork

/// Which heads can be fed at all: those that a path of open links leads to from a source, one-way links taken forwards.
///
/// What lies beyond gets no water whatever the solve finds, so its demands are left out, or its heads would fall without
/// end. Links that the flow itself shuts do not count as shut here: they would open for such a demand.
struct SourceReach: Sendable {
    /// The chains and specials at each head, as compressed rows; specials are numbered after the chains.
    private let starts: [Int32]
    private let branches: [Int32]

    init(_ model: HydraulicModel) {
        let count = model.reduced.coreCount + model.reduced.fixedNodes.count
        let from = model.reduced.chainFrom + model.specials.map(\.start)
        let to = model.reduced.chainTo + model.specials.map(\.end)
        var starts = [Int32](repeating: 0, count: count + 1)
        for head in from { starts[Int(head) + 1] += 1 }
        for head in to { starts[Int(head) + 1] += 1 }
        for head in 0..<count { starts[head + 1] += starts[head] }
        var next = starts
        var branches = [Int32](repeating: 0, count: 2 * from.count)
        for branch in from.indices {
            for head in [Int(from[branch]), Int(to[branch])] {
                branches[Int(next[head])] = Int32(branch)
                next[head] += 1
            }
        }
        self.starts = starts
        self.branches = branches
    }

    /// Whether each head is in reach of a source.
    func reached(_ model: HydraulicModel, _ state: NewtonState) -> [Bool] {
        let core = model.reduced.coreCount
        let chains = model.reduced.chainCount
        var isReached = [Bool](repeating: false, count: starts.count - 1)
        var front: [Int32] = []
        for row in model.reduced.fixedNodes.indices {
            isReached[core + row] = true
            front.append(Int32(core + row))
        }
        while let head = front.popLast() {
            for position in Int(starts[Int(head)])..<Int(starts[Int(head) + 1]) {
                let branch = Int(branches[position])
                let other: Int32
                if branch < chains {
                    other =
                        model.reduced.chainFrom[branch] == head
                        ? model.reduced.chainTo[branch] : model.reduced.chainFrom[branch]
                } else {
                    let row = branch - chains
                    let link = model.specials[row]
                    let isForward = link.start == head
                    other = isForward ? link.end : link.start
                    let may = state.mayFlow[row]
                    guard !state.commands[row].isClosed, isForward ? may.forward : may.backward else {
                        continue
                    }
                }
                if !isReached[Int(other)] {
                    isReached[Int(other)] = true
                    front.append(other)
                }
            }
        }
        return isReached
    }
}
