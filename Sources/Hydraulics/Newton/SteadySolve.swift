import PipeNetwork

/// Solves a network at one time after the other, each from where the last ended.
struct SteadySolve: Sendable {
    let model: HydraulicModel
    var state: NewtonState
    private(set) var loop: SolveLoop
    private(set) var nodal: NodalDemands
    private let reach: SourceReach
    /// What consumers ask for at each node now, m³/s.
    private(set) var asked: [Double] = []
    private var sums: [Double] = []
    private(set) var full: [Double] = []
    /// Whether each node is cut off from every source; empty when none is.
    private(set) var isCutOff: [Bool] = []
    /// Whether commands or directions have changed since the last look at what is in reach.
    private var isReachStale = true
    /// Commands at that look.
    private var reachedCommands: [LinkCommand] = []

    init(_ model: HydraulicModel) {
        self.model = model
        state = NewtonState(model)
        loop = SolveLoop(model)
        nodal = NodalDemands(model.reduced)
        reach = SourceReach(model)
        updateDirections(fullTanks: [], emptyTanks: [])
        findCutOff()
    }

    /// Takes other demands.
    mutating func setDemands(_ demands: [Double]) {
        asked = demands
        for node in model.reduced.fixedNodes { asked[Int(node)] = 0 }
    }

    /// Takes the demands of a pattern period.
    mutating func setDemands(factors: [Double]) {
        model.demands.sum(&asked, factors: factors)
    }

    /// Says which tanks take no more water, and which give none, as rows among the fixed nodes.
    mutating func updateDirections(fullTanks: Set<Int32>, emptyTanks: Set<Int32>) {
        for row in model.specialTable.links.indices {
            let link = model.specialTable.links[row]
            var may = (forward: true, backward: !link.isOneWay)
            if case .valve = link.kind, state.commands[row].setting.isNaN { may.backward = true }
            if link.startTank >= 0 {
                if fullTanks.contains(link.startTank) { may.backward = false }
                if emptyTanks.contains(link.startTank) { may.forward = false }
            }
            if link.endTank >= 0 {
                if fullTanks.contains(link.endTank) { may.forward = false }
                if emptyTanks.contains(link.endTank) { may.backward = false }
            }
            if state.mayFlow[row] != may {
                state.mayFlow[row] = may
                isReachStale = true
            }
        }
    }

    /// Solves at the present demands, heads of sources and commands.
    ///
    /// - Parameter switches: see ``SolveLoop/solve(_:_:full:switches:)``.
    mutating func solve(switches: (inout NewtonState) -> Bool = { _ in false }) -> SolveLoop.Outcome {
        findCutOff()
        sums = asked
        if !isCutOff.isEmpty {
            for node in sums.indices where isCutOff[node] { sums[node] = 0 }
        }
        for node in model.reduced.orphans { sums[Int(node)] = 0 }
        if model.options.demandModel == .pressureDriven {
            full = sums
            for node in sums.indices where sums[node] > 0 { sums[node] = 0 }
        }
        nodal.gather(&sums, model.reduced)
        return loop.solve(&state, nodal, full: full, switches: switches)
    }

    private mutating func findCutOff() {
        if !isReachStale {
            for row in reachedCommands.indices
            where reachedCommands[row].isClosed != state.commands[row].isClosed {
                isReachStale = true
            }
            guard isReachStale else { return }
        }
        isReachStale = false
        reachedCommands = state.commands
        isCutOff = []
        let isReached = reach.reached(model, state)
        guard isReached.contains(false) else { return }
        isCutOff = model.reduced.anchors.map { $0 >= 0 && !isReached[Int($0)] }
    }

    var unsettledLinks: [Int] { loop.rules.held.map { model.specials[$0].link } }
    var largestErrors: [Int] { loop.system.linksOfLargestErrors(state, count: 5) }
}

extension SpecialLink {
    /// Whether it is a pump.
    var isPump: Bool {
        if case .pump = kind { return true }
        return false
    }
}
