import Foundation
import Hydraulics
import PipeNetwork

extension LawCheck {
    /// What a link does, as the checks see it.
    struct Link {
        var row: Int
        var from: Double
        var to: Double
        var flow: Double
        var status: LinkState
        var loss: Double { from - to }
    }

    /// What is unlawful about a link.
    func linkViolation(_ row: Int) -> String? {
        let (start, end) = (Int(network.links.start[row]), Int(network.links.end[row]))
        let link = Link(
            row: row, from: state.heads[start], to: state.heads[end], flow: state.flows[row],
            status: state.statuses[row])
        let id = network.links.ids[row]
        // Between two nodes that are cut off and told so nothing flows, and no head means anything.
        let isMeaningless = [start, end].allSatisfy { !isFree[$0] && named.contains(network.nodes.ids[$0]) }
        if isMeaningless, link.flow == 0 { return nil }
        let text: String?
        if link.status.isClosed, abs(link.flow) > 0 {
            text = "flow through a shut link"
        } else if let pipe = network.pipe(at: row) {
            text = pipeViolation(pipe, link)
        } else if let pump = network.pump(at: row) {
            text = pumpViolation(pump, link)
        } else {
            text = network.valve(at: row).flatMap { valveViolation($0, link) }
        }
        return text.map { "\(id): \($0); \(link.status), \(link.flow) m³/s, \(link.from) m to \(link.to) m" }
    }

    /// Whether `loss` m is lost by the link's flow, within a head or within a flow.
    private func isLost(_ link: Link, _ loss: (Double) -> Double) -> Bool {
        if abs(link.loss - loss(link.flow)) <= headTolerance { return true }
        return loss(link.flow - flowTolerance) <= link.loss && link.loss <= loss(link.flow + flowTolerance)
    }

    /// Whether a link is shut because a tank at its end is full or empty.
    private func isShutByTank(_ link: Link) -> Bool {
        // A breaker takes its setting off before anything flows, whichever way.
        let valve = network.valve(at: link.row)
        let isBreaking = valve?.kind == .pbv && valve?.status == .active
        let loss = link.loss - (isBreaking ? valve?.setting ?? 0 : 0)
        let ends = [(Int(network.links.start[link.row]), loss), (Int(network.links.end[link.row]), -loss)]
        return ends.contains { node, outwards in
            guard let tank = network.tank(at: node), let bottom = tank.elevation else { return false }
            let level = state.heads[node] - bottom
            // A pump lifts against heads, so that heads do not tell which way it would pass water.
            let isPump = network.pump(at: link.row) != nil
            if level <= tank.minimumLevel + statusTolerance { return isPump || outwards >= -statusTolerance }
            if level >= tank.maximumLevel - statusTolerance, !tank.canOverflow {
                return isPump || outwards <= statusTolerance
            }
            return false
        }
    }

    private func pipeViolation(_ pipe: PipeNetwork.Pipe, _ link: Link) -> String? {
        guard let law = PipeLaw(network, link.row) else { return "a pipe without numbers" }
        if commanded.contains(pipe.id), link.status.isClosed { return nil }
        if pipe.status == .closed, !commanded.contains(pipe.id) {
            return link.status.isClosed ? nil : "opened by nobody"
        }
        if pipe.hasCheckValve {
            if link.flow < -flowTolerance { return "backwards through a check valve" }
            if link.status.isClosed || abs(link.flow) <= flowTolerance {
                return link.loss <= statusTolerance || isShutByTank(link)
                    ? nil : "a check valve shut against flow"
            }
        }
        if link.status.isClosed { return isShutByTank(link) ? nil : "shut by nobody" }
        return isLost(link, law.loss) ? nil : "not its head loss, which is \(law.loss(link.flow)) m"
    }

    // MARK: Pumps

    private func pumpViolation(_ pump: Pump, _ link: Link) -> String? {
        let isCommanded = commanded.contains(pump.id)
        var speed = pump.speed
        if isCommanded, state.settings[link.row].isFinite { speed = state.settings[link.row] }
        if link.flow < -flowTolerance { return "backwards through a pump" }
        if !isCommanded, pump.status == .closed || speed == 0 {
            return link.status.isClosed ? nil : "started by nobody"
        }
        let gain = -link.loss
        if let id = pump.headCurve, let points = network.curves[id]?.points {
            let curve = Self.pumpCurve(points)
            if link.status.isClosed {
                if isCommanded || isShutByTank(link) { return nil }
                return gain >= speed * speed * curve(0) - statusTolerance
                    ? nil : "stands still below its shutoff head"
            }
            let isOnCurve = isLost(link) { -speed * speed * curve(max(0, $0) / speed) }
            return isOnCurve ? nil : "not on its curve, \(speed * speed * curve(link.flow / speed)) m"
        }
        // EPANET 2.2: 8.814 ft·cfs are lifted by a horsepower of 745.7 W; the affinity laws make the power go with n³.
        let product = 8.814 * PipeLaw.foot * PipeLaw.cubicFoot / 745.7 * (pump.power ?? 0) * pow(speed, 3)
        if link.status.isClosed {
            return isCommanded || isShutByTank(link) || named.contains(pump.id)
                ? nil : "stands still and could run"
        }
        let tolerance = 1e-6 * product + headTolerance * link.flow + flowTolerance * max(gain, 0)
        return abs(gain * link.flow - product) <= tolerance ? nil : "not its power: \(product / link.flow) m"
    }

    /// Head at speed 1 by flow. One point stands for a shutoff head of 4/3 and twice the flow without head; three from
    /// flow 0 for a power law; others for straight lines.
    private static func pumpCurve(_ points: [Curve.Point]) -> (Double) -> Double {
        if points.count == 1 {
            return { 4 / 3 * points[0].y - points[0].y / 3 * pow($0 / points[0].x, 2) }
        }
        if points.count == 3, points[0].x == 0 {
            let (h0, h1, h2) = (points[0].y, points[0].y - points[1].y, points[0].y - points[2].y)
            let exponent = log(h2 / h1) / log(points[2].x / points[1].x)
            return { h0 - h1 * pow($0 / points[1].x, exponent) }
        }
        return { flow in flow <= points[0].x ? points[0].y : straight(points, flow) }
    }

    /// Straight lines between points, the first and last carried on.
    static func straight(_ points: [Curve.Point], _ x: Double) -> Double {
        let next = points.dropFirst().dropLast().firstIndex { x < $0.x } ?? points.count - 1
        let (a, b) = (points[next - 1], points[next])
        return a.y + (b.y - a.y) / (b.x - a.x) * (x - a.x)
    }

    // MARK: Valves

    private func valveViolation(_ valve: Valve, _ link: Link) -> String? {
        let isCommanded = commanded.contains(valve.id)
        if !isCommanded, valve.status == .closed { return link.status.isClosed ? nil : "opened by nobody" }
        if isCommanded, link.status.isClosed { return nil }
        if link.status.isClosed, isShutByTank(link) { return nil }
        // 10⁻⁶ ft a cfs are lost by an open valve without a loss coefficient.
        let open = { (q: Double) in minor(valve, valve.minorLoss, q) }
        if isCommanded ? state.settings[link.row].isNaN : valve.status == .open, valve.kind != .gpv {
            return isLost(link, open) ? nil : "fixed open and not its minor loss, \(open(link.flow)) m"
        }
        switch valve.kind {
        case .prv, .psv: return pressureViolation(valve, link, open)
        case .fcv:
            if link.status == .active {
                if abs(link.flow - valve.setting) > flowTolerance { return "not the flow that it is set to" }
                return link.loss >= open(link.flow) - statusTolerance ? nil : "drives what it should hold"
            }
            if link.flow > valve.setting + flowTolerance { return "more than the flow that it is set to" }
            return isLost(link, open) ? nil : "open and not its minor loss, \(open(link.flow)) m"
        case .pbv:
            let isLost = isLost(link) { q in abs(open(q)) > valve.setting ? open(q) : valve.setting + 1e-6 * q
            }
            return isLost ? nil : "not the drop that it is set to"
        case .tcv:
            let isLost = isLost(link) { minor(valve, valve.setting, $0) }
            return isLost ? nil : "not the loss of its setting"
        case .pcv:
            let share =
                Self.relativeFlow(valve.setting, valve.curve.flatMap { network.curves[$0]?.points }) / 100
            let isLost = isLost(link) { minor(valve, valve.minorLoss / (share * share), $0) }
            return isLost ? nil : "not the loss of its opening"
        case .gpv:
            guard let points = valve.curve.flatMap({ network.curves[$0]?.points }) else { return nil }
            let isLost = isLost(link) { q in (q < 0 ? -1 : 1) * Self.straight(points, abs(q)) }
            return isLost ? nil : "not on its curve"
        }
    }

    /// Minor loss: 0.02517 K/d⁴ ft at a cfs, d in ft.
    private func minor(_ valve: Valve, _ coefficient: Double, _ q: Double) -> Double {
        guard coefficient > 0 else { return 1e-6 * PipeLaw.foot / PipeLaw.cubicFoot * q }
        let (flow, d) = (q / PipeLaw.cubicFoot, (valve.diameter ?? 1) / PipeLaw.foot)
        return 0.02517 * coefficient * flow * abs(flow) / pow(d, 4) * PipeLaw.foot
    }

    /// Kv over that of the open valve, %, by the opening, %.
    private static func relativeFlow(_ opening: Double, _ points: [Curve.Point]?) -> Double {
        min(100, points.map { straight($0, opening) } ?? opening)
    }

    /// EPANET 2.2 User Manual, 12.1: a valve that holds a pressure regulates, stands open or is shut, and each has its
    /// heads. Water never runs back through it.
    private func pressureViolation(_ valve: Valve, _ link: Link, _ open: (Double) -> Double) -> String? {
        let isReducing = valve.kind == .prv
        let end = Int(isReducing ? network.links.end[link.row] : network.links.start[link.row])
        let set = (network.nodes.elevation[end]) + valve.setting
        if link.flow < -flowTolerance { return "lets water back" }
        switch link.status {
        case .active:
            if abs((isReducing ? link.to : link.from) - set) > headTolerance {
                return "not the pressure that it is set to"
            }
            return link.loss >= open(link.flow) - statusTolerance ? nil : "drives what it should hold"
        case .open, .cannotDeliverPressure:
            if !isLost(link, open) { return "open and not its minor loss" }
            if isReducing, link.to > set + statusTolerance { return "open above its pressure" }
            return isReducing || link.from >= set - statusTolerance ? nil : "open below its pressure"
        default:
            if link.loss <= statusTolerance { return nil }
            let isHeld = isReducing ? link.to >= set - statusTolerance : link.from <= set + statusTolerance
            return isHeld ? nil : "shut with nothing against it"
        }
    }
}
