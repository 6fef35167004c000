import Foundation
import Hydraulics
import PipeNetwork
import Testing

@Suite("Leaking pipes")
struct LeakageTests {
    /// 0.6 √(2g) with g = 32.2 ft/s², in √m per s.
    static let orifice = 0.6 * (2 * 32.2 * 0.3048).squareRoot()

    let law = PipeLaw()
    let leak = PipeLeakage(area: 1e-7, expansion: 2e-9)

    /// What a length of leaking pipe loses at a pressure.
    func loss(length: Double, pressure: Double) -> Double {
        let h = max(0, pressure)
        return Self.orifice * length * (leak.area + leak.expansion * h) * h.squareRoot()
    }

    @Test("The constant is 0.6 √(2g)")
    func constant() {
        #expect(near(Self.orifice, 0.6 * (2 * 32.2 * 0.3048).squareRoot(), 1e-5))
    }

    @Test("A pipe from a reservoir leaks at its junction, by all its length")
    func onePipe() throws {
        var network = Network.exact()
        try network.reservoir("R", 60)
        try network.junction("J", 10, demand: 0.01)
        try network.pipe("P", "R", "J", leakage: leak)
        // 1000 m at some 50 m: 2.658 · 1000 · (1e-7 + 1e-7) · 7.07 = 3.76 L/s.
        let pressure = bisection(0, 50) { p in
            law.flow(50 - p) - 0.01 - loss(length: 1000, pressure: p)
        }
        let solved = try Solved(network)
        #expect(near(solved.leakage("J"), 0.00376, 0.0002))
        #expect(near(solved.pressure("J"), pressure, 1e-6))
        #expect(near(solved.leakage("J"), loss(length: 1000, pressure: pressure), 1e-9))
        #expect(near(solved.leakage("R"), 0, 0))
        #expect(near(solved.flow("P"), 0.01 + loss(length: 1000, pressure: pressure), 1e-9))
    }

    @Test("A pipe between junctions leaks half at either end")
    func halves() throws {
        var network = Network.exact()
        try network.reservoir("R", 60)
        try network.junction("A", 10, demand: 0.02)
        try network.junction("B", 0, demand: 0.03)
        try network.pipe("P1", "R", "A")
        try network.pipe("P2", "B", "A", length: 800, leakage: leak)
        // From the head of A follow P2's flow and B's head; what is left at B falls as A's head rises.
        func ofB(_ a: Double) -> (flow: Double, head: Double) {
            let flow = law.flow(60 - a) - 0.02 - loss(length: 400, pressure: a - 10)
            return (flow, a - PipeLaw(length: 800).loss(flow))
        }
        let a = bisection(20, 60) { a in
            ofB(a).flow - 0.03 - loss(length: 400, pressure: ofB(a).head)
        }
        let solved = try Solved(network)
        #expect(near(solved.head("A"), a, 1e-6))
        #expect(near(solved.head("B"), ofB(a).head, 1e-6))
        #expect(near(solved.leakage("A"), loss(length: 400, pressure: a - 10), 1e-9))
        #expect(near(solved.leakage("B"), loss(length: 400, pressure: ofB(a).head), 1e-9))
        #expect(near(solved.flow("P2"), -ofB(a).flow, 1e-8))
    }

    @Test(
        "Area that grows with pressure and area that does not are each their own power of pressure",
        arguments: [(1e-7, 0.0), (0.0, 2e-9)])
    func parts(area: Double, expansion: Double) throws {
        var network = Network.exact()
        try network.reservoir("R", 50)
        try network.junction("J")
        try network.pipe("P", "R", "J", leakage: PipeLeakage(area: area, expansion: expansion))
        let pressure = bisection(0, 50) { p in
            law.flow(50 - p) - Self.orifice * 1000 * (area + expansion * p) * p.squareRoot()
        }
        let solved = try Solved(network)
        #expect(near(solved.pressure("J"), pressure, 1e-6))
        #expect(near(solved.leakage("J"), law.flow(50 - pressure), 1e-8))
    }

    @Test("Under suction nothing leaks, and nothing is drawn in")
    func suction() throws {
        var network = Network.exact()
        try network.reservoir("R", 5)
        try network.junction("J", 10)
        try network.pipe("P", "R", "J", leakage: leak)
        let solved = try Solved(network)
        #expect(near(solved.leakage("J"), 0, 5e-8))
        #expect(near(solved.head("J"), 5, 1e-5))
    }

    @Test("A tight network has no column of leakages, one without emitters none of those")
    func tight() throws {
        var network = Network.exact()
        try network.reservoir("R", 50)
        try network.junction("J", demand: 0.01)
        try network.pipe("P", "R", "J")
        let state = try Solved(network).state
        #expect(state.leakages.isEmpty && state.emitterFlows.isEmpty && state.fullDemands.isEmpty)
    }
}
