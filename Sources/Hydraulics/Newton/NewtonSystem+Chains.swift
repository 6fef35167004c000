import SparseCholesky

/// The loops over all pipes and chains, where a solve spends its time.
///
/// Every index in them comes from the reduction of the same model, which ``NewtonState`` and ``NodalDemands`` are made for;
/// that the arrays are as long as it says is checked once at the top of each, and not for each pipe.
extension NewtonSystem {
    /// Head losses on the last tangents, at the flows that the last step and new demands led to.
    static func followTangents<Lane: SolveLane>(
        _ model: HydraulicModel, offsets: [Lane], former: [Lane], steps: [Lane], gradients: [Lane],
        losses: inout [Lane]
    ) {
        let chainOfPipe = model.reduced.chainOfPipe
        let chains = chainOfPipe.span
        let (offsets, former, steps, gradients) = (offsets.span, former.span, steps.span, gradients.span)
        var losses = losses.mutableSpan
        for pipe in losses.indices {
            let change = steps[Int(chains[pipe])] + offsets[pipe] - former[pipe]
            losses[pipe] = losses[pipe] + gradients[pipe] * change
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

    /// Head losses of all pipes in chains, each in four lanes.
    @inline(__always)
    static func evaluatePipes(
        _ law: some PipeLaw, _ model: HydraulicModel, flows: [SIMD4<Double>], offsets: [SIMD4<Double>],
        losses: inout [SIMD4<Double>], gradients: inout [SIMD4<Double>]
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
        for pipe in 0..<count {
            let own = unsafe flows[unchecked: Int(chains[unchecked: pipe])] + offsets[unchecked: pipe]
            let coefficients = unsafe pipes[unchecked: pipe]
            let low = law.loss(coefficients, coefficients, own.lowHalf)
            let high = law.loss(coefficients, coefficients, own.highHalf)
            unsafe losses[unchecked: pipe] = SIMD4(lowHalf: low.loss, highHalf: high.loss)
            unsafe gradients[unchecked: pipe] = SIMD4(lowHalf: low.gradient, highHalf: high.gradient)
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
    static func assembleChains<Lane: SolveLane>(
        _ model: HydraulicModel, heads: [Lane], flows: [Lane], offsets: [Lane], demands: [Lane],
        losses: [Lane], gradients: [Lane], errors: inout [Lane], conductances: inout [Lane],
        steps: inout [Lane], rightHandSide: inout [Lane], matrix: inout [Lane],
        _ measure: inout ConvergenceNorms<Lane>
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
        let zero = Lane(repeating: 0)
        for row in rightHandSide.indices { rightHandSide[row] = zero - demands[row] }
        var (flowSum, changeSum, largestError) = (zero, zero, zero)
        let one = Lane(repeating: 1)
        var first = 0
        for chain in 0..<count {
            let flow = unsafe flows[unchecked: chain]
            let end = unsafe Int(starts[unchecked: chain &+ 1])
            var loss = unsafe losses[unchecked: first]
            var gradient = unsafe gradients[unchecked: first]
            flowSum = flowSum + flow.magnitude
            var pipe = first &+ 1
            while pipe < end {
                unsafe loss = loss + losses[unchecked: pipe]
                unsafe gradient = gradient + gradients[unchecked: pipe]
                unsafe flowSum = flowSum + (flow + offsets[unchecked: pipe]).magnitude
                pipe &+= 1
            }
            let (a, b) = unsafe (Int(from[unchecked: chain]), Int(to[unchecked: chain]))
            let error = unsafe heads[unchecked: a] - heads[unchecked: b] - loss
            let conductance = one / gradient
            let change = conductance * error
            unsafe errors[unchecked: chain] = error
            unsafe conductances[unchecked: chain] = conductance
            unsafe steps[unchecked: chain] = zero
            changeSum = changeSum + change.magnitude * Lane(repeating: Double(end &- first))
            largestError = Lane.larger(largestError, error.magnitude)
            let moved = flow + change
            if a < core { unsafe rightHandSide[unchecked: a] = rightHandSide[unchecked: a] - moved }
            if b < core { unsafe rightHandSide[unchecked: b] = rightHandSide[unchecked: b] + moved }
            let slot = unsafe Int(slots[unchecked: chain])
            unsafe matrix[unchecked: slot] = matrix[unchecked: slot] + conductance
            first = end
        }
        measure.flowSum = measure.flowSum + flowSum
        measure.changeSum = measure.changeSum + changeSum
        measure.largestError = Lane.larger(measure.largestError, largestError)
    }

    /// Residuals of all chains at the conductances that are there into the right-hand side.
    static func followChains<Lane: SolveLane>(
        _ model: HydraulicModel, heads: [Lane], flows: [Lane], offsets: [Lane], demands: [Lane],
        losses: [Lane], conductances: [Lane], errors: inout [Lane], steps: inout [Lane],
        rightHandSide: inout [Lane], _ measure: inout ConvergenceNorms<Lane>
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
        let zero = Lane(repeating: 0)
        for row in rightHandSide.indices { rightHandSide[row] = zero - demands[row] }
        var (flowSum, changeSum, largestError) = (zero, zero, zero)
        var pipe = 0
        for chain in 0..<count {
            let flow = unsafe flows[unchecked: chain]
            let end = unsafe Int(starts[unchecked: chain &+ 1])
            let length = Lane(repeating: Double(end &- pipe))
            var loss = zero
            while pipe < end {
                unsafe loss = loss + losses[unchecked: pipe]
                unsafe flowSum = flowSum + (flow + offsets[unchecked: pipe]).magnitude
                pipe &+= 1
            }
            let (a, b) = unsafe (Int(from[unchecked: chain]), Int(to[unchecked: chain]))
            let error = unsafe heads[unchecked: a] - heads[unchecked: b] - loss
            let change = unsafe conductances[unchecked: chain] * error
            unsafe errors[unchecked: chain] = error
            unsafe steps[unchecked: chain] = zero
            changeSum = changeSum + change.magnitude * length
            largestError = Lane.larger(largestError, error.magnitude)
            let moved = flow + change
            if a < core { unsafe rightHandSide[unchecked: a] = rightHandSide[unchecked: a] - moved }
            if b < core { unsafe rightHandSide[unchecked: b] = rightHandSide[unchecked: b] + moved }
        }
        measure.flowSum = measure.flowSum + flowSum
        measure.changeSum = measure.changeSum + changeSum
        measure.largestError = Lane.larger(measure.largestError, largestError)
    }

    /// Takes the step: heads of the core and flows of all chains.
    static func move<Lane: SolveLane>(
        _ model: HydraulicModel, core: Int, step: [Lane], errors: [Lane], conductances: [Lane],
        heads: inout [Lane], flows: inout [Lane], steps: inout [Lane], _ measure: inout ConvergenceNorms<Lane>
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
        for row in step.indices { heads[row] = heads[row] + step[row] }
        let zero = Lane(repeating: 0)
        var (changeSum, largest) = (zero, zero)
        for chain in 0..<count {
            let (a, b) = unsafe (Int(from[unchecked: chain]), Int(to[unchecked: chain]))
            let difference =
                unsafe (a < core ? step[unchecked: a] : zero)
                - (b < core ? step[unchecked: b] : zero)
            let change = unsafe conductances[unchecked: chain] * (difference + errors[unchecked: chain])
            unsafe flows[unchecked: chain] = flows[unchecked: chain] + change
            unsafe steps[unchecked: chain] = change
            let length = unsafe Double(starts[unchecked: chain &+ 1] &- starts[unchecked: chain])
            changeSum = changeSum + change.magnitude * Lane(repeating: length)
            largest = Lane.larger(largest, change.magnitude)
        }
        measure.changeSum = measure.changeSum + changeSum
        measure.largestChange = Lane.larger(measure.largestChange, largest)
    }
}
