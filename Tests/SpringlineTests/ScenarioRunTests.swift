import Foundation
import Hydraulics
import NetworkFormats
import PipeNetwork
import Reports
import Testing

@testable import Springline

@Suite("Scenarios of a network")
struct ScenarioRunTests {
    /// A loop with a pump whose speed follows a pattern, a reducing valve and a control that would open what a scenario
    /// closes; `edit` changes its text by hand.
    private func network(_ edit: (String) -> String = { $0 }) throws -> Network {
        let text = """
            [JUNCTIONS]
            A 10 20
            B 12 30
            C 11 25
            D 10 15
            E 5 10
            F 10 0
            [RESERVOIRS]
            R 50
            [PIPES]
            P0 F A 500 300 120 0
            P1 A B 400 200 120 0
            P2 B C 400 150 120 0
            P3 C D 400 150 120 0
            P4 D A 400 200 120 0
            [PUMPS]
            PU R F HEAD C1 PATTERN S
            [VALVES]
            V C E 150 PRV 30 0
            [CURVES]
            C1 100 40
            [PATTERNS]
            S 1.0
            1 1.0
            [CONTROLS]
            LINK P2 OPEN AT TIME 0
            [TIMES]
            DURATION 0
            [OPTIONS]
            UNITS LPS
            HEADLOSS H-W
            DEMAND MULTIPLIER 1
            ACCURACY 1e-10
            [END]
            """
        return try Network(inp: edit(text), file: "loop.inp")
    }

    private let scenarios = [
        NetworkScenario("as it is"),
        NetworkScenario("peak", demandFactor: 1.6),
        NetworkScenario("fire", demandFactor: 1.2, demands: ["B": 0.06]),
        NetworkScenario("closed", links: .init(statuses: ["P2": .closed])),
        NetworkScenario("old pipes", demandFactor: 0.9, links: .init(roughnessFactor: 0.7)),
        NetworkScenario("settings", links: .init(settings: ["V": 22, "PU": 0.95])),
        NetworkScenario("closed, peak", demandFactor: 1.6, links: .init(statuses: ["P2": .closed])),
    ]

    private func byHand(_ name: String) throws -> Network {
        try network { text in
            var text = text
            func replace(_ a: String, _ b: String) {
                #expect(text.contains(a))
                text = text.replacing(a, with: b)
            }
            func demands(_ factor: String) { replace("DEMAND MULTIPLIER 1", "DEMAND MULTIPLIER \(factor)") }
            switch name {
            case "peak": demands("1.6")
            case "fire":
                demands("1.2")
                replace("B 12 30", "B 12 50")
            case "closed", "closed, peak":
                replace("P2 B C 400 150 120 0", "P2 B C 400 150 120 0 CLOSED")
                replace("LINK P2 OPEN AT TIME 0\n", "")
                if name == "closed, peak" { demands("1.6") }
            case "old pipes":
                demands("0.9")
                replace(" 120 0\n", " 84 0\n")
            case "settings":
                replace("PRV 30 0", "PRV 22 0")
                replace("PATTERN S", "SPEED 0.95")
            default: break
            }
            return text
        }
    }

    @Test("Each scenario is the model changed by hand and solved alone")
    func sameAsByHand() throws {
        let network = try network()
        let report = try ScenarioRun(network, source: "loop.inp", scenarios).report(keepsStates: true)
        #expect(report.outcomes.map(\.name) == scenarios.map(\.name))
        for outcome in report.outcomes {
            let alone = try HydraulicSolver(try byHand(outcome.name)).steadyState()
            let state = try #require(outcome.state)
            #expect(outcome.hasConverged && alone.hasConverged, "\(outcome.name)")
            // Solves end where laws hold within 1e-7 m, so heads agree in nine digits and not in all.
            #expect(
                zip(state.heads, alone.heads).allSatisfy { abs($0 - $1) < 1e-9 * abs($1) },
                "\(outcome.name)")
            #expect(zip(state.flows, alone.flows).allSatisfy { abs($0 - $1) < 1e-9 }, "\(outcome.name)")
            #expect(state.statuses == alone.statuses, "\(outcome.name)")
        }
        #expect(
            Set(report.outcomes.compactMap { $0.state?.heads }).count == scenarios.count,
            "every scenario differs")
    }

    @Test("The figures are those of junctions that draw water")
    func figures() throws {
        let network = try network()
        let report = try ScenarioRun(network, source: "loop.inp", scenarios).report(serviceMinimum: 60)
        for outcome in report.outcomes {
            let alone = try HydraulicSolver(try byHand(outcome.name)).steadyState()
            let pressures = alone.pressures.prefix(5).sorted()
            #expect(outcome.served == 5)
            #expect(abs((outcome.leastPressure?.value ?? .nan) - pressures[0]) < 3e-8, "\(outcome.name)")
            #expect(abs((outcome.medianPressure ?? .nan) - pressures[2]) < 3e-8, "\(outcome.name)")
            #expect(outcome.belowMinimum.count == pressures.count { $0 < 60 }, "\(outcome.name)")
            #expect(abs(outcome.supplied - outcome.consumed) < 1e-9, "\(outcome.name)")
            #expect(outcome.state == nil)
        }
    }

    @Test("The report in its forms")
    func forms() throws {
        let run = ScenarioRun(try network(), source: "loop.inp", scenarios)
        let text = try run.report().text(as: .table)
        #expect(text.hasPrefix("loop.inp: 7 nodes, 7 links; 7 scenarios\n"))
        #expect(text.contains("Below 14.0 m"))
        let csv = try run.report().text(as: .csv)
        #expect(csv.split(separator: "\r\n").count == scenarios.count + 1)
        #expect(csv.hasPrefix("scenario,converged,iterations,least_pressure_m,least_pressure_node,"))
        let json = try run.report(keepsStates: true).text(as: .json)
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let found = try #require(document["scenarios"] as? [[String: Any]])
        #expect(found.count == scenarios.count)
        #expect((found[1]["head_m"] as? [Double])?.count == 7)
        #expect((found[1]["status"] as? [String])?.count == 7)
        #expect(try run.report().text(as: .table, language: .chinese).contains("7 个工况"))
    }
}
