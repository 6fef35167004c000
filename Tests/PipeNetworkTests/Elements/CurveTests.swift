import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Curves")
struct CurveTests {
    private func curve(_ points: [(Double, Double)]) -> Curve {
        Curve(id: "C", points: points.map { .init(x: $0.0, y: $0.1) })
    }

    @Test(
        "Straight between the points, and beyond them on the line of the two nearest",
        arguments: [
            // Slopes −10 and −40: 30 + 10·1 before the first, 15 − 5 between, −15 − 40 behind the last.
            (-1, 40), (0, 30), (0.5, 25), (1, 20), (1.25, 10), (2, -20), (3, -60),
        ] as [(Double, Double)])
    func byHand(x: Double, y: Double) {
        #expect(isNear(curve([(0, 30), (1, 20), (2, -20)]).value(at: x), y))
    }

    @Test("A curve of no points says nothing, one of one point always the same")
    func short() {
        #expect(curve([]).value(at: 1) == nil)
        for x in [-1e9, 0, 5, .infinity] { #expect(curve([(3, 7)]).value(at: x) == 7) }
    }

    @Test("Two points above each other are a step, which divides nothing by zero")
    func step() {
        let step = curve([(0, 1), (1, 1), (1, 5), (2, 5)])
        #expect(step.value(at: 0.5) == 1)
        #expect(step.value(at: 1.5) == 5)
        let all = (0...20).compactMap { step.value(at: Double($0) / 10) }
        #expect(all.count == 21 && all.allSatisfy { $0 == 1 || $0 == 5 })
        #expect(curve([(1, 2), (1, 4)]).value(at: 1) == 4)
    }

    @Test("A straight line is itself, at however many points it is sampled", arguments: 0..<50)
    func line(seed: UInt64) {
        var random = SplitMix(seed)
        let (slope, base) = (
            Double.random(in: -9...9, using: &random), Double.random(in: -9...9, using: &random)
        )
        var x = Double.random(in: -5...5, using: &random)
        let points = (0..<Int.random(in: 2...9, using: &random)).map { _ in
            x += Double.random(in: 0.1...3, using: &random)
            return (x, base + slope * x)
        }
        for _ in 0..<20 {
            let at = Double.random(in: -50...50, using: &random)
            #expect(isNear(curve(points).value(at: at), base + slope * at, 1e-9))
        }
    }

    @Test("A curve passes its points and stays between neighbours", arguments: 0..<50)
    func bounds(seed: UInt64) {
        var random = SplitMix(seed)
        let points = (0..<8).map { (Double($0), Double.random(in: -9...9, using: &random)) }
        let curve = curve(points)
        for (x, y) in points { #expect(isNear(curve.value(at: x), y)) }
        for (a, b) in zip(points, points.dropFirst()) {
            let at = curve.value(at: a.0 + Double.random(in: 0...1, using: &random)) ?? .nan
            #expect(at >= min(a.1, b.1) - 1e-12 && at <= max(a.1, b.1) + 1e-12)
        }
    }

    @Test("A tank's volume follows its curve before its cylinder, and is unknown without either")
    func tankVolume() {
        let volumes = curve([(0, 0), (2, 100), (4, 400)])
        let shaped = Tank(id: "T", minimumLevel: 1, diameter: 10, volumeCurve: "C")
        // 100 m³ at 2 m, 150 m³ a metre above.
        #expect(isNear(shaped.volume(atLevel: 3, curve: volumes), 250))
        #expect(shaped.volume(atLevel: 3, curve: nil) == nil)
        #expect(Tank(id: "T").volume(atLevel: 3, curve: volumes) == nil)
        // 25π m² of surface: 25π·1 below the lowest level, unless the file says 5 m³, and 25π·2 above it.
        let round = Tank(id: "T", minimumLevel: 1, diameter: 10)
        #expect(isNear(round.volume(atLevel: 3, curve: nil), 75 * .pi))
        let dished = Tank(id: "T", minimumLevel: 1, diameter: 10, minimumVolume: 5)
        #expect(isNear(dished.volume(atLevel: 3, curve: nil), 5 + 50 * .pi))
    }
}
