import Foundation
import Hydraulics
import PipeNetwork

/// What must hold of every link and node of a solved network, whoever solved it. Links may be in any state that their
/// laws allow: a network of regulating valves can have more than one lawful state.
struct LawBook {
    let network: Network
    let state: HydraulicState
    /// Heads, m, and flows, m³/s, that are as good as equal.
    var headTolerance = 1e-5
    var flowTolerance = 1e-7
    /// Head, m, that decides no status: EPANET's 0.0005 ft, and a little.
    var statusTolerance = 2e-4

    /// Sentences about everything unlawful.
    var violations: [String] {
        (0..<network.links.count).compactMap(linkViolation)
            + (0..<network.nodes.count).compactMap(nodeViolation)
    }

    private func linkViolation(_ row: Int) -> String? {
        let (start, end) = (Int(network.links.start[row]), Int(network.links.end[row]))
        let (from, to) = (state.heads[start], state.heads[end])
        let (flow, status) = (state.flows[row], state.statuses[row])
        func complaint(_ text: String) -> String {
            "\(network.links.ids[row]): \(text); \(status), \(flow) m³/s, \(from) m to \(to) m"
        }
        if status.isClosed, abs(flow) > flowTolerance { return complaint("flow through a closed link") }
        if let pipe = network.pipe(at: row), let law = PipeLaw(network, row) {
            if pipe.status == .closed { return status.isClosed ? nil : complaint("opened by nobody") }
            if pipe.hasCheckValve {
                if flow < -flowTolerance { return complaint("backwards through a check valve") }
                if status.isClosed || abs(flow) <= flowTolerance {
                    return from <= to + statusTolerance ? nil : complaint("a check valve shut against flow")
                }
            }
            return abs(from - to - law.loss(flow)) <= headTolerance ? nil : complaint("not its head loss")
        }
        if let valve = network.valve(at: row) {
            return valveViolation(valve, from, to, flow, status, elevations(start, end)).map(complaint)
        }
        if let pump = network.pump(at: row) {
            return pumpViolation(pump, to - from, flow, status).map(complaint)
        }
        return nil
    }

    private func elevations(_ start: Int, _ end: Int) -> (start: Double, end: Double) {
        (network.nodes.elevation[start], network.nodes.elevation[end])
    }

    private func valveViolation(
        _ valve: Valve, _ from: Double, _ to: Double, _ flow: Double, _ status: LinkState,
        _ elevations: (start: Double, end: Double)
    ) -> String? {
        let law = PipeLaw(length: 0, diameter: valve.diameter ?? 1, minorLoss: valve.minorLoss)
        let isLossRight = abs(from - to - law.loss(flow)) <= headTolerance
        switch (valve.kind, status) {
        case (.prv, .active):
            let set = elevations.end + valve.setting
            if abs(to - set) > headTolerance { return "not the pressure that it is set to" }
            if from < set - statusTolerance || flow < -flowTolerance { return "reduces what is not there" }
        case (.prv, .open):
            if !isLossRight { return "not its minor loss" }
            if flow < -flowTolerance { return "lets water back" }
            if to > elevations.end + valve.setting + statusTolerance { return "open above its pressure" }
        case (.prv, .closed):
            if from > to + statusTolerance, to < elevations.end + valve.setting - statusTolerance {
                return "closed with nothing against it"
            }
        case (.psv, .active):
            let set = elevations.start + valve.setting
            if abs(from - set) > headTolerance { return "not the pressure that it is set to" }
            if to > set + statusTolerance || flow < -flowTolerance { return "sustains what is not there" }
        case (.psv, .open):
            if !isLossRight { return "not its minor loss" }
            if from < elevations.start + valve.setting - statusTolerance { return "open below its pressure" }
        case (.psv, .closed):
            if from > to + statusTolerance, from > elevations.start + valve.setting + statusTolerance {
                return "closed with nothing against it"
            }
        case (.fcv, .active):
            if abs(flow - valve.setting) > flowTolerance { return "not the flow that it is set to" }
            if from < to - statusTolerance { return "drives what it should hold" }
        case (.fcv, .cannotDeliverFlow), (.fcv, .open):
            if !isLossRight { return "not its minor loss" }
            if flow > valve.setting + flowTolerance { return "more than the flow that it is set to" }
        case (.tcv, _):
            let throttle = PipeLaw(length: 0, diameter: valve.diameter ?? 1, minorLoss: valve.setting)
            if abs(from - to - throttle.loss(flow)) > headTolerance { return "not its minor loss" }
        default: return "a state that it cannot have"
        }
        return nil
    }

    /// Pumps of a one-point curve h₁ at q₁.
    private func pumpViolation(_ pump: Pump, _ gain: Double, _ flow: Double, _ status: LinkState) -> String? {
        guard let point = pump.headCurve.flatMap({ network.curves[$0]?.points.first }) else { return nil }
        let shutoff = 4 / 3 * point.y * pump.speed * pump.speed
        if flow < -flowTolerance { return "backwards through a pump" }
        if status.isClosed {
            return gain >= shutoff - statusTolerance ? nil : "closed below its shutoff head"
        }
        let curve = shutoff - point.y / 3 * pow(flow / point.x, 2)
        return abs(gain - curve) <= headTolerance ? nil : "not on its curve"
    }

    private func nodeViolation(_ row: Int) -> String? {
        guard let junction = network.junction(at: row) else { return nil }
        let options = network.hydraulics
        let pressure = state.heads[row] - (junction.elevation ?? 0)
        let asked = junction.demands.reduce(0) { $0 + $1.base }
        var share = 1.0
        if options.demandModel == .pressureDriven, asked > 0 {
            let span = options.requiredPressure - options.minimumPressure
            share = pow(max(0, min(1, (pressure - options.minimumPressure) / span)), options.pressureExponent)
        }
        if abs(state.demands[row] - asked * share) > flowTolerance {
            return "\(junction.id): demand \(state.demands[row]) at \(pressure) m, asked \(asked)"
        }
        if junction.emitterCoefficient > 0 {
            let flow = junction.emitterCoefficient * pow(abs(pressure), options.emitterExponent)
            let found = state.emitterFlows.isEmpty ? 0 : state.emitterFlows[row]
            let error = found - (pressure < 0 ? -flow : flow)
            if abs(error) > flowTolerance {
                return "\(junction.id): emitter off by \(error) at \(pressure) m"
            }
        }
        let leak = leakage(row, pressure)
        if !state.leakages.isEmpty, abs(state.leakages[row] - leak) > flowTolerance {
            return "\(junction.id): leaks \(state.leakages[row]) at \(pressure) m, not \(leak)"
        }
        return nil
    }

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
        return LeakageTests.orifice * sum * max(0, pressure).squareRoot()
    }
}
