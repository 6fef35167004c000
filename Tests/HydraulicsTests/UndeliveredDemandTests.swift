import Foundation
import Hydraulics
import PipeNetwork
import Testing

@Suite("What a shut or regulating link does not let through is named and not delivered")
struct UndeliveredDemandTests {
    /// S (60 m) ─P1─ A ─V─ B ─P2─ D; A draws 2 L/s where nothing else is said, D draws `demand`.
    func network(
        _ kind: Valve.Kind, _ setting: Double, demand: Double, before: Double = 0.002, elevation: Double = 10,
        add extra: (inout Network) throws -> Void = { _ in }
    ) throws -> Network {
        var network = Network.exact()
        try network.reservoir("S", 60)
        try network.junction("A", elevation, demand: before)
        try network.junction("B", elevation)
        try network.junction("D", elevation, demand: demand)
        try network.pipe("P1", "S", "A")
        try network.valve("V", "A", "B", kind, setting)
        try network.pipe("P2", "B", "D")
        try extra(&network)
        return network
    }

    struct Undelivered {
        var junctions: [String]
        var demand: Double
        var links: [String]
    }

    func undelivered(_ state: HydraulicState) -> Undelivered? {
        for case .demandsNotDelivered(let junctions, let demand, let links) in state.warnings {
            return Undelivered(junctions: junctions, demand: demand, links: links)
        }
        return nil
    }

    func isAboutZero(_ pressure: Double) -> Bool { pressure > -1e-3 && pressure < 0.11 }

    @Test("Behind a sustaining valve whose pressure is not there nothing is drawn", arguments: [51.0, 90])
    func sustainingShut(setting: Double) throws {
        let solved = try Solved(network(.psv, setting, demand: 0.008))
        let warning = try #require(undelivered(solved.state))
        #expect(warning.junctions == ["D"] && warning.links == ["V"])
        #expect(near(warning.demand, 0.008, 1e-12))
        #expect(near(solved.demand("D"), 0, 1e-9) && near(solved.demand("A"), 0.002, 1e-12))
        #expect(near(solved.head("A"), 60 - PipeLaw().loss(0.002), 1e-6))
        #expect(isAboutZero(solved.pressure("D")))
        #expect(near(solved.demand("S"), -0.002, 1e-11))
        let row = try #require(solved.network.nodes.index(of: "D"))
        #expect(solved.state.fullDemands[row] == 0.008)
    }

    @Test("A sustaining valve passes what leaves its pressure, and the rest is named")
    func sustainingShort() throws {
        // 10 + 49.9 m stand at A when P1 loses 0.1 m.
        let passing = PipeLaw().flow(0.1)
        let solved = try Solved(network(.psv, 49.9, demand: 0.05))
        #expect(solved.status("V") == .active)
        #expect(near(solved.flow("P1"), passing, 1e-8))
        #expect(near(solved.demand("D"), passing - 0.002, 1e-8))
        #expect(isAboutZero(solved.pressure("D")))
        #expect(near(try #require(undelivered(solved.state)).demand, 0.052 - passing, 1e-8))
    }

    @Test("A sustaining valve whose pressure leaves all that is asked for is open")
    func sustainingOpen() throws {
        let solved = try Solved(network(.psv, 40, demand: 0.02))
        #expect(solved.status("V") == .open)
        #expect(solved.state.warnings.isEmpty)
        #expect(near(solved.head("A"), 60 - PipeLaw().loss(0.022), 1e-6))
        #expect(near(solved.head("D"), 60 - PipeLaw().loss(0.022) - PipeLaw().loss(0.02), 1e-4))
    }

    @Test("A sustaining valve set to what stands before it without flow cannot regulate any, and is open")
    func sustainingAtRest() throws {
        let solved = try Solved(network(.psv, 50, demand: 0.02, before: 0))
        #expect(solved.status("V") == .cannotDeliverPressure)
        #expect(near(solved.demand("D"), 0.02, 1e-12))
        #expect(near(solved.head("D"), 60 - 2 * PipeLaw().loss(0.02), 1e-4))
    }

    @Test("A flow control valve passes its setting, and the excess is named", arguments: [0.004, 0.0199])
    func flowControl(setting: Double) throws {
        let solved = try Solved(network(.fcv, setting, demand: 0.02))
        #expect(solved.status("V") == .active)
        #expect(near(solved.flow("V"), setting, 1e-9))
        #expect(near(solved.demand("D"), setting, 1e-9))
        #expect(isAboutZero(solved.pressure("D")))
        let warning = try #require(undelivered(solved.state))
        #expect(warning.junctions == ["D"] && warning.links == ["V"])
        #expect(near(warning.demand, 0.02 - setting, 1e-9))
        #expect(near(solved.head("A"), 60 - PipeLaw().loss(setting + 0.002), 1e-6))
    }

    @Test("A positional valve of no opening is shut")
    func positional() throws {
        let solved = try Solved(network(.pcv, 0, demand: 0.02))
        #expect(solved.status("V") == .closed)
        #expect(solved.demand("D") == 0)
        #expect(near(solved.demand("S"), -0.002, 1e-12))
        #expect(
            solved.state.warnings.contains {
                if case .disconnected(["D"], _) = $0 { true } else { false }
            })
    }

    @Test("A second way in ends the shortage: then pressures below 0 are the pipes' own")
    func secondWay() throws {
        let solved = try Solved(
            network(.fcv, 0.004, demand: 0.05) { network in
                try network.pipe("Q", "S", "D", diameter: 0.15)
            })
        #expect(near(solved.demand("D"), 0.05, 1e-12))
        #expect(undelivered(solved.state) == nil)
        #expect(near(solved.flow("V"), 0.004, 1e-9))
        #expect(near(solved.head("D"), 60 - PipeLaw(diameter: 0.15).loss(0.046), 1e-5))
        #expect(solved.pressure("D") < 0)
        #expect(
            solved.state.warnings.contains {
                if case .negativePressures(["D"], _) = $0 { true } else { false }
            })
    }

    @Test("Behind a valve that limits, the lowest junctions are served first and none has suction")
    func sharing() throws {
        let solved = try Solved(
            network(.fcv, 0.01, demand: 0.008) { network in
                try network.junction("E", 30, demand: 0.008)
                try network.pipe("P3", "D", "E")
            })
        #expect(near(solved.demand("D"), 0.008, 1e-9))
        #expect(near(solved.demand("E"), 0.002, 1e-9))
        #expect(isAboutZero(solved.pressure("E")))
        #expect(try #require(undelivered(solved.state)).junctions == ["E"])
    }

    @Test("Demands that follow pressure behind a shut sustaining valve stand at about 0 and are named")
    func pressureDriven() throws {
        var network = try network(.psv, 55, demand: 0.008)
        network.hydraulics.demandModel = .pressureDriven
        network.hydraulics.requiredPressure = 20
        for accuracy in [1e-3, 1e-10] {
            network.hydraulics.accuracy = accuracy
            let solved = try Solved(network)
            #expect(near(solved.demand("D"), 0, 1e-8))
            #expect(abs(solved.pressure("D")) < 1e-2)
            let warning = try #require(undelivered(solved.state))
            #expect(warning.junctions == ["D"] && warning.links == ["V"])
        }
    }

    @Test("Reducing valves without water before them hold no pressure")
    func dryReducingValves() throws {
        var network = Network.exact()
        try network.reservoir("R", 100)
        for index in 0..<4 {
            try network.junction("A\(index)")
            try network.junction("B\(index)", demand: 0.004)
            try network.pipe("P\(index)", index == 0 ? "R" : "B\(index - 1)", "B\(index)")
            try network.pipe(
                "C\(index)", index == 0 ? "R" : "A\(index - 1)", "A\(index)", status: .closed)
            try network.valve("V\(index)", "A\(index)", "B\(index)", .prv, [40, 95, 101, 150][index])
        }
        let solved = try Solved(network)
        var head = 100.0
        for index in 0..<4 {
            head -= PipeLaw().loss(0.004 * Double(4 - index))
            #expect(solved.flow("V\(index)") == 0)
            #expect(near(solved.head("B\(index)"), head, 1e-6))
            #expect(solved.head("A\(index)") < 101)
        }
    }

    @Test("A shortage comes and goes with the hours, and the volumes add up")
    func overTime() throws {
        var network = try network(.fcv, 0.01, demand: 0.008)
        network.pattern("day", [1, 2, 0.5, 3])
        network.hydraulics.defaultPattern = "day"
        network.times.duration = 4 * 3600
        let run = try Run(network)
        for (hour, delivered) in [(0.0, 0.008), (1, 0.01), (2, 0.004), (3, 0.01), (4, 0.008)] {
            let solved = try run.at(hour * 3600)
            #expect(near(solved.demand("D"), delivered, 1e-9), "at \(hour) h")
            #expect((undelivered(solved.state) == nil) == (delivered < 0.01), "at \(hour) h")
        }
    }

    @Test("Every scenario of an ensemble names its own shortage")
    func ensemble() throws {
        let network = try network(.fcv, 0.01, demand: 0.008)
        let solver = try HydraulicSolver(network)
        let base = try solver.demands()
        let factors = [0.5, 1, 1.2, 1.3, 2, 0.9, 4, 1]
        let states = try solver.ensemble(
            factors.map { factor in DemandScenario(demands: base.map { $0 * factor }) })
        for (factor, state) in zip(factors, states) {
            let solved = try Solved(
                self.network(.fcv, 0.01, demand: 0.008 * factor, before: 0.002 * factor))
            #expect(state.hasConverged)
            for row in state.heads.indices { #expect(near(state.heads[row], solved.state.heads[row], 1e-6)) }
            #expect(near(undelivered(state)?.demand ?? 0, undelivered(solved.state)?.demand ?? 0, 1e-9))
        }
    }
}
