import PipeNetwork

/// A law that a state breaks, and what the element would have to do instead.
///
/// A solve goes by rules that say when a link *leaves* its branch; they wait for flows to rest, hold links that will not
/// settle and leave a band of heads in which nothing changes. Whether the place where a solve ended is lawful is asked
/// here, of every element and of nothing but the state: where a link stands open, regulates or is shut, and whether heads
/// and flows there are those of that branch. No state counts as converged that breaks one (EPANET 2.2 User Manual,
/// EPA/600/R-20/133, sections 3.1 and 12.1).
struct LawBreach: Sendable {
    /// What breaks a law.
    enum Place: Sendable, Equatable {
        /// A control link, by row.
        case link(Int)
        /// An outflow, by row.
        case outflow(Int)
        /// A node of the core that does not balance.
        case node(Int)
    }

    var place: Place
    /// The branch that a link's heads and flow ask for; nil where it is on its branch and its numbers are not.
    var wanted: ControlLinkStatus?
    /// How far it is off: m of head, or m³/s by which a node or an outflow is off.
    var size: Double
}

extension SteadySolve {
    /// A flow that is none, m³/s: what is left over when nodes have been brought to balance.
    fileprivate static var leastFlow: Double { 1e-9 }

    /// Everything unlawful about the present state; empty where it is a solution.
    var breaches: [LawBreach] {
        var found: [LawBreach] = []
        for row in model.controlLinkTable.links.indices where !state.commands[row].isClosed {
            // What stands before such a valve is its setting, and no flow leaves it there: see ``openIdleValves()``.
            if idleValves.contains(row), state.controlStatuses[row] == .forcedOpen,
                state.controlFlows[row] > 0
            {
                continue
            }
            if let breach = loop.linkBreach(row, state) { found.append(breach) }
        }
        for row in model.outflows.indices {
            guard
                let size = loop.system.outflowError(
                    row, state, full: full, flowTolerance: Self.leastFlow)
            else { continue }
            found.append(LawBreach(place: .outflow(row), wanted: nil, size: size))
        }
        found += withheldDemands
        guard !loop.isBalanced else { return found }
        for (node, size) in loop.system.imbalances(state, nodal, full: full) {
            found.append(LawBreach(place: .node(node), wanted: nil, size: size))
        }
        return found
    }

    /// Rows in the network's links that break a law in the present state, those on a wrong branch first.
    var unlawfulLinks: [Int] {
        var links: [Int] = []
        for breach in breaches.sorted(by: { ($0.wanted == nil ? 1 : 0) < ($1.wanted == nil ? 1 : 0) }) {
            guard case .link(let row) = breach.place else { continue }
            links.append(model.controlLinks[row].link)
        }
        return links
    }
}

extension SolveLoop {
    /// What is unlawful about a link that no command shuts.
    fileprivate func linkBreach(_ row: Int, _ state: borrowing NewtonState) -> LawBreach? {
        let link = system.model.controlLinkTable.links[row]
        let isPressureValve = link.isPressureValve && !state.commands[row].setting.isNaN
        let change: (wanted: ControlLinkStatus, size: Double)? =
            isPressureValve ? rules.pressureBreach(row, link, state) : rules.branchBreach(row, state)
        if let change {
            return LawBreach(place: .link(row), wanted: change.wanted, size: change.size)
        }
        guard
            let size =
                system.linkError(row, link, state, flowTolerance: SteadySolve.leastFlow)
        else { return nil }
        return LawBreach(place: .link(row), wanted: nil, size: size)
    }
}
