import Foundation
import Hydraulics
import PipeNetwork
import Testing

@Suite("What no change of scale, direction or order may change")
struct InvarianceTests {
    /// The network of a seed with every demand, length and diameter scaled, and all heights lifted.
    func scaled(
        _ source: Network, demand: Double = 1, length: Double = 1, lift: Double = 0, reversed: Bool = false
    ) throws -> Network {
        var network = Network.exact(source.hydraulics.headLoss)
        for junction in source.junctions {
            try network.junction(
                junction.id, (junction.elevation ?? 0) + lift,
                demand: demand * junction.demands.reduce(0) { $0 + $1.base })
        }
        for reservoir in source.reservoirs {
            try network.reservoir(reservoir.id, (reservoir.head ?? 0) + lift)
        }
        let rows = reversed ? Array((0..<source.links.count).reversed()) : Array(0..<source.links.count)
        for row in rows {
            guard var pipe = source.pipe(at: row) else { continue }
            pipe.length = pipe.length.map { $0 * length }
            pipe.minorLoss *= length
            if reversed { (pipe.start, pipe.end) = (pipe.end, pipe.start) }
            try network.add(pipe)
        }
        return network
    }

    static let seeds = Array(UInt64(301)...330)

    @Test("Lifting everything lifts every head and changes no flow")
    func lift() throws {
        for seed in Self.seeds {
            let source = try RandomNetwork(seed: seed, .hazenWilliams, .demands).network
            let (low, high) = (try Solved(source), try Solved(scaled(source, lift: 1000)))
            for (a, b) in zip(low.state.heads, high.state.heads) { #expect(near(a + 1000, b, 1e-6)) }
            for (a, b) in zip(low.state.flows, high.state.flows) { #expect(near(a, b, 1e-8)) }
        }
    }

    @Test("Drawing every pipe the other way round, in the other order, turns its flow and nothing else")
    func reversal() throws {
        for seed in Self.seeds {
            let source = try RandomNetwork(seed: seed, .darcyWeisbach, .demands).network
            let (one, other) = (try Solved(source), try Solved(scaled(source, reversed: true)))
            for (a, b) in zip(one.state.heads, other.state.heads) { #expect(near(a, b, 1e-6)) }
            for (a, b) in zip(one.state.flows, other.state.flows.reversed()) { #expect(near(a, -b, 1e-8)) }
        }
    }

    @Test("With one source, k times the length of every pipe is k times every loss at the same flows")
    func longer() throws {
        for seed in Self.seeds {
            let source = try RandomNetwork(seed: seed, .hazenWilliams, .demands).network
            guard source.reservoirs.reduce(0, { count, _ in count + 1 }) == 1 else { continue }
            let (short, long) = (try Solved(source), try Solved(scaled(source, length: 3)))
            for (a, b) in zip(short.state.headLosses, long.state.headLosses) { #expect(near(3 * a, b, 1e-6)) }
            for (a, b) in zip(short.state.flows, long.state.flows) { #expect(near(a, b, 1e-8)) }
        }
    }

    @Test("With one source and no minor losses, k times the demand is k^1.852 times every loss")
    func thirstier() throws {
        for seed in Self.seeds {
            var source = try RandomNetwork(seed: seed, .hazenWilliams, .demands).network
            guard source.reservoirs.reduce(0, { count, _ in count + 1 }) == 1 else { continue }
            for row in 0..<source.links.count {
                guard var pipe = source.pipe(at: row) else { continue }
                pipe.minorLoss = 0
                try source.update(pipe)
            }
            let (one, two) = (try Solved(source), try Solved(scaled(source, demand: 2)))
            for (a, b) in zip(one.state.headLosses, two.state.headLosses) {
                #expect(near(pow(2, 1.852) * a, b, 1e-6))
            }
            for (a, b) in zip(one.state.flows, two.state.flows) { #expect(near(2 * a, b, 1e-8)) }
        }
    }

    @Test("More demand anywhere raises no head")
    func monotonic() throws {
        for seed in Self.seeds {
            let source = try RandomNetwork(seed: seed, .hazenWilliams, .demands).network
            var thirsty = source
            let row = Int(seed) % (source.nodes.count - 2)
            var junction = try #require(source.junction(at: row))
            junction.demands.append(Demand(base: 0.005))
            try thirsty.update(junction)
            let (before, after) = (try Solved(source), try Solved(thirsty))
            for (a, b) in zip(before.state.heads, after.state.heads) { #expect(b < a + 1e-7) }
            #expect(after.state.heads[row] < before.state.heads[row])
        }
    }

    @Test("With one source, the lowest head rises or stays when a pipe from the source is laid beside")
    func anotherPipe() throws {
        // A pipe from the source to a node can only raise that node's head, and with it no head falls.
        for seed in Self.seeds {
            let source = try RandomNetwork(seed: seed, .hazenWilliams, .demands).network
            guard source.reservoirs.reduce(0, { count, _ in count + 1 }) == 1 else { continue }
            var closed = source
            try closed.pipe("new", "R0", "J1", status: .closed)
            var open = source
            try open.pipe("new", "R0", "J1")
            let (before, after) = (try Solved(closed), try Solved(open))
            for (a, b) in zip(before.state.heads, after.state.heads) { #expect(b > a - 1e-7) }
            let original = try Solved(source)
            for (a, b) in zip(original.state.heads, before.state.heads) { #expect(near(a, b, 1e-6)) }
        }
    }

    @Test("The power that sources put in is what consumers take out and pipes use up")
    func energyBalance() throws {
        for seed in Self.seeds {
            let solved = try Solved(RandomNetwork(seed: seed, .darcyWeisbach, .demands).network)
            let state = solved.state
            let taken = zip(state.heads, state.demands).reduce(0) { $0 + $1.0 * $1.1 }
            let used = zip(state.headLosses, state.flows).reduce(0) { $0 + $1.0 * $1.1 }
            #expect(near(taken + used, 0, 1e-7))
            #expect(zip(state.headLosses, state.flows).allSatisfy { $0 * $1 >= -1e-12 })
        }
    }

    @Test("Each pipe of a solved network loses what the formula says", arguments: HeadLossFormula.all)
    func everyPipe(formula: HeadLossFormula) throws {
        for seed in Self.seeds {
            var network = try RandomNetwork(seed: seed, formula, .demands).network
            for row in 0..<network.links.count where formula == .chezyManning {
                guard var pipe = network.pipe(at: row) else { continue }
                pipe.roughness = 0.009 + Double(row) * 0.0005
                try network.update(pipe)
            }
            let solved = try Solved(network)
            for row in 0..<network.links.count {
                let law = try #require(PipeLaw(network, row))
                #expect(near(solved.state.headLosses[row], law.loss(solved.state.flows[row]), 1e-6))
            }
        }
    }
}
