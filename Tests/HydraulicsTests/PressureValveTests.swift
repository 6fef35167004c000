import Hydraulics
import PipeNetwork
import Testing

@Suite("Valves that hold a pressure")
struct PressureValveTests {
    /// R (100 m) ─P1─ A ─valve─ B ─P2─ C, where `demand` is drawn; with `second`, C also hangs on a reservoir.
    func network(
        _ kind: Valve.Kind, _ setting: Double, demand: Double = 0.03, minorLoss: Double = 0,
        status: LinkStatus = .active, second: Double? = nil
    ) throws -> Network {
        var network = Network.exact()
        try network.reservoir("R", 100)
        try network.junction("A", 20)
        try network.junction("B", 10)
        try network.junction("C", demand: demand)
        try network.pipe("P1", "R", "A")
        try network.valve("V", "A", "B", kind, setting, minorLoss: minorLoss, status: status)
        try network.pipe("P2", "B", "C")
        if let second {
            try network.reservoir("R2", second)
            try network.pipe("P3", "C", "R2")
        }
        return network
    }

    let law = PipeLaw()
    /// K = 8 at d = 0.3 m.
    let valve = PipeLaw(length: 0, minorLoss: 8)

    @Test("A reducing valve holds its pressure behind it")
    func reducing() throws {
        let solved = try Solved(network(.prv, 30))
        #expect(solved.status("V") == .active)
        #expect(near(solved.pressure("B"), 30, 1e-6))
        #expect(near(solved.head("A"), 100 - law.loss(0.03), 1e-7))
        #expect(near(solved.head("C"), 40 - law.loss(0.03), 1e-6))
        #expect(near(solved.flow("V"), 0.03, 1e-9))
    }

    @Test("A reducing valve whose pressure is not reached is open and takes its minor loss")
    func reducingOpen() throws {
        let solved = try Solved(network(.prv, 95, minorLoss: 8))
        #expect(solved.status("V") == .open)
        let head = 100 - law.loss(0.03) - valve.loss(0.03)
        #expect(near(solved.head("B"), head, 1e-6))
        #expect(near(solved.head("C"), head - law.loss(0.03), 1e-6))
    }

    @Test("A reducing valve lets nothing back")
    func reducingClosed() throws {
        let solved = try Solved(network(.prv, 30, second: 70))
        #expect(solved.status("V") == .closed)
        #expect(near(solved.flow("V"), 0, 1e-8))
        #expect(near(solved.head("C"), 70 - law.loss(0.03), 1e-6))
        #expect(near(solved.head("B"), solved.head("C"), 1e-6))
        #expect(near(solved.head("A"), 100, 1e-6))
        // Also not when the pressure behind is below its setting but above that before it.
        let reversed = try Solved(network(.prv, 200, second: 120))
        #expect(reversed.status("V") == .closed)
        #expect(near(reversed.flow("V"), 0, 1e-8))
    }

    @Test("A reducing valve feeds what a second source does not")
    func reducingWithSecondSource() throws {
        // B is held at 40 m, C hangs between B and R2 at 35 m: C's head by its balance.
        let head = bisection(0, 100) { law.flow(40 - $0) + law.flow(35 - $0) - 0.08 }
        let solved = try Solved(network(.prv, 30, demand: 0.08, second: 35))
        #expect(solved.status("V") == .active)
        #expect(near(solved.head("C"), head, 1e-6))
        #expect(near(solved.flow("V"), law.flow(40 - head), 1e-7))
    }

    @Test("Valves fixed open or closed do not regulate", arguments: [Valve.Kind.prv, .psv])
    func fixed(kind: Valve.Kind) throws {
        let open = try Solved(network(kind, 30, minorLoss: 8, status: .open))
        #expect(open.status("V") == .open)
        #expect(near(open.head("B"), 100 - law.loss(0.03) - valve.loss(0.03), 1e-6))
        let closed = try Solved(network(kind, 30, status: .closed, second: 70))
        #expect(closed.status("V") == .closed)
        #expect(near(closed.flow("V"), 0, 1e-8))
    }

    @Test("Two reducing valves in series hold a pressure each")
    func reducingInSeries() throws {
        var network = try network(.prv, 60)
        try network.junction("D", demand: 0.01)
        try network.valve("V2", "C", "D", .prv, 25)
        let solved = try Solved(network)
        #expect(solved.status("V") == .active && solved.status("V2") == .active)
        #expect(near(solved.head("B"), 70, 1e-6))
        #expect(near(solved.head("C"), 70 - law.loss(0.04), 1e-6))
        #expect(near(solved.head("D"), 25, 1e-6))
    }

    @Test("A sustaining valve holds its pressure before it")
    func sustaining() throws {
        // Unthrottled, A would be at 100 − 80/3; the valve holds it at 20 + 65 = 85.
        let q = law.flow(15)
        let solved = try Solved(network(.psv, 65, demand: 0, second: 20))
        #expect(solved.status("V") == .active)
        #expect(near(solved.pressure("A"), 65, 1e-6))
        #expect(near(solved.flow("V"), q, 1e-7))
        #expect(near(solved.head("B"), 20 + 2 * law.loss(q), 1e-5))
    }

    @Test("A sustaining valve is open above its pressure and closed where it cannot be reached")
    func sustainingOpenClosed() throws {
        let open = try Solved(network(.psv, 30, demand: 0, second: 20))
        #expect(open.status("V") == .open)
        #expect(near(open.flow("V"), law.flow(80.0 / 3), 1e-7))
        let closed = try Solved(network(.psv, 90, demand: 0, second: 20))
        #expect(closed.status("V") == .closed)
        #expect(near(closed.flow("V"), 0, 1e-8))
        #expect(near(closed.head("A"), 100, 1e-6))
        #expect(near(closed.head("B"), 20, 1e-6))
    }

    @Test("A breaker takes its pressure off, or its minor loss where that is more")
    func breaker() throws {
        let solved = try Solved(network(.pbv, 15))
        #expect(near(solved.head("B"), 100 - law.loss(0.03) - 15, 1e-6))
        // K = 5000 at 0.03 m³/s and 0.3 m: 0.02517 · 5000 · 1.0594² / 0.98425⁴ ft = 150 ft = 46 m.
        let losing = PipeLaw(length: 0, minorLoss: 5000)
        #expect(near(losing.loss(0.03), 46, 0.5))
        let throttled = try Solved(network(.pbv, 15, minorLoss: 5000))
        #expect(near(throttled.head("B"), 100 - law.loss(0.03) - losing.loss(0.03), 1e-6))
    }
}
