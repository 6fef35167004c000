import Hydraulics
import PipeNetwork
import TestSupport
import Testing

@Suite("Random networks over a day")
struct RandomDayTests {
    /// A random network with two tanks, a daily pattern and a simulation of 24 hours.
    func network(seed: UInt64) throws -> Network {
        var network = try RandomNetwork(seed: seed, .hazenWilliams, .demands).network
        var random = SplitMix(seed &+ 2_000_000)
        network.times.duration = 86400
        network.pattern("day", (0..<8).map { _ in Double.random(in: 0.2...1.8, using: &random) })
        network.times.patternStep = 3 * 3600
        network.hydraulics.defaultPattern = "day"
        for index in 0..<2 {
            let level = Double.random(in: 1...4, using: &random)
            try network.tank(
                "T\(index)", Double.random(in: 40...70, using: &random),
                area: Double.random(in: 20...200, using: &random), level: level, from: 0.5, to: 5,
                canOverflow: Bool.random(using: &random))
            let junction = Int.random(in: 0..<4, using: &random)
            try network.pipe("PT\(index)", "J\(junction)", "T\(index)", length: 300, diameter: 0.2)
        }
        return network
    }

    @Test("Tanks gain what flows in, stay between their levels, and nothing is lost")
    func tanks() throws {
        for seed in UInt64(1)...40 {
            let network = try network(seed: seed)
            let run = try Run(network)
            let result = run.result
            #expect(zip(run.times, run.times.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
            #expect(run.result.reported.map(\.time) == (0...24).map { Double($0) * 3600 }, "seed \(seed)")
            for (before, after) in zip(run.result.states, run.result.states.dropFirst()) {
                for tank in network.tanks {
                    let row = try #require(network.nodes.index(of: tank.id))
                    let area = try #require(tank.surfaceArea)
                    let (level, next) = (before.pressures[row], after.pressures[row])
                    let gain = before.demands[row] * (after.time - before.time) / area
                    // A tank is full or empty to the second: what flows in one is left open.
                    let second = (result.states.map { abs($0.demands[row]) }.max() ?? 0) / area + 1e-9
                    #expect(next >= 0.5 - second && next <= 5 + second, "seed \(seed) \(tank.id): \(next) m")
                    let isSpilling = tank.canOverflow && next > 5 - 1e-6
                    #expect(
                        abs(next - level - gain) <= second || (isSpilling && gain > next - level),
                        "seed \(seed) \(tank.id) at \(after.time) s: \(level) m + \(gain) m, not \(next) m")
                }
            }
        }
    }
}
