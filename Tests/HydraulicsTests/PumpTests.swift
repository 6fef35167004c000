import Foundation
import Hydraulics
import PipeNetwork
import Testing

@Suite("Pumps")
struct PumpTests {
    /// A pump from the basin S (head 10 m) to J, where `demand` is drawn.
    func network(
        demand: Double, curve: [(Double, Double)], speed: Double = 1, basin: Double = 10
    ) throws -> Network {
        var network = Network.exact()
        try network.reservoir("S", basin)
        try network.junction("J", demand: demand)
        try network.pump("U", "S", "J", curve: curve, speed: speed)
        return network
    }

    /// h = 4/3 · 30 − 30/3 · (q/0.05)² = 40 − 10 (q/0.05)².
    static let onePoint = [(0.05, 30.0)]

    @Test("One point: shutoff head is a third more, and twice the flow has no head")
    func onePoint() throws {
        // At 0.03: 40 − 10 · 0.36 = 36.4.
        let solved = try Solved(network(demand: 0.03, curve: Self.onePoint))
        #expect(near(solved.head("J"), 10 + 36.4, 1e-7))
        #expect(near(solved.flow("U"), 0.03, 1e-12))
        #expect(solved.status("U") == .open)
        #expect(near(try Solved(network(demand: 0.05, curve: Self.onePoint)).head("J"), 40, 1e-7))
        // At 0.0999: 40 − 10 · 1.998² = 40 − 39.92004.
        #expect(near(try Solved(network(demand: 0.0999, curve: Self.onePoint)).head("J"), 10.07996, 1e-7))
    }

    @Test("Three points: a power curve goes through them")
    func threePoints() throws {
        // 50 − 5 (q/0.04)²: the drops 5 and 20 at 0.04 and 0.08 make the exponent ln 4 / ln 2 = 2.
        let square = [(0.0, 50.0), (0.04, 45), (0.08, 30)]
        #expect(near(try Solved(network(demand: 0.06, curve: square)).head("J"), 10 + 38.75, 1e-7))
        #expect(near(try Solved(network(demand: 0.08, curve: square)).head("J"), 10 + 30, 1e-7))
        // Drops 8 and 30: exponent ln 3.75 / ln 2 = 1.9069; at 0.06, 50 − 8 · 1.5^1.9069 = 32.667.
        let other = [(0.0, 50.0), (0.04, 42), (0.08, 20)]
        let gain = 50 - 8 * pow(1.5, log(3.75) / log(2))
        #expect(near(gain, 32.667, 0.001))
        #expect(near(try Solved(network(demand: 0.06, curve: other)).head("J"), 10 + gain, 1e-7))
    }

    static let custom = [(0.0, 60.0), (0.02, 50), (0.06, 40), (0.1, 0)]

    @Test(
        "Four points: straight lines between them",
        arguments: [(0.01, 55.0), (0.02, 50), (0.04, 45), (0.08, 20), (0.095, 5)])
    func fourPoints(point: (demand: Double, gain: Double)) throws {
        let solved = try Solved(network(demand: point.demand, curve: Self.custom))
        #expect(near(solved.head("J"), 10 + point.gain, 1e-7))
    }

    @Test("Speed scales flow by itself and head by its square")
    func speed() throws {
        // w² (40 − 10 (q/0.05w)²) = 0.64 · 40 − 10 · 0.36 = 22.
        let slow = try Solved(network(demand: 0.03, curve: Self.onePoint, speed: 0.8))
        #expect(near(slow.head("J"), 10 + 22, 1e-7))
        // Custom at half speed: a quarter of the head at twice the flow, 45 / 4.
        let half = try Solved(network(demand: 0.02, curve: Self.custom, speed: 0.5))
        #expect(near(half.head("J"), 10 + 11.25, 1e-7))
        // Three points with exponent c = ln 3.75 / ln 2: w² (50 − 8 (q/(0.04 w))^c).
        let fast = try Solved(
            network(demand: 0.06, curve: [(0.0, 50.0), (0.04, 42), (0.08, 20)], speed: 1.2))
        #expect(near(fast.head("J"), 10 + 1.44 * (50 - 8 * pow(1.25, log(3.75) / log(2))), 1e-7))
    }

    @Test("Constant power: 10 kW lift 20 L/s by 8.814 P/q")
    func constantPower() throws {
        var network = Network.exact()
        try network.reservoir("S", 10)
        try network.junction("J", demand: 0.02)
        try network.add(Pump(id: "U", start: "S", end: "J", power: 10000))
        // 10 000 / 745.7 = 13.410 hp, 0.02 / 0.0283168 = 0.70629 cfs: 167.35 ft = 51.01 m; P/(ρ g q) gives 50.99.
        let gain = 8.814 * (10000 / 745.7) / (0.02 / 0.028316846592) * 0.3048
        #expect(near(gain, 10000 / (998.2 * 9.80665 * 0.02), 0.1))
        #expect(near(try Solved(network).head("J"), 10 + gain, 1e-7))
    }

    /// A pump from S through 1000 m of pipe to the tower R.
    func lift(to head: Double, pumps: Int = 1, inSeries: Bool = false) throws -> Network {
        var network = Network.exact()
        try network.reservoir("S", 10)
        try network.reservoir("R", head)
        for index in 0...pumps { try network.junction("J\(index)") }
        try network.pipe("P0", "S", "J0", length: 10, diameter: 1, roughness: 140)
        for index in 1...pumps {
            let start = inSeries ? "J\(index - 1)" : "J0"
            try network.pump("U\(index)", start, inSeries ? "J\(index)" : "J\(pumps)", curve: Self.onePoint)
        }
        if !inSeries {
            for index in 1..<max(pumps, 1) {
                try network.pipe("X\(index)", "J\(index)", "J\(pumps)", length: 1)
            }
        }
        try network.pipe("P", "J\(pumps)", "R")
        return network
    }

    static let suction = PipeLaw(length: 10, diameter: 1, roughness: 140)

    @Test("A pump works where its curve meets the system's", arguments: [30.0, 45.0])
    func workingPoint(head: Double) throws {
        let q = bisection(0, 0.1) { q in
            10 + 40 - 10 * pow(q / 0.05, 2) - PipeLaw().loss(q) - Self.suction.loss(q) - head
        }
        let solved = try Solved(lift(to: head))
        #expect(near(solved.flow("U1"), q, 1e-9))
        #expect(near(solved.head("J1"), head + PipeLaw().loss(q), 1e-7))
    }

    @Test("Two equal pumps in parallel give half the flow each")
    func parallel() throws {
        let q = bisection(0, 0.2) { q in
            10 + 40 - 10 * pow(q / 2 / 0.05, 2) - PipeLaw().loss(q) - Self.suction.loss(q) - 35
        }
        let solved = try Solved(lift(to: 35, pumps: 2))
        #expect(near(solved.flow("U1"), q / 2, 1e-8))
        #expect(near(solved.flow("U2"), q / 2, 1e-8))
        #expect(near(solved.flow("P"), q, 1e-8))
    }

    @Test("Two equal pumps in series give their heads after each other")
    func series() throws {
        let q = bisection(0, 0.2) { q in
            10 + 80 - 20 * pow(q / 0.05, 2) - PipeLaw().loss(q) - Self.suction.loss(q) - 60
        }
        let solved = try Solved(lift(to: 60, pumps: 2, inSeries: true))
        #expect(near(solved.flow("U1"), q, 1e-9))
        #expect(near(solved.head("J2") - solved.head("J1"), 40 - 10 * pow(q / 0.05, 2), 1e-7))
    }

    @Test("A pump that cannot lift to the head behind it gives nothing and says so")
    func cannotLift() throws {
        let solved = try Solved(lift(to: 60))
        #expect(solved.status("U1") == .cannotDeliverHead)
        #expect(near(solved.flow("U1"), 0, 1e-8))
        #expect(near(solved.head("J1"), 60, 1e-6))
        #expect(solved.state.warnings.contains(.pumpsCannotDeliverHead(["U1"])))
    }

    @Test("A pump that must give more than its curve covers says so")
    func beyondCurve() throws {
        // 40 − 10 · (0.11/0.05)² = −8.4: the pump takes head away.
        let solved = try Solved(network(demand: 0.11, curve: Self.onePoint, basin: 50))
        #expect(near(solved.head("J"), 41.6, 1e-6))
        #expect(solved.status("U") == .exceedsMaximumFlow)
        #expect(solved.state.warnings.contains(.pumpsBeyondCurve(["U"])))
    }

    @Test("A closed pump gives nothing, and the tower feeds backwards to it")
    func closed() throws {
        var network = try lift(to: 45)
        let row = try #require(network.links.index(of: "U1"))
        network.setStatus(.closed, ofLink: row)
        let solved = try Solved(network)
        #expect(solved.status("U1") == .closed)
        #expect(near(solved.flow("U1"), 0, 1e-8))
        #expect(near(solved.head("J1"), 45, 1e-6))
        #expect(near(solved.head("J0"), 10, 1e-6))
    }
}
