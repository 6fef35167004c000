import PipeNetwork

/// The search for a lawful state where the rules of ``StatusRules`` end in none.
///
/// Pressure valves are the only elements whose laws do not rise with flow: with the branch of each of them given, all
/// others have one solution, which the ordinary solve finds. So what is sought is a combination of branches under which no
/// valve breaks its law. The search goes from the best combination seen so far and puts the valve that is furthest off its
/// law onto the branch that its law asks for, one at a time, and none twice: where such exchanges go round in circles it
/// takes up the next best. (K. G. Murty's principal pivoting for complementarity problems exchanges one element at a time in
/// the same way; its rule of the least index, like the memory here, is what keeps it from going round.) With few valves it
/// sees all combinations, so that where it finds nothing there is nothing.
extension SteadySolve {
    /// What is tried, and how good it was.
    private struct Trial {
        /// The branch of each pressure valve.
        var branches: [ControlLinkStatus]
        /// How promising it is: breaches of the trial that it came from, and how far down the list it was.
        var rank: Double
    }

    /// Combinations that are tried at most, where the ordinary solve ends in an unlawful state.
    static var longestSearch: Int { 240 }

    /// Whether an outcome is a solution: converged, and every law of every element holds.
    func isLawful(_ outcome: SolveLoop.Outcome) -> Bool { outcome.hasConverged && breaches.isEmpty }

    /// Whether the file lets a solve go on where the ordinary one did not end well.
    var maySearch: Bool { model.options.trials >= Self.leastTrials }

    /// Searches for a lawful state; this becomes it where there is one.
    ///
    /// - Parameters:
    ///   - limit: combinations to try at most.
    ///   - solveTrial: solves from rest, with the branches that are imposed.
    /// - Returns: the outcome that is lawful, if any, and all steps that were taken.
    mutating func search(
        limit: Int, solveTrial: (inout SteadySolve) -> SolveLoop.Outcome
    ) -> (outcome: SolveLoop.Outcome?, iterations: Int) {
        let valves = model.controlLinkTable.pressureValves.map { Int($0) }
        var first = valves.map {
            state.controlStatuses[$0] == .forcedOpen ? .open : state.controlStatuses[$0]
        }
        for valve in valves.indices where !isFree(valves[valve]) { first[valve] = .shut }
        var queue = [Trial(branches: first, rank: 0)]
        var seen: Set<[ControlLinkStatus]> = [first]
        var (iterations, tried) = (0, 0)
        while tried < limit, let best = queue.indices.min(by: { queue[$0].rank < queue[$1].rank }) {
            let trial = queue.remove(at: best)
            tried += 1
            var solve = self
            solve.imposedBranches = trial.branches
            solve.loop.rules.arePressureValvesImposed = true
            let outcome = solveTrial(&solve)
            iterations += outcome.iterations
            let breaches = solve.breaches
            if outcome.hasConverged, breaches.isEmpty {
                solve.imposedBranches = []
                solve.loop.rules.arePressureValvesImposed = false
                self = solve
                return (outcome, iterations)
            }
            let exchanges = exchanges(trial.branches, breaches, valves, outcome.hasConverged)
            for (place, branches) in exchanges.enumerated() where seen.insert(branches).inserted {
                let rank = Double(breaches.count) + (outcome.hasConverged ? 0 : 100) + 0.01 * Double(place)
                queue.append(Trial(branches: branches, rank: rank + 0.001 * Double(tried)))
            }
        }
        return (nil, iterations)
    }

    /// Whether a pressure valve may be on any branch.
    private func isFree(_ row: Int) -> Bool {
        !state.commands[row].isClosed && !state.commands[row].setting.isNaN
    }

    /// Combinations that differ from `branches` at one valve: first those that a law asks for, then all others.
    private func exchanges(
        _ branches: [ControlLinkStatus], _ breaches: [LawBreach], _ valves: [Int], _ isSolved: Bool
    ) -> [[ControlLinkStatus]] {
        var found: [[ControlLinkStatus]] = []
        func exchange(_ valve: Int, _ branch: ControlLinkStatus) {
            guard branches[valve] != branch else { return }
            var next = branches
            next[valve] = branch
            found.append(next)
        }
        if isSolved {
            for breach in breaches.sorted(by: { $0.size > $1.size }) {
                guard case .link(let row) = breach.place, let wanted = breach.wanted,
                    let valve = valves.firstIndex(of: row)
                else { continue }
                exchange(valve, wanted)
            }
        }
        for valve in valves.indices where isFree(valves[valve]) {
            for branch in [ControlLinkStatus.active, .shut, .open] { exchange(valve, branch) }
        }
        return found
    }
}
