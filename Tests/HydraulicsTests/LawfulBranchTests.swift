import Foundation
import Hydraulics
import PipeNetwork
import Testing

/// The branch of an element's law that heads and flows ask for, where a solve once stood on another.
@Suite("Every element is on the branch that its law demands")
struct LawfulBranchTests {
    // MARK: Pressure valves that no water reaches

    /// S (60 m) ─P─ B, which draws 5 L/s and is the end of a valve from A; A hangs on nothing but a closed pipe from S.
    func dry(_ kind: Valve.Kind, _ setting: Double) throws -> Solved {
        var network = Network.exact()
        try network.reservoir("S", 60)
        try network.junction("A", 10, demand: 0.001)
        try network.junction("B", 10, demand: 0.005)
        try network.pipe("C", "S", "A", status: .closed)
        try network.pipe("P", "S", "B")
        try network.valve("V", "A", "B", kind, setting)
        return try Solved(network)
    }

    @Test(
        "Water before a dry reducing valve stands as high as behind it, unless that is above its setting",
        arguments: [10, 30, 49, 55, 90.0])
    func dryReducing(setting: Double) throws {
        let solved = try dry(.prv, setting)
        let head = 60 - PipeLaw().loss(0.005)
        #expect(solved.flow("V") == 0 && solved.demand("A") == 0)
        #expect(near(solved.head("B"), head, 1e-6))
        if setting + 10 > head + 1e-3 {
            #expect(solved.status("V") == .open)
            #expect(near(solved.head("A"), head, 1e-4))
        } else {
            #expect(solved.status("V") == .closed)
        }
    }

    @Test(
        "Before a dry sustaining valve there is no more than behind it, or than its setting",
        arguments: [5, 20, 45, 60, 90.0])
    func drySustaining(setting: Double) throws {
        let solved = try dry(.psv, setting)
        let head = 60 - PipeLaw().loss(0.005)
        #expect(abs(solved.flow("V")) < 1e-9 && solved.demand("A") == 0)
        #expect(near(solved.head("B"), head, 1e-6))
        #expect(solved.head("A") <= max(head, setting + 10) + 1e-3)
    }

    // MARK: Breakers

    /// K, setting (m), and the share of the setting by which heads are above the middle of the jump.
    static let jumps: [(Double, Double, Double)] = [
        (8, 5, 0), (8, 5, 0.6), (20, 2, -0.7), (3, 15, 0.3), (1, 0.5, -0.2),
    ]

    @Test("Backwards a breaker holds the flow at which its minor loss is its setting", arguments: jumps)
    func breakerJump(coefficient: Double, setting: Double, share: Double) throws {
        let flow = PipeLaw(length: 0, minorLoss: coefficient).flow(setting)
        let loss = PipeLaw().loss(flow)
        var network = Network.exact()
        try network.reservoir("R", 40)
        try network.junction("A")
        try network.junction("B")
        try network.reservoir("S", 40 + 2 * loss + share * setting)
        try network.pipe("P", "R", "A")
        try network.valve("V", "A", "B", .pbv, setting, minorLoss: coefficient)
        try network.pipe("Q", "B", "S")
        let solved = try Solved(network)
        #expect(near(solved.flow("V"), -flow, 1e-9))
        #expect(near(solved.head("A"), 40 + loss, 1e-6))
        #expect(near(solved.headLoss("V"), -share * setting, 1e-6))
        #expect(solved.status("V") == .active && solved.state.warnings.isEmpty)
    }

    // MARK: Powers of the pressure above 1

    @Test("An emitter under suction lets in a power of it", arguments: [1.2, 1.6, 2, 2.5, 3])
    func suction(exponent: Double) throws {
        var network = Network.exact()
        network.hydraulics.emitterExponent = exponent
        try network.reservoir("S", 12)
        try network.junction("N", 30, emitter: 1e-4)
        try network.junction("M", 5, demand: 0.02, emitter: 2e-4)
        try network.pipe("P", "S", "N", length: 900, diameter: 0.15)
        try network.pipe("Q", "N", "M", length: 300, diameter: 0.1)
        let solved = try Solved(network)
        func emitted(_ id: String, _ coefficient: Double) -> Double {
            let pressure = solved.pressure(id)
            return (pressure < 0 ? -1 : 1) * coefficient * pow(abs(pressure), exponent)
        }
        #expect(near(solved.emitterFlow("N"), emitted("N", 1e-4), 1e-8))
        #expect(near(solved.emitterFlow("M"), emitted("M", 2e-4), 1e-8))
        let (upper, lower) = (
            PipeLaw(length: 900, diameter: 0.15), PipeLaw(length: 300, diameter: 0.1)
        )
        #expect(near(solved.head("N"), 12 - upper.loss(solved.flow("P")), 1e-6))
        #expect(near(solved.head("M"), solved.head("N") - lower.loss(solved.flow("Q")), 1e-6))
    }

    // MARK: Inflows that cannot leave

    @Test(
        "Where demands follow the pressure an inflow that none takes is refused and named", arguments: 1...5)
    func flooded(count: Int) throws {
        var network = Network.exact()
        network.hydraulics.demandModel = .pressureDriven
        network.hydraulics.requiredPressure = 20
        try network.reservoir("S", 60)
        try network.junction("A", 10, demand: 0.01)
        try network.pipe("P", "S", "A")
        try network.junction("B0", 10, demand: -0.004)
        // Backwards through the check valve nothing leaves.
        try network.pipe("V", "A", "B0", checkValve: true)
        for index in 1...count {
            try network.junction("B\(index)", 10, demand: 0.0003 * Double(index) / Double(count))
            try network.pipe("Q\(index)", "B\(index - 1)", "B\(index)")
        }
        let solved = try Solved(network)
        #expect(solved.demand("B0") == 0)
        #expect(
            solved.state.warnings.contains {
                if case .disconnected(let junctions, _) = $0 { junctions.contains("B0") } else { false }
            })
        #expect(solved.head("B0") <= 60)
        #expect(near(solved.demand("S"), -solved.flow("P"), 1e-12))
    }

    // MARK: Demands of scenarios

    @Test(
        "A scenario may draw where the network has no demand, by the pressure",
        arguments: [0.001, 0.004, 0.01, 0.02, 0.05])
    func scenario(demand: Double) throws {
        var network = Network.exact()
        network.hydraulics.demandModel = .pressureDriven
        network.hydraulics.requiredPressure = 30
        try network.reservoir("S", 40)
        try network.junction("A", 5, demand: 0.002)
        try network.junction("B", 5)
        try network.pipe("P", "S", "A")
        try network.pipe("Q", "A", "B")
        var demands = try HydraulicSolver(network).demands()
        let row = try #require(network.nodes.index(of: "B"))
        demands[row] = demand
        let state = try #require(
            try HydraulicSolver(network).ensemble([DemandScenario(demands: demands)]).first)
        var drawn = Network.exact()
        drawn.hydraulics = network.hydraulics
        try drawn.reservoir("S", 40)
        try drawn.junction("A", 5, demand: 0.002)
        try drawn.junction("B", 5, demand: demand)
        try drawn.pipe("P", "S", "A")
        try drawn.pipe("Q", "A", "B")
        let expected = try Solved(drawn)
        let solved = Solved(network, state)
        #expect(near(solved.demand("B"), expected.demand("B"), 1e-9))
        #expect(near(solved.head("B"), expected.head("B"), 1e-7))
    }

    // MARK: Tanks

    /// Volumes (m³) that are left in a tank that fills at 40 L/s and more.
    @Test(
        "A tank that would be full within half a second is full", arguments: [1e-5, 1e-3, 0.005, 0.01, 0.015])
    func brimming(left: Double) throws {
        var network = Network.exact()
        try network.reservoir("S", 60)
        let area = Double.pi * 25
        try network.add(
            Tank(
                id: "T", elevation: 30, initialLevel: 5 - left / area, minimumLevel: 0, maximumLevel: 5,
                diameter: 10))
        try network.junction("A", demand: 0.001)
        try network.pipe("P", "S", "A")
        try network.pipe("Q", "A", "T")
        network.times.duration = 3600
        let solver = try HydraulicSolver(network)
        var taken = 0.0
        var states: [HydraulicState] = []
        let totals = solver.simulate { states.append($0) }
        let row = try #require(network.nodes.index(of: "T"))
        for (state, next) in zip(states, states.dropFirst()) {
            taken += state.demands[row] * (next.time - state.time)
        }
        #expect(states.allSatisfy { $0.hasConverged })
        #expect(taken < left + (states.first?.demands[row] ?? 0), "took \(taken) m³, had room for \(left)")
        #expect(near(totals.volumes.stored, taken, 1e-9))
    }
}
