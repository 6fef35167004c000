import Hydraulics
import PipeNetwork
import TestSupport
import Testing

@Suite("Random networks of everything obey every law")
struct LawfulStateTests {
    /// What is put into a random network besides its pipes.
    enum Ingredient: CaseIterable {
        case leakages, checkValves, closedPipes, throttles, pumps, reducing, sustaining, control, all
    }

    /// A random network with demands, and some of its pipes replaced.
    func network(seed: UInt64, _ ingredient: Ingredient, _ outflow: RandomNetwork.Outflow) throws -> Network {
        let source = try RandomNetwork(seed: seed, .hazenWilliams, outflow).network
        var random = SplitMix(seed &+ 1_000_000)
        var network = Network.exact()
        network.hydraulics = source.hydraulics
        for junction in source.junctions { try network.add(junction) }
        for reservoir in source.reservoirs { try network.add(reservoir) }
        network.curve("C", .pumpHead, [(0.03, 20)])
        // One valve that holds a pressure always has a lawful state; several may contradict each other.
        var isPressureHeld = false
        for row in 0..<source.links.count {
            guard var pipe = source.pipe(at: row) else { continue }
            let isTouching = [pipe.start, pipe.end].contains { $0.hasPrefix("R") }
            let others = Ingredient.allCases.dropLast()
            let kind = ingredient == .all ? others.randomElement(using: &random) ?? .leakages : ingredient
            let isChosen = Int.random(in: 0..<3, using: &random) == 0
            let share = Double.random(in: 0...1, using: &random)
            guard isChosen || kind == .leakages else {
                try network.add(pipe)
                continue
            }
            switch kind {
            case .leakages:
                pipe.leakage = PipeLeakage(area: 1e-7 * share, expansion: 2e-9 * (1 - share))
                try network.add(pipe)
            case .checkValves:
                pipe.hasCheckValve = true
                try network.add(pipe)
            case .closedPipes where row >= source.nodes.count - 1:
                // Not one that a junction hangs on.
                pipe.status = .closed
                try network.add(pipe)
            case .throttles: try add(.tcv, 100 * share, pipe, &network)
            case .pumps:
                try network.add(
                    Pump(id: pipe.id, start: pipe.start, end: pipe.end, headCurve: "C", speed: 0.5 + share))
            case .reducing where !isTouching && !isPressureHeld:
                isPressureHeld = true
                try add(.prv, 10 + 40 * share, pipe, &network)
            case .sustaining where row >= source.nodes.count - 1 && !isTouching && !isPressureHeld:
                // Fixed demands behind the only way to them can ask for more than the valve may pass.
                isPressureHeld = true
                try add(.psv, 10 + 40 * share, pipe, &network)
            case .control where row >= source.nodes.count - 1: try add(.fcv, 0.02 * share, pipe, &network)
            default: try network.add(pipe)
            }
        }
        return network
    }

    func add(_ kind: Valve.Kind, _ setting: Double, _ pipe: Pipe, _ network: inout Network) throws {
        try network.add(
            Valve(
                id: pipe.id, start: pipe.start, end: pipe.end, kind: kind, diameter: pipe.diameter,
                setting: setting,
                minorLoss: 2 + pipe.minorLoss))
    }

    func isCutOff(_ state: HydraulicState) -> Bool {
        state.warnings.contains { if case .disconnected = $0 { true } else { false } }
    }

    @Test("Every state is lawful", arguments: Ingredient.allCases, RandomNetwork.Outflow.allCases)
    func lawful(ingredient: Ingredient, outflow: RandomNetwork.Outflow) throws {
        for seed in UInt64(1)...100 {
            let network = try network(seed: seed, ingredient, outflow)
            let state = try HydraulicSolver(network).steadyState()
            // Junctions behind a valve that lets nothing in get nothing, whatever their law.
            if isCutOff(state) { continue }
            #expect(state.hasConverged, "seed \(seed) after \(state.iterations) steps")
            guard state.hasConverged else { continue }
            _ = Solved(network, state)
            let violations = LawBook(network: network, state: state).violations
            #expect(violations.isEmpty, "seed \(seed)")
        }
    }
}
