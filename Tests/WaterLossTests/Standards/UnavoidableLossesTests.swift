import WaterLoss
import Telemetry
import Testing

@Suite("Unavoidable losses, their index and its bands")
struct UnavoidableLossesTests {
    @Test("The metric formula, with the private pipe in total")
    func metric() {
        // 10 km, 500 connections with 15 m each (7.5 km in all), 40 m: (180 + 400 + 187.5)·40 = 30 700 L/d.
        let pipe = UnavoidableLosses.totalPrivatePipe(connections: 500, mean: 15)
        #expect(pipe.value == 7500)
        let small = UnavoidableLosses.metric(
            mains: 10_000, connections: 500, privatePipe: pipe, pressure: 40)
        #expect(agrees(small.value, 30.7))
        // The mean for the total, or km for m, would be far off: (180 + 400 + 25·0.015)·40 = 23 215 L/d.
        let wrong = UnavoidableLosses.metric(
            mains: 10_000, connections: 500, privatePipe: 15, pressure: 40)
        #expect(agrees(wrong.value, 23.215))
        // 450 km, 32 000 connections, 160 km, 48 m: (8100 + 25 600 + 4000)·48 = 1 809 600 L/d.
        let large = UnavoidableLosses.metric(
            mains: 450_000, connections: 32_000, privatePipe: 160_000, pressure: 48)
        #expect(agrees(large.value, 1809.6))
        // 3.1 million m³ a year are 8493.15 m³/d: ILI 4.693.
        let index = UnavoidableLosses.infrastructureLeakageIndex(
            current: Uncertain(3_100_000.0 / 365), unavoidable: large)
        #expect(agrees(index?.value, 3_100_000 / 365 / 1809.6))
        #expect(abs((index?.value ?? 0) - 4.693) < 0.0005)
        #expect(
            UnavoidableLosses.infrastructureLeakageIndex(current: 10, unavoidable: 0) == nil)
    }

    @Test("The US formula has its own, rounded coefficients")
    func unitedStates() {
        // 100 mi, 10 000 connections, 20 mi, 70 psi: (541 + 1500 + 150)·70 = 153 370 gal/d.
        let mile = 1609.344
        let psi = 6894.757293168 / 9806.65
        let losses = UnavoidableLosses.unitedStates(
            mains: Uncertain(100 * mile), connections: 10_000, privatePipe: Uncertain(20 * mile),
            pressure: Uncertain(70 * psi))
        #expect(agrees(losses.value / 0.003785411784, 153_370))
        // Within 1 % of the metric formula, and not the same.
        let metric = UnavoidableLosses.metric(
            mains: Uncertain(100 * mile), connections: 10_000, privatePipe: Uncertain(20 * mile),
            pressure: Uncertain(70 * psi))
        let ratio = losses.value / metric.value
        #expect(abs(ratio - 1) < 0.0101)
        #expect(abs(ratio - 1) > 0.001)
    }

    @Test("An intermittent supply leaks while it is on")
    func intermittent() {
        // 8 hours a day of 1809.6 m³/d.
        #expect(agrees(UnavoidableLosses.intermittent(1809.6, pressurisedShare: 8.0 / 24).value, 603.2))
    }

    @Test("The component formula is the plain one at 50 m and falls faster below")
    func components() {
        func component(_ pressure: Uncertain, _ method: ComponentUARL = ComponentUARL()) -> Double {
            method.unavoidableLosses(
                mains: 10_000, connections: 500, privatePipe: 7500, pressure: pressure
            ).value
        }
        // At 50 m: (18·10 + 0.8·500 + 25·7.5)·50 = 38 375 L/d.
        #expect(agrees(component(50), 38.375))
        #expect(agrees(component(50, ComponentUARL(reportedExponent: 0.5, unreportedExponent: 1.5)), 38.375))
        // At 12.5 m, a quarter: background 96 + 300 + 120 = 516 by 1/8; reported 58 + 20 + 14.25 = 92.25 and
        // unreported 26 + 80 + 53.25 = 159.25 by 1/4: 50·(64.5 + 23.0625 + 39.8125) = 6368.75 L/d.
        #expect(agrees(component(12.5), 6.36875))
        // Rigid reported (½ → 1/2), flexible unreported (1.5 → 1/8): 50·(64.5 + 46.125 + 19.90625) = 6526.5625.
        #expect(
            agrees(component(12.5, ComponentUARL(reportedExponent: 0.5, unreportedExponent: 1.5)), 6.5265625)
        )
    }

    @Test(
        "Outside the systems it was made for, UARL is flagged",
        arguments: [
            (UARLValidity.metric, 150.0, 3001.0, 40.0, []),
            (.metric, 149, 3000, 25, []),
            (.metric, 149, 3000, 100, []),
            (.metric, 100, 2999, 40, ["size"]),
            (.metric, 100, 4000, 24.99, ["pressure"]),
            (.metric, 100, 4000, 100.01, ["pressure"]),
            (.metric, 200, 4000, 40, ["density"]),
            (.metric, 199.9, 4000, 40, []),
            (.metric, 10, 500, 12, ["size", "pressure"]),
            (
                UARLValidity(size: .moreThan5000Connections, leastPressure: 25, largestPressure: 100), 100,
                5000, 40, ["size"]
            ),
            (UARLValidity(size: .combined, leastPressure: 25, largestPressure: 100), 50, 2000, 40, []),
            (UARLValidity(size: .combined, leastPressure: 25, largestPressure: 100), 50, 1999, 40, ["size"]),
        ])
    func validity(
        _ rule: UARLValidity, _ kilometres: Double, _ connections: Double, _ pressure: Double,
        _ expected: [String]
    ) {
        let flags = rule.flags(mains: kilometres * 1000, connections: connections, pressure: pressure)
        #expect(flags.map(\.text) == expected.map { "uarl_out_of_validity:\($0)" })
    }

    @Test("AWWA's rule: 32·Lm + Nc of 3000, 35 psi")
    func validityOfAWWA() {
        let (mile, psi) = (1609.344, 6894.757293168 / 9806.65)
        func flags(_ miles: Double, _ connections: Double, _ pounds: Double) -> [String] {
            UARLValidity.unitedStates.flags(
                mains: miles * mile, connections: connections, pressure: pounds * psi
            ).map(\.text)
        }
        // 32·50 + 1400 = 3000.
        #expect(flags(50, 1400, 35).isEmpty)
        #expect(flags(50, 1399, 35) == ["uarl_out_of_validity:size"])
        #expect(flags(50, 1400, 34.9) == ["uarl_out_of_validity:pressure"])
    }

    @Test(
        "Bands of ILI are closed below and open above",
        arguments: [
            (0.0, "A", "A"), (1.99, "A", "A"), (2, "B", "A"), (3.99, "B", "A"), (4, "C", "B"),
            (7.99, "C", "B"), (8, "D", "C"), (15.99, "D", "C"), (16, "D", "D"), (100, "D", "D"),
        ])
    func bands(_ ili: Double, _ developed: String, _ developing: String) {
        #expect(WorldBankBand.band(ofILI: ili, world: .developed)?.rawValue == developed)
        #expect(WorldBankBand.band(ofILI: ili, world: .developing)?.rawValue == developing)
    }

    @Test("A negative index has no band")
    func negativeBand() {
        #expect(WorldBankBand.band(ofILI: -0.1, world: .developed) == nil)
        #expect(
            WorldBankBand.lookup(litresPerConnectionAndDay: -1, pressure: 40, world: .developed) == nil)
        #expect(WorldBankBand.lookup(litresPerConnectionAndDay: 1, pressure: 0, world: .developed) == nil)
    }

    @Test(
        "Every cell of the matrix",
        arguments: [
            (WorldBankBand.World.developed, 20.0, 50.0, 100.0, 200.0), (.developed, 30, 75, 150, 300),
            (.developed, 40, 100, 200, 400), (.developed, 50, 125, 250, 500),
            (.developing, 10, 50, 100, 200), (.developing, 20, 100, 200, 400),
            (.developing, 30, 150, 300, 600), (.developing, 40, 200, 400, 800),
            (.developing, 50, 250, 500, 1000),
        ])
    func matrix(_ world: WorldBankBand.World, _ pressure: Double, _ b: Double, _ c: Double, _ d: Double) {
        func band(_ loss: Double) -> String? {
            let lookup = WorldBankBand.lookup(
                litresPerConnectionAndDay: loss, pressure: pressure, world: world)
            #expect(lookup?.flags == [])
            return lookup?.band.rawValue
        }
        #expect([b - 0.01, b, c - 0.01, c, d - 0.01, d].map(band) == ["A", "B", "B", "C", "C", "D"])
    }

    @Test("Between and beyond the columns the rule of the matrix is used, and said")
    func interpolation() {
        func lookup(_ pressure: Double, _ world: WorldBankBand.World) -> WorldBankBand.Lookup? {
            WorldBankBand.lookup(litresPerConnectionAndDay: 112, pressure: pressure, world: world)
        }
        // 2.5·45 = 112.5.
        #expect(lookup(45, .developed)?.band == .a)
        #expect(lookup(45, .developed)?.flags.map(\.text) == ["interpolated"])
        #expect(lookup(60, .developed)?.flags.map(\.text) == ["extrapolated"])
        #expect(lookup(10, .developed)?.flags.map(\.text) == ["extrapolated"])
        #expect(lookup(10, .developing)?.flags == [])
        // 5·22 = 110.
        #expect(lookup(22, .developing)?.band == .b)
    }
}
