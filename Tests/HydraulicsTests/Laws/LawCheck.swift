import Foundation
import Hydraulics
import PipeNetwork

/// Every published law of every element of a network, held against a state, whoever found it: EPANET 2.2 User Manual
/// (EPA/600/R-20/133), sections 3.1 and 12.1, and EPANET 2.3 for leakage and positional valves. Nothing of the solver is
/// used: only the network's own numbers.
///
/// Flows are those of a network in CFS, in which EPANET's rounded factors are 1.
struct LawCheck {
    let network: Network
    let state: HydraulicState
    /// Heads, m, and flows, m³/s, that are as good as equal.
    var headTolerance = 1e-5
    var flowTolerance = 1e-7
    /// Head, m, that decides no status: EPANET's 0.0005 ft, and a little.
    var statusTolerance = 2e-4
    /// Water, m³/s, that may be lost in a node.
    var massTolerance = 1e-9

    /// Links that a control or a rule may have opened or shut.
    let commanded: Set<String>
    /// Ids that warnings name, but for those that name nothing more than a low pressure.
    let named: Set<String>
    /// Ids that are warned of for a pressure below 0.
    let low: Set<String>
    /// Whether water can come from a source to each node through links that limit no flow.
    private(set) var isFree: [Bool] = []
    /// Whether water can leave each node to a source that takes it in the same way.
    private(set) var isDraining: [Bool] = []

    init(network: Network, state: HydraulicState) {
        self.network = network
        self.state = state
        commanded = Set(
            network.controls.map(\.link)
                + network.rules.flatMap { $0.actions.map(\.link) + $0.otherwise.map(\.link) })
        named = Set(state.warnings.flatMap { Self.ids($0) })
        low = Set(state.warnings.flatMap { Self.ids($0, low: true) })
        isFree = freeNodes()
        isDraining = freeNodes(leaving: true)
    }

    /// The ids in a warning, whatever cases there are.
    private static func ids(_ warning: HydraulicWarning, low: Bool = false) -> [String] {
        guard let content = Mirror(reflecting: warning).children.first,
            (content.label == "negativePressures") == low
        else { return [] }
        if let ids = content.value as? [String] { return ids }
        return Mirror(reflecting: content.value).children.flatMap { child in
            (child.value as? [String]) ?? (child.value as? String).map { [$0] } ?? []
        }
    }

    /// Sentences about everything unlawful.
    var violations: [String] {
        let isFinite = (state.heads + state.flows + state.demands).allSatisfy { $0.isFinite }
        guard isFinite else { return ["a number is not finite"] }
        return (0..<network.nodes.count).flatMap(massViolations)
            + (0..<network.nodes.count).compactMap(outflowViolation)
            + (0..<network.links.count).compactMap(linkViolation) + supplyViolations
    }

    // MARK: Water

    private func value(_ values: [Double], _ row: Int) -> Double { values.isEmpty ? 0 : values[row] }

    private func massViolations(_ row: Int) -> [String] {
        var passing = 0.0
        var gain = -state.demands[row] - value(state.emitterFlows, row) - value(state.leakages, row)
        for link in 0..<network.links.count {
            if [network.links.start[link], network.links.end[link]].contains(Int32(row)) {
                passing += abs(state.flows[link])
            }
            if Int(network.links.end[link]) == row { gain += state.flows[link] }
            if Int(network.links.start[link]) == row { gain -= state.flows[link] }
        }
        return abs(gain) <= massTolerance + 1e-12 * passing
            ? [] : ["\(network.nodes.ids[row]): gains \(gain) m³/s"]
    }

    /// Demand, leaks, emitters and what sources take are what sources give and junctions put in.
    private var supplyViolations: [String] {
        var (sum, size) = (0.0, 0.0)
        for row in 0..<network.nodes.count {
            size += abs(state.demands[row])
            sum += state.demands[row] + value(state.emitterFlows, row) + value(state.leakages, row)
        }
        return abs(sum) <= massTolerance + 1e-12 * size ? [] : ["the network: gains \(-sum) m³/s"]
    }

    // MARK: Outflows

    /// What consumers ask for at a junction at the state's time, m³/s.
    func requested(_ junction: Junction) -> Double {
        junction.demands.reduce(0) { sum, demand in
            let id = demand.pattern ?? network.hydraulics.defaultPattern
            let factors = id.flatMap { network.patterns[$0]?.multipliers } ?? []
            let step = Int((state.time + network.times.patternStart) / network.times.patternStep)
            let factor = factors.isEmpty ? 1 : factors[step % factors.count]
            return sum + demand.base * factor * network.hydraulics.demandMultiplier
        }
    }

    private func outflowViolation(_ row: Int) -> String? {
        guard let junction = network.junction(at: row) else { return tankViolation(row) }
        let options = network.hydraulics
        let pressure = state.heads[row] - (junction.elevation ?? 0)
        let (full, delivered) = (requested(junction), state.demands[row])
        var due = full
        if options.demandModel == .pressureDriven, full > 0 {
            let share =
                (pressure - options.minimumPressure) / (options.requiredPressure - options.minimumPressure)
            due = full * pow(max(0, min(1, share)), options.pressureExponent)
        }
        if abs(delivered - due) > flowTolerance {
            let text = "\(junction.id): \(delivered) of \(full) m³/s at \(pressure) m, due \(due)"
            if full > 0 ? isFree[row] : isDraining[row] { return text + ", and nothing is in the way" }
            if delivered * full < 0 || abs(delivered) > abs(full) + flowTolerance { return text }
            if !named.contains(junction.id) { return text + ", and no word on it" }
        }
        if options.demandModel == .demandDriven, delivered > flowTolerance, pressure < -1e-3,
            !low.contains(junction.id)
        {
            return "\(junction.id): draws \(delivered) m³/s at \(pressure) m, and no word on it"
        }
        // Water stands in a part that is cut off: nobody knows how high.
        let isCutOff = !isFree[row] && named.contains(junction.id)
        if junction.emitterCoefficient > 0 {
            var flow = junction.emitterCoefficient * pow(abs(pressure), options.emitterExponent)
            if pressure < 0 { flow = options.emitterBackflow ? -flow : 0 }
            let found = value(state.emitterFlows, row)
            if abs(found - flow) > flowTolerance, !(isCutOff && found == 0) {
                return "\(junction.id): emitter gives \(found) at \(pressure) m, not \(flow)"
            }
        }
        let leak = leakage(row, pressure)
        let found = value(state.leakages, row)
        if abs(found - leak) > flowTolerance, !(isCutOff && found == 0) {
            return "\(junction.id): leaks \(found) at \(pressure) m, not \(leak)"
        }
        return nil
    }

    /// FAVAD (May, 1994), half of a pipe's leaks at either end, all at the junction where the other end is a source.
    private func leakage(_ node: Int, _ pressure: Double) -> Double {
        var sum = 0.0
        for row in 0..<network.links.count {
            guard let pipe = network.pipe(at: row), let leak = pipe.leakage, let length = pipe.length else {
                continue
            }
            let ends = [Int(network.links.start[row]), Int(network.links.end[row])]
            guard ends.contains(node) else { continue }
            let share = ends.allSatisfy { network.nodes.kinds[$0] == .junction } ? 0.5 : 1
            sum += share * length * (leak.area + leak.expansion * max(0, pressure))
        }
        return 0.6 * (2 * 32.2 * PipeLaw.foot).squareRoot() * sum * max(0, pressure).squareRoot()
    }

    /// A full tank takes nothing, unless it may overflow; an empty one gives nothing.
    private func tankViolation(_ row: Int) -> String? {
        guard let tank = network.tank(at: row), let bottom = tank.elevation else { return nil }
        let (level, inflow) = (state.heads[row] - bottom, state.demands[row])
        if level >= tank.maximumLevel + 1e-6, !tank.canOverflow { return "\(tank.id): stands at \(level) m" }
        if level >= tank.maximumLevel - 1e-9, inflow > flowTolerance, !tank.canOverflow {
            return "\(tank.id): is full and takes \(inflow) m³/s"
        }
        if level <= tank.minimumLevel + 1e-9, inflow < -flowTolerance {
            return "\(tank.id): is empty and gives \(-inflow) m³/s"
        }
        return nil
    }

    // MARK: Ways

    /// The nodes that water reaches from a source, or those that it can leave to a source, on links that let through
    /// whatever is requested.
    private func freeNodes(leaving: Bool = false) -> [Bool] {
        var isFree = [Bool](repeating: false, count: network.nodes.count)
        var front: [Int] = []
        for row in 0..<network.nodes.count where network.nodes.kinds[row] != .junction {
            if let tank = network.tank(at: row), let bottom = tank.elevation {
                let level = state.heads[row] - bottom
                let isFull = level >= tank.maximumLevel - statusTolerance && !tank.canOverflow
                if leaving ? isFull : level <= tank.minimumLevel + statusTolerance { continue }
            }
            isFree[row] = true
            front.append(row)
        }
        while let node = front.popLast() {
            for link in 0..<network.links.count where !state.statuses[link].isClosed {
                let (start, end) = (Int(network.links.start[link]), Int(network.links.end[link]))
                var (isForwards, isBackwards) = isFreeLink(link)
                if leaving { swap(&isForwards, &isBackwards) }
                let next = start == node && isForwards ? end : end == node && isBackwards ? start : node
                guard next != node, !isFree[next] else { continue }
                isFree[next] = true
                // An empty tank lets no water out and a full one none in, also none that would only pass through it.
                if network.nodes.kinds[next] == .junction { front.append(next) }
            }
        }
        return isFree
    }

    /// Whether a link that is not shut lets through whatever is asked, forwards and backwards.
    private func isFreeLink(_ row: Int) -> (forwards: Bool, backwards: Bool) {
        if let pipe = network.pipe(at: row) { return (true, !pipe.hasCheckValve) }
        guard let valve = network.valve(at: row) else { return (true, false) }
        switch (valve.kind, state.statuses[row]) {
        case (.psv, .active), (.fcv, .active): return (false, false)
        case (.prv, .active): return (true, false)
        case (.prv, _), (.psv, _): return (true, valve.status == .open)
        default: return (true, true)
        }
    }
}
