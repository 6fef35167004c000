/// The loops over all pipes and chains, where a solve spends its time.
///
/// Every index in them comes from the reduction of the same model, which ``NewtonState`` and ``NodalDemands`` are made for;
/// that the arrays are as long as it says is checked once at the top of each, and not for each pipe.
extension NewtonSystem {
    /// Head losses on the last tangents, at the flows that the last step and new demands led to.
    static func followTangents(
        _ model: HydraulicModel, offsets: [Double], former: [Double], steps: [Double], gradients: [Double],
        losses: inout [Double]
    ) {
        let chainOfPipe = model.reduced.chainOfPipe
        let chains = chainOfPipe.span
        let (offsets, former, steps, gradients) = (offsets.span, former.span, steps.span, gradients.span)
        var losses = losses.mutableSpan
        for pipe in losses.indices {
            losses[pipe] += gradients[pipe] * (steps[Int(chains[pipe])] + offsets[pipe] - former[pipe])
        }
    }

    /// Head losses of all pipes in chains, two at a time.
    @inline(__always)
    static func evaluatePipes(
        _ law: some PipeLaw, _ model: HydraulicModel, flows: [Double], offsets: [Double],
        losses: inout [Double], gradients: inout [Double]
    ) {
        let (coefficients, chainOfPipe) = (model.pipes, model.reduced.chainOfPipe)
        let (pipes, chains) = (coefficients.span, chainOfPipe.span)
        let (flows, offsets) = (flows.span, offsets.span)
        var losses = losses.mutableSpan
        var gradients = gradients.mutableSpan
        let count = losses.count
        precondition(
            chains.count == count && gradients.count == count && pipes.count >= count
                && offsets.count >= count
                && flows.count == model.reduced.chainCount, "arrays of another model")
        var pipe = 0
        while pipe &+ 1 < count {
            let own = unsafe SIMD2(
                flows[unchecked: Int(chains[unchecked: pipe])] + offsets[unchecked: pipe],
                flows[unchecked: Int(chains[unchecked: pipe &+ 1])] + offsets[unchecked: pipe &+ 1])
            let part = unsafe law.loss(pipes[unchecked: pipe], pipes[unchecked: pipe &+ 1], own)
            unsafe losses[unchecked: pipe] = part.loss[0]
            unsafe losses[unchecked: pipe &+ 1] = part.loss[1]
            unsafe gradients[unchecked: pipe] = part.gradient[0]
            unsafe gradients[unchecked: pipe &+ 1] = part.gradient[1]
            pipe &+= 2
        }
        if pipe < count {
            (losses[pipe], gradients[pipe]) = law.loss(
                pipes[pipe], flows[Int(chains[pipe])] + offsets[pipe])
        }
    }

    /// Losses to begin with: those of straight lines, through 0 and the loss at a usual velocity.
    static func coldLosses(
        _ model: HydraulicModel, flows: [Double], offsets: [Double], losses: inout [Double],
        gradients: inout [Double]
    ) {
        let (coldSlopes, chainOfPipe) = (model.coldSlopes, model.reduced.chainOfPipe)
        let (slopes, chains) = (coldSlopes.span, chainOfPipe.span)
        let (flows, offsets) = (flows.span, offsets.span)
        var losses = losses.mutableSpan
        var gradients = gradients.mutableSpan
        for pipe in losses.indices {
            losses[pipe] = slopes[pipe] * (flows[Int(chains[pipe])] + offsets[pipe])
            gradients[pipe] = slopes[pipe]
        }
    }

    /// Residuals and conductances of all chains into the right-hand side and the matrix.
    static func assembleChains(
        _ model: HydraulicModel, heads: [Double], flows: [Double], offsets: [Double], demands: [Double],
        losses: [Double], gradients: [Double], errors: inout [Double], conductances: inout [Double],
        steps: inout [Double], rightHandSide: inout [Double], matrix: inout [Double], _ measure: inout Measure
    ) {
        let core = demands.count
        let (chainStarts, chainFrom, chainTo) = (
            model.reduced.chainStarts, model.reduced.chainFrom, model.reduced.chainTo
        )
        let chainSlots = model.chainSlots
        let (starts, from, to, slots) = (chainStarts.span, chainFrom.span, chainTo.span, chainSlots.span)
        let (heads, flows, offsets, demands) = (heads.span, flows.span, offsets.span, demands.span)
        let (losses, gradients) = (losses.span, gradients.span)
        var errors = errors.mutableSpan
        var conductances = conductances.mutableSpan
        var steps = steps.mutableSpan
        var rightHandSide = rightHandSide.mutableSpan
        var matrix = matrix.mutableSpan
        let count = flows.count
        precondition(
            from.count == count && to.count == count && slots.count == count && starts.count == count + 1
                && errors.count == count && conductances.count == count && steps.count == count
                && heads.count == core + model.reduced.fixedNodes.count && rightHandSide.count == core
                && matrix.count == model.slotCount && offsets.count >= losses.count
                && gradients.count == losses.count, "arrays of another model")
        for row in rightHandSide.indices { rightHandSide[row] = -demands[row] }
        var (flowSum, changeSum, largestError) = (0.0, 0.0, 0.0)
        var first = 0
        for chain in 0..<count {
            let flow = unsafe flows[unchecked: chain]
            let end = unsafe Int(starts[unchecked: chain &+ 1])
            var loss = unsafe losses[unchecked: first]
            var gradient = unsafe gradients[unchecked: first]
            flowSum += abs(flow)
            var pipe = first &+ 1
            while pipe < end {
                unsafe loss += losses[unchecked: pipe]
                unsafe gradient += gradients[unchecked: pipe]
                unsafe flowSum += abs(flow + offsets[unchecked: pipe])
                pipe &+= 1
            }
            let (a, b) = unsafe (Int(from[unchecked: chain]), Int(to[unchecked: chain]))
            let error = unsafe heads[unchecked: a] - heads[unchecked: b] - loss
            let conductance = 1 / gradient
            let change = conductance * error
            unsafe errors[unchecked: chain] = error
            unsafe conductances[unchecked: chain] = conductance
            unsafe steps[unchecked: chain] = 0
            changeSum += abs(change) * Double(end &- first)
            largestError = max(largestError, abs(error))
            if a < core { unsafe rightHandSide[unchecked: a] -= flow + change }
            if b < core { unsafe rightHandSide[unchecked: b] += flow + change }
            let slot = unsafe Int(slots[unchecked: chain])
            unsafe matrix[unchecked: slot] += conductance
            first = end
        }
        measure.flowSum += flowSum
        measure.changeSum += changeSum
        measure.largestError = max(measure.largestError, largestError)
    }

    /// Residuals of all chains at the conductances that are there into the right-hand side.
    static func followChains(
        _ model: HydraulicModel, heads: [Double], flows: [Double], offsets: [Double], demands: [Double],
        losses: [Double], conductances: [Double], errors: inout [Double], steps: inout [Double],
        rightHandSide: inout [Double], _ measure: inout Measure
    ) {
        let core = demands.count
        let (chainStarts, chainFrom, chainTo) = (
            model.reduced.chainStarts, model.reduced.chainFrom, model.reduced.chainTo
        )
        let (starts, from, to) = (chainStarts.span, chainFrom.span, chainTo.span)
        let (heads, flows, offsets, demands) = (heads.span, flows.span, offsets.span, demands.span)
        let (losses, conductances) = (losses.span, conductances.span)
        var errors = errors.mutableSpan
        var steps = steps.mutableSpan
        var rightHandSide = rightHandSide.mutableSpan
        let count = flows.count
        precondition(
            from.count == count && to.count == count && starts.count == count + 1
                && errors.count == count && conductances.count == count && steps.count == count
                && heads.count == core + model.reduced.fixedNodes.count && rightHandSide.count == core
                && offsets.count >= losses.count && Int(starts[count]) == losses.count,
            "arrays of another model")
        for row in rightHandSide.indices { rightHandSide[row] = -demands[row] }
        var (flowSum, changeSum, largestError) = (0.0, 0.0, 0.0)
        var pipe = 0
        for chain in 0..<count {
            let flow = unsafe flows[unchecked: chain]
            let end = unsafe Int(starts[unchecked: chain &+ 1])
            let length = Double(end &- pipe)
            var loss = 0.0
            while pipe < end {
                unsafe loss += losses[unchecked: pipe]
                unsafe flowSum += abs(flow + offsets[unchecked: pipe])
                pipe &+= 1
            }
            let (a, b) = unsafe (Int(from[unchecked: chain]), Int(to[unchecked: chain]))
            let error = unsafe heads[unchecked: a] - heads[unchecked: b] - loss
            let change = unsafe conductances[unchecked: chain] * error
            unsafe errors[unchecked: chain] = error
            unsafe steps[unchecked: chain] = 0
            changeSum += abs(change) * length
            largestError = max(largestError, abs(error))
            if a < core { unsafe rightHandSide[unchecked: a] -= flow + change }
            if b < core { unsafe rightHandSide[unchecked: b] += flow + change }
        }
        measure.flowSum += flowSum
        measure.changeSum += changeSum
        measure.largestError = max(measure.largestError, largestError)
    }

    /// Takes the step: heads of the core and flows of all chains.
    static func move(
        _ model: HydraulicModel, core: Int, step: [Double], errors: [Double], conductances: [Double],
        heads: inout [Double], flows: inout [Double], steps: inout [Double], _ measure: inout Measure
    ) {
        let (chainStarts, chainFrom, chainTo) = (
            model.reduced.chainStarts, model.reduced.chainFrom, model.reduced.chainTo
        )
        let (starts, from, to) = (chainStarts.span, chainFrom.span, chainTo.span)
        let (step, errors, conductances) = (step.span, errors.span, conductances.span)
        var heads = heads.mutableSpan
        var flows = flows.mutableSpan
        var steps = steps.mutableSpan
        let count = flows.count
        precondition(
            from.count == count && to.count == count && starts.count == count + 1 && errors.count == count
                && conductances.count == count && steps.count == count && step.count == core
                && heads.count == core + model.reduced.fixedNodes.count, "arrays of another model")
        for row in step.indices { heads[row] += step[row] }
        var (changeSum, largest) = (0.0, 0.0)
        for chain in 0..<count {
            let (a, b) = unsafe (Int(from[unchecked: chain]), Int(to[unchecked: chain]))
            let difference = unsafe (a < core ? step[unchecked: a] : 0) - (b < core ? step[unchecked: b] : 0)
            let change = unsafe conductances[unchecked: chain] * (difference + errors[unchecked: chain])
            unsafe flows[unchecked: chain] += change
            unsafe steps[unchecked: chain] = change
            unsafe changeSum +=
                abs(change) * Double(starts[unchecked: chain &+ 1] &- starts[unchecked: chain])
            largest = max(largest, abs(change))
        }
        measure.changeSum += changeSum
        measure.largestChange = max(measure.largestChange, largest)
    }
}
