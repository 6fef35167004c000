import TestSupport
import Foundation
import PipeNetwork

/// A seeded network of 2 to 40 nodes with everything that the solver knows: pipes of each formula, check valves, pumps of
/// each curve, each kind of valve, fixed and pressure-driven demands, emitters, leaks, reservoirs, tanks and controls.
///
/// Such a network may ask for what cannot be: a demand behind a shut valve, a pump into a closed end. What it never does
/// is what EPANET refuses to read: valves that hold a pressure at a source or against each other at one node.
struct LawNetwork {
    /// What a link can be.
    enum Ingredient: CaseIterable {
        case pipe, checkValve, closedPipe, pump, prv, psv, pbv, fcv, tcv, gpv, pcv
    }

    private(set) var network: Network
    private var random: SplitMix
    private let ingredients: [Ingredient]
    private let nodeCount: Int
    private var sources: Set<Int> = []
    /// Nodes that breakers and valves without a loss join, each with the lowest of its group; all sources are one.
    private var stiff: [Int] = []

    /// The network of `seed`.
    init(seed: UInt64) throws {
        random = SplitMix(seed &* 0x9E37_79B9 &+ 7)
        let formulas: [HeadLossFormula] = [.hazenWilliams, .hazenWilliams, .darcyWeisbach, .chezyManning]
        network = Network.exact(formulas.randomElement(using: &random) ?? .hazenWilliams)
        network.hydraulics.accuracy = 1e-8
        network.hydraulics.trials = 500
        nodeCount =
            Int.random(in: 0..<2, using: &random) == 0
            ? Int.random(in: 2...8, using: &random) : Int.random(in: 4...40, using: &random)
        // Half of all networks have one or two kinds of control link: what fails there is easily seen.
        var controlLinks = Ingredient.allCases.filter { $0 != .pipe }
        var chosen = controlLinks
        if Bool.random(using: &random) {
            controlLinks.shuffle(using: &random)
            chosen = Array(controlLinks.prefix(Int.random(in: 1...2, using: &random)))
        }
        ingredients = chosen
        try addNodes()
        try addLinks()
        try addTime()
    }

    private mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }
    private mutating func number(_ range: ClosedRange<Double>) -> Double {
        .random(in: range, using: &random)
    }
    private func id(_ node: Int) -> String { sources.contains(node) ? "S\(node)" : "J\(node)" }

    // MARK: Nodes

    private mutating func addNodes() throws {
        if chance(0.3) {
            network.hydraulics.demandModel = .pressureDriven
            network.hydraulics.minimumPressure = chance(0.5) ? 0 : number(1...8)
            network.hydraulics.requiredPressure = network.hydraulics.minimumPressure + number(1...30)
            network.hydraulics.pressureExponent = chance(0.5) ? 0.5 : number(0.3...2.5)
        }
        let hasEmitters = chance(0.3)
        network.hydraulics.emitterExponent = chance(0.5) ? 0.5 : number(0.4...2.5)
        network.hydraulics.emitterBackflow = chance(0.5)
        let count = Int.random(in: 1...max(1, min(3, nodeCount / 3)), using: &random)
        sources = [0]
        while sources.count < count { sources.insert(Int.random(in: 0..<nodeCount, using: &random)) }
        let share = 0.06 / Double(nodeCount)
        for node in 0..<nodeCount where !sources.contains(node) {
            var demand = chance(0.3) ? 0 : number(0...share)
            if chance(0.02) { demand = -demand }
            let emitter =
                hasEmitters && chance(0.4)
                ? share / pow(30, network.hydraulics.emitterExponent) * number(0.1...2) : 0
            try network.junction(id(node), number(0...25), demand: demand, emitter: emitter)
        }
        for node in sources.sorted() {
            if chance(0.6) {
                try network.reservoir(id(node), number(25...90))
            } else {
                let level = chance(0.1) ? 0.5 : chance(0.1) ? 6 : number(0.6...5.9)
                try network.add(
                    Tank(
                        id: id(node), elevation: number(20...70), initialLevel: level, minimumLevel: 0.5,
                        maximumLevel: 6, diameter: number(4...25), canOverflow: chance(0.3)))
            }
        }
    }

    // MARK: Links

    private mutating func addLinks() throws {
        var pairs = (1..<nodeCount).map { (Int.random(in: max(0, $0 - 6)..<$0, using: &random), $0) }
        let tree = pairs.count
        for _ in 0..<Int.random(in: 0...max(1, nodeCount / 2), using: &random) where nodeCount > 2 {
            let start = Int.random(in: 0..<nodeCount, using: &random)
            pairs.append((start, (start + Int.random(in: 1..<nodeCount, using: &random)) % nodeCount))
        }
        let hasLeaks = chance(0.2)
        for (index, pair) in pairs.enumerated() {
            var (start, end) = pair
            if chance(0.15) { swap(&start, &end) }
            var kind = chance(0.35) ? ingredients.randomElement(using: &random) ?? .pipe : .pipe
            // A closed pipe of the tree cuts off what hangs on it; now and then that is what is wanted.
            if kind == .closedPipe, index < tree, !chance(0.2) { kind = .pipe }
            if !isAllowed(kind, start, end) { kind = .pipe }
            try add(kind, "\(kind)\(index)", start, end, leaks: hasLeaks)
        }
    }

    /// Whether EPANET reads a valve there (its errors 219 and 220).
    private func isAllowed(_ kind: Ingredient, _ start: Int, _ end: Int) -> Bool {
        guard [.prv, .psv, .fcv].contains(kind) else { return true }
        if sources.contains(start) || sources.contains(end) { return false }
        if kind == .fcv { return true }
        for row in 0..<network.links.count {
            guard let valve = network.valve(at: row), valve.kind == .prv || valve.kind == .psv else {
                continue
            }
            // No two valves that hold the pressure of one node, nor one that feeds what another holds.
            if [valve.start, valve.end].contains(where: { $0 == id(start) || $0 == id(end) }) {
                return false
            }
        }
        return true
    }

    /// Joins two nodes by a link whose loss hardly grows with flow; false, and not joined, where that would close a ring of
    /// such links: no flow or one of a million m³/s goes round there.
    private mutating func join(_ start: Int, _ end: Int) -> Bool {
        if stiff.isEmpty { stiff = (0..<nodeCount).map { sources.contains($0) ? 0 : $0 } }
        let (a, b) = (stiff[start], stiff[end])
        guard a != b else { return false }
        for node in stiff.indices where stiff[node] == max(a, b) { stiff[node] = min(a, b) }
        return true
    }

    private mutating func add(_ kind: Ingredient, _ name: String, _ start: Int, _ end: Int, leaks: Bool)
        throws
    {
        let (from, to) = (id(start), id(end))
        var minorLoss = chance(0.3) ? number(0...10) : 0
        var kind = kind
        if kind == .pbv || [.prv, .psv, .fcv, .tcv].contains(kind) && minorLoss == 0, !join(start, end) {
            if kind == .pbv { kind = .pipe } else { minorLoss = 2 }
        }
        func valve(_ kind: Valve.Kind, _ setting: Double, curve: String? = nil, status: LinkStatus) throws {
            try network.valve(
                name, from, to, kind, setting, diameter: 0.2, minorLoss: minorLoss, curve: curve,
                status: status)
        }
        let status: LinkStatus = chance(0.06) ? .closed : chance(0.05) ? .open : .active
        switch kind {
        case .pipe, .checkValve, .closedPipe:
            let leakage =
                leaks && chance(0.4)
                ? PipeLeakage(area: number(0...2e-7), expansion: number(0...4e-9)) : nil
            let roughness =
                switch network.hydraulics.headLoss {
                case .hazenWilliams: number(70...140)
                case .darcyWeisbach: number(1e-5...2e-3)
                case .chezyManning: number(0.009...0.016)
                }
            try network.pipe(
                name, from, to, length: number(20...1200), diameter: number(0.1...0.4), roughness: roughness,
                minorLoss: minorLoss, status: kind == .closedPipe ? .closed : .open,
                checkValve: kind == .checkValve, leakage: leakage)
        case .pump: try addPump(name, start, end, status == .closed ? .closed : .open)
        case .prv: try valve(.prv, number(3...45), status: status)
        case .psv: try valve(.psv, number(3...45), status: status)
        case .pbv: try valve(.pbv, number(0.5...20), status: status)
        case .fcv: try valve(.fcv, number(0.0002...0.03), status: status)
        case .tcv: try valve(.tcv, number(0.5...200), status: status)
        case .gpv:
            network.curve(
                "g\(name)", .valveHeadLoss, [(0, 0), (0.01, number(0.5...5)), (0.04, number(6...30))])
            try valve(.gpv, 0, curve: "g\(name)", status: status == .open ? .active : status)
        case .pcv:
            let hasCurve = chance(0.5)
            if hasCurve {
                network.curve("p\(name)", .valvePosition, [(0, 0), (50, number(5...40)), (100, 100)])
            }
            try network.valve(
                name, from, to, .pcv, number(1...100), diameter: 0.2, minorLoss: number(0.5...10),
                curve: hasCurve ? "p\(name)" : nil, status: status)
        }
    }

    private mutating func addPump(_ name: String, _ start: Int, _ end: Int, _ status: LinkStatus) throws {
        let (from, to) = (id(start), id(end))
        let speed = chance(0.5) ? 1 : number(0.4...1.3)
        let head = number(8...50)
        let flow = number(0.005...0.05)
        // A pump of constant power that pumps in a ring of no loss pumps without end.
        switch Int.random(in: 0..<5, using: &random) {
        case 0 where join(start, end):
            try network.add(
                Pump(id: name, start: from, end: to, power: number(200...8000), speed: speed, status: status))
        case 1:
            try network.pump(
                name, from, to, curve: [(0, head), (flow, 0.8 * head), (2 * flow, number(0.1...0.5) * head)],
                speed: speed, status: status)
        case 2:
            try network.pump(
                name, from, to,
                curve: [(0, head), (flow / 2, 0.95 * head), (flow, 0.7 * head), (1.5 * flow, 0.2 * head)],
                speed: speed, status: status)
        default:
            try network.pump(name, from, to, curve: [(flow, head)], speed: speed, status: status)
        }
    }

    // MARK: Time

    /// A third of all networks run for some hours, with a pattern and controls.
    private mutating func addTime() throws {
        guard chance(0.35) else { return }
        network.times.duration = 6 * 3600
        network.pattern("day", (0..<6).map { _ in number(0.2...1.8) })
        network.times.patternStep = 3600
        network.times.hydraulicStep = 3600
        network.hydraulics.defaultPattern = "day"
        let tanks = Array(network.tanks)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            guard let row = (0..<network.links.count).randomElement(using: &random) else { return }
            let link = network.links.ids[row]
            if network.pipe(at: row)?.hasCheckValve == true { continue }
            let action: LinkAction = Bool.random(using: &random) ? .open : .close
            if let tank = tanks.randomElement(using: &random), chance(0.6) {
                let level = number(1...5)
                network.controls.append(
                    Control(
                        link: link, action: action,
                        condition: chance(0.5)
                            ? .above(node: tank.id, value: level) : .below(node: tank.id, value: level)))
            } else {
                network.controls.append(
                    Control(link: link, action: action, condition: .time(number(0...5).rounded() * 3600)))
            }
        }
    }
}
