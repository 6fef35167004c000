import Hydraulics
import NetworkStudies
import PipeNetwork
import TestSupport
import Testing

/// Check valves, pumps and pressure valves in the graph's questions: by hand, and against the solver.
@Suite("Water that passes one way only")
struct OneWaySupplyTests {
    /// A source and a chain with a second source behind what `gate` makes: R ─a─ A ─b─ B ─c─ C ─gate─ R2, a branch G at B, a
    /// valve at either end of b and at B's end of c.
    private func chain(_ gate: (inout Network) throws -> Void) throws -> Network {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 60))
        try network.add(Reservoir(id: "R2", head: 58))
        for id in ["A", "B", "C", "G"] {
            try network.add(Junction(id: id, elevation: 10, demands: [Demand(base: 0.002)]))
        }
        for (id, from, to) in [("a", "R", "A"), ("b", "A", "B"), ("c", "B", "C"), ("g", "B", "G")] {
            try network.add(Pipe(id: id, start: from, end: to, length: 200, diameter: 0.2, roughness: 120))
        }
        try gate(&network)
        for (id, link, node) in [("V1", "b", "A"), ("V2", "b", "B"), ("V3", "c", "B")] {
            try network.add(Asset(kind: .isolationValve, id: id, attachment: .link(link, node: node)))
        }
        return network
    }

    private func ids(_ nodes: [Int32], _ network: Network) -> [String] {
        nodes.map { network.nodes.ids[Int($0)] }.sorted()
    }

    private func sources(of place: String, in network: Network) throws -> [String] {
        let answer = try NetworkTracer(network).answer(.sources(of: place))
        guard case .sources(let found) = answer.finding else { return [] }
        return found.sources.map { network.nodes.ids[Int($0.node)] }
    }

    private enum Gate: String, CaseIterable {
        case checkValve, pump, prv, psv, closed, restingPump
    }

    private func add(_ gate: Gate, _ from: String, _ to: String, _ network: inout Network) throws {
        switch gate {
        case .checkValve:
            try network.add(
                Pipe(
                    id: "x", start: from, end: to, length: 50, diameter: 0.2, roughness: 120,
                    hasCheckValve: true))
        case .pump: try network.add(Pump(id: "x", start: from, end: to, power: 2000))
        case .restingPump:
            try network.add(Pump(id: "x", start: from, end: to, power: 2000, status: .closed))
        case .prv, .psv:
            try network.add(
                Valve(
                    id: "x", start: from, end: to, kind: gate == .prv ? .prv : .psv, diameter: 0.2,
                    setting: 30))
        case .closed:
            try network.add(
                Pipe(
                    id: "x", start: from, end: to, length: 50, diameter: 0.2, roughness: 120,
                    status: .closed))
        }
    }

    @Test("a source behind a gate that points towards it keeps nothing supplied", arguments: Gate.allCases)
    private func sourceBehind(_ gate: Gate) throws {
        let network = try chain { try add(gate, "C", "R2", &$0) }
        let burst = try IsolationStudy(network).burst(onPipe: "b")
        #expect(ids(burst.plan.cutOff.nodes, network) == ["B", "C", "G"])
        let names = burst.plan.isolation.valvesToClose
            .map { burst.study.segments.valves.name(of: $0, in: network) }
        #expect(names == ["V1"])
        // The source is no way out for a burst beside it either.
        let last = try IsolationStudy(network).burst(onPipe: "c")
        #expect(last.plan.isolation.isPossible)
        #expect(ids(last.plan.isolated.nodes, network) == ["C"])
        let condition = ConditionStudy(network)
        let bridges = condition.failures.bridges.map { network.links.ids[Int($0.row)] }
        #expect(bridges == ["a", "b", "c", "g"])
        #expect(try sources(of: "C", in: network) == ["R"])
    }

    @Test(
        "a source behind a gate that points away from it supplies",
        arguments: Gate.allCases.filter { $0 != .closed && $0 != .restingPump })
    private func sourceBefore(_ gate: Gate) throws {
        let network = try chain { try add(gate, "R2", "C", &$0) }
        let burst = try IsolationStudy(network).burst(onPipe: "b")
        #expect(burst.plan.cutOff.nodes.isEmpty)
        #expect(burst.plan.isolation.valvesToClose.count == 2)
        let bridges = ConditionStudy(network).failures.bridges.map { network.links.ids[Int($0.row)] }
        #expect(bridges == ["g"])
        #expect(try Set(sources(of: "B", in: network)) == ["R", "R2"])
        // A burst beside it takes its source in, for nothing holds it back.
        #expect(try !IsolationStudy(network).burst(onPipe: "c").plan.isolation.isPossible)
    }

    @Test("a shut pipe and a pump at rest bring water back when they are opened and started")
    func openings() throws {
        for gate in [Gate.closed, .restingPump] {
            let network = try chain { try add(gate, "R2", "C", &$0) }
            let burst = try IsolationStudy(network).burst(onPipe: "b")
            #expect(ids(burst.plan.cutOff.nodes, network) == ["B", "C", "G"])
            let opening = try #require(burst.openings.first)
            #expect(network.links.ids[opening.link] == "x")
            #expect((opening.valve == nil) == (gate == .restingPump))
            #expect(opening.stillDry.isEmpty)
            // What comes back over C and B would run into the burst through its other end.
            #expect(
                opening.valvesToCloseFirst.map { burst.study.segments.valves.name(of: $0, in: network) } == [
                    "V2"
                ])
            let after = try #require(opening.effect).after
            #expect(abs(after.flows[try #require(network.links.index(of: "b"))]) < 1e-9)
            let node = try #require(network.nodes.index(of: "G"))
            #expect(after.demands[node] == 0.002)
            #expect(after.pressures[node] > 20)
        }
    }

    @Test("a check valve that does not hold lets its source in; the plan names it and what it takes then")
    func leaking() throws {
        let network = try chain { try add(.checkValve, "C", "R2", &$0) }
        let study = IsolationStudy(network)
        let burst = try study.burst(onPipe: "c")
        #expect(burst.plan.isolation.linksHolding.map { network.links.ids[$0] } == ["x"])
        #expect(burst.plan.leakingRings.map(\.isPossible) == [false])
        let leaking = try study.burst(onPipe: "c", stuck: ["x"])
        #expect(!leaking.plan.isolation.isPossible)
        #expect(leaking.plan.isolation.sourcesInside.map { network.nodes.ids[Int($0)] } == ["R2"])
    }

    @Test("valves fixed open and flow valves pass both ways, as in the solver")
    func bothWays() throws {
        for (kind, status) in [(Valve.Kind.prv, LinkStatus.open), (.fcv, .active), (.tcv, .active)] {
            let network = try chain {
                try $0.add(
                    Valve(
                        id: "x", start: "C", end: "R2", kind: kind, diameter: 0.2, setting: 0.05,
                        status: status))
            }
            #expect(try IsolationStudy(network).burst(onPipe: "b").plan.cutOff.nodes.isEmpty, "\(kind)")
        }
    }

    @Test(
        "random networks with one-way links: what an isolation cuts off is what the solver says no source reaches",
        arguments: 0..<12)
    func againstSolver(block: Int) throws {
        var compared = 0
        for seed in block * 50..<block * 50 + 50 {
            let network = try Self.random(UInt64(seed))
            guard let study = try? OutageStudy(network, serviceMinimum: 10) else { continue }
            var options = IsolationStudy.Options()
            options.isSolved = false
            let parts = IsolationStudy(network, options: options).segments
            let before = Self.dry(study.before, network)
            for link in 0..<network.links.count {
                let plan = parts.plan(in: network, links: [link])
                guard plan.isolation.isPossible, plan.isolation.isSupplied else { continue }
                let closed = plan.isolation.valvesToClose.map { Int(parts.valves.links[$0]) }
                // Every demand is asked for: the solver alone says who gets none.
                let effect = try study.effect(closing: closed)
                let said = Set((plan.isolated.nodes + plan.cutOff.nodes).map(Int.init))
                    .filter { network.nodes.kinds[$0] == .junction }
                #expect(Self.dry(effect.after, network) == before.union(said), "seed \(seed) link \(link)")
                compared += 1
                for opening in plan.alternatives.map({ Int(parts.valves.links[$0]) }) + plan.pumpsToStart {
                    let still = parts.stillCutOff(in: plan.isolation, opening: [opening])
                    let before = parts.valvesToClose(for: plan.isolation, leaving: still)
                    let opened = try study.effect(
                        closing: closed + before.map { Int(parts.valves.links[$0]) }, opening: [opening])
                    let left = Set(
                        said.filter { node in
                            !plan.cutOff.nodes.contains(Int32(node))
                                || still.contains(parts.segmentOfNode[node])
                        })
                    let dry = Self.dry(opened.after, network)
                    #expect(dry.intersection(said) == left, "seed \(seed) link \(link) opens \(opening)")
                }
            }
            // Critical links: each taken out, and what the solver leaves without water.
            let failures = ConditionStudy(network).failures
            for link in 0..<network.links.count where network.links.status[link] != .closed {
                let lost = Self.dry(try study.effect(closing: [link]).after, network).subtracting(before)
                let said = failures.bridges.first { Int($0.row) == link }?.nodesBehind ?? 0
                #expect(lost.count == said, "seed \(seed) link \(link)")
            }
        }
        #expect(compared > 100)
    }

    /// Junctions that a solved state says no source reaches.
    private static func dry(_ state: HydraulicState, _ network: Network) -> Set<Int> {
        var found: Set<Int> = []
        for warning in state.warnings {
            let junctions: [String]
            switch warning {
            case .disconnected(let named, _): junctions = named
            case .demandsNotDelivered(let named, _, _): junctions = named
            default: continue
            }
            for id in junctions { if let node = network.nodes.index(of: id) { found.insert(node) } }
        }
        return found
    }

    /// Five to twelve nodes, one or two reservoirs among them, each junction with a demand; valves at many ends. Pumps run or
    /// rest, but not where a critical link is asked for: the graph counts a pump at rest as one that can be started.
    private static func random(_ seed: UInt64) throws -> Network {
        var random = SplitMix(seed &+ 77)
        var network = Network()
        let count = Int.random(in: 5...12, using: &random)
        for node in 0..<count {
            if node == 0 || node == 1 && Bool.random(using: &random) {
                try network.add(Reservoir(id: "N\(node)", head: Double.random(in: 50...60, using: &random)))
            } else {
                try network.add(
                    Junction(
                        id: "N\(node)", elevation: Double.random(in: 0...10, using: &random),
                        demands: [Demand(base: 0.0005)]))
            }
        }
        for link in 0..<(count + Int.random(in: 0...4, using: &random)) {
            let from =
                link < count - 1
                ? Int.random(in: 0...link, using: &random) : Int.random(in: 0..<count, using: &random)
            let to = link < count - 1 ? link + 1 : Int.random(in: 0..<count, using: &random)
            guard from != to else { continue }
            let isTurned = Int.random(in: 0..<4, using: &random) == 0
            let (start, end) = isTurned ? ("N\(to)", "N\(from)") : ("N\(from)", "N\(to)")
            let id = "P\(link)"
            switch Int.random(in: 0..<9, using: &random) {
            case 0, 1:
                try network.add(
                    Pipe(
                        id: id, start: start, end: end, length: 100, diameter: 0.2, roughness: 120,
                        hasCheckValve: true))
            case 2:
                network.curves["lift"] = Curve(id: "lift", kind: .pumpHead, points: [.init(x: 0.01, y: 10)])
                try network.add(Pump(id: id, start: start, end: end, headCurve: "lift"))
            case 3:
                try network.add(
                    Valve(
                        id: id, start: start, end: end,
                        kind: [.prv, .tcv, .psv].randomElement(using: &random) ?? .prv, diameter: 0.2,
                        setting: Bool.random(using: &random) ? 20 : 5))
            case 4:
                try network.add(
                    Pipe(
                        id: id, start: start, end: end, length: 100, diameter: 0.2, roughness: 120,
                        status: .closed))
            default:
                try network.add(
                    Pipe(id: id, start: start, end: end, length: 100, diameter: 0.2, roughness: 120))
            }
            for node in [start, end] where Int.random(in: 0..<3, using: &random) > 0 {
                try network.add(
                    Asset(
                        kind: .isolationValve, id: "V\(link)\(node)", attachment: .link(id, node: node)))
            }
        }
        return network
    }
}
