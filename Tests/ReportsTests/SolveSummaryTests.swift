import Foundation
import PipeNetwork
import Testing

@testable import Hydraulics
@testable import Reports

@Suite("Summary of a simulation")
struct SolveSummaryTests {
    /// Four steps; the junction's head is 48, 5, 8, 60 m at an elevation of 10 m.
    private func summary() throws -> SolveSummary {
        var network = try Trio.network()
        network.times.duration = 7200
        var summary = SolveSummary(network, source: "trio.inp")
        for (step, head) in [48.0, 5, 8, 60].enumerated() {
            var state = Trio.state(network, at: Double(step) * 1800 + (step == 3 ? 12 : 0))
            state.heads[1] = head
            state.flows[0] = 0.01 * Double(step)
            state.iterations = [5, 9, 9, 2][step]
            if head < 10 { state.warnings = [.negativePressures(junctions: ["J"], lowest: head - 10)] }
            if step != 1 { state.warnings.append(.pumpsBeyondCurve(step == 0 ? ["U"] : ["U", "W"])) }
            state.hasConverged = step != 2
            summary.add(state)
        }
        summary.finish(Trio.totals())
        return summary
    }

    @Test("Extremes are of junctions and open links, at the first time they occur")
    func extremes() throws {
        let summary = try summary()
        #expect(summary.lowestPressure == .init(value: -5, element: "J", time: 1800))
        #expect(summary.highestPressure == .init(value: 50, element: "J", time: 5412))
        // 0.03 m³/s through 0.03125 m².
        #expect(summary.highestVelocity == .init(value: 0.96, element: "P", time: 5412))
        #expect(summary.hardestStep == .init(value: 9, element: nil, time: 1800))
        #expect(summary.steps == 4)
        #expect(summary.iterations == 25)
        #expect(summary.unconverged == 1)
    }

    @Test("Warnings of a kind become one, with spans of steps in a row")
    func warnings() throws {
        let groups = try summary().warnings
        #expect(groups.map(\.kind) == [.pumpsBeyondCurve, .negativePressures])
        #expect(groups[0].elements == ["U", "W"])
        #expect(groups[0].spans == [.init(from: 0, to: 0), .init(from: 3600, to: 5412)])
        #expect(groups[0].steps == 3)
        #expect(groups[0].times() == "0:00, 1:00–1:30:12")
        #expect(groups[0].times(limit: 1) == "0:00, … (+1)")
        #expect(groups[1].worst == -5)
        #expect(groups[1].spans == [.init(from: 1800, to: 3600)])
        #expect(
            groups[1].sentence(in: .english)
                == "Junctions that draw water below pressure 0: 1; lowest −5.00 m")
        #expect(groups[1].sentence(in: .chinese) == "1 个节点负压供水，最低 −5.00 m")
    }

    @Test("At a terminal, in English")
    func english() throws {
        let text = try summary().text(as: .table)
        let lines = text.components(separatedBy: "\n")
        #expect(
            lines[0]
                == "trio.inp: 3 nodes, 3 links; 2:00 h, 4 hydraulic steps, 25 iterations; "
                + "steps that did not converge: 1")
        #expect(lines.contains("Supplied                     200.00               100.00"))
        #expect(lines.contains("Leaked                        20.00                10.00"))
        #expect(lines.contains("Residual                       0.00                 0.00"))
        #expect(lines.contains("Lowest pressure            -5.00  m     J           0:30"))
    }

    @Test("At a terminal, in Chinese")
    func chinese() throws {
        let text = try summary().text(as: .table, language: .chinese)
        #expect(text.hasPrefix("trio.inp：3 个节点，3 条管段；延时 2:00 h，4 个水力时段，迭代 25 次；1 个时段未收敛\n"))
        for word in ["水量平衡", "供水量", "漏失水量", "最低压力", "水泵", "2 台水泵超出特性曲线流量范围"] {
            #expect(text.contains(word), "\(word)")
        }
    }

    @Test("JSON and CSV for programs")
    func programs() throws {
        let summary = try summary()
        let document =
            try JSONSerialization.jsonObject(with: Data(summary.text(as: .json).utf8)) as? [String: Any]
        let shares = document?["shares_percent"] as? [String: Double]
        #expect(shares?["consumed"] == 75)
        let warnings = document?["warnings"] as? [[String: Any]]
        #expect(warnings?.first?["spans_s"] as? [[Double]] == [[0, 0], [3600, 5412]])
        let rows = summary.text(as: .csv).components(separatedBy: "\r\n")
        #expect(rows[0] == "section,key,value,unit,elements,from_s,to_s")
        #expect(rows.contains("balance,leaked,20,m3,,,"))
        #expect(rows.contains("extreme,lowest_pressure,-5,m,J,1800,1800"))
        #expect(rows.contains("pump,peak_power,16,kW,U,,"))
        #expect(rows.contains("warning,pumps_beyond_curve,,,U;W,3600,5412"))
    }

    @Test("A steady state has flows, m³/h, instead of volumes; without supply there are no shares")
    func steady() throws {
        let network = try Trio.network()
        var summary = SolveSummary(network, source: "trio.inp")
        summary.add(Trio.state(network))
        var totals = SimulationTotals()
        totals.volumes.consumed = 0.5
        summary.finish(totals)
        let text = summary.text(as: .table)
        #expect(text.hasPrefix("trio.inp: 3 nodes, 3 links; steady state, 5 iterations\n"))
        #expect(text.contains("Consumed                    1800.00                    -\n"))
        #expect(text.contains("\nNo warnings.\n"))
        #expect(summary.text(as: .csv).contains("balance,consumed,0.5,m3/s,,,\r\n"))
    }

    @Test("Times as people write them")
    func times() {
        #expect(SimulationClock.text(0) == "0:00")
        #expect(SimulationClock.text(99000) == "27:30")
        #expect(SimulationClock.text(312) == "0:05:12")
        #expect(SimulationClock.text(.nan) == "–")
    }
}
