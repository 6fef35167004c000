import Testing

@testable import WaterLoss

@Suite("The change of an uncertain quantity between two periods")
struct UncertainChangeTests {
    @Test("Random errors of the same meter add in quadrature: 3 and 4 make 5")
    func quadrature() {
        let change = Uncertain.change(
            from: Uncertain(100, source: "meter M", halfWidth: 3),
            to: Uncertain(110, source: "meter M", halfWidth: 4))
        #expect(change.value == 10)
        #expect(change.halfWidth == 5)
        // Different meters are independent anyway.
        let other = Uncertain.change(
            from: Uncertain(100, source: "meter M", halfWidth: 3),
            to: Uncertain(110, source: "meter N", halfWidth: 4))
        #expect(other.halfWidth == 5)
    }

    @Test("A source with opposite signs counts as if it erred alike: 3 and −4 make 7")
    func turned() {
        let change = Uncertain.change(
            from: Uncertain(100, source: "meter M", halfWidth: 3),
            to: Uncertain(-110, source: "meter M", halfWidth: -4))
        #expect(change.halfWidth == 7)
        // A tank's level between two periods that follow each other: ±2 at the end of one, ∓2 at the start of the other.
        let level = Uncertain.change(
            from: Uncertain(0, source: "tank T at noon", halfWidth: -2),
            to: Uncertain(0, source: "tank T at noon", halfWidth: 2))
        #expect(level.halfWidth == 4)
    }

    @Test("Systematic errors cancel as far as the volumes are alike: 1 % of 500 and of 620 leave 1.2")
    func systematic() {
        func volume(_ value: Double) -> Uncertain {
            Uncertain(value, source: "meter M", percent: 0, systematicPercent: 1, kind: "boundary meters")
        }
        let change = Uncertain.change(from: volume(500), to: volume(620))
        #expect(abs(change.systematicHalfWidth - 1.2) < 1e-12)
        #expect(change.randomHalfWidth == 0)
        let other = Uncertain(
            620, source: "meter M", percent: 0, systematicPercent: 1, kind: "customer meters")
        #expect(abs(Uncertain.change(from: volume(500), to: other).systematicHalfWidth - 11.2) < 1e-12)
    }

    @Test(
        "Whatever the correlation of a source's two errors, the limits are no narrower than its",
        arguments: [
            (3.0, 4.0), (3, -4), (0, 5), (-2, -2), (1, 0),
        ])
    func everyCorrelation(_ a: Double, _ b: Double) {
        let change = Uncertain.change(
            from: Uncertain(1, source: "s", halfWidth: a), to: Uncertain(2, source: "s", halfWidth: b))
        for step in 0...10 {
            let correlation = Double(step) / 10
            let variance = a * a + b * b - 2 * correlation * a * b
            #expect((change.halfWidth ?? 0) >= variance.squareRoot() - 1e-12)
        }
    }

    @Test("Exact numbers have no limits, and sources without limits are named still")
    func unstated() {
        #expect(Uncertain.change(from: 3, to: 5).halfWidth == nil)
        let change = Uncertain.change(
            from: .unstated(3, source: "M"), to: Uncertain(5, source: "N", halfWidth: 1))
        #expect(change.unstated == ["M"])
        #expect(change.halfWidth == 1)
    }
}
