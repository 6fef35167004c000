import InputOutput
import Foundation
import Hydraulics
import NetworkFormats
import PipeNetwork
import Testing

@Suite("Ensembles of demand scenarios")
struct EnsembleTests {
    /// A loop of four junctions fed from one corner, with a reducing valve into a fifth.
    private func network() throws -> Network {
        try Network(
            inp: """
                [JUNCTIONS]
                A 10 20
                B 12 30
                C 11 25
                D 10 15
                E 5 10
                [RESERVOIRS]
                R 80
                [PIPES]
                P0 R A 500 300 120 0
                P1 A B 400 200 120 0
                P2 B C 400 150 120 0
                P3 C D 400 150 120 0
                P4 D A 400 200 120 0
                [VALVES]
                V C E 150 PRV 30 0
                [TIMES]
                DURATION 0
                [OPTIONS]
                UNITS LPS
                HEADLOSS H-W
                ACCURACY 1e-8
                [END]
                """, file: "loop.inp")
    }

    /// Usual demands, and among them three kinds that a batch of scenarios cannot go through together: every 10th so
    /// large that the valve opens, every 13th with an inflow behind the valve, every 17th without any demand.
    private func scenarios(_ solver: HydraulicSolver) throws -> [DemandScenario] {
        let base = try solver.demands()
        return (0..<202).map { number in
            var demands = base.enumerated().map { row, demand in
                demand * (0.4 + 1.3 * Double((number * 37 + row * 101) % 97) / 97)
            }
            if number % 10 == 3 { demands = demands.map { 4 * $0 } }
            if number % 13 == 5 { demands[4] = -0.002 }
            if number % 17 == 6 { demands = demands.map { _ in 0 } }
            return DemandScenario(demands: demands)
        }
    }

    @Test("Scenarios that open the valve stand beside those that do not")
    func mixed() throws {
        let solver = try HydraulicSolver(try network())
        let states = try solver.ensemble(try scenarios(solver))
        let valve = try #require(solver.network.links.ids.firstIndex(of: "V"))
        #expect(states[4].statuses[valve] == .active)
        #expect(states[3].statuses[valve] == .open)
        #expect(states[5].warnings != states[4].warnings)
        #expect(states.allSatisfy { $0.hasConverged })
    }

    @Test("Every scenario is the network with those demands")
    func sameAsAlone() throws {
        let network = try network()
        let solver = try HydraulicSolver(network)
        let scenarios = try scenarios(solver)
        let states = try solver.ensemble(scenarios)
        #expect(states.count == scenarios.count)
        for number in [0, 3, 7, 63, 199, 201] {
            var changed = network
            for row in 0..<network.nodes.count {
                guard var junction = network.junction(at: row) else { continue }
                junction.demands = [Demand(base: scenarios[number].demands[row])]
                try changed.update(junction)
            }
            changed.hydraulics.defaultPattern = nil
            let alone = try HydraulicSolver(changed).steadyState()
            for row in alone.heads.indices {
                // A millionth of the head lost on the way from the reservoir.
                let tolerance = 1e-6 * max(1, 80 - alone.heads[row])
                #expect(abs(alone.heads[row] - states[number].heads[row]) < tolerance)
            }
            for row in alone.flows.indices {
                #expect(abs(alone.flows[row] - states[number].flows[row]) < 1e-8)
            }
        }
    }

    @Test("A result depends on nothing but its own scenario, to the last bit")
    func independent() throws {
        let solver = try HydraulicSolver(try network())
        let scenarios = try scenarios(solver)
        let together = try solver.ensemble(scenarios)
        let backwards = try solver.ensemble(scenarios.reversed())
        let alone = try scenarios[..<5].map { try solver.ensemble([$0])[0] }
        let differing = zip(together, backwards.reversed()).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
        #expect(differing == [])
        #expect(zip(together, alone).allSatisfy { $0 == $1 })
    }

    @Test("A scenario of the wrong length or without a number is refused by its number")
    func refused() throws {
        let solver = try HydraulicSolver(try network())
        let good = DemandScenario(demands: try solver.demands())
        var odd = good
        odd.demands[1] = .nan
        #expect(throws: HydraulicError.scenarioLength(scenario: 1, found: 2, expected: 6)) {
            try solver.ensemble([good, DemandScenario(demands: [0, 0])])
        }
        #expect(
            throws: HydraulicError.unusableValue(
                element: Wording("scenario 1, node 'B'", "情景 1，节点“B”"), field: Wording("demand", "用水量"),
                found: Wording(verbatim: "nan"), expected: Wording("a number in m³/s", "以 m³/s 计的数"))
        ) {
            try solver.ensemble([good, odd])
        }
    }
}
