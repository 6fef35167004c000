import SparseCholesky

/// Control links and regulating valves of a batch: the equations of ``NewtonSystem``, in lanes.
extension ScenarioBatch {
    mutating func evaluateControlLinks(isFrozen: Bool, _ measure: inout ConvergenceNorms<Lanes>) {
        let core = Int32(model.reduced.coreCount)
        for row in model.controlLinkTable.links.indices {
            let link = model.controlLinkTable.links[row]
            let flow = controlFlows[row]
            measure.flowSum += flow.magnitude
            if isRegulating[row] {
                controlErrors[row] = .zero
                controlConductances[row] = .zero
                pass(flow, by: link, core)
                if !isFrozen {
                    matrix.add(Lanes(repeating: BarrierBranch.conductance), at: model.controlSlots[row])
                }
                continue
            }
            var (loss, gradient) = (Lanes.zero, Lanes.zero)
            for lane in loss.indices {
                (loss[lane], gradient[lane]) = law.loss(
                    link, commands[row], controlStatuses[row], flow[lane])
            }
            let error = heads[Int(link.start)] - heads[Int(link.end)] - loss
            let conductance = isFrozen ? controlConductances[row] : 1 / gradient
            let change = conductance * error
            controlErrors[row] = error
            controlConductances[row] = conductance
            measure.changeSum += change.magnitude
            pass(flow + change, by: link, core)
            if !isFrozen { matrix.add(conductance, at: model.controlSlots[row]) }
        }
        for (valve, row) in regulating { pin(valve, row, isFrozen: isFrozen, &measure) }
    }

    /// A link's flow out of the balance of one end and into that of the other.
    private mutating func pass(_ flow: Lanes, by link: ControlLink, _ core: Int32) {
        if link.start < core { rightHandSide[Int(link.start)] -= flow }
        if link.end < core { rightHandSide[Int(link.end)] += flow }
    }

    /// Sets the head of the node that a regulating valve rules, and notes what its flow lacks to balance it.
    private mutating func pin(
        _ valve: Int, _ row: Int, isFrozen: Bool, _ measure: inout ConvergenceNorms<Lanes>
    ) {
        let link = model.controlLinkTable.links[row]
        let node = Int(link.pinnedNode)
        let penalty = Lanes(repeating: NewtonSystem.penalty)
        let head = Lanes(repeating: link.elevation + commands[row].setting)
        rightHandSide[node] += penalty * (head - heads[node])
        if !isFrozen { matrix.add(penalty, at: model.tieSlots[node]) }
        let own = link.pinnedNode == link.end ? controlFlows[row] : -controlFlows[row]
        imbalances[row] = model.incidence.inflow(at: valve, beginning: own - drawn[node]) { kind, other in
            switch kind {
            case .chain: chainFlows[other]
            case .controlLink: controlFlows[other]
            case .outflow: .zero
            }
        }
        measure.changeSum += imbalances[row].magnitude
        measure.largestImbalance = Lanes.larger(measure.largestImbalance, imbalances[row].magnitude)
    }

    mutating func moveControlLinks(_ measure: inout ConvergenceNorms<Lanes>) {
        isCut = Mask(repeating: false)
        for row in model.controlLinkTable.links.indices {
            let link = model.controlLinkTable.links[row]
            var change = controlChange(row, link)
            if isRegulating[row] { change = pinSteps[row] }
            if link.isConstantPower {
                // A single solve knows how to bring a pump to rest.
                isCut .|= controlFlows[row] + change .<= 0
            }
            controlFlows[row] += change
            measure.changeSum += change.magnitude
        }
    }

    /// As ``NewtonSystem/balancePins(_:looks:)``: the lanes in which the valves' flows came to a balance.
    mutating func balancePins(_ factor: borrowing NumericFactor<Lanes>) -> Mask {
        let core = Int32(model.reduced.coreCount)
        for (_, row) in regulating { pinSteps[row] = .zero }
        guard pinned != nil else {
            step.overwrite(with: rightHandSide)
            try? factor.solve(&step, workspace: &workspace)
            return .init(repeating: true)
        }
        try? pinned?.begin(rightHandSide, factor)
        try? pinned?.look(into: &step, factor)
        var isBalanced = Mask(repeating: false)
        for _ in 0..<24 {
            var largest = Lanes.zero
            for (valve, row) in regulating {
                let link = model.controlLinkTable.links[row]
                // What is balanced stays, whatever the other lanes still need.
                let difference = (pinnedChange(valve, row, link) - pinSteps[row])
                    .replacing(with: 0, where: isBalanced)
                largest = Lanes.larger(largest, difference.magnitude)
                pinSteps[row] += difference
                if link.farNode < core {
                    pinned?.add(link.farSign * difference, toRow: Int(link.farNode))
                }
            }
            isBalanced .|= largest .< 1e-12
            guard !all(isBalanced) else { break }
            try? pinned?.look(into: &step, factor)
        }
        try? pinned?.finish(into: &step, factor)
        return isBalanced
    }

    /// The change of a regulating valve's flow that balances its pinned node after the step.
    private func pinnedChange(_ valve: Int, _ row: Int, _ link: ControlLink) -> Lanes {
        let inflow = model.incidence.inflow(at: valve, beginning: imbalances[row]) { kind, other in
            switch kind {
            case .chain:
                let (from, to) = (model.reduced.chainFrom[other], model.reduced.chainTo[other])
                return chainConductances[other] * (stepHead(from) - stepHead(to) + chainErrors[other])
            case .controlLink:
                let controlLink = model.controlLinkTable.links[other]
                return isRegulating[other] ? pinSteps[other] : controlChange(other, controlLink)
            case .outflow: return .zero
            }
        }
        return link.pinnedNode == link.end ? -inflow : inflow
    }

    private func stepHead(_ head: Int32) -> Lanes { Int(head) < step.count ? step[Int(head)] : .zero }

    private func controlChange(_ row: Int, _ link: ControlLink) -> Lanes {
        controlConductances[row] * (stepHead(link.start) - stepHead(link.end) + controlErrors[row])
    }
}
