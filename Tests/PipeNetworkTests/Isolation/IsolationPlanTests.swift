import TestSupport
import Testing

@testable import PipeNetwork

/// Plans against walks over the elements of small networks.
@Suite("Isolation plans")
struct IsolationPlanTests {
    private struct Case {
        let network: Network
        let valves: IsolationValves
        let parts: ValveSegments
        let touching: IsolationTests.Touching
        let burst: Int
        var labels: [Int32] { parts.segmentOfNode + parts.segmentOfLink }

        /// A network of chance and a burst in a link that is open and holds nothing back by itself.
        init?(_ seed: Int, oneWay: Bool) throws {
            network = try randomNetwork(seed, nodes: 2...9, oneWay: oneWay)
            valves = IsolationValves(network)
            parts = ValveSegments(network, valves: valves)
            touching = IsolationTests.Touching(network: network, valves: valves)
            var random = SplitMix(UInt64(seed) &+ 55)
            burst = Int.random(in: 0..<network.links.count, using: &random)
            if network.isShut(burst) || parts.holdsByItself(link: burst) { return nil }
        }

        func inside(stuck: Set<Int> = []) -> Set<Int> {
            touching.inside([network.nodes.count + burst], stuck: stuck)
        }

        /// What loses its water, apart from what is out of service.
        func cutOff(_ inside: Set<Int>, turning turned: Set<Int> = []) -> Set<Int> {
            touching.wet(without: []).subtracting(inside).subtracting(
                touching.wet(without: inside, turning: turned))
        }

        func connections(_ elements: Set<Int>) -> Double {
            let weights = network.connectionsOfNodes
            return elements.filter { $0 < weights.count }.reduce(0) { $0 + weights[$1] }
        }

        func nodes(_ elements: Set<Int>) -> [Int32] {
            elements.filter { $0 < network.nodes.count }.sorted().map(Int32.init)
        }

        func links(_ elements: Set<Int>) -> [Int32] {
            elements.filter { $0 >= network.nodes.count }.sorted().map { Int32($0 - network.nodes.count) }
        }
    }

    @Test(
        "What is drained, what goes dry, and what it takes when one valve more is stuck", arguments: 0..<12,
        [
            false, true,
        ])
    func bruteForce(block: Int, oneWay: Bool) throws {
        for seed in block * 40..<block * 40 + 40 {
            guard let city = try Case(seed, oneWay: oneWay) else { continue }
            let plan = city.parts.plan(in: city.network, links: [city.burst])
            let inside = city.inside()
            let dry = city.cutOff(inside)
            #expect(plan.isolated.nodes == city.nodes(inside), "seed \(seed)")
            #expect(plan.isolated.links == city.links(inside), "seed \(seed)")
            #expect(plan.cutOff.nodes == city.nodes(dry), "seed \(seed)")
            #expect(plan.cutOff.links == city.links(dry), "seed \(seed)")
            #expect(isNear(plan.cutOff.connections, city.connections(dry)))
            #expect(plan.nextRings.map(\.stuck) == plan.isolation.valvesToClose)
            for ring in plan.nextRings {
                let further = city.inside(stuck: [ring.stuck])
                #expect(ring.isPossible == further.isDisjoint(with: city.touching.sources), "seed \(seed)")
                let more =
                    city.connections(further.union(city.cutOff(further)))
                    - city.connections(inside.union(dry))
                #expect(isNear(ring.furtherConnections, more), "seed \(seed)")
                #expect(Set(ring.furtherValves).isDisjoint(with: plan.isolation.valvesToClose))
                // The ring closes as much as an isolation that knows of the stuck valve from the start.
                let known = city.parts.isolate(links: [city.burst], stuck: [ring.stuck])
                #expect(
                    Set(known.valvesToClose).subtracting(plan.isolation.valvesToClose)
                        == Set(ring.furtherValves))
            }
            #expect(plan.leakingRings.map(\.stuck) == plan.isolation.linksHolding)
        }
    }

    @Test(
        "Valves to open and pumps to start are those that bring water back, by trying each", arguments: 0..<12
    )
    func alternatives(block: Int) throws {
        for seed in block * 40..<block * 40 + 40 {
            guard let city = try Case(seed, oneWay: true) else { continue }
            let plan = city.parts.plan(in: city.network, links: [city.burst])
            let inside = city.inside()
            let dry = city.cutOff(inside)
            var helpful: Set<Int> = []
            for link in 0..<city.network.links.count {
                let back = dry.subtracting(city.cutOff(inside, turning: [link]))
                if !back.isEmpty { helpful.insert(link) }
                let still = city.parts.stillCutOff(in: plan.isolation, opening: [link])
                let left = Set(dry.subtracting(back).map { city.labels[$0] })
                #expect(still == left.sorted(), "seed \(seed) link \(link)")
            }
            let named =
                plan.alternatives.map { Int(city.valves.links[$0]) } + plan.pumpsToStart
            #expect(Set(named).isSubset(of: helpful), "seed \(seed)")
            #expect(plan.alternatives.allSatisfy { city.valves.isShut[$0] })
            #expect(plan.pumpsToStart.allSatisfy { city.parts.isAtRest(link: $0) })
            #expect(Set(named) == helpful, "seed \(seed)")
        }
    }

    @Test("All links opened at once bring back what opening them brings back", arguments: 0..<12)
    func opening(block: Int) throws {
        for seed in block * 40..<block * 40 + 40 {
            guard let city = try Case(seed, oneWay: true) else { continue }
            let isolation = city.parts.isolate(links: [city.burst])
            let inside = city.inside()
            var random = SplitMix(UInt64(seed))
            let turned = Set((0..<city.network.links.count).filter { _ in Bool.random(using: &random) })
            let still = city.parts.stillCutOff(in: isolation, opening: turned)
            let left = city.cutOff(inside, turning: turned).intersection(city.cutOff(inside))
            #expect(still == Set(left.map { city.labels[$0] }).sorted(), "seed \(seed)")
            #expect(city.parts.stillCutOff(in: isolation, opening: []) == isolation.cutOff.sorted())
            // Left open, a valve to what gets its water back would let it into the burst from behind.
            let close = city.parts.valvesToClose(for: isolation, leaving: still)
            #expect(Set(isolation.valvesToDeadSegments).isSuperset(of: close))
            #expect(city.parts.valvesToClose(for: isolation, leaving: isolation.cutOff).isEmpty)
        }
    }

    /// R ─main─ C with a valve at R, and a standby way R ─spare─ U ─check─ C, shut at R and holding water back at U.
    private func standby(pump isPump: Bool) throws -> Network {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 50))
        for id in ["U", "C"] { try network.add(Junction(id: id, demands: [Demand(base: 0.001)])) }
        try network.add(Pipe(id: "main", start: "R", end: "C", length: 100))
        if isPump {
            try network.add(Pump(id: "spare", start: "R", end: "U", power: 1000, status: .closed))
        } else {
            try network.add(Pipe(id: "spare", start: "R", end: "U", length: 100, status: .closed))
        }
        try network.add(Pipe(id: "check", start: "U", end: "C", length: 10, hasCheckValve: true))
        for (id, link, node) in [("V", "main", "R"), ("W", "main", "C")] {
            try network.add(Asset(kind: .isolationValve, id: id, attachment: .link(link, node: node)))
        }
        if !isPump {
            try network.add(
                Asset(
                    kind: .isolationValve, id: "S", attachment: .link("spare", node: "R"), isClosed: true))
        }
        return network
    }

    @Test(
        "A standby way behind a check valve is named, though what lies before the check valve was dry all along"
    )
    func standbyWay() throws {
        let piped = try standby(pump: false)
        let parts = ValveSegments(piped)
        let plan = parts.plan(in: piped, links: [0])
        func names(_ rows: [Int]) -> [String] { rows.map { parts.valves.name(of: $0, in: piped) } }
        #expect(names(plan.isolation.valvesToClose) == ["V"])
        #expect(plan.cutOff.nodes == [2])
        #expect(parts.stillCutOff(in: plan.isolation, opening: [1]).isEmpty)
        #expect(names(plan.alternatives) == ["S"])
        // W leads from the burst to C, which gets its water back.
        #expect(names(parts.valvesToClose(for: plan.isolation, leaving: [])) == ["W"])
        let pumped = try standby(pump: true)
        let started = ValveSegments(pumped).plan(in: pumped, links: [0])
        #expect(started.pumpsToStart == [1] && started.alternatives.isEmpty)
    }
}
