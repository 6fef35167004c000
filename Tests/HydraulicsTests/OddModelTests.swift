import Hydraulics
import NetworkFormats
import PipeNetwork
import Testing

@Suite("Odd models that are models all the same")
struct OddModelTests {
    @Test("Two tanks and a check valve need no junction")
    func noJunction() throws {
        let network = try Network(
            inp: """
                [TANKS]
                A 10 2 0 5 10
                B 0 2 0 5 10
                [PIPES]
                P B A 100 200 100 0 CV
                [OPTIONS]
                UNITS CMH
                [END]
                """, file: "tanks.inp")
        let state = try HydraulicSolver(network).steadyState()
        #expect(state.flows == [0])
        #expect(state.statuses == [.closed])
        #expect(state.heads == [12, 2])
    }

    @Test("A control that watches a junction which no link joins to a source never acts")
    func controlOfUnreachedJunction() throws {
        let network = try Network(
            inp: """
                [JUNCTIONS]
                J 0 10
                X 0 0
                Y 0 0
                [RESERVOIRS]
                R 50
                [PIPES]
                P R J 100 200 100 0
                Q X Y 100 200 100 0
                [CONTROLS]
                LINK P CLOSED IF NODE X BELOW 100
                [OPTIONS]
                UNITS LPS
                [END]
                """, file: "watch.inp")
        let state = try HydraulicSolver(network).steadyState()
        let pipe = try #require(network.links.index(of: "P"))
        #expect(state.statuses[pipe] == .open)
        #expect(abs(state.flows[pipe] - 0.01) < 1e-12)
    }

    @Test("A pump of constant power at a full tank rests, and every number is one")
    func constantPowerAtFullTank() throws {
        let network = try Network(
            inp: """
                [JUNCTIONS]
                J 0 0
                K 0 5
                [RESERVOIRS]
                R 10
                [TANKS]
                T 40 5 0 5 10
                [PIPES]
                P R J 100 200 100 0
                Q T K 100 200 100 0
                [PUMPS]
                U J T POWER 10
                [OPTIONS]
                UNITS LPS
                [END]
                """, file: "full.inp")
        let state = try HydraulicSolver(network).steadyState()
        let pump = try #require(network.links.index(of: "U"))
        let pipe = try #require(network.links.index(of: "Q"))
        #expect(state.hasConverged)
        #expect(state.heads.allSatisfy(\.isFinite) && state.flows.allSatisfy(\.isFinite))
        #expect(state.flows[pump] == 0)
        #expect(state.statuses[pump] == .temporarilyClosed)
        // The tank feeds the one consumer.
        #expect(abs(state.flows[pipe] - 0.005) < 1e-9)
    }
}
