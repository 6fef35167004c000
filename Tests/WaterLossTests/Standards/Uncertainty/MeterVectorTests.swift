import TestSupport
import Testing
import WaterLoss

/// Nets of zones from the signs of their meters, against the matrix written out.
@Suite("Meters between zones")
struct MeterVectorTests {
    /// Zones in a ring with inlets: meters lead from a zone (or outside, −1) to another.
    private struct Ring {
        var meters: [(id: String, from: Int, to: Int, volume: Double, percent: Double)] = []
        var vector = MeterVector()

        init(zones: Int, seed: UInt64) {
            var random = SplitMix(seed)
            for number in 0..<zones * 3 {
                let to = Int.random(in: 0..<zones, using: &random)
                let others = (-1..<zones).filter { $0 != to }
                let from = others[Int.random(in: 0..<others.count, using: &random)]
                // Reverse flow makes a net volume negative.
                meters.append(
                    (
                        "m\(number)", from, to, Double.random(in: -200...900, using: &random),
                        Double.random(in: 0.5...6, using: &random)
                    ))
            }
            for meter in meters { vector.add(meter.id, volume: meter.volume, percent: meter.percent) }
        }

        func signs(_ zone: Int) -> [String: Int] {
            var signs: [String: Int] = [:]
            for meter in meters where meter.to == zone { signs[meter.id] = 1 }
            for meter in meters where meter.from == zone { signs[meter.id] = -1 }
            return signs
        }
    }

    @Test("The nets of all zones add up to what came from outside, with the doubt of the inlets alone")
    func wholeCity() throws {
        for seed in 81..<91 {
            let ring = Ring(zones: 5, seed: UInt64(seed))
            let zones = (0..<5).map(ring.signs)
            let inlets = ring.meters.filter { $0.from == -1 }
            let input = inlets.reduce(0) { $0 + $1.volume }
            let width = inlets.reduce(0) { sum, meter in
                let half = meter.volume * meter.percent / 100
                return sum + half * half
            }.squareRoot()
            let parent = try #require(ring.vector.net(MeterVector.signs(holding: zones)))
            #expect(agrees(parent.value, input))
            #expect(agrees(parent.randomHalfWidth, width))
            let sum = Uncertain.sum(try zones.map { try #require(ring.vector.net($0)) })
            #expect(agrees(sum.value, input))
            #expect(agrees(sum.randomHalfWidth, width))
        }
    }

    @Test(
        "A zone's variance is that of its own meters; two zones' covariance is minus that of what they share")
    func covariance() throws {
        // Var(a + b) = Var a + Var b + 2·Cov, and Cov = −Σ Var of the meters between them.
        for seed in 91..<97 {
            let ring = Ring(zones: 4, seed: UInt64(seed))
            for (first, second) in [(0, 1), (1, 3), (2, 0)] {
                let a = try #require(ring.vector.net(ring.signs(first)))
                let b = try #require(ring.vector.net(ring.signs(second)))
                func variance(_ meter: (id: String, from: Int, to: Int, volume: Double, percent: Double))
                    -> Double
                {
                    let sigma = meter.volume * meter.percent / 196
                    return sigma * sigma
                }
                let own = ring.meters.filter { $0.from == first || $0.to == first }
                #expect(agrees(a.variance, own.reduce(0) { $0 + variance($1) }))
                let shared = ring.meters.filter { Set([$0.from, $0.to]) == Set([first, second]) }
                #expect(
                    agrees(
                        (a + b).variance,
                        a.variance + b.variance - 2 * shared.reduce(0) { $0 + variance($1) }))
                // Their difference doubts the shared meters twice as much instead.
                #expect(
                    agrees(
                        (a - b).variance,
                        a.variance + b.variance + 2 * shared.reduce(0) { $0 + variance($1) }))
            }
        }
    }

    @Test("A meter turned round, with its sign, changes nothing")
    func orientation() throws {
        let ring = Ring(zones: 4, seed: 97)
        var turned = MeterVector()
        for meter in ring.meters { turned.add(meter.id, volume: -meter.volume, percent: meter.percent) }
        for zone in 0..<4 {
            let plain = try #require(ring.vector.net(ring.signs(zone)))
            let other = try #require(turned.net(ring.signs(zone).mapValues { -$0 }))
            #expect(agrees(other.value, plain.value))
            #expect(agrees(other.halfWidth, try #require(plain.halfWidth)))
        }
    }

    @Test("A meter that is read anew replaces what was known of it; without meters a zone has nothing")
    func replaced() {
        var vector = MeterVector()
        vector.add("in", volume: 500, percent: 4)
        vector.add("in", volume: 620, percent: 5)
        #expect(vector.net(["in": 1])?.value == 620)
        #expect(agrees(vector.net(["in": 1])?.halfWidth, 31))
        #expect(vector.net([:])?.value == 0 && vector.net([:])?.halfWidth == nil)
        // A sign of 0 asks for no meter, so none is missing.
        #expect(vector.net(["in": 1, "gone": 0])?.value == 620)
        #expect(MeterVector.signs(holding: [["a": 1], ["a": -1]]).isEmpty)
    }

    @Test("A meter that counts twice into a zone is doubted twice, not √2 times")
    func twice() {
        // Var(2·v) = 4·Var(v): 2·300 ± 2·15.
        var vector = MeterVector()
        vector.add("in", volume: 300, percent: 5)
        #expect(vector.net(["in": 2])?.value == 600)
        #expect(agrees(vector.net(["in": 2])?.halfWidth, 30))
    }
}
