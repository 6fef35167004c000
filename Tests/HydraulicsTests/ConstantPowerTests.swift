import Hydraulics
import PipeNetwork
import Testing

@Suite("Pumps of constant power")
struct ConstantPowerTests {
    /// Lift at 20 L/s of `power` watts, m: 8.814 ft·cfs a horsepower of 745.7 W.
    func lift(_ power: Double, _ flow: Double) -> Double {
        8.814 * (power / 745.7) / (flow / 0.028316846592) * 0.3048
    }

    func network(speed: Double = 1, pattern: String? = nil) throws -> Network {
        var network = Network.exact()
        try network.reservoir("S", 10)
        try network.junction("J", demand: 0.02)
        try network.add(
            Pump(id: "U", start: "S", end: "J", power: 10000, speed: speed, speedPattern: pattern))
        return network
    }

    @Test(
        "Power goes with the cube of the speed, and so does the lift at the same flow", arguments: [0.5, 1.2])
    func speed(speed: Double) throws {
        let solved = try Solved(network(speed: speed))
        #expect(near(solved.head("J"), 10 + speed * speed * speed * lift(10000, 0.02), 1e-6))
    }

    @Test("A pattern, a control and a rule set the speed alike")
    func commands() throws {
        let slow = 10 + 0.512 * lift(10000, 0.02)
        var byPattern = try network(pattern: "speed")
        byPattern.pattern("speed", [1, 0.8])
        var byControl = try network()
        byControl.controls = [Control(link: "U", action: .set(0.8), condition: .time(3600))]
        var byRule = try network()
        byRule.rules = [
            Rule(
                id: "1", premises: [Rule.Premise(.and, .time, .greaterOrEqual, .number(3600))],
                actions: [Rule.Action(link: "U", action: .set(0.8))])
        ]
        for var network in [byPattern, byControl, byRule] {
            network.times.duration = 7200
            let run = try Run(network)
            #expect(near(try run.at(0).head("J"), 10 + lift(10000, 0.02), 1e-6))
            #expect(near(try run.at(3600).head("J"), slow, 1e-6))
        }
    }

    @Test("Against a closed end a pump stands still, says so, and raises no head")
    func closedEnd() throws {
        var network = try network()
        try network.junction("K")
        try network.junction("L")
        try network.add(Pump(id: "W", start: "J", end: "K", power: 50000))
        try network.pipe("P", "K", "L")
        for accuracy in [1e-3, 1e-10] {
            network.hydraulics.accuracy = accuracy
            let solved = try Solved(network)
            #expect(solved.flow("W") == 0 && solved.status("W") == .cannotDeliverHead)
            #expect(near(solved.head("L"), solved.head("J"), 1e-3))
            #expect(near(solved.head("J"), 10 + lift(10000, 0.02), 1e-3))
            #expect(
                solved.state.warnings.contains {
                    if case .pumpsCannotDeliverHead(["W"]) = $0 { true } else { false }
                })
        }
    }

    @Test("A pump that stood still runs again when what is behind it opens, however high that stands")
    func opened() throws {
        var network = Network.exact()
        try network.reservoir("S", 10)
        try network.reservoir("T", 50)
        try network.junction("J")
        try network.junction("K")
        try network.pipe("P", "S", "J")
        try network.add(Pump(id: "U", start: "J", end: "K", power: 10000))
        try network.pipe("Q", "K", "T", status: .closed)
        network.controls = [Control(link: "Q", action: .open, condition: .time(3600))]
        network.times.duration = 7200
        let run = try Run(network)
        #expect(try run.at(0).flow("U") == 0)
        let flow = bisection(1e-4, 0.1) { lift(10000, $0) - 40 - 2 * PipeLaw().loss($0) }
        #expect(near(try run.at(3600).flow("U"), flow, 1e-8))
    }
}
