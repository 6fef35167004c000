import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Scenarios")
struct NetworkScenarioTests {
    private func network() throws -> Network {
        var network = Network()
        for id in ["A", "B"] { try network.add(Junction(id: id, demands: [Demand(base: 1)])) }
        for id in ["p", "q"] {
            try network.add(Pipe(id: id, start: "A", end: "B", length: 1, roughness: 100))
        }
        try network.add(Pipe(id: "unknown", start: "A", end: "B"))
        try network.add(Pump(id: "u", start: "A", end: "B", speedPattern: "night", status: .closed))
        try network.add(Valve(id: "v", start: "A", end: "B", kind: .prv, setting: 30, status: .closed))
        network.controls = ["p", "u", "v"].map {
            Control(link: $0, action: .open, condition: .time(0))
        }
        network.rules = [
            Rule(
                id: "1", premises: [.init(.and, .link("p", .flow), .less, .number(0))],
                actions: [.init(link: "u", action: .close)], otherwise: [.init(link: "q", action: .open)]),
            Rule(id: "2", premises: [], actions: [.init(link: "u", action: .close)]),
        ]
        return network
    }

    @Test("No changes are the network itself, in whatever way there are none")
    func none() throws {
        #expect(try network().changing(.init()) == network())
        #expect(NetworkScenario("x").links == .init())
        let base = [1.5, -2]
        #expect(try NetworkScenario("x").demands(base, in: network()) == base)
    }

    @Test("A factor scales pipes' roughness and nothing else; twice a factor is its square")
    func roughness() throws {
        let rough = try network().changing(.init(roughnessFactor: 0.5))
        #expect(Array(rough.links.roughness.prefix(2)) == [50, 50])
        #expect(rough.links.roughness.dropFirst(2).allSatisfy { $0.isNaN })
        #expect(try rough.changing(.init(roughnessFactor: 2)) == network())
        #expect(rough.controls.count == 3)
    }

    @Test("A setting makes a valve regulate and a pump run at that speed, whatever its pattern says")
    func settings() throws {
        let changed = try network().changing(.init(settings: ["u": 0.8, "v": 25, "p": 7]))
        #expect(changed.pump(at: 3)?.speed == 0.8 && changed.pump(at: 3)?.speedPattern == nil)
        #expect(changed.pump(at: 3)?.status == .open)
        #expect(changed.valve(at: 4)?.setting == 25 && changed.valve(at: 4)?.status == .active)
        // A pipe has no setting: only its controls are gone, as the scenario spoke of it.
        #expect(try changed.pipe(at: 0) == network().pipe(at: 0))
        #expect(changed.controls.isEmpty)
        // Rule 2 has nothing left to do; rule 1 still opens q.
        #expect(changed.rules.map(\.id) == ["1"])
        #expect(changed.rules.first?.actions.isEmpty == true)
        #expect(changed.rules.first?.otherwise == [.init(link: "q", action: .open)])
    }

    @Test("A status wins over a setting; a closed pump stays closed, a running one keeps its pattern")
    func statuses() throws {
        let both = try network().changing(
            .init(statuses: ["u": .closed, "v": .open], settings: ["u": 0.8, "v": 25]))
        #expect(both.pump(at: 3)?.status == .closed && both.pump(at: 3)?.speed == 0.8)
        #expect(both.valve(at: 4)?.status == .open && both.valve(at: 4)?.setting == 25)
        #expect(try network().changing(.init(statuses: ["u": .closed])).pump(at: 3)?.speedPattern == nil)
        #expect(try network().changing(.init(statuses: ["u": .open])).pump(at: 3)?.speedPattern == "night")
        let shut = try network().changing(.init(statuses: ["p": .closed]))
        #expect(shut.links.status[0] == .closed && shut.controls.map(\.link) == ["u", "v"])
    }

    @Test("Demands are scaled, and given where they are given; ids that are not there are refused")
    func demands() throws {
        let network = try network()
        let scenario = NetworkScenario("fire", demandFactor: 1.5, demands: ["B": 0.02])
        #expect(try scenario.demands([2, 2], in: network) == [3, 0.02])
        #expect(try NetworkScenario("none", demandFactor: 0).demands([2, -2], in: network) == [0, 0])
        #expect(throws: NetworkError.unknownNode("C", namedBy: "fire")) {
            try NetworkScenario("fire", demands: ["C": 1]).demands([1, 1], in: network)
        }
        #expect(throws: NetworkError.unknownLink("A", namedBy: "scenario")) {
            try network.changing(.init(statuses: ["A": .closed]))
        }
        #expect(throws: NetworkError.unknownLink("x", namedBy: "scenario")) {
            try network.changing(.init(settings: ["x": 1]))
        }
    }

    @Test("Changes of different links may come in either order", arguments: 0..<30)
    func commuting(seed: UInt64) throws {
        var random = SplitMix(seed)
        func change(_ ids: [String], _ random: inout SplitMix) -> NetworkScenario.LinkChanges {
            var changes = NetworkScenario.LinkChanges()
            for id in ids {
                if Bool.random(using: &random) {
                    changes.statuses[id] = [.open, .closed].randomElement(using: &random)
                }
                if Bool.random(using: &random) {
                    changes.settings[id] = Double.random(in: 0...2, using: &random)
                }
            }
            return changes
        }
        let (a, b) = (change(["p", "u"], &random), change(["q", "v"], &random))
        let together = NetworkScenario.LinkChanges(
            statuses: a.statuses.merging(b.statuses) { x, _ in x },
            settings: a.settings.merging(b.settings) { x, _ in x })
        let network = try network()
        let (ab, ba) = (try network.changing(a).changing(b), try network.changing(b).changing(a))
        #expect(ab == ba)
        #expect(try network.changing(together) == ab)
    }
}
