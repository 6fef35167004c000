extension NewtonSystem {
    /// Finds the flow changes of regulating pressure valves.
    ///
    /// A valve that sets the head of a node passes whatever balances that node, and the node on its other side feels that
    /// flow. Where no water comes back from there, which is the rule, a second solution with the changed flow is exact;
    /// valves in series take one more each. What is left over, a small share of the first change, is taken up by the next
    /// step, and a solve is not over while any is left.
    mutating func balancePins(_ state: borrowing NewtonState) {
        let core = Int32(model.reduced.coreCount)
        for row in model.specialTable.pressureValves { pinSteps[Int(row)] = 0 }
        var first = 0.0
        for sweep in 0..<6 {
            var largest = 0.0
            for (valve, row) in model.specialTable.pressureValves.enumerated() {
                let row = Int(row)
                let link = model.specialTable.links[row]
                guard state.isRegulatingPressure(row, link) else { continue }
                let change = pinnedChange(valve, row, link, state)
                let difference = change - pinSteps[row]
                largest = max(largest, abs(difference))
                pinSteps[row] = change
                // The pinned side needs no correction: its head is set.
                let isAtEnd = link.pinnedNode == link.end
                let other = isAtEnd ? link.start : link.end
                if other < core { rightHandSide[Int(other)] -= isAtEnd ? difference : -difference }
            }
            if sweep == 0 { first = largest }
            if largest < max(1e-13, 1e-3 * first), sweep > 0 || largest < 1e-13 { break }
            step = rightHandSide
            try? factor.solve(&step)
        }
    }

    /// The change of a regulating valve's flow that balances its pinned node after the step.
    private func pinnedChange(
        _ valve: Int, _ row: Int, _ link: SpecialLink, _ state: borrowing NewtonState
    ) -> Double {
        var inflow = imbalances[row]
        for position in model.incidence.flows(at: valve) {
            let flow = model.incidence.flows[position]
            let other = Int(flow.row)
            switch flow.kind {
            case .chain:
                let difference =
                    stepHead(model.reduced.chainFrom[other]) - stepHead(model.reduced.chainTo[other])
                inflow += flow.sign * chainConductances[other] * (difference + chainErrors[other])
            case .special:
                let special = model.specialTable.links[other]
                inflow +=
                    flow.sign
                    * (state.isRegulatingPressure(other, special)
                        ? pinSteps[other] : specialChange(other, special))
            case .outflow:
                inflow -= outflowConductances[other] * (stepHead(link.pinnedNode) + outflowErrors[other])
            }
        }
        return link.pinnedNode == link.end ? -inflow : inflow
    }

    /// Net inflow of the node that a pressure valve rules at the present flows, its own included, m³/s.
    func imbalance(
        _ valve: Int, _ row: Int, _ link: SpecialLink, _ state: borrowing NewtonState,
        _ demands: borrowing NodalDemands
    ) -> Double {
        let sign = link.pinnedNode == link.end ? 1.0 : -1.0
        var inflow = sign * state.specialFlows[row] - demands.core[Int(link.pinnedNode)]
        for position in model.incidence.flows(at: valve) {
            let flow = model.incidence.flows[position]
            let other = Int(flow.row)
            switch flow.kind {
            case .chain: inflow += flow.sign * state.chainFlows[other]
            case .special: inflow += flow.sign * state.specialFlows[other]
            case .outflow: inflow -= state.outflowFlows[other]
            }
        }
        return inflow
    }
}
