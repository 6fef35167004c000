import Foundation
import Hydraulics
import PipeNetwork
import Testing

@Suite("Emitters")
struct EmitterTests {
    /// R ─P─ J at 10 m with an emitter of 4 L/s at 1 m.
    func network(head: Double, exponent: Double = 0.5, backflow: Bool = true, demand: Double = 0) throws
        -> Network
    {
        var network = Network.exact()
        network.hydraulics.emitterExponent = exponent
        network.hydraulics.emitterBackflow = backflow
        try network.reservoir("R", head)
        try network.junction("J", 10, demand: demand, emitter: 0.004)
        try network.pipe("P", "R", "J")
        return network
    }

    @Test("An emitter gives C pⁿ of the pressure that is left", arguments: [0.5, 0.8, 1.2], [0.0, 0.01])
    func forwards(exponent: Double, demand: Double) throws {
        let law = PipeLaw()
        let flow = bisection(0, 1) { q in
            q - 0.004 * pow(max(0, 50 - 10 - law.loss(q + demand)), exponent)
        }
        let solved = try Solved(network(head: 50, exponent: exponent, demand: demand))
        #expect(near(solved.emitterFlow("J"), flow, 1e-8))
        #expect(near(solved.flow("P"), flow + demand, 1e-8))
        #expect(near(solved.pressure("J"), 40 - law.loss(flow + demand), 1e-6))
        #expect(near(solved.demand("J"), demand, 1e-12))
    }

    @Test("Under suction an emitter lets water in where that is allowed")
    func backflow() throws {
        // The water that enters flows to R: head at J = 5 + loss(q), q = 0.004 (10 − that)^0.5.
        let law = PipeLaw()
        let flow = bisection(0, 1) { q in q - 0.004 * max(0, 10 - 5 - law.loss(q)).squareRoot() }
        let solved = try Solved(network(head: 5))
        #expect(near(solved.emitterFlow("J"), -flow, 1e-8))
        #expect(near(solved.demand("R"), flow, 1e-8))
        #expect(near(solved.head("J"), 5 + law.loss(flow), 1e-6))
    }

    @Test("Without backflow an emitter under suction is tight")
    func noBackflow() throws {
        let solved = try Solved(network(head: 5, backflow: false))
        #expect(near(solved.emitterFlow("J"), 0, 5e-8))
        #expect(near(solved.head("J"), 5, 1e-5))
        // Above pressure 0 the option changes nothing.
        let law = PipeLaw()
        let flow = bisection(0, 1) { q in q - 0.004 * max(0, 40 - law.loss(q)).squareRoot() }
        #expect(near(try Solved(network(head: 50, backflow: false)).emitterFlow("J"), flow, 1e-7))
    }
}
