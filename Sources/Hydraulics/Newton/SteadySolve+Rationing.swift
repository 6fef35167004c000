import PipeNetwork

/// Fixed demands behind links that let less through than they ask for.
///
/// Solved as asked, the rest would be forced through shut and regulating links, at heads that mean nothing. Such parts
/// are found in the solution (``UnheldParts``), their demands share what arrives (``PressureDrivenDemand/rationing``), and what they do not
/// get is named. Everywhere else demands stay as they are, whatever the pressure.
extension SteadySolve {
    /// Solves at the present demands, heads of sources and commands.
    ///
    /// - Parameter switches: see ``SolveLoop/solve(_:_:full:switches:)``.
    mutating func solve(
        switches: (inout NewtonState, HydraulicModel) -> Bool = { _, _ in false }
    ) -> SolveLoop.Outcome {
        isSolvedByRationing = false
        let isPressureDriven = model.options.demandModel == .pressureDriven
        var iterations = 0
        if beginsByRationing, let outcome = ration(switches, iterations: 0) {
            if outcome.hasConverged || !maySearch { return outcome }
            // What was short before says nothing of now.
            iterations = outcome.iterations
            (isSolvedByRationing, beginsByRationing) = (false, false)
        }
        if isPressureDriven { isRefused = [] }
        var outcome = solveAsAsked(switches)
        outcome.iterations += iterations
        findUnheld(isHeldByDemands: !isPressureDriven)
        // Demands that follow the pressure take what they can; an inflow that none takes has nowhere to go.
        while isPressureDriven, outcome.hasConverged, refuseFlooding() {
            restart()
            let again = solveAsAsked(switches)
            outcome.iterations += again.iterations
            (outcome.hasConverged, outcome.relativeError) = (again.hasConverged, again.relativeError)
            findUnheld(isHeldByDemands: false)
        }
        if !isPressureDriven, isAnyForced {
            return ration(switches, iterations: outcome.iterations) ?? outcome
        }
        if isLawful(outcome) { return outcome }
        // From here on whatever is found is judged by the laws alone.
        guard maySearch else {
            outcome.hasConverged = false
            return outcome
        }
        let few = 12 + 4 * model.controlLinkTable.pressureValves.count
        let limit = isPressureDriven ? Self.longestSearch : min(few, Self.longestSearch)
        let found = search(limit: limit) { solve in
            solve.restart()
            var outcome = solve.solveAsAsked(switches)
            solve.findUnheld(isHeldByDemands: !isPressureDriven)
            if !isPressureDriven, solve.isAnyForced { outcome.hasConverged = false }
            return outcome
        }
        outcome.iterations += found.iterations
        if var lawful = found.outcome {
            lawful.iterations = outcome.iterations
            return lawful
        }
        if !isPressureDriven, let rationed = ration(switches, iterations: outcome.iterations) {
            if rationed.hasConverged { return rationed }
            outcome.iterations = rationed.iterations
        }
        outcome.hasConverged = false
        return outcome
    }

    /// Whether a part draws what cannot reach it, or takes in what cannot leave.
    private var isAnyForced: Bool {
        guard let unheld else { return false }
        return unheld.forced.indices.contains { unheld.lacksWater($0) || unheld.isFlooded($0) }
    }

    /// Solves in the model of rationing and takes over what controls did there; nil where there is no such model.
    private mutating func ration(
        _ switches: (inout NewtonState, HydraulicModel) -> Bool, iterations: Int
    ) -> SolveLoop.Outcome? {
        if rationing.isEmpty {
            guard let rationed = try? model.rationed() else { return nil }
            rationing = [SteadySolve(rationed)]
        }
        var solve = rationing[0]
        solve.takeConditions(of: self)
        if !beginsByRationing { solve.isRationed = [] }
        var outcome = solve.solveRationed(switches)
        outcome.iterations += iterations
        isSolvedByRationing = true
        beginsByRationing = solve.isRationed.contains(true) || solve.isRefused.contains(true)
        rationing[0] = solve
        for row in state.commands.indices {
            state.take(solve.state.commands[row], row: row, link: model.controlLinks[row])
        }
        // What the equations would have to force is no place to begin the next solve at.
        restart()
        return outcome
    }

    /// Solves, and lets the demands of starved parts follow their pressure until no part is starved.
    private mutating func solveRationed(
        _ switches: (inout NewtonState, HydraulicModel) -> Bool
    ) -> SolveLoop.Outcome {
        var outcome = settleRations(switches)
        if isLawful(outcome) { return outcome }
        outcome.hasConverged = false
        guard maySearch else { return outcome }
        let found = search(limit: Self.longestSearch) { solve in
            solve.isRationed = []
            return solve.settleRations(switches)
        }
        let iterations = outcome.iterations + found.iterations
        if let lawful = found.outcome { outcome = lawful }
        outcome.iterations = iterations
        return outcome
    }

    /// Solves and rations again and again until no part is starved.
    private mutating func settleRations(
        _ switches: (inout NewtonState, HydraulicModel) -> Bool
    ) -> SolveLoop.Outcome {
        let count = model.frame.elevations.count
        if isRationed.count != count { isRationed = [Bool](repeating: false, count: count) }
        isRefused = []
        idleValves = []
        var returned = Set<Int>()
        var outcome = SolveLoop.Outcome()
        if !isRationed.contains(true) { restart() }
        for _ in 0..<12 {
            let solved = solveAsAsked(switches)
            outcome.iterations += solved.iterations
            (outcome.hasConverged, outcome.relativeError) = (solved.hasConverged, solved.relativeError)
            findUnheld(isHeldByDemands: true)
            let isChanged = rationStarved()
            findUnheld(isHeldByDemands: false)
            guard isChanged || releaseSupplied(&returned) || openIdleValves() else { break }
            restart()
        }
        return outcome
    }

    /// Rations the demands of parts that draw what cannot reach them, and refuses inflows that cannot leave; whether there
    /// were any.
    private mutating func rationStarved() -> Bool {
        guard let unheld, !unheld.components.isEmpty else { return false }
        var isChanged = false
        for node in requested.indices where requested[node] != 0 {
            guard let component = unheld.component(ofHead: model.reduced.headIndex[node], reach) else {
                continue
            }
            if requested[node] > 0, unheld.lacksWater(component), !isRationed[node], !isCut(node) {
                isRationed[node] = true
                isChanged = true
            }
        }
        return refuseFlooding() || isChanged
    }

    /// Refuses inflows that cannot leave; whether there were any.
    private mutating func refuseFlooding() -> Bool {
        guard let unheld, !unheld.components.isEmpty else { return false }
        var isAny = false
        for node in requested.indices where requested[node] < 0 && !isCut(node) {
            guard let component = unheld.component(ofHead: model.reduced.anchors[node], reach),
                unheld.isFlooded(component)
            else { continue }
            if isRefused.isEmpty { isRefused = [Bool](repeating: false, count: requested.count) }
            isRefused[node] = true
            isAny = true
        }
        return isAny
    }

    private func isCut(_ node: Int) -> Bool { !isCutOff.isEmpty && isCutOff[node] }

    /// Gives the demands of parts that hang on a source back what they ask for: what they lack there is the pipes' own
    /// loss, and a demand that does not depend on pressure is drawn all the same. Each only once; whether there were any.
    private mutating func releaseSupplied(_ returned: inout Set<Int>) -> Bool {
        var isChanged = false
        for (row, outflow) in model.outflows.enumerated() {
            let node = outflow.row
            guard case .demand = outflow.law, isRationed[node], requested[node] > 0 else { continue }
            guard state.outflowStatuses[row] != .full, unheld?.component(ofHead: outflow.node, reach) == nil,
                returned.insert(node).inserted
            else { continue }
            isRationed[node] = false
            isChanged = true
        }
        return isChanged
    }

    /// Demands that are rationed although nothing holds their water back, as what is unlawful about that.
    var withheldDemands: [LawBreach] {
        guard isRationed.contains(true) else { return [] }
        return model.outflows.indices.compactMap { row in
            let outflow = model.outflows[row]
            guard case .demand = outflow.law, isRationed[outflow.row], requested[outflow.row] > 0,
                unheld?.component(ofHead: outflow.node, reach) == nil
            else { return nil }
            let missing = requested[outflow.row] - state.outflowFlows[row]
            return missing > 1e-9 ? LawBreach(place: .outflow(row), wanted: nil, size: missing) : nil
        }
    }

    /// Opens sustaining valves that regulate at no flow: what stands before them is their setting, so that they can hold it
    /// only by passing nothing at all, and a valve that is asked for water stands open. Whether there were any.
    private mutating func openIdleValves() -> Bool {
        guard imposedBranches.isEmpty else { return false }
        var isChanged = false
        for row in model.controlLinkTable.pressureValves.map({ Int($0) }) {
            let link = model.controlLinkTable.links[row]
            guard case .valve(.psv) = link.kind, state.isRegulatingPressure(row, link),
                abs(state.controlFlows[row]) < 1e-9,
                let component = unheld?.component(ofHead: link.end, reach)
            else { continue }
            for node in requested.indices
            where isRationed[node]
                && unheld?.component(ofHead: model.reduced.headIndex[node], reach) == component
            {
                isRationed[node] = false
            }
            idleValves.insert(row)
            isChanged = true
        }
        return isChanged
    }

    /// Junctions that get less than they ask for because of the links around their part, what they lack together (m³/s),
    /// and those links.
    func undelivered(_ result: HydraulicState) -> (nodes: [Int], demand: Double, links: [Int])? {
        guard let unheld, !unheld.components.isEmpty else { return nil }
        var nodes: [Int] = []
        var demand = 0.0
        var components = Set<Int>()
        for node in requested.indices where requested[node] > 0 && !isCut(node) {
            let head = model.reduced.anchors[node]
            guard head >= 0, !model.isFixed(node), let component = unheld.component(ofHead: head, reach),
                result.demands[node] < requested[node] * (1 - 1e-9)
            else { continue }
            nodes.append(node)
            demand += requested[node] - result.demands[node]
            components.insert(component)
        }
        guard !nodes.isEmpty else { return nil }
        let links = model.controlLinkTable.links.indices.filter { row in
            let link = model.controlLinkTable.links[row]
            let (a, b) = (
                unheld.component(ofHead: link.start, reach), unheld.component(ofHead: link.end, reach)
            )
            return a != b && [a, b].contains { $0.map(components.contains) ?? false }
        }
        // Those that stand shut by command come last: somebody knows of them.
        let byFlow = links.filter { !state.commands[$0].isClosed }
        return (nodes, demand, (byFlow.isEmpty ? links : byFlow).map { model.controlLinks[$0].link })
    }
}
