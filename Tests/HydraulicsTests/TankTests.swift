import Foundation
import Hydraulics
import PipeNetwork
import Testing

@Suite("Tanks over time")
struct TankTests {
    /// J ─P─ T: 100 m² on a bottom at 20 m, level 1 m, full at 4 m. 50 L/s flow in at J: 1 m in 2000 s, full at 6000 s.
    func filling(canOverflow: Bool) throws -> Network {
        var network = Network.exact()
        network.times.duration = 4 * 3600
        try network.junction("J", demand: -0.05)
        try network.tank("T", 20, area: 100, level: 1, to: 4, canOverflow: canOverflow)
        try network.pipe("P", "J", "T")
        return network
    }

    @Test("A tank that may overflow is full to the second and spills the rest")
    func overflow() throws {
        let run = try Run(filling(canOverflow: true))
        #expect(run.times == [0, 3600, 6000, 7200, 10800, 14400])
        for (time, level) in [(0.0, 1.0), (3600, 2.8), (6000, 4), (7200, 4), (14400, 4)] {
            let solved = try run.at(time)
            #expect(near(solved.pressure("T"), level, 1e-6), "at \(time) s")
            #expect(near(solved.head("J"), 20 + level + PipeLaw().loss(0.05), 1e-6))
            #expect(near(solved.flow("P"), 0.05, 1e-9))
        }
        let volumes = run.result.volumes
        #expect(volumes.duration == 14400)
        #expect(near(volumes.supplied, 720, 1e-6))
        #expect(near(volumes.stored, 300, 1e-4))
        #expect(near(volumes.spilled, 420, 1e-4))
        #expect(volumes.consumed == 0 && volumes.leaked == 0 && volumes.emitted == 0)
    }

    @Test("A full tank that may not overflow shuts its pipe, and the water goes elsewhere")
    func full() throws {
        var network = try filling(canOverflow: false)
        try network.reservoir("R", 40)
        try network.pipe("D", "J", "R", checkValve: true)
        let run = try Run(network)
        #expect(run.switches("P") == [6000])
        #expect(run.switches("D") == [6000])
        let solved = try run.at(6000)
        #expect(solved.status("P") == .temporarilyClosed)
        #expect(near(solved.pressure("T"), 4, 1e-6))
        #expect(near(solved.head("J"), 40 + PipeLaw().loss(0.05), 1e-6))
        #expect(near(try run.at(14400).pressure("T"), 4, 1e-6))
        let volumes = run.result.volumes
        #expect(near(volumes.supplied, 720, 1e-3))
        #expect(near(volumes.stored, 300, 1e-3))
        #expect(near(volumes.returned, 420, 1e-3))
        #expect(volumes.spilled == 0)
    }

    /// J draws 50 L/s from T: 3 m, empty at 1 m after 2 · 100 / 0.05 = 4000 s.
    func emptying() throws -> Network {
        var network = Network.exact()
        network.times.duration = 2 * 3600
        try network.junction("J", demand: 0.05)
        try network.tank("T", 20, area: 100, level: 3, from: 1, to: 4)
        try network.pipe("P", "T", "J")
        return network
    }

    @Test("A tank at its lowest level shuts its pipe to the second, and another source takes over")
    func empty() throws {
        var network = try emptying()
        try network.reservoir("R", 12)
        try network.pipe("S", "R", "J", checkValve: true)
        let run = try Run(network)
        #expect(run.times == [0, 3600, 4000, 7200] || run.times == [0, 3600, 4000, 7200, 7600])
        #expect(run.switches("P") == [4000])
        #expect(near(try run.at(3600).pressure("T"), 1.2, 1e-6))
        let solved = try run.at(4000)
        #expect(near(solved.pressure("T"), 1, 1e-6))
        #expect(solved.status("P") == .temporarilyClosed)
        #expect(near(solved.flow("S"), 0.05, 1e-8))
        #expect(near(solved.head("J"), 12 - PipeLaw().loss(0.05), 1e-6))
        let volumes = run.result.volumes
        #expect(near(volumes.consumed, 360, 1e-6))
        #expect(near(volumes.stored, -200, 1e-3))
        #expect(near(volumes.supplied, 160, 1e-3))
    }

    @Test("A tank that runs empty between two seconds gives no more than it has")
    func emptyBetweenSeconds() throws {
        // 60 L/s empty 200 m³ in 3333.3 s; after 3333 s 20 L are left, which is nothing to live on for another hour.
        var network = try emptying()
        try network.update(Junction(id: "J", elevation: 0, demands: [Demand(base: 0.06)]))
        try network.reservoir("R", 12)
        try network.pipe("S", "R", "J", checkValve: true)
        let run = try Run(network)
        #expect(run.switches("P") == [3333] || run.switches("P") == [3334])
        // To the second.
        #expect(near(run.result.volumes.stored, -200, 0.06))
        #expect(near(run.result.volumes.supplied, 432 - 200, 0.06))
    }

    @Test("When the only tank is empty nobody gets water any more")
    func nothingLeft() throws {
        let run = try Run(emptying())
        #expect(run.switches("P") == [4000])
        let solved = try run.at(4000)
        #expect(solved.demand("J") == 0)
        #expect(solved.state.warnings.contains(.disconnected(junctions: ["J"], demand: 0.05)))
        #expect(near(run.result.volumes.consumed, 200, 1e-3))
        #expect(near(run.result.volumes.stored, -200, 1e-3))
    }

    @Test("A volume curve gives the level for the volume, whatever the diameter", arguments: [0.0, 10])
    func volumeCurve(diameter: Double) throws {
        // 0 m: 0 m³, 2 m: 100 m³, 4 m: 500 m³. At level 1 there are 50 m³; 50 L/s more.
        var network = Network.exact()
        network.times.duration = 4 * 3600
        network.curve("V", .tankVolume, [(0, 0), (2, 100), (4, 500)])
        try network.junction("J", demand: -0.05)
        try network.add(
            Tank(
                id: "T", elevation: 20, initialLevel: 1, maximumLevel: 4, diameter: diameter,
                volumeCurve: "V",
                canOverflow: true)
        )
        try network.pipe("P", "J", "T")
        let run = try Run(network)
        // 3600 s: 230 m³, 2 + 130/200 m. 7200 s: 410 m³, 2 + 310/200 m. Full with 500 m³ at 450 / 0.05 = 9000 s.
        #expect(run.times == [0, 3600, 7200, 9000, 10800, 14400])
        for (time, level) in [(0.0, 1.0), (3600, 2.65), (7200, 3.55), (9000, 4), (14400, 4)] {
            #expect(near(try run.at(time).pressure("T"), level, 1e-6), "at \(time) s")
        }
        #expect(near(run.result.volumes.stored, 450, 1e-4))
    }

    @Test("Two tanks of equal level share what flows in between them by their areas' symmetry")
    func twins() throws {
        var network = Network.exact()
        network.times.duration = 3600
        try network.junction("J", demand: -0.06)
        for id in ["T1", "T2"] {
            try network.tank(id, 20, area: 100, level: 1, to: 10)
            try network.pipe("P\(id)", "J", id)
        }
        let run = try Run(network)
        // 30 L/s each: 1.08 m in an hour.
        #expect(near(try run.at(3600).pressure("T1"), 2.08, 1e-5))
        #expect(near(try run.at(3600).pressure("T2"), 2.08, 1e-5))
    }

    @Test("A steady state has tanks at their first levels, whatever the time")
    func steady() throws {
        let solved = try Solved(filling(canOverflow: false), at: 7200)
        #expect(near(solved.pressure("T"), 1, 1e-9))
        #expect(solved.state.time == 7200)
    }
}
