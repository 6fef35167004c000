import SparseCholesky

extension NewtonSystem {
    /// Solves the assembled system together with the flow changes of regulating pressure valves.
    ///
    /// A valve that sets the head of a node passes whatever balances that node, and the node on its other side feels that
    /// flow. Where no water comes back from there, which is the rule, one look at the solution near the valves and one with
    /// the changed flow is exact; valves in series take one more each. Where it does come back and the changes do not die
    /// away, the valves' flows are the unknowns of a small dense system of their own. What is left over is taken up by the
    /// next step, and a solve is not over while any is left.
    ///
    /// - Parameter looks: how often the valves' flows are balanced at most.
    mutating func balancePins(_ state: borrowing NewtonState, looks: Int) {
        let core = Int32(model.reduced.coreCount)
        for row in model.controlLinkTable.pressureValves { pinSteps[Int(row)] = 0 }
        contradictingPins = []
        try? pinned?.begin(rightHandSide, factor)
        try? pinned?.look(into: &step, factor)
        var last = Double.infinity
        for sweep in 0..<looks {
            var largest = 0.0
            for (valve, row) in model.controlLinkTable.pressureValves.enumerated() {
                let row = Int(row)
                let link = model.controlLinkTable.links[row]
                guard state.isRegulatingPressure(row, link) else { continue }
                let change = pinnedChange(valve, row, link, state)
                let difference = change - pinSteps[row]
                largest = max(largest, abs(difference))
                pinSteps[row] = change
                if link.farNode < core {
                    rightHandSide[Int(link.farNode)] += link.farSign * difference
                    pinned?.add(link.farSign * difference, toRow: Int(link.farNode))
                }
            }
            if largest < 1e-12 {
                feedbackSteps = 0
                break
            }
            if sweep >= 3, largest > 0.5 * last {
                // Far from the solution this says little; when it lasts, it is the network's way.
                feedbackSteps += 1
                if feedbackSteps > 3 {
                    solvePins(state)
                    return
                }
                break
            }
            last = largest
            try? pinned?.look(into: &step, factor)
        }
        try? pinned?.finish(into: &step, factor)
    }

    /// The rows near pressure valves whose heads decide on the valves' flows.
    static func pinnedRows(_ model: HydraulicModel) -> [Int32] {
        var heads: [Int32] = []
        for (valve, row) in model.controlLinkTable.pressureValves.enumerated() {
            let link = model.controlLinkTable.links[Int(row)]
            heads += [link.start, link.end]
            for position in model.incidence.flows(at: valve) {
                let flow = model.incidence.flows[position]
                let other = Int(flow.row)
                switch flow.kind {
                case .chain: heads += [model.reduced.chainFrom[other], model.reduced.chainTo[other]]
                case .controlLink: heads += [model.controlLinks[other].start, model.controlLinks[other].end]
                case .outflow: break
                }
            }
        }
        return heads.filter { Int($0) < model.reduced.coreCount }
    }

    /// Solves for the flow changes of all regulating valves at once, by their answers to a unit flow of each.
    private mutating func solvePins(_ state: borrowing NewtonState) {
        let core = model.reduced.coreCount
        let table = model.controlLinkTable
        let active = table.pressureValves.indices.filter { valve in
            let row = Int(table.pressureValves[valve])
            return state.isRegulatingPressure(row, table.links[row])
        }
        // Back to the solution without any change of theirs.
        for valve in active {
            let row = Int(table.pressureValves[valve])
            let link = table.links[row]
            if link.farNode < core { rightHandSide[Int(link.farNode)] -= link.farSign * pinSteps[row] }
            pinSteps[row] = 0
        }
        func changes() -> [Double] {
            active.map { valve in
                let row = Int(table.pressureValves[valve])
                return pinnedChange(valve, row, table.links[row], state)
            }
        }
        step = rightHandSide
        try? factor.solve(&step)
        let base = changes()
        let baseStep = step
        var system = SmallSystem(size: active.count)
        var answers: [[Double]] = []
        for (column, valve) in active.enumerated() {
            let row = Int(table.pressureValves[valve])
            let link = table.links[row]
            var answer = [Double](repeating: 0, count: core)
            if link.farNode < core { answer[Int(link.farNode)] = link.farSign }
            try? factor.solve(&answer)
            step = baseStep
            for node in step.indices { step[node] += answer[node] }
            pinSteps[row] = 1
            for (line, change) in changes().enumerated() {
                system[line, column] = (line == column ? 1 : 0) - (change - base[line])
            }
            pinSteps[row] = 0
            answers.append(answer)
        }
        let solved = system.solved(base)
        if solved == nil { contradictingPins = active.map { Int(table.pressureValves[$0]) } }
        let solution = solved ?? base
        step = baseStep
        for (column, valve) in active.enumerated() {
            pinSteps[Int(table.pressureValves[valve])] = solution[column]
            for node in step.indices { step[node] += answers[column][node] * solution[column] }
        }
    }

    /// The change of a regulating valve's flow that balances its pinned node after the step.
    private func pinnedChange(
        _ valve: Int, _ row: Int, _ link: ControlLink, _ state: borrowing NewtonState
    ) -> Double {
        let inflow = model.incidence.inflow(at: valve, beginning: imbalances[row]) { kind, other in
            switch kind {
            case .chain:
                let (from, to) = (model.reduced.chainFrom[other], model.reduced.chainTo[other])
                return chainConductances[other] * (stepHead(from) - stepHead(to) + chainErrors[other])
            case .controlLink:
                let controlLink = model.controlLinkTable.links[other]
                let isRegulating = state.isRegulatingPressure(other, controlLink)
                return isRegulating ? pinSteps[other] : controlChange(other, controlLink)
            case .outflow:
                return outflowConductances[other] * (stepHead(link.pinnedNode) + outflowErrors[other])
            }
        }
        return link.pinnedNode == link.end ? -inflow : inflow
    }

    /// Net inflow of the node that a pressure valve rules at the present flows, its own included, m³/s.
    func imbalance(
        _ valve: Int, _ row: Int, _ link: ControlLink, _ state: borrowing NewtonState,
        _ demands: borrowing NodalDemands
    ) -> Double {
        let sign = link.pinnedNode == link.end ? 1.0 : -1.0
        let own = sign * state.controlFlows[row] - demands.core[Int(link.pinnedNode)]
        return model.incidence.inflow(at: valve, beginning: own) { kind, other in
            switch kind {
            case .chain: state.chainFlows[other]
            case .controlLink: state.controlFlows[other]
            case .outflow: state.outflowFlows[other]
            }
        }
    }
}

/// A few linear equations, solved by elimination with row exchange.
struct SmallSystem {
    private let size: Int
    private var numbers: [Double]

    init(size: Int) {
        self.size = size
        numbers = [Double](repeating: 0, count: size * size)
    }

    subscript(row: Int, column: Int) -> Double {
        get { numbers[row * size + column] }
        set { numbers[row * size + column] = newValue }
    }

    /// The solution for a right-hand side; `nil` when the equations contradict or repeat each other.
    func solved(_ rightHandSide: [Double]) -> [Double]? {
        var a = self
        var x = rightHandSide
        for column in 0..<size {
            guard let pivot = (column..<size).max(by: { abs(a[$0, column]) < abs(a[$1, column]) }),
                abs(a[pivot, column]) > 1e-10
            else { return nil }
            if pivot != column {
                for k in column..<size { (a[column, k], a[pivot, k]) = (a[pivot, k], a[column, k]) }
                x.swapAt(column, pivot)
            }
            for row in column + 1..<max(size, column + 1) {
                let factor = a[row, column] / a[column, column]
                guard factor != 0 else { continue }
                for k in column..<size { a[row, k] -= factor * a[column, k] }
                x[row] -= factor * x[column]
            }
        }
        for row in (0..<size).reversed() {
            for k in row + 1..<max(size, row + 1) { x[row] -= a[row, k] * x[k] }
            x[row] /= a[row, row]
        }
        return x
    }
}
