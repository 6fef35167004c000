import PipeNetwork

/// Which heads can be fed from a source, and from which an inflow can reach one: where a path of open links leads, one-way
/// links taken forwards.
///
/// A demand that no source and no inflow can reach gets no water, and an inflow that cannot reach a source has nowhere to
/// go, whatever the solve finds: they are left out, or heads would run away without end. Links that the flow itself shuts
/// do not count as shut here: they would open.
///
/// Plain pipes stand open for ever, so heads that they join are one *part*, found once; only the control links between
/// parts are looked at again.
struct SourceReach: Sendable {
    /// The part of each head.
    let parts: [Int32]
    /// The parts with a source.
    private let sources: [Int32]
    /// The control links that join each part to another, as compressed rows.
    private let starts: [Int32]
    private let links: [Int32]

    init(_ model: HydraulicModel) {
        let core = model.reduced.coreCount
        let count = core + model.reduced.fixedNodes.count
        var roots = (0..<Int32(count)).map { $0 }
        func root(_ head: Int32) -> Int32 {
            var head = Int(head)
            while roots[head] != head {
                roots[head] = roots[Int(roots[head])]
                head = Int(roots[head])
            }
            return Int32(head)
        }
        for (from, to) in zip(model.reduced.chainFrom, model.reduced.chainTo) {
            let (a, b) = (root(from), root(to))
            if a != b { roots[Int(max(a, b))] = min(a, b) }
        }
        // A root is the least head of its part, so its number is there before it is asked for.
        var parts = [Int32](repeating: -1, count: count)
        var partCount: Int32 = 0
        for head in 0..<count {
            let top = Int(root(Int32(head)))
            if top == head {
                parts[head] = partCount
                partCount += 1
            } else {
                parts[head] = parts[top]
            }
        }
        self.parts = parts
        sources = parts[core...].map { $0 }
        let ends = model.controlLinks.map { (parts[Int($0.start)], parts[Int($0.end)]) }
        var starts = [Int32](repeating: 0, count: Int(partCount) + 1)
        for (a, b) in ends where a != b {
            starts[Int(a) + 1] += 1
            starts[Int(b) + 1] += 1
        }
        for part in 0..<Int(partCount) { starts[part + 1] += starts[part] }
        var next = starts
        var links = [Int32](repeating: 0, count: Int(starts[Int(partCount)]))
        for (row, (a, b)) in ends.enumerated() where a != b {
            for part in [Int(a), Int(b)] {
                links[Int(next[part])] = Int32(row)
                next[part] += 1
            }
        }
        self.starts = starts
        self.links = links
    }

    /// Number of parts.
    var partCount: Int { starts.count - 1 }

    /// Whether each part can be fed: from a source, or from one of the parts `seeds`.
    func fed(_ model: HydraulicModel, _ state: borrowing NewtonState, seeds: [Int32] = []) -> [Bool] {
        spread(model, state, seeds: seeds, isDownstream: true)
    }

    /// Whether water from each part can reach a source.
    func drained(_ model: HydraulicModel, _ state: borrowing NewtonState) -> [Bool] {
        spread(model, state, seeds: [], isDownstream: false)
    }

    private func spread(
        _ model: HydraulicModel, _ state: borrowing NewtonState, seeds: [Int32], isDownstream: Bool
    ) -> [Bool] {
        var isReached = [Bool](repeating: false, count: starts.count - 1)
        var front: [Int32] = []
        for part in sources + seeds where !isReached[Int(part)] {
            isReached[Int(part)] = true
            front.append(part)
        }
        while let part = front.popLast() {
            for position in Int(starts[Int(part)])..<Int(starts[Int(part) + 1]) {
                let row = Int(links[position])
                let link = model.controlLinkTable.links[row]
                let isFromStart = parts[Int(link.start)] == part
                let may = state.mayFlow[row]
                let passes = isFromStart == isDownstream ? may.forward : may.backward
                guard !state.commands[row].isClosed, passes else { continue }
                let other = parts[Int(isFromStart ? link.end : link.start)]
                if !isReached[Int(other)] {
                    isReached[Int(other)] = true
                    front.append(other)
                }
            }
        }
        return isReached
    }
}
