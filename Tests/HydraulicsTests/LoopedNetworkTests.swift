import PipeNetwork
import Testing

@Suite("Looped networks against a dense Newton of the tests' own")
struct LoopedNetworkTests {
    @Test(
        "Two hundred random networks have the heads and flows of the dense system",
        arguments: [HeadLossFormula.hazenWilliams, .darcyWeisbach], RandomNetwork.Outflow.allCases)
    func randomNetworks(formula: HeadLossFormula, outflow: RandomNetwork.Outflow) throws {
        for seed in UInt64(1)...200 {
            let random = try RandomNetwork(seed: seed, formula, outflow)
            let answer = random.newton.solve()
            try #require(
                answer.residual < 1e-8, "seed \(seed): the dense Newton is stuck at \(answer.residual)")
            let solved = try Solved(random.network)
            let headError = zip(solved.state.heads, answer.heads).map { abs($0 - $1) }.max() ?? 0
            let flowError = zip(solved.state.flows, answer.flows).map { abs($0 - $1) }.max() ?? 0
            #expect(headError < 1e-6 && flowError < 1e-7, "seed \(seed): \(headError) m, \(flowError) m³/s")
        }
    }

    @Test(
        "The dense system itself is balanced",
        arguments: [HeadLossFormula.hazenWilliams, .darcyWeisbach], RandomNetwork.Outflow.allCases)
    func reference(formula: HeadLossFormula, outflow: RandomNetwork.Outflow) throws {
        for seed in UInt64(1)...200 {
            let answer = try RandomNetwork(seed: seed, formula, outflow).newton.solve()
            #expect(answer.residual < 1e-8, "seed \(seed)")
        }
    }
}
