import PipeNetwork

/// Which heads can be fed from a source, and from which an inflow can reach one: where a path of open links leads, one-way
/// links taken forwards.
///
/// A demand that no source and no inflow can reach gets no water, and an inflow that cannot reach a source has nowhere to
/// go, whatever the solve finds: they are left out, or heads would run away without end. Links that the flow itself shuts
/// do not count as shut here: they would open.
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

    /// Whether each head can be fed: from a source, or from one of `seeds`.
    func fed(_ model: HydraulicModel, _ state: NewtonState, seeds: [Int32] = []) -> [Bool] {
        spread(model, state, seeds: seeds, isDownstream: true)
    }

    /// Whether water from each head can reach a source.
    func drained(_ model: HydraulicModel, _ state: NewtonState) -> [Bool] {
        spread(model, state, seeds: [], isDownstream: false)
    }

    private func spread(
        _ model: HydraulicModel, _ state: NewtonState, seeds: [Int32], isDownstream: Bool
    ) -> [Bool] {
        let core = model.reduced.coreCount
        let chains = model.reduced.chainCount
        var isReached = [Bool](repeating: false, count: starts.count - 1)
        var front = seeds
        front += (0..<model.reduced.fixedNodes.count).map { Int32(core + $0) }
        for head in front { isReached[Int(head)] = true }
        while let head = front.popLast() {
            for position in Int(starts[Int(head)])..<Int(starts[Int(head) + 1]) {
                let branch = Int(branches[position])
                let other: Int32
                if branch < chains {
                    let (from, to) = (model.reduced.chainFrom[branch], model.reduced.chainTo[branch])
                    other = from == head ? to : from
                } else {
                    let row = branch - chains
                    let link = model.specialTable.links[row]
                    let isFromStart = link.start == head
                    other = isFromStart ? link.end : link.start
                    let may = state.mayFlow[row]
                    let passes = isFromStart == isDownstream ? may.forward : may.backward
                    guard !state.commands[row].isClosed, passes else { continue }
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
