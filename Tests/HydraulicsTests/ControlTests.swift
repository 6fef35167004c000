import Hydraulics
import PipeNetwork
import Testing

@Suite("Simple controls")
struct ControlTests {
    @Test("Level controls act on the second at which the level is reached")
    func levels() throws {
        var network = try Network.switchedTank(hours: 10)
        network.controls = [
            Control(link: "P", action: .close, condition: .above(node: "T", value: 3)),
            Control(link: "P", action: .open, condition: .below(node: "T", value: 2.5)),
        ]
        let run = try Run(network)
        // 1 m up at 0.03 / 300 m/s: 10 000 s; 0.5 m down at 0.02 / 300 m/s: 7500 s; 0.5 m up: 5000 s; and again.
        #expect(run.switches("P") == [10000, 17500, 22500, 30000, 35000])
        for (time, level) in [(10000.0, 3.0), (17500, 2.5), (22500, 3), (30000, 2.5), (35000, 3)] {
            #expect(near(try run.at(time).pressure("T"), level, 1e-5), "at \(time) s")
        }
        let closed = try run.at(10000)
        #expect(closed.status("P") == .closed)
        #expect(near(closed.flow("D"), 0.05, 1e-7))
        #expect(near(closed.demand("T"), -0.02, 1e-7))
        // Open for 10 000 + 5000 + 5000 s, closed for 16 000 s.
        #expect(near(run.result.volumes.stored, 0.03 * 20000 - 0.02 * 16000, 1e-2))
        #expect(near(run.result.volumes.returned, 0.05 * 16000, 1e-2))
    }

    @Test("A control that is not enabled does nothing")
    func disabled() throws {
        var network = try Network.switchedTank(hours: 4)
        let condition = Control.Condition.above(node: "T", value: 3)
        network.controls = [Control(link: "P", action: .close, condition: condition, isEnabled: false)]
        let run = try Run(network)
        #expect(run.switches("P").isEmpty)
        #expect(near(try run.at(14400).pressure("T"), 3.44, 1e-5))
    }

    @Test("A control at a time since the start acts once, on its second")
    func timer() throws {
        var network = try Network.switchedTank(hours: 30)
        network.times.startClock = 6 * 3600
        network.controls = [
            Control(link: "P", action: .close, condition: .time(5003)),
            Control(link: "P", action: .open, condition: .time(9001)),
        ]
        let run = try Run(network)
        // It would be full 20 000 s of filling after the start: 5003, and the rest after 9001 with what was lost.
        #expect(run.switches("P").prefix(2) == [5003, 9001])
        #expect(near(try run.at(5003).pressure("T"), 2.5003, 1e-5))
        #expect(near(try run.at(9001).pressure("T"), 2.5003 - 3998 * 0.02 / 300, 1e-5))
    }

    @Test("A control at a time of day acts every day, from the clock at the start")
    func clockTime() throws {
        var network = try Network.switchedTank(hours: 30)
        network.times.startClock = 6 * 3600
        network.controls = [
            Control(link: "P", action: .close, condition: .clockTime(8.5 * 3600)),
            Control(link: "P", action: .open, condition: .clockTime(11 * 3600)),
        ]
        let run = try Run(network)
        // 2.5 h and 5 h after the start, and a day later. Between, the tank fills by 1e-4 m/s:
        // 2.9 m at 9000 s, 2.3 m at 18 000 s, full at 35 000 s, where only Q shuts and J is fed from A alone no more.
        #expect(run.switches("P").prefix(2) == [9000, 18000])
        #expect(run.switches("P").contains(9000 + 86400) && run.switches("P").contains(18000 + 86400))
        #expect(near(try run.at(9000).pressure("T"), 2.9, 1e-5))
        #expect(near(try run.at(18000).pressure("T"), 2.3, 1e-5))
    }

    @Test("A pressure control acts within the solve")
    func pressure() throws {
        var network = Network.exact()
        try network.reservoir("R", 100)
        try network.junction("J", 5, demand: 0.03)
        try network.pipe("P1", "R", "J", diameter: 0.15)
        try network.pipe("P2", "R", "J", diameter: 0.15, status: .closed)
        let law = PipeLaw(diameter: 0.15)
        // One pipe leaves 95 − 33 m, two 95 − 9 m.
        #expect(law.loss(0.03) > 30 && law.loss(0.015) < 10)
        network.controls = [Control(link: "P2", action: .open, condition: .below(node: "J", value: 80))]
        let solved = try Run(network).at(0)
        #expect(solved.status("P2") == .open)
        #expect(near(solved.pressure("J"), 95 - law.loss(0.015), 1e-6))
        network.controls = [Control(link: "P2", action: .open, condition: .below(node: "J", value: 50))]
        #expect(near(try Run(network).at(0).pressure("J"), 95 - law.loss(0.03), 1e-6))
    }

    @Test("Controls set speeds: 0 stops a pump, and open runs it at its own speed")
    func speeds() throws {
        var network = Network.exact()
        network.times.duration = 10000
        try network.reservoir("S", 10)
        try network.reservoir("R", 20)
        try network.junction("J", demand: 0.03)
        try network.pump("U", "S", "J", curve: PumpTests.onePoint)
        try network.pipe("P", "R", "J", checkValve: true)
        network.controls = [
            Control(link: "U", action: .set(0.8), condition: .time(2001)),
            Control(link: "U", action: .set(0), condition: .time(4001)),
            Control(link: "U", action: .open, condition: .time(6001)),
            Control(link: "U", action: .close, condition: .time(8001)),
        ]
        let run = try Run(network)
        let low = 20 - PipeLaw().loss(0.03)
        for (time, head) in [(0.0, 46.4), (2001, 32), (4001, low), (6001, 46.4), (8001, low)] {
            #expect(run.times.contains(time))
            #expect(near(try run.at(time).head("J"), head, 1e-6), "at \(time) s")
        }
        #expect(run.switches("U") == [4001, 6001, 8001])
    }

    @Test("Controls set valves, which then regulate")
    func valves() throws {
        var network = Network.exact()
        network.times.duration = 6000
        try network.reservoir("R", 100)
        try network.junction("A")
        try network.junction("B", demand: 0.02)
        try network.pipe("P", "R", "A")
        try network.valve("V", "A", "B", .prv, 40)
        network.controls = [
            Control(link: "V", action: .set(55), condition: .time(1000)),
            Control(link: "V", action: .open, condition: .time(2000)),
            Control(link: "V", action: .set(30), condition: .time(3000)),
        ]
        let run = try Run(network)
        let open = 100 - PipeLaw().loss(0.02)
        for (time, head, status) in [
            (0.0, 40.0, LinkState.active), (1000, 55, .active), (2000, open, .open), (3000, 30, .active),
        ] {
            #expect(near(try run.at(time).head("B"), head, 1e-5), "at \(time) s")
            #expect(try run.at(time).status("V") == status, "at \(time) s")
        }
    }
}
