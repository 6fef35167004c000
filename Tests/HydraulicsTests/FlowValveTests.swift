import Hydraulics
import PipeNetwork
import Testing

@Suite("Valves that hold a flow or throttle")
struct FlowValveTests {
    /// R1 (100 m) ─P1─ A ─valve─ B ─P2─ R2 (50 m).
    func network(
        _ kind: Valve.Kind, _ setting: Double, minorLoss: Double = 0, curve: [(Double, Double)] = [],
        status: LinkStatus = .active, heads: (Double, Double) = (100, 50)
    ) throws -> Network {
        var network = Network.exact()
        try network.reservoir("R1", heads.0)
        try network.reservoir("R2", heads.1)
        try network.junction("A")
        try network.junction("B")
        try network.pipe("P1", "R1", "A")
        if !curve.isEmpty { network.curve("C", kind == .gpv ? .valveHeadLoss : .valvePosition, curve) }
        try network.valve(
            "V", "A", "B", kind, setting, minorLoss: minorLoss, curve: curve.isEmpty ? nil : "C",
            status: status)
        try network.pipe("P2", "B", "R2")
        return network
    }

    let law = PipeLaw()

    /// The flow from R1 to R2 with K = `minorLoss` between the pipes.
    func flow(minorLoss: Double) -> Double {
        let valve = PipeLaw(length: 0, minorLoss: minorLoss)
        return bisection(0, 10) { 2 * law.loss($0) + valve.loss($0) - 50 }
    }

    @Test("A flow control valve holds its flow")
    func control() throws {
        let solved = try Solved(network(.fcv, 0.02))
        #expect(solved.status("V") == .active)
        #expect(near(solved.flow("V"), 0.02, 1e-7))
        #expect(near(solved.head("A"), 100 - law.loss(0.02), 1e-4))
        #expect(near(solved.head("B"), 50 + law.loss(0.02), 1e-4))
        #expect(solved.state.warnings.isEmpty)
    }

    @Test("A flow control valve that the heads leave below its flow is open and says so")
    func cannotDeliver() throws {
        let solved = try Solved(network(.fcv, 1, minorLoss: 8))
        #expect(solved.status("V") == .cannotDeliverFlow)
        #expect(near(solved.flow("V"), flow(minorLoss: 8), 1e-8))
        #expect(solved.state.warnings.contains(.valvesCannotDeliverFlow(["V"])))
        // Nor does it stop a flow the other way.
        let reversed = try Solved(network(.fcv, 0.02, minorLoss: 8, heads: (50, 100)))
        #expect(reversed.status("V") == .cannotDeliverFlow)
        #expect(near(reversed.flow("V"), -flow(minorLoss: 8), 1e-8))
    }

    @Test("A flow control valve fixed open takes its minor loss only")
    func fixedOpen() throws {
        let solved = try Solved(network(.fcv, 0.02, minorLoss: 8, status: .open))
        #expect(solved.status("V") == .open)
        #expect(near(solved.flow("V"), flow(minorLoss: 8), 1e-8))
        #expect(solved.state.warnings.isEmpty)
    }

    @Test("A throttle valve takes the minor loss it is set to, fixed open its own")
    func throttle() throws {
        #expect(near(try Solved(network(.tcv, 500, minorLoss: 8)).flow("V"), flow(minorLoss: 500), 1e-8))
        let open = try Solved(network(.tcv, 500, minorLoss: 8, status: .open))
        #expect(near(open.flow("V"), flow(minorLoss: 8), 1e-8))
    }

    @Test(
        "Valves without loss of their own are as good as not there", arguments: [Valve.Kind.tcv, .fcv, .prv])
    func lossless(kind: Valve.Kind) throws {
        let solved = try Solved(network(kind, 500, status: .open))
        #expect(near(solved.flow("V"), law.flow(25), 1e-7))
        #expect(near(solved.head("A"), solved.head("B"), 1e-5))
    }

    @Test("A general valve loses what its curve says, in both directions", arguments: [1.0, -1.0])
    func general(sign: Double) throws {
        var network = Network.exact()
        try network.reservoir("R", 100)
        try network.junction("J", demand: 0.03)
        try network.junction("K", demand: 0.01)
        network.curve("C", .valveHeadLoss, [(0, 0), (0.02, 4), (0.05, 16), (0.1, 50)])
        // To J flow 40 L/s: 4 + 2/3 · 12 = 12 m; to K 10 L/s: half of 4 m.
        try network.valve("V", sign > 0 ? "R" : "J", sign > 0 ? "J" : "R", .gpv, 0, curve: "C")
        try network.valve("W", sign > 0 ? "J" : "K", sign > 0 ? "K" : "J", .gpv, 0, curve: "C")
        let solved = try Solved(network)
        #expect(near(solved.flow("V"), 0.04 * sign, 1e-10))
        #expect(near(solved.head("J"), 88, 1e-6))
        #expect(near(solved.head("K"), 86, 1e-6))
    }

    @Test("A general valve between reservoirs passes what its curve leaves")
    func generalWorkingPoint() throws {
        // q m³/s between 0.1 and 0.2 lose 20 + 200 (q − 0.1) m.
        let q = bisection(0.1, 0.2) { 2 * law.loss($0) + 20 + 200 * ($0 - 0.1) - 50 }
        let solved = try Solved(network(.gpv, 0, curve: [(0, 0), (0.1, 20), (0.2, 40)]))
        #expect(near(solved.flow("V"), q, 1e-8))
    }

    @Test("A positional valve without a curve has a flow coefficient in proportion to its opening")
    func positional() throws {
        // Kv half of its full value is four times the loss coefficient.
        #expect(near(try Solved(network(.pcv, 50, minorLoss: 8)).flow("V"), flow(minorLoss: 32), 1e-8))
        #expect(near(try Solved(network(.pcv, 20, minorLoss: 8)).flow("V"), flow(minorLoss: 200), 1e-8))
        #expect(near(try Solved(network(.pcv, 100, minorLoss: 8)).flow("V"), flow(minorLoss: 8), 1e-8))
    }

    @Test("A positional valve with a curve has the share of flow that the curve gives")
    func positionalCurve() throws {
        let curve = [(0.0, 0.0), (50, 20), (100, 100)]
        // 50 % open: a fifth, K = 8 · 25; 75 %: 0.6, K = 8 / 0.36; 25 %: a tenth, K = 8 · 100.
        for (open, minorLoss) in [(50.0, 200.0), (75, 8 / 0.36), (25, 800), (100, 8)] {
            let solved = try Solved(network(.pcv, open, minorLoss: 8, curve: curve))
            #expect(near(solved.flow("V"), flow(minorLoss: minorLoss), 1e-8), "\(open) % open")
        }
    }

    @Test("A closed valve of any kind passes nothing", arguments: Valve.Kind.allCases)
    func closed(kind: Valve.Kind) throws {
        let curve = kind == .gpv ? [(0.0, 0.0), (0.1, 20)] : []
        let solved = try Solved(network(kind, 10, minorLoss: 8, curve: curve, status: .closed))
        #expect(solved.status("V") == .closed)
        #expect(near(solved.flow("V"), 0, 1e-8))
        #expect(near(solved.head("A"), 100, 1e-6))
        #expect(near(solved.head("B"), 50, 1e-6))
    }
}
