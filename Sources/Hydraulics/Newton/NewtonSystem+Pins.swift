extension NewtonSystem {
    /// Finds the flow changes of regulating pressure valves.
    ///
    /// A valve that sets the head of a node passes whatever balances that node, and the node on its other side feels that
    /// flow. Where no water comes back from there, which is the rule, a second solution with the changed flow is exact;
    /// valves in series take one more each.
    mutating func balancePins(_ state: borrowing NewtonState) {
        let core = Int32(model.reduced.coreCount)
        for row in pinSteps.indices { pinSteps[row] = 0 }
        for _ in 0..<6 {
            var largest = 0.0
            for (row, link) in model.specials.enumerated()
            where state.isRegulatingPressure(row, link) {
                let change = pinnedChange(row, link, state)
                let difference = change - pinSteps[row]
                largest = max(largest, abs(difference))
                pinSteps[row] = change
                // The pinned side needs no correction: its head is set.
                let other = link.pinnedNode == link.end ? link.start : link.end
                if other < core {
                    rightHandSide[Int(other)] -= link.pinnedNode == link.end ? difference : -difference
                }
            }
            if largest < 1e-13 { break }
            step = rightHandSide
            try? factor.solve(&step)
        }
    }

    /// The change of a regulating valve's flow that balances its pinned node after the step.
    private func pinnedChange(_ row: Int, _ link: SpecialLink, _ state: borrowing NewtonState) -> Double {
        // What the right-hand side holds besides the tie is the imbalance before the step, recomputed from flows.
        let node = link.pinnedNode
        var inflow = imbalances[row]
        for flow in model.incidence.flows[row] ?? [] {
            let other = Int(flow.row)
            if flow.isChain {
                let difference =
                    stepHead(model.reduced.chainFrom[other]) - stepHead(model.reduced.chainTo[other])
                inflow += flow.sign * chainConductances[other] * (difference + chainErrors[other])
            } else if state.isRegulatingPressure(other, model.specials[other]) {
                inflow += flow.sign * pinSteps[other]
            } else {
                inflow += flow.sign * specialChange(other, model.specials[other])
            }
        }
        for other in model.incidence.outflows[row] ?? [] {
            inflow -= outflowConductances[other] * (stepHead(node) + outflowErrors[other])
        }
        return link.pinnedNode == link.end ? -inflow : inflow
    }

    /// Net inflow of the node that a pressure valve rules at the present flows, its own included, m³/s.
    func imbalance(
        _ row: Int, _ link: SpecialLink, _ state: borrowing NewtonState, _ demands: borrowing NodalDemands
    ) -> Double {
        let sign = link.pinnedNode == link.end ? 1.0 : -1.0
        var inflow = sign * state.specialFlows[row] - demands.core[Int(link.pinnedNode)]
        for flow in model.incidence.flows[row] ?? [] {
            let other = Int(flow.row)
            inflow += flow.sign * (flow.isChain ? state.chainFlows[other] : state.specialFlows[other])
        }
        for other in model.incidence.outflows[row] ?? [] { inflow -= state.outflowFlows[other] }
        return inflow
    }
}
