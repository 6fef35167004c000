import Geospatial
import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Isolation valves")
struct IsolationValvesTests {
    /// R ─main─ A ─pump─ B ─prv─ C, and a shut pipe A ─shut─ C and a shut ring at C.
    private func network() throws -> Network {
        var network = Network()
        try network.add(Reservoir(id: "R", position: .init(x: 0, y: 0)))
        for (id, x) in [("A", 100.0), ("B", 200), ("C", 300)] {
            try network.add(Junction(id: id, position: .init(x: x, y: 0)))
        }
        try network.add(Pipe(id: "main", start: "R", end: "A", length: 100))
        try network.add(Pump(id: "pump", start: "A", end: "B", power: 1000))
        try network.add(Valve(id: "prv", start: "B", end: "C", kind: .prv))
        try network.add(Pipe(id: "shut", start: "A", end: "C", length: 200, status: .closed))
        try network.add(Pipe(id: "ring", start: "C", end: "C", length: 50, status: .closed))
        return network
    }

    @Test("A link that is shut, and nobody says where, is held at both its ends; a ring at its one")
    func shutLinks() throws {
        let valves = IsolationValves(try network())
        #expect(valves.origins == [.shutLink(3), .shutLink(3), .shutLink(4)])
        #expect(valves.nodes == [1, 3, 3])
        #expect(valves.isShut == [true, true, true])
    }

    @Test("A shut valve in it explains a shut link; an open one does not")
    func explained() throws {
        for isClosed in [true, false] {
            var network = try network()
            try network.add(
                Asset(
                    kind: .isolationValve, id: "V", attachment: .link("shut", node: "C"), isClosed: isClosed))
            let valves = IsolationValves(network)
            #expect(valves.origins.first == .asset(0))
            #expect(valves.origins.contains(.shutLink(3)) == !isClosed)
        }
    }

    @Test("Pumps and regulating valves hold where they are said to, shut ones by their own status")
    func usable() throws {
        var network = try network()
        let valves = IsolationValves(network, using: [.pumps, .regulatingValves])
        #expect(Array(valves.origins.prefix(2)) == [.pump(1), .regulatingValve(2)])
        #expect(Array(valves.nodes.prefix(2)) == [1, 2])
        #expect(valves.isShut.prefix(2).allSatisfy { !$0 })
        network.setStatus(.closed, ofLink: 2)
        let shut = IsolationValves(network, using: .regulatingValves)
        #expect(!shut.origins.contains(.regulatingValve(2)))
        #expect(shut.origins.filter { $0 == .shutLink(2) }.count == 2)
    }

    @Test("Valves in no link hold nothing and are named; one has its own place and its own name")
    func places() throws {
        var network = try network()
        try network.add(Asset(kind: .isolationValve, id: "nowhere", position: .init(x: 5, y: 5)))
        try network.add(Asset(kind: .isolationValve, id: "at a node", attachment: .node("A")))
        // Tied to a link, but at a node that is none of its ends.
        try network.add(
            Asset(kind: .isolationValve, id: "wrong", attachment: .link("main", node: "C")))
        try network.add(
            Asset(
                kind: .isolationValve, id: "V", position: .init(x: 99, y: 1),
                attachment: .link("main", node: "A")))
        try network.add(Asset(kind: .isolationValve, id: "W", attachment: .link("main", node: "R")))
        let valves = IsolationValves(network)
        #expect(valves.unplaced == [0, 1, 2])
        #expect(valves.count == 5)
        #expect((0..<5).map { valves.name(of: $0, in: network) } == ["V", "W", "shut", "shut", "ring"])
        #expect(valves.position(of: 0, in: network) == Coordinate(x: 99, y: 1))
        #expect(valves.position(of: 1, in: network) == Coordinate(x: 0, y: 0))
        #expect(valves.position(of: 3, in: network) == Coordinate(x: 300, y: 0))
    }

    @Test(
        "Rules add valves at crossings alone, one to an end, and never a second",
        arguments: 0..<40, IsolationValves.PlacementRule.allCases)
    func placed(seed: Int, rule: IsolationValves.PlacementRule) throws {
        let network = try randomNetwork(seed, nodes: 3...12, oneWay: true)
        let valves = IsolationValves.placed(by: rule, in: network)
        let own = (0..<network.assets.count).filter { network.assets.link[$0] >= 0 }
        let ownEnds = Set(
            own.map { asset in
                let link = Int(network.assets.link[asset])
                return 2 * link + (network.links.start[link] == network.assets.node[asset] ? 0 : 1)
            })
        var expected: Set<Int> = []
        for node in 0..<Int32(network.nodes.count) {
            let ends = (0..<network.links.count).flatMap { link in
                [network.links.start[link] == node, network.links.end[link] == node].enumerated()
                    .filter(\.element).map { 2 * link + $0.offset }
            }
            guard ends.count >= 3 else { continue }
            // The widest: of equals the one of the lowest row; what has no width is the narrowest.
            let widths = ends.map { end -> Double in
                let width = network.links.diameter[end / 2]
                return width.isFinite ? width : 0
            }
            let widest = zip(ends, widths).filter { $0.1 == widths.max() }.map { $0.0 / 2 }.min()
            for end in ends where rule == .everyEnd || end / 2 != widest {
                let link = end / 2
                // Both ends of a ring are one place.
                let isRing = network.links.start[link] == network.links.end[link]
                let place = isRing ? 2 * link : end
                guard network.links.kinds[link] == .pipe, !network.isShut(link) else { continue }
                if !ownEnds.contains(place) { expected.insert(place) }
            }
        }
        let assumed = (0..<valves.count).filter { valves.origins[$0] == .assumed }
        #expect(Set(assumed.map { valves.end(of: $0, in: network) }) == expected, "seed \(seed)")
        #expect(assumed.count == expected.count)
        #expect(assumed.allSatisfy { !valves.isShut[$0] })
        #expect(valves.origins.filter { if case .asset = $0 { true } else { false } }.count == own.count)
    }
}
