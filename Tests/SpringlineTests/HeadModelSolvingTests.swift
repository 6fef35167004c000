import Hydraulics
import PipeNetwork
import Springline
import Testing

@Suite("A model's heads by the hour")
struct HeadModelSolvingTests {
    @Test("Each hour has the heads of its own pattern period, counted from the model's clock")
    func hours() throws {
        let network = try Network(
            inp: """
                [JUNCTIONS]
                A 10 20 P
                [RESERVOIRS]
                R 80
                [PIPES]
                p R A 1000 200 120 0
                [PATTERNS]
                P 0.5 0.5 0.5 0.5 0.5 0.5 1 1 1 1 1 1 2 2 2 2 2 2 1.5 1.5 1.5 1.5 1.5 1.5
                [TIMES]
                DURATION 0
                START CLOCKTIME 6:00
                [OPTIONS]
                UNITS LPS
                HEADLOSS H-W
                [END]
                """, file: "hours.inp")
        let model = try #require(try HeadModel(solving: network))
        let node = try #require(network.nodes.index(of: "A"))
        let solver = try HydraulicSolver(network)
        for clock in 0..<24 {
            // The model's time 0 is 6 o'clock.
            let state = try solver.steadyState(at: Double((clock + 18) % 24) * 3600)
            #expect(abs(model.hours[clock][node] - state.heads[node]) < 1e-4, "\(clock) o'clock")
        }
        #expect(abs(model.hours[6][node] - model.hours[18][node]) > 1)
    }
}
