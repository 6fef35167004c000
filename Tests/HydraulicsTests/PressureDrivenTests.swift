import Foundation
import Hydraulics
import PipeNetwork
import Testing

@Suite("Pressure-driven demands")
struct PressureDrivenTests {
    /// R ─P─ J at height 0, which asks for 50 L/s, gets none up to 5 m and all from 25 m.
    func network(head: Double, demand: Double = 0.05, exponent: Double = 0.5) throws -> Network {
        var network = Network.exact()
        network.hydraulics.demandModel = .pressureDriven
        network.hydraulics.minimumPressure = 5
        network.hydraulics.requiredPressure = 25
        network.hydraulics.pressureExponent = exponent
        try network.reservoir("R", head)
        try network.junction("J", demand: demand)
        try network.pipe("P", "R", "J")
        return network
    }

    @Test(
        "Between the two pressures Wagner's power gives the share", arguments: [12.0, 20, 27], [0.5, 0.7, 1])
    func partial(head: Double, exponent: Double) throws {
        // d = 0.05 ((head − loss(d) − 5) / 20)ⁿ has one root, as the left rises and the right falls with d.
        let law = PipeLaw()
        let demand = bisection(0, 0.05) { d in
            d - 0.05 * pow(max(0, (head - law.loss(d) - 5) / 20), exponent)
        }
        #expect(demand > 0.01 && demand < 0.0499)
        let solved = try Solved(network(head: head, exponent: exponent))
        #expect(near(solved.demand("J"), demand, 1e-8))
        #expect(near(solved.head("J"), head - law.loss(demand), 1e-6))
        #expect(solved.state.fullDemands == [0, 0.05])
        var found = 0
        for case .demandsNotMet(let junctions, let missing) in solved.state.warnings {
            found += 1
            #expect(junctions == ["J"])
            #expect(near(missing, 1 - demand / 0.05, 1e-6))
        }
        #expect(found == 1)
    }

    @Test("At and below the lower pressure nobody gets anything", arguments: [5.0, 4.0, -3.0])
    func none(head: Double) throws {
        let solved = try Solved(network(head: head))
        #expect(near(solved.demand("J"), 0, 1e-6))
        #expect(near(solved.head("J"), head, 1e-4))
    }

    @Test("From the upper pressure on everybody gets all")
    func full() throws {
        let solved = try Solved(network(head: 60))
        #expect(60 - PipeLaw().loss(0.05) > 25)
        #expect(near(solved.demand("J"), 0.05, 5e-8))
        #expect(near(solved.head("J"), 60 - PipeLaw().loss(0.05), 1e-4))
        #expect(solved.state.warnings.isEmpty)
    }

    @Test("An inflow comes whatever the pressure")
    func inflow() throws {
        let solved = try Solved(network(head: 2, demand: -0.02))
        #expect(near(solved.demand("J"), -0.02, 5e-8))
        #expect(near(solved.head("J"), 2 + PipeLaw().loss(0.02), 1e-4))
    }

    @Test("Demand-driven, the same pipe delivers all at a pressure far below")
    func demandDriven() throws {
        var network = try network(head: 12)
        network.hydraulics.demandModel = .demandDriven
        let solved = try Solved(network)
        #expect(near(solved.demand("J"), 0.05, 1e-12))
        #expect(near(solved.head("J"), 12 - PipeLaw().loss(0.05), 1e-7))
        #expect(solved.state.fullDemands.isEmpty)
    }

    @Test("The demand multiplier scales what is asked for")
    func multiplier() throws {
        var network = try network(head: 60)
        network.hydraulics.demandMultiplier = 1.2
        #expect(near(try Solved(network).demand("J"), 0.06, 5e-8))
        network.hydraulics.demandModel = .demandDriven
        #expect(near(try Solved(network).demand("J"), 0.06, 1e-12))
    }
}
