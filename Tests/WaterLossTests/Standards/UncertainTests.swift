import WaterLoss
import Testing

@Suite("Values with their 95 % limits")
struct UncertainTests {
    @Test("Half-widths of independent values add in quadrature, in a sum and in a difference")
    func quadrature() {
        // 1000 ± 3 % is ± 30, 800 ± 5 % is ± 40: √(900 + 1600) = 50 both ways.
        let a = Uncertain(1000, source: "a", percent: 3)
        let b = Uncertain(800, source: "b", percent: 5)
        #expect(agrees((a + b).halfWidth, 50))
        #expect(agrees((a - b).halfWidth, 50))
        // CL = 1.96·√ΣVar/|V|: 50 of 200 is 25 %.
        #expect(agrees((a - b).percent, 25))
    }

    @Test("The variance is (V·CL/1.96)²: 1.96 and not 2")
    func variance() {
        // 5000 m³ ± 4 %: half-width 200, σ = 102.0408…, σ² = 10 412.328…; with 2 it would be 10 000.
        let value = Uncertain(5000, source: "m", percent: 4)
        #expect(agrees(value.variance, 10_412.328_196_584_757))
        #expect(!agrees(value.variance, 10_000, 1e-3))
    }

    @Test("An estimate of zero keeps its absolute margin and has no percentage")
    func zero() {
        let nothing = Uncertain(0, source: "theft", halfWidth: 12)
        #expect(nothing.halfWidth == 12)
        #expect(nothing.percent == nil)
        // √(12² + 16²) = 20.
        #expect(agrees((nothing + Uncertain(400, source: "b", halfWidth: 16)).halfWidth, 20))
    }

    @Test("A systematic error does not shrink with the number of meters of its kind")
    func systematic() {
        // 100 meters of 10 m³: random 5 % of each is 0.5, together 0.5·√100 = 5; shared 1 % stays 1 % of 1000.
        let meters = (0..<100).map {
            Uncertain(10, source: "m\($0)", percent: 5, systematicPercent: 1, kind: "DN20")
        }
        let sum = Uncertain.sum(meters)
        #expect(agrees(sum.randomHalfWidth, 5))
        #expect(agrees(sum.systematicHalfWidth, 10))
        #expect(agrees(sum.halfWidth, 15))
        // Kinds that share nothing add linearly: 10 + 2 % of 200.
        let other = Uncertain(200, source: "x", percent: 0, systematicPercent: 2, kind: "DN300")
        #expect(agrees((sum - other).systematicHalfWidth, 14))
    }

    @Test("The relative limits of ILI are those of CARL and UARL in quadrature")
    func quotient() {
        let current = Uncertain(9000, source: "carl", percent: 12)
        let unavoidable = Uncertain(1800, source: "uarl", percent: 5)
        let ili = UnavoidableLosses.infrastructureLeakageIndex(current: current, unavoidable: unavoidable)
        #expect(agrees(ili?.value, 5))
        // √(12² + 5²) = 13 %.
        #expect(agrees(ili?.percent, 13))
    }

    @Test("A term above and below the fraction line is doubted once")
    func sharedTerm() {
        // NRW % = 100·(1 − BAC/WS) = 20; WS 1000 ± 50 moves BAC/WS by 0.8·5 % = 4 points, not by 5·(1 + 0.2).
        let supplied = Uncertain(1000, source: "ws", halfWidth: 50)
        let percent = 100 * (supplied - Uncertain(800)) / supplied
        #expect(agrees(percent.value, 20))
        #expect(agrees(percent.halfWidth, 4))
    }

    @Test("What nobody stated counts as exact and is named")
    func unstated() {
        let stated = Uncertain(100, source: "a", percent: 2)
        let silent = Uncertain.unstated(50, source: "b")
        #expect(silent.halfWidth == nil)
        #expect(agrees((stated - silent).halfWidth, 2))
        #expect((stated - silent).unstated == ["b"])
        #expect(Uncertain(7).halfWidth == nil)
        #expect(Uncertain(7).unstated.isEmpty)
    }

    @Test("A power multiplies the relative limits by its exponent")
    func power() {
        let pressure = Uncertain(40, source: "p", percent: 2)
        #expect(agrees(pressure.raised(to: 1.5).percent, 3))
    }

    @Test("A transfer meter cancels in the parent, from the volume and from the doubt")
    func transfer() {
        var meters = MeterVector()
        meters.add("in", volume: 1000, percent: 3)  // ± 30
        meters.add("transfer", volume: 400, percent: 10)  // ± 40
        let west = ["in": 1, "transfer": -1]
        let east = ["transfer": 1]
        // West: 600 ± √(30² + 40²) = 50; East: 400 ± 40.
        #expect(meters.net(west)?.value == 600)
        #expect(agrees(meters.net(west)?.halfWidth, 50))
        #expect(agrees(meters.net(east)?.halfWidth, 40))
        let whole = MeterVector.signs(holding: [west, east])
        #expect(whole == ["in": 1])
        #expect(meters.net(whole)?.value == 1000)
        #expect(agrees(meters.net(whole)?.halfWidth, 30))
        // The zones' own nets, added, say the same; independent limits would give √(50² + 40²) = 64.
        let sum = [west, east].compactMap { meters.net($0) }.reduce(0, +)
        #expect(agrees(sum.halfWidth, 30))
    }

    @Test("A meter that is missing makes the net unknown, not smaller")
    func missingMeter() {
        var meters = MeterVector()
        meters.add("in", volume: 1000, percent: 3)
        #expect(meters.net(["in": 1, "out": -1]) == nil)
    }

    @Test("Meters of one kind with opposite signs share an error that cancels")
    func sharedKind() {
        // 500 in and 400 out by meters 2 % fast alike: the net is wrong by 2 % of 100, not of 900.
        var meters = MeterVector()
        meters.add("in", volume: 500, percent: 0, systematicPercent: 2, kind: "mag")
        meters.add("out", volume: 400, percent: 0, systematicPercent: 2, kind: "mag")
        #expect(agrees(meters.net(["in": 1, "out": -1])?.systematicHalfWidth, 2))
    }
}
