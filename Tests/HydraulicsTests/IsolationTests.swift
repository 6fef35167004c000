import Hydraulics
import PipeNetwork
import Testing

@Suite("Parts without water")
struct IsolationTests {
    /// R ─P1─ A ─P2─ B ─P3─ C, where P2 is closed.
    func network(demands: (Double, Double), closed: [String] = ["P2"]) throws -> Network {
        var network = Network.exact()
        try network.reservoir("R", 50)
        try network.junction("A", demand: 0.02)
        try network.junction("B", demand: demands.0)
        try network.junction("C", demand: demands.1)
        for (id, start, end) in [("P1", "R", "A"), ("P2", "A", "B"), ("P3", "B", "C")] {
            try network.pipe(id, start, end, status: closed.contains(id) ? .closed : .open)
        }
        return network
    }

    func disconnected(_ solved: Solved) -> (junctions: Set<String>, demand: Double)? {
        for case .disconnected(let junctions, let demand) in solved.state.warnings {
            return (Set(junctions), demand)
        }
        return nil
    }

    @Test("A part behind a closed pipe gets nothing, is named, and leaves the rest alone")
    func cutOff() throws {
        let solved = try Solved(network(demands: (0.01, 0.005)))
        let warning = try #require(disconnected(solved))
        #expect(warning.junctions == ["B", "C"])
        #expect(near(warning.demand, 0.015, 1e-12))
        #expect(solved.demand("B") == 0 && solved.demand("C") == 0)
        #expect(solved.status("P2") == .closed)
        #expect(near(solved.flow("P2"), 0, 1e-9) && near(solved.flow("P3"), 0, 1e-9))
        #expect(near(solved.flow("P1"), 0.02, 1e-9))
        #expect(near(solved.head("A"), 50 - PipeLaw().loss(0.02), 1e-7))
        #expect(near(solved.demand("R"), -0.02, 1e-9))
    }

    @Test("A part behind a closed pipe where nobody draws has no flow and finite heads")
    func cutOffWithoutDemand() throws {
        let solved = try Solved(network(demands: (0, 0)))
        // Nobody goes without: nothing to warn of.
        #expect(solved.state.warnings.isEmpty)
        #expect(near(solved.flow("P3"), 0, 1e-9))
        #expect(near(solved.head("A"), 50 - PipeLaw().loss(0.02), 1e-7))
    }

    @Test("With every inlet closed nobody gets water")
    func allClosed() throws {
        let solved = try Solved(network(demands: (0.01, 0.005), closed: ["P1"]))
        let warning = try #require(disconnected(solved))
        #expect(warning.junctions == ["A", "B", "C"])
        #expect(near(warning.demand, 0.035, 1e-12))
        #expect(solved.state.flows.allSatisfy { abs($0) < 1e-9 })
        #expect(near(solved.demand("R"), 0, 1e-9))
    }

    @Test("Pressure-driven, a part behind a closed pipe gets nothing too")
    func pressureDriven() throws {
        var network = try network(demands: (0.01, 0.005))
        network.hydraulics.demandModel = .pressureDriven
        let solved = try Solved(network)
        #expect(disconnected(solved)?.junctions == ["B", "C"])
        #expect(near(solved.demand("B"), 0, 1e-9) && near(solved.demand("C"), 0, 1e-9))
        #expect(near(solved.demand("A"), 0.02, 5e-8))
    }

    @Test("A check valve that would have to pass backwards cuts a part off")
    func checkValve() throws {
        var network = try network(demands: (0, 0), closed: [])
        try network.junction("D", demand: 0.01)
        try network.pipe("P4", "D", "C", checkValve: true)
        let solved = try Solved(network)
        #expect(near(solved.flow("P4"), 0, 1e-8))
        #expect(disconnected(solved)?.junctions == ["D"])
        #expect(near(solved.demand("D"), 0, 1e-9))
    }

    @Test("Where nobody draws, all heads are the reservoir's", arguments: HeadLossFormula.all)
    func stillWater(formula: HeadLossFormula) throws {
        var network = Network.exact(formula)
        try network.reservoir("R", 50)
        for id in ["A", "B", "C"] { try network.junction(id, 7) }
        for (start, end) in [("R", "A"), ("A", "B"), ("B", "C"), ("C", "A")] {
            try network.pipe(start + end, start, end, roughness: formula.usual)
        }
        let solved = try Solved(network)
        for id in ["A", "B", "C"] { #expect(near(solved.head(id), 50, 1e-6)) }
        #expect(solved.state.flows.allSatisfy { abs($0) < 1e-6 })
        #expect(solved.state.warnings.isEmpty)
    }

    @Test("Junctions that draw below pressure 0 are named with the lowest pressure")
    func negativePressure() throws {
        var network = Network.exact()
        try network.reservoir("R", 50)
        try network.junction("A", 55, demand: 0.01)
        try network.junction("B", 60, demand: 0.01)
        try network.junction("C", 70)
        for (id, start, end) in [("P1", "R", "A"), ("P2", "A", "B"), ("P3", "B", "C")] {
            try network.pipe(id, start, end)
        }
        let solved = try Solved(network)
        // C draws nothing: its pressure does no harm.
        let lowest = 50 - PipeLaw().loss(0.02) - PipeLaw().loss(0.01) - 60
        #expect(near(solved.pressure("B"), lowest, 1e-7))
        var found = 0
        for case .negativePressures(let junctions, let pressure) in solved.state.warnings {
            found += 1
            #expect(Set(junctions) == ["A", "B"])
            #expect(near(pressure, lowest, 1e-7))
        }
        #expect(found == 1)
    }
}
