import PipeNetwork
import SparseCholesky

/// Four scenarios of an ensemble solved side by side, each in a lane of its own: indices, pipes and pattern are read
/// once for four, and the arithmetic of one hides the waiting of the others.
///
/// Only the plain case runs here: from a solution, without a change of any link's branch. A lane that would change one, or
/// whose valves feed each other, is left to the solve of a single scenario, which can do everything. No lane's numbers
/// depend on another's, so a scenario's result does not depend on its neighbours.
struct ScenarioBatch: Sendable {
    typealias Lanes = SIMD4<Double>

    let model: HydraulicModel
    let law: ControlLinkLaw
    /// Where every scenario begins: its state, demands and tangents.
    let base: SteadySolve
    private var rules: StatusRules
    /// A state to ask the rules with.
    private var probe: NewtonState

    var heads: [Lanes]
    var chainFlows: [Lanes]
    var controlFlows: [Lanes]
    /// As in ``NodalDemands``.
    var drawn: [Lanes]
    var offsets: [Lanes]
    private var baseOffsets: [Lanes]
    private var treeFlowSum = Lanes.zero
    private var sums: [Lanes]

    /// As in ``NewtonSystem``.
    var pipeLosses: [Lanes]
    var pipeGradients: [Lanes]
    var chainErrors: [Lanes]
    var chainConductances: [Lanes]
    var chainSteps: [Lanes]
    var controlErrors: [Lanes]
    var controlConductances: [Lanes]
    var rightHandSide: [Lanes]
    var step: [Lanes]
    var workspace: [Lanes] = []
    var matrix: ConductanceMatrix<Lanes>
    var factor: NumericFactor<Lanes>
    /// The factor of the tangents that all scenarios begin with.
    private let baseFactor: NumericFactor<Lanes>
    private var isAtBase = true
    var pinned: StagedSolution<Lanes>?
    var pinSteps: [Lanes]
    /// The lanes in which the last step would have turned the flow of a pump of constant power.
    var isCut = Mask(repeating: false)
    var imbalances: [Lanes]
    /// What is wanted of each control link, the branch of its law, and whether it sets the head of a node.
    let commands: [LinkCommand]
    let controlStatuses: [ControlLinkStatus]
    let isRegulating: [Bool]
    /// The valves that do, by number among pressure valves and by row.
    let regulating: [(valve: Int, row: Int)]

    /// Prepares for scenarios that begin at a solution; nil where the model or the solution asks for more than is done
    /// here.
    init?(_ base: SteadySolve) {
        let (model, system) = (base.model, base.loop.system)
        guard base.isPlain, model.outflows.isEmpty, !model.hasNothingToSolve, !base.state.isCold,
            system.isFactored, system.tangentsHold(base.state), model.options.headError == 0,
            model.options.flowChange == 0
        else { return nil }
        self.model = model
        self.base = base
        law = base.loop.system.law
        rules = base.loop.rules
        probe = base.state
        heads = Self.spread(base.state.heads)
        chainFlows = Self.spread(base.state.chainFlows)
        controlFlows = Self.spread(base.state.controlFlows)
        drawn = Self.spread(base.nodal.core)
        baseOffsets = Self.spread(base.nodal.offsets)
        offsets = baseOffsets
        sums = [Lanes](repeating: .zero, count: model.frame.elevations.count)
        pipeLosses = Self.spread(system.pipeLosses)
        pipeGradients = Self.spread(system.pipeGradients)
        chainErrors = Self.spread(system.chainErrors)
        chainConductances = Self.spread(system.chainConductances)
        chainSteps = Self.spread(system.chainSteps)
        controlErrors = Self.spread(system.controlErrors)
        controlConductances = Self.spread(system.controlConductances)
        rightHandSide = Self.spread(system.rightHandSide)
        step = rightHandSide
        matrix = ConductanceMatrix(model.symbolic)
        factor = NumericFactor(model.symbolic)
        baseFactor = NumericFactor(everyLane: system.factor)
        commands = base.state.commands
        controlStatuses = base.state.controlStatuses
        isRegulating = model.controlLinkTable.links.enumerated().map {
            base.state.isRegulatingPressure($0, $1)
        }
        regulating = model.controlLinkTable.pressureValves.enumerated()
            .map { ($0, Int($1)) }.filter { [isRegulating] in isRegulating[$0.1] }
        if !regulating.isEmpty {
            pinned = try? StagedSolution(model.symbolic, rows: NewtonSystem.pinnedRows(model))
        }
        pinSteps = Self.spread(system.pinSteps)
        imbalances = pinSteps
    }

    private static func spread(_ numbers: [Double]) -> [Lanes] { numbers.map { Lanes(repeating: $0) } }

    /// One scenario's end.
    struct Solved: Sendable {
        var lane: Int
        var outcome: SolveLoop.Outcome
    }

    /// Solves for four scenarios.
    ///
    /// - Parameters:
    ///   - demands: of each lane, by node.
    ///   - take: called once for each lane that is solved, while its solution stands in the arrays.
    /// - Returns: the lanes that are not solved here.
    mutating func solve(
        _ demands: [[Double]], take: (borrowing ScenarioBatch, Solved) -> Void
    ) -> [Int] {
        let hasInflow = begin(demands)
        let options = model.options
        var pending = demands.indices.filter { !hasInflow[$0] }
        var left = demands.indices.filter { hasInflow[$0] }
        var measure = follow()
        var iteration = 0
        while !pending.isEmpty, iteration < options.trials {
            iteration += 1
            let (scale, imbalance) = (scale(measure), measure.largestImbalance)
            let (change, isBalanced) = advance()
            let relative = change * scale
            var far: [Int] = []
            var curvature: Lanes?
            for lane in pending {
                // Far from the solution is the single solve's business, and so is a NaN.
                let isNear = relative[lane] <= 0.3 || iteration == 1 && relative[lane].isFinite
                let isWhole = isBalanced[lane] && !isCut[lane]
                if !isNear || !isWhole || wantsChange(lane, relativeChange: relative[lane]) {
                    left.append(lane)
                } else if iteration > 1, imbalance[lane] < 1e-10, relative[lane] <= options.accuracy,
                    chainsFollow(lane, &curvature)
                {
                    finish(lane, relative[lane], iteration, &left, take)
                } else {
                    far.append(lane)
                }
            }
            pending = []
            guard !far.isEmpty else { break }
            measure = evaluate()
            let expected = measure.changeSum * self.scale(measure)
            for lane in far {
                let isLawful = measure.largestError[lane] <= NewtonSystem.headTolerance(options)
                if isLawful, measure.largestImbalance[lane] < 1e-10, 100 * expected[lane] <= options.accuracy
                {
                    finish(lane, expected[lane], iteration, &left, take)
                } else {
                    pending.append(lane)
                }
            }
        }
        return (left + pending).sorted()
    }

    /// Gives a lane away that is solved, unless a link that had to wait for flows at rest wants to change now.
    private mutating func finish(
        _ lane: Int, _ error: Double, _ iterations: Int, _ left: inout [Int],
        _ take: (borrowing ScenarioBatch, Solved) -> Void
    ) {
        guard controlLinksHold(lane), !wantsChange(lane, relativeChange: 0) else { return left.append(lane) }
        let outcome = SolveLoop.Outcome(iterations: iterations, relativeError: error, hasConverged: true)
        take(self, Solved(lane: lane, outcome: outcome))
    }

    /// As ``NewtonSystem/chainsFollow(_:_:)``, found once for all lanes.
    private func chainsFollow(_ lane: Int, _ curvature: inout Lanes?) -> Bool {
        let largest =
            curvature
            ?? NewtonSystem.largestCurvature(
                model, flows: chainFlows, offsets: offsets, steps: chainSteps, gradients: pipeGradients)
        curvature = largest
        return largest[lane] <= NewtonSystem.headTolerance(model.options)
    }

    /// Whether the laws of all control links hold in a lane.
    private func controlLinksHold(_ lane: Int) -> Bool {
        let tolerance = NewtonSystem.headTolerance(model.options)
        return model.controlLinkTable.links.indices.allSatisfy { row in
            let link = model.controlLinkTable.links[row]
            let difference = heads[Int(link.start)][lane] - heads[Int(link.end)][lane]
            return isRegulating[row]
                || law.holds(
                    link, commands[row], controlStatuses[row], controlFlows[row][lane], difference, tolerance)
        }
    }

    typealias Mask = SIMDMask<Lanes.MaskStorage>

    /// Goes to the base solution with new demands: the lanes with an inflow that cannot leave.
    private mutating func begin(_ demands: [[Double]]) -> Mask {
        Self.spread(base.state.heads, into: &heads)
        Self.spread(base.state.chainFlows, into: &chainFlows)
        Self.spread(base.state.controlFlows, into: &controlFlows)
        Self.spread(base.loop.system.pipeLosses, into: &pipeLosses)
        Self.spread(base.loop.system.pipeGradients, into: &pipeGradients)
        Self.spread(base.loop.system.chainConductances, into: &chainConductances)
        Self.spread(base.loop.system.chainSteps, into: &chainSteps)
        Self.spread(base.loop.system.controlConductances, into: &controlConductances)
        isAtBase = true
        return gather(demands)
    }

    private static func spread(_ numbers: [Double], into lanes: inout [Lanes]) {
        let numbers = numbers.span
        var lanes = lanes.mutableSpan
        for place in lanes.indices { lanes[place] = Lanes(repeating: numbers[place]) }
    }

    private mutating func gather(_ demands: [[Double]]) -> Mask {
        let count = sums.count
        precondition(
            demands.count == Lanes.scalarCount && demands.allSatisfy { $0.count == count },
            "demands of another model")
        Self.interleave(demands[0], demands[1], demands[2], demands[3], into: &sums)
        for node in model.reduced.fixedNodes { sums[Int(node)] = .zero }
        for node in model.reduced.orphans { sums[Int(node)] = .zero }
        var hasInflow = Mask(repeating: false)
        for node in base.doubtfulNodes { hasInflow .|= sums[Int(node)] .< 0 }
        treeFlowSum = NodalDemands.gather(&sums, model, core: &drawn, offsets: &offsets)
        return hasInflow
    }

    private static func interleave(
        _ first: [Double], _ second: [Double], _ third: [Double], _ fourth: [Double], into sums: inout [Lanes]
    ) {
        let (a, b, c, d) = (first.span, second.span, third.span, fourth.span)
        var sums = sums.mutableSpan
        for node in sums.indices { sums[node] = SIMD4(a[node], b[node], c[node], d[node]) }
    }

    /// As ``NewtonSystem/follow(_:_:)``.
    private mutating func follow() -> ConvergenceNorms<Lanes> {
        var measure = ConvergenceNorms<Lanes>()
        NewtonSystem.followTangents(
            model, offsets: offsets, former: baseOffsets, steps: chainSteps, gradients: pipeGradients,
            losses: &pipeLosses)
        NewtonSystem.followChains(
            model, heads: heads, flows: chainFlows, offsets: offsets, demands: drawn, losses: pipeLosses,
            conductances: chainConductances, errors: &chainErrors, steps: &chainSteps,
            rightHandSide: &rightHandSide, &measure)
        evaluateControlLinks(isFrozen: true, &measure)
        return measure
    }

    /// As ``NewtonSystem/evaluate(_:_:full:)``.
    private mutating func evaluate() -> ConvergenceNorms<Lanes> {
        var measure = ConvergenceNorms<Lanes>()
        isAtBase = false
        switch model.formula {
        case .hazenWilliams(let law): evaluatePipes(law)
        case .darcyWeisbach(let law): evaluatePipes(law)
        case .chezyManning(let law): evaluatePipes(law)
        }
        matrix.clear()
        NewtonSystem.assembleChains(
            model, heads: heads, flows: chainFlows, offsets: offsets, demands: drawn, losses: pipeLosses,
            gradients: pipeGradients, errors: &chainErrors, conductances: &chainConductances,
            steps: &chainSteps, rightHandSide: &rightHandSide, matrix: &matrix.values, &measure)
        evaluateControlLinks(isFrozen: false, &measure)
        return measure
    }

    @inline(__always)
    private mutating func evaluatePipes(_ law: some PipeLaw) {
        NewtonSystem.evaluatePipes(
            law, model, flows: chainFlows, offsets: offsets, losses: &pipeLosses, gradients: &pipeGradients)
    }

    /// Solves the system and takes the step: the sum of flow changes, and the lanes whose valves came to a balance.
    private mutating func advance() -> (change: Lanes, isBalanced: Mask) {
        // A part that no conductance joins to a source has a zero pivot: the factor pins it where it is.
        if !isAtBase { try? factor.factor(matrix) }
        let isBalanced = isAtBase ? balancePins(baseFactor) : balancePins(factor)
        var measure = ConvergenceNorms<Lanes>()
        NewtonSystem.move(
            model, core: model.reduced.coreCount, step: step, errors: chainErrors,
            conductances: chainConductances, heads: &heads, flows: &chainFlows, steps: &chainSteps, &measure)
        moveControlLinks(&measure)
        return (measure.changeSum, isBalanced)
    }

    /// One over the sum of flows, as far as there are any.
    private func scale(_ measure: ConvergenceNorms<Lanes>) -> Lanes {
        let sum = measure.flowSum + treeFlowSum
        let least = Lanes(repeating: model.options.accuracy)
        return (1 / sum).replacing(with: 1, where: sum .<= least)
    }

    /// Whether a lane's solution asks any link to change the branch of its law.
    private mutating func wantsChange(_ lane: Int, relativeChange: Double) -> Bool {
        for row in model.controlLinkTable.links.indices {
            let link = model.controlLinkTable.links[row]
            probe.controlFlows[row] = controlFlows[row][lane]
            probe.heads[Int(link.start)] = heads[Int(link.start)][lane]
            probe.heads[Int(link.end)] = heads[Int(link.end)][lane]
        }
        guard rules.apply(&probe, full: [], relativeChange: relativeChange) else { return false }
        rules.reset()
        probe.begin(from: base.state)
        return true
    }
}
