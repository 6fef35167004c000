import SparseCholesky

/// Special links and regulating valves of a batch: the equations of ``NewtonSystem``, in lanes.
extension LaneBatch {
    mutating func evaluateSpecials(isFrozen: Bool, _ measure: inout Measure<Lanes>) {
        let core = Int32(model.reduced.coreCount)
        for row in model.specialTable.links.indices {
            let link = model.specialTable.links[row]
            let flow = specialFlows[row]
            measure.flowSum += flow.magnitude
            if isRegulating[row] {
                specialErrors[row] = .zero
                specialConductances[row] = .zero
                pass(flow, by: link, core)
                if !isFrozen { matrix.add(Lanes(repeating: Steep.conductance), at: model.specialSlots[row]) }
                continue
            }
            var (loss, gradient) = (Lanes.zero, Lanes.zero)
            for lane in loss.indices {
                (loss[lane], gradient[lane]) = law.loss(
                    link, commands[row], phases[row], flow[lane])
            }
            let error = heads[Int(link.start)] - heads[Int(link.end)] - loss
            let conductance = isFrozen ? specialConductances[row] : 1 / gradient
            let change = conductance * error
            specialErrors[row] = error
            specialConductances[row] = conductance
            measure.changeSum += change.magnitude
            pass(flow + change, by: link, core)
            if !isFrozen { matrix.add(conductance, at: model.specialSlots[row]) }
        }
        for (valve, row) in regulating { pin(valve, row, isFrozen: isFrozen, &measure) }
    }

    /// A link's flow out of the balance of one end and into that of the other.
    private mutating func pass(_ flow: Lanes, by link: SpecialLink, _ core: Int32) {
        if link.start < core { rightHandSide[Int(link.start)] -= flow }
        if link.end < core { rightHandSide[Int(link.end)] += flow }
    }

    /// Sets the head of the node that a regulating valve rules, and notes what its flow lacks to balance it.
    private mutating func pin(_ valve: Int, _ row: Int, isFrozen: Bool, _ measure: inout Measure<Lanes>) {
        let link = model.specialTable.links[row]
        let node = Int(link.pinnedNode)
        let tie = Lanes(repeating: NewtonSystem.tie)
        let head = Lanes(repeating: link.elevation + commands[row].setting)
        rightHandSide[node] += tie * (head - heads[node])
        if !isFrozen { matrix.add(tie, at: model.tieSlots[node]) }
        let own = link.pinnedNode == link.end ? specialFlows[row] : -specialFlows[row]
        imbalances[row] = model.incidence.inflow(at: valve, beginning: own - drawn[node]) { kind, other in
            switch kind {
            case .chain: chainFlows[other]
            case .special: specialFlows[other]
            case .outflow: .zero
            }
        }
        measure.changeSum += imbalances[row].magnitude
        measure.largestImbalance = Lanes.larger(measure.largestImbalance, imbalances[row].magnitude)
    }

    mutating func moveSpecials(_ measure: inout Measure<Lanes>) {
        isCut = Mask(repeating: false)
        for row in model.specialTable.links.indices {
            let link = model.specialTable.links[row]
            var change = specialChange(row, link)
            if isRegulating[row] { change = pinSteps[row] }
            if link.isConstantPower {
                // A single solve knows how to bring a pump to rest.
                isCut .|= specialFlows[row] + change .<= 0
            }
            specialFlows[row] += change
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
                let link = model.specialTable.links[row]
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
    private func pinnedChange(_ valve: Int, _ row: Int, _ link: SpecialLink) -> Lanes {
        let inflow = model.incidence.inflow(at: valve, beginning: imbalances[row]) { kind, other in
            switch kind {
            case .chain:
                let (from, to) = (model.reduced.chainFrom[other], model.reduced.chainTo[other])
                return chainConductances[other] * (stepHead(from) - stepHead(to) + chainErrors[other])
            case .special:
                let special = model.specialTable.links[other]
                return isRegulating[other] ? pinSteps[other] : specialChange(other, special)
            case .outflow: return .zero
            }
        }
        return link.pinnedNode == link.end ? -inflow : inflow
    }

    private func stepHead(_ head: Int32) -> Lanes { Int(head) < step.count ? step[Int(head)] : .zero }

    private func specialChange(_ row: Int, _ link: SpecialLink) -> Lanes {
        specialConductances[row] * (stepHead(link.start) - stepHead(link.end) + specialErrors[row])
    }
}
