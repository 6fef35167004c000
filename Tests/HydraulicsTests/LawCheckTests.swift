import Foundation
import Hydraulics
import PipeNetwork
import Testing

/// The check of laws is worth what it finds: a state of one network held against another that differs in one number.
@Suite("The check of every law")
struct LawCheckTests {
    /// R ─ A ─┬─ B ─ C with a link under test from A to B, an emitter at B and a leak on the last pipe.
    func network(_ edit: (inout Network) throws -> Void) throws -> Network {
        var network = Network.exact()
        try network.reservoir("R", 60)
        try network.junction("A", 5)
        try network.junction("B", 8, demand: 0.01, emitter: 1e-4)
        try network.junction("C", 3, demand: 0.005)
        try network.pipe("first", "R", "A")
        try edit(&network)
        try network.pipe("last", "B", "C", leakage: PipeLeakage(area: 1e-7, expansion: 1e-9))
        return network
    }

    /// Pairs of link kinds that differ in one number of one law.
    static let pairs: [@Sendable (Double, inout Network) throws -> Void] = [
        { try $1.pipe("x", "A", "B", diameter: 0.2 * $0) },
        { try $1.pipe("x", "A", "B", diameter: 0.15, minorLoss: 20 * $0) },
        { try $1.pump("x", "A", "B", curve: [(0.02, 20)], speed: $0) },
        { try $1.pump("x", "A", "B", curve: [(0, 20), (0.01, 15 * $0), (0.03, 5)]) },
        { try $1.pump("x", "A", "B", curve: [(0, 20), (0.01, 15), (0.03, 12 * $0), (0.05, 2)]) },
        { try $1.add(Pump(id: "x", start: "A", end: "B", power: 2000 * $0)) },
        { try $1.valve("x", "A", "B", .prv, 30 * $0) },
        { try $1.valve("x", "A", "B", .psv, 52 / pow($0, 10), minorLoss: 5) },
        { try $1.valve("x", "A", "B", .pbv, 7 * $0) },
        { try $1.valve("x", "A", "B", .tcv, 100 * $0) },
        { try $1.valve("x", "A", "B", .pcv, 40 * $0, minorLoss: 3) },
        {
            $1.curve("g", .valveHeadLoss, [(0, 0), (0.02, 4 * $0)])
            try $1.valve("x", "A", "B", .gpv, 0, curve: "g")
        },
    ]

    @Test(
        "Finds nothing in a network's own state and one law broken in that of another",
        arguments: pairs.indices)
    func findsOneNumber(pair: Int) throws {
        let own = try network { try Self.pairs[pair](1, &$0) }
        let other = try network { try Self.pairs[pair](0.98, &$0) }
        let state = try HydraulicSolver(own).steadyState()
        #expect(state.hasConverged)
        #expect(LawCheck(network: own, state: state).violations == [])
        let violations = LawCheck(network: other, state: state).violations
        #expect(violations.count == 1, "\(violations)")
        #expect(violations.first?.hasPrefix("x: ") == true)
    }

    @Test("Finds another demand, emitter and leak")
    func findsOutflows() throws {
        let own = try network { try $0.pipe("x", "A", "B") }
        let state = try HydraulicSolver(own).steadyState()
        var others = [own, own, own]
        others[0].hydraulics.demandMultiplier = 1.01
        others[1].hydraulics.emitterExponent = 0.51
        others[2] = try network {
            try $0.pipe("x", "A", "B", leakage: PipeLeakage(area: 1e-9, expansion: 1e-10))
        }
        let found = others.map { LawCheck(network: $0, state: state).violations }
        #expect(found.map(\.count) == [2, 1, 2], "\(found)")
        #expect(found[0].allSatisfy { $0.contains("nothing is in the way") })
    }

    @Test("Finds a shut link that could be open, and water that is not delivered without a reason")
    func findsShutLinks() throws {
        let own = try network { try $0.pipe("x", "A", "B", status: .closed) }
        let state = try HydraulicSolver(own).steadyState()
        #expect(LawCheck(network: own, state: state).violations == [])
        let other = try network { try $0.pipe("x", "A", "B", checkValve: true) }
        let violations = LawCheck(network: other, state: state).violations
        #expect(violations.contains { $0.contains("a check valve shut against flow") }, "\(violations)")
    }
}
