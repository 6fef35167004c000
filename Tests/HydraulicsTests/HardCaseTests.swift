import Foundation
import Hydraulics
import PipeNetwork
import Testing

/// Small networks that random ones shrank to when a solver failed on them.
@Suite("Small networks that are hard to solve")
struct HardCaseTests {
    func expectLawful(_ network: Network, sourceLocation: SourceLocation = #_sourceLocation) throws -> Solved
    {
        let solved = try Solved(network, sourceLocation: sourceLocation)
        let violations = LawBook(network: network, state: solved.state).violations
        #expect(violations.isEmpty, sourceLocation: sourceLocation)
        return solved
    }

    @Test(
        "A pipe leaks at a junction whose pressure-driven demand is met", arguments: [(2.0, 25.0), (0, 0.1)])
    func leakAndDemand(range: (minimum: Double, required: Double)) throws {
        var network = Network.exact()
        network.hydraulics.demandModel = .pressureDriven
        network.hydraulics.minimumPressure = range.minimum
        network.hydraulics.requiredPressure = range.required
        let leak = PipeLeakage(area: 5e-8, expansion: 1e-9)
        try network.reservoir("R", 40)
        try network.junction("J", demand: 0.01)
        try network.pipe("P", "R", "J", leakage: leak)
        func leakage(_ p: Double) -> Double {
            LeakageTests.orifice * 1000 * (leak.area + leak.expansion * p) * p.squareRoot()
        }
        let pressure = bisection(0, 40) { p in PipeLaw().flow(40 - p) - 0.01 - leakage(p) }
        let solved = try expectLawful(network)
        #expect(near(solved.pressure("J"), pressure, 1e-5))
        #expect(near(solved.leakage("J"), leakage(pressure), 1e-8))
        #expect(near(solved.demand("J"), 0.01, 1e-8))
    }

    @Test("A pipe leaks at both ends behind a narrow one")
    func leakBehindNarrowPipe() throws {
        var network = Network.exact()
        try network.reservoir("R", 51)
        try network.junction("A")
        try network.junction("B")
        try network.junction("C", 18)
        try network.pipe("P1", "R", "A", diameter: 0.12532008309935216)
        try network.pipe("P2", "A", "B")
        let leak = PipeLeakage(area: 3.826382074597467e-09, expansion: 1.9234723585080507e-09)
        try network.pipe("P3", "B", "C", leakage: leak)
        _ = try expectLawful(network)
    }

    @Test("A pipe leaks beside a closed reducing valve")
    func leakAndReducingValve() throws {
        var network = Network.exact()
        try network.reservoir("R", 85)
        for id in ["A", "B", "C", "D"] { try network.junction(id) }
        let leak = PipeLeakage(area: 4.3e-8, expansion: 1.14e-9)
        try network.pipe("P1", "R", "D")
        try network.pipe("P2", "D", "A")
        try network.pipe("P3", "A", "B", leakage: leak)
        try network.pipe("P4", "A", "C")
        try network.valve("V", "C", "B", .prv, 30)
        let solved = try expectLawful(network)
        #expect(solved.status("V") == .closed)
    }

    @Test(
        "A reducing valve stands open or closed by its setting while demands follow pressure",
        arguments: [44.0, 20])
    func reducingValve(setting: Double) throws {
        // R ─ A ─V─ B, and A ─ C ─ B past the valve: B's pressure is 38 m but for centimetres.
        var network = Network.exact()
        network.hydraulics.demandModel = .pressureDriven
        network.hydraulics.minimumPressure = 2
        network.hydraulics.requiredPressure = 25
        try network.reservoir("R", 38)
        try network.junction("A")
        try network.junction("B", demand: 0.009)
        try network.junction("C")
        try network.pipe("P1", "R", "A")
        try network.pipe("P2", "A", "C")
        try network.pipe("P3", "C", "B")
        try network.valve("V", "A", "B", .prv, setting, minorLoss: 3.5)
        let solved = try expectLawful(network)
        #expect(solved.status("V") == (setting == 44 ? .open : .closed))
        #expect(near(solved.demand("B"), 0.009, 1e-8))
    }

    @Test(
        "A sustaining valve into a dead end passes what is drawn there and stands open",
        arguments: [0.0, 0.002],
        [DemandModel.demandDriven, .pressureDriven])
    func deadEnd(demand: Double, model: DemandModel) throws {
        var network = Network.exact()
        network.hydraulics.demandModel = model
        try network.reservoir("R", 89)
        try network.junction("A")
        try network.junction("B", demand: demand)
        try network.pipe("P", "R", "A")
        try network.valve("V", "A", "B", .psv, 49)
        let solved = try expectLawful(network)
        // Where nothing flows and heads are equal, closed is as true as open.
        if demand > 0 { #expect(solved.status("V") == .open) }
        #expect(near(solved.flow("V"), demand, 1e-8))
        #expect(near(solved.head("A"), 89 - PipeLaw().loss(demand), 1e-5))
        #expect(near(solved.head("B"), 89 - PipeLaw().loss(demand), 1e-3))
    }

    @Test("A sustaining valve behind a long line stands open while demands follow pressure")
    func deadEndBehindLine() throws {
        var network = Network.exact()
        network.hydraulics.demandModel = .pressureDriven
        network.hydraulics.minimumPressure = 2
        network.hydraulics.requiredPressure = 25
        try network.reservoir("R", 42)
        for id in ["A", "B", "C"] { try network.junction(id) }
        try network.junction("D", demand: 0.001)
        try network.pipe("P1", "A", "R")
        try network.pipe("P2", "B", "A")
        try network.pipe("P3", "B", "C")
        try network.valve("V", "C", "D", .psv, 22)
        let solved = try expectLawful(network)
        #expect(solved.status("V") == .open)
        #expect(near(solved.demand("D"), 0.001, 1e-8))
        #expect(near(solved.head("C"), 42 - 3 * PipeLaw().loss(0.001), 1e-5))
    }

    @Test("Check valves in a loop close while demands follow pressure")
    func checkValves() throws {
        var network = Network.exact()
        network.hydraulics.demandModel = .pressureDriven
        network.hydraulics.minimumPressure = 2
        network.hydraulics.requiredPressure = 25
        try network.reservoir("R0", 34)
        try network.reservoir("R1", 26)
        for id in ["A", "B", "C"] { try network.junction(id) }
        try network.junction("D", 6, demand: 0.007)
        try network.pipe("P1", "B", "C")
        try network.pipe("P2", "A", "D", checkValve: true)
        try network.pipe("P3", "C", "R0", length: 374.0156807086363, diameter: 0.14325649962143416)
        try network.pipe("P4", "A", "R1", checkValve: true)
        try network.pipe("P5", "A", "B")
        try network.pipe("P6", "D", "C", checkValve: true)
        let solved = try expectLawful(network)
        // Water comes from R0 by C; D lies lower and is fed by A alone.
        #expect(solved.status("P6") == .closed)
        #expect(near(solved.flow("P2"), solved.demand("D"), 1e-8))
    }
}
