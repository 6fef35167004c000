import Hydraulics
import PipeNetwork
import Testing

@Suite("Patterns in time")
struct PatternTests {
    /// R ─P─ J with 10 L/s times the pattern `day`.
    func network(_ multipliers: [Double]) throws -> Network {
        var network = Network.exact()
        network.times.duration = 7200
        network.pattern("day", multipliers)
        try network.reservoir("R", 50)
        try network.junction("J", demand: 0.01, pattern: "day")
        try network.pipe("P", "R", "J")
        return network
    }

    @Test("A solve falls on each change of pattern and each report")
    func steps() throws {
        // Half-hour multipliers, entered after the first quarter of an hour: they change at 15, 45, 75 and 105 min.
        var network = try network([1, 2, 0.5])
        network.times.patternStep = 1800
        network.times.patternStart = 900
        let run = try Run(network)
        #expect(run.times == [0, 900, 2700, 3600, 4500, 6300, 7200])
        let multipliers = [1, 2, 0.5, 0.5, 1, 2, 2]
        for (time, multiplier) in zip(run.times, multipliers) {
            let solved = try run.at(time)
            #expect(near(solved.demand("J"), 0.01 * multiplier, 1e-12))
            #expect(near(solved.head("J"), 50 - PipeLaw().loss(0.01 * multiplier), 1e-8))
        }
        #expect(run.result.reported.map(\.time) == [0, 3600, 7200])
        // 900 s at 1, 1800 at 2, 1800 at 0.5, 1800 at 1, 900 at 2, of 10 L/s.
        #expect(near(run.result.volumes.consumed, 0.01 * (900 + 3600 + 900 + 1800 + 1800), 1e-6))
    }

    @Test("Patterns repeat, and a pattern start may lie rounds ahead")
    func repetition() throws {
        var network = try network([1, 2, 0.5])
        network.times.duration = 5 * 3600
        network.times.patternStart = 4 * 3600
        let run = try Run(network)
        for (hour, multiplier) in [2, 0.5, 1, 2, 0.5, 1].enumerated() {
            #expect(near(try run.at(Double(hour) * 3600).demand("J"), 0.01 * multiplier, 1e-12))
        }
    }

    @Test("The hydraulic step sets solves where nothing changes")
    func hydraulicStep() throws {
        var network = try network([1])
        network.times.hydraulicStep = 1500
        #expect(try Run(network).times == [0, 1500, 3000, 3600, 5100, 6600, 7200])
    }

    @Test("Reports begin at their start and come at their step")
    func reports() throws {
        var network = try network([1])
        network.times.duration = 4 * 3600
        network.times.reportStart = 7200
        network.times.reportStep = 1800
        let run = try Run(network)
        #expect(run.result.reported.map(\.time) == [7200, 9000, 10800, 12600, 14400])
    }

    @Test("Categories add up, those that name no pattern follow the default")
    func categories() throws {
        var network = try network([1, 2])
        network.pattern("other", [0.5, 4])
        network.hydraulics.defaultPattern = "other"
        network.hydraulics.demandMultiplier = 1.5
        let demands = [Demand(base: 0.01, pattern: "day"), Demand(base: 0.002), Demand(base: -0.001)]
        try network.update(Junction(id: "J", elevation: 0, demands: demands))
        let run = try Run(network)
        #expect(near(try run.at(0).demand("J"), 1.5 * (0.01 + 0.001 - 0.0005), 1e-12))
        #expect(near(try run.at(3600).demand("J"), 1.5 * (0.02 + 0.008 - 0.004), 1e-12))
    }

    @Test("A steady state at a time takes the patterns of that time")
    func steadyState() throws {
        let network = try network([1, 2, 0.5])
        #expect(near(try Solved(network, at: 3599).demand("J"), 0.01, 1e-12))
        #expect(near(try Solved(network, at: 3600).demand("J"), 0.02, 1e-12))
        #expect(near(try Solved(network, at: 4 * 3600).demand("J"), 0.02, 1e-12))
    }

    @Test("A reservoir's head follows its pattern")
    func head() throws {
        var network = Network.exact()
        network.times.duration = 7200
        network.pattern("tide", [1, 1.1, 0.9])
        try network.reservoir("R", 50, pattern: "tide")
        try network.junction("J", demand: 0.01)
        try network.pipe("P", "R", "J")
        let run = try Run(network)
        for (time, head) in [(0.0, 50.0), (3600, 55), (7200, 45)] {
            #expect(near(try run.at(time).head("R"), head, 1e-9))
            #expect(near(try run.at(time).head("J"), head - PipeLaw().loss(0.01), 1e-7))
        }
    }

    @Test("A pump's speed follows its pattern, and it rests at speed 0")
    func speed() throws {
        var network = Network.exact()
        network.times.duration = 3 * 3600
        network.pattern("speed", [1, 0.8, 0])
        try network.reservoir("S", 10)
        try network.reservoir("R", 20)
        try network.junction("J", demand: 0.03)
        try network.pump("U", "S", "J", curve: PumpTests.onePoint, pattern: "speed")
        try network.pipe("P", "R", "J", checkValve: true)
        let run = try Run(network)
        // 40 − 3.6 m; 0.64 · 40 − 3.6 m; the reservoir through its check valve; the first again.
        let heads = [46.4, 32, 20 - PipeLaw().loss(0.03), 46.4]
        for (hour, head) in heads.enumerated() {
            #expect(near(try run.at(Double(hour) * 3600).head("J"), head, 1e-6))
        }
        #expect(run.switches("U") == [7200, 10800])
    }
}
