import TestSupport
import Testing
import WaterLoss

@Suite("The night flow taken apart")
struct NightFlowAccountTests {
    @Test("Night use of the many: each published rate in litres an hour, one by one")
    func rates() {
        // METHODS: 1.7 and 8 L/h; 6 % of people · 10 L, 50 L/h; groups 0.7, 6.3, 10.4, 20.7, 60.6 L/h.
        func litres(_ flow: Double) -> Double { flow * 3_600_000 }
        func groups(_ others: [LegitimateNightUse.Group: Double]) -> Double {
            LegitimateNightUse.byGroups(households: 0, nonHouseholds: others)
        }
        #expect(isNear(litres(LegitimateNightUse.byProperties(households: 1, nonHouseholds: 0)), 1.7))
        #expect(isNear(litres(LegitimateNightUse.byProperties(households: 0, nonHouseholds: 1)), 8))
        #expect(isNear(litres(LegitimateNightUse.byActivePeople(population: 1, smallNonDomestic: 0)), 0.6))
        #expect(isNear(litres(LegitimateNightUse.byActivePeople(population: 0, smallNonDomestic: 1)), 50))
        let published: [(LegitimateNightUse.Group, Double)] = [
            (.a, 0.7), (.b, 6.3), (.c, 10.4), (.d, 20.7), (.e, 60.6),
        ]
        for (group, rate) in published { #expect(isNear(litres(groups([group: 1])), rate, 1e-12)) }
        let smart = LegitimateNightUse.bySmartMeters(households: 1, nonHouseholds: 0)
        #expect(isNear(litres(smart.lower), 1.3) && isNear(litres(smart.upper), 2.5))
        let other = LegitimateNightUse.bySmartMeters(households: 0, nonHouseholds: 1)
        #expect(isNear(litres(other.lower), 3.3) && isNear(litres(other.upper), 7.1))
    }

    @Test("Two zones have the night use of both; smart meters' limits of a group do not shrink")
    func additive() {
        var random = SplitMix(171)
        for _ in 0..<30 {
            func chance() -> Double { Double(Int.random(in: 0...5000, using: &random)) }
            let (a, b) = ((chance(), chance()), (chance(), chance()))
            let sum =
                LegitimateNightUse.byProperties(households: a.0, nonHouseholds: a.1)
                + LegitimateNightUse.byProperties(households: b.0, nonHouseholds: b.1)
            #expect(
                isNear(
                    LegitimateNightUse.byProperties(households: a.0 + b.0, nonHouseholds: a.1 + b.1), sum,
                    1e-12))
        }
        let one = LegitimateNightUse.bySmartMeters(households: 1, nonHouseholds: 0)
        let many = LegitimateNightUse.bySmartMeters(households: 4000, nonHouseholds: 0)
        #expect(isNear(many.halfWidth / one.halfWidth, 4000, 1e-9))
    }

    @Test("Background by unit rates at 50 m, and by the eighth at a quarter of the pressure")
    func background() throws {
        // Lengths in km: 35·20 + 4000·1.25 + 28·33 = 700 + 5000 + 924 = 6624 L/h; at 12.5 m a quarter^1.5, 828.
        func hourly(_ pressure: Double) throws -> Double {
            try #require(
                BackgroundLeakage.unavoidable(
                    mains: 35_000, connections: 4000, privatePipe: 28_000, nightPressure: pressure)
            ) * 3600
        }
        let (whole, eighth, none) = (try hourly(50), try hourly(12.5), try hourly(0))
        #expect(isNear(whole, 6.624) && isNear(eighth, 0.828) && none == 0)
        let impossible: [(Double, Double, Double, Double)] = [
            (-1, 0, 0, 50), (0, -1, 0, 50), (0, 0, -1, 50), (0, 0, 0, -1), (.nan, 0, 0, 50),
        ]
        for wrong in impossible {
            #expect(
                BackgroundLeakage.unavoidable(
                    mains: wrong.0, connections: wrong.1, privatePipe: wrong.2, nightPressure: wrong.3) == nil
            )
        }
        // The year of 8760 h at 50 m rebuilds the background of UARL: 9.6·35 + 0.6·4000 + 16·28 L/d and m, but for the
        // private pipe's 33 for 33.33 L/km and h.
        // (336 + 2400 + 448) · 50 L/d.
        #expect(isNear(whole * 24, 159.2, 3e-3))
    }

    @Test("Bursts fit into the excess as a hole of fixed area does: fewer at higher pressure")
    func equivalentBursts() {
        // 8 m³/h: 5 bursts at 50 m; at 72 m each gives 1.6·1.2, at 32 m 1.6·0.8.
        func bursts(_ pressure: Double) -> Double? {
            EquivalentBursts.servicePipeBursts(excess: 8 / 3600.0, nightPressure: pressure)
        }
        #expect(isNear(bursts(50), 5) && isNear(bursts(72), 5 / 1.2) && isNear(bursts(32), 5 / 0.8))
        #expect(bursts(0) == nil && bursts(-3) == nil && bursts(.nan) == nil)
        // Put back: the number of them at their flow is the excess.
        for pressure in stride(from: 5.0, through: 120, by: 11.5) {
            let flow = CJJ92.leakFlow(soilCover: 1, discharge: 0.6, area: 1e-4, head: pressure)
            let at50 = CJJ92.leakFlow(soilCover: 1, discharge: 0.6, area: 1e-4, head: 50)
            #expect(isNear(bursts(pressure).map { $0 * 1.6 * flow / at50 }, 8, 1e-12))
        }
    }

    @Test("Every part of a night flow adds up to the whole again, whatever the signs")
    func parts() throws {
        var random = SplitMix(172)
        for _ in 0..<200 {
            func chance() -> Double { Double.random(in: -0.002...0.01, using: &random) }
            let (minimum, use) = (chance(), chance())
            let background = abs(chance())
            let factor = Double.random(in: 0.5...4, using: &random)
            let flow = NetNightFlow(
                minimum: .init(minimum, percent: 3), nightUse: .init(use, percent: 30),
                unavoidableBackground: background, conditionFactor: factor, nightPressure: 40)
            let excess = try #require(flow.excess)
            #expect(abs(use + factor * background + excess - minimum) < 1e-15)
            #expect(flow.flags.contains(.negativeNetNightFlow) == (minimum < use))
            #expect(flow.flags.contains(.negativeExcess) == (minimum - use < factor * background))
            #expect(flow.controllable == max(0, minimum - use - background))
            // The condition factor that explains all of it leaves no excess.
            let all = try #require(
                BackgroundLeakage.conditionFactor(
                    netNightFlowAfterRepair: flow.net.value, unavoidable: background))
            #expect(abs(NetNightFlow.excess(net: flow.net.value, background: all * background)) < 1e-15)
        }
    }

    @Test("A user of exactly half a cubic metre an hour is exceptional, however it was reckoned")
    func threshold() {
        // 500 L in an hour, 125 L in a quarter, 12 m³ in a day: all 0.5 m³/h.
        let spellings: [Double] = [
            0.5 / 3600, 500.0 / 3_600_000, 0.125 / 900, 12.0 / 86_400, 0.5 * (1.0 / 3600),
        ]
        for flow in spellings {
            let user = ExceptionalNightUser(id: "u", nightFlow: .init(flow, percent: 5))
            #expect(user.isExceptional == true)
        }
        #expect(
            ExceptionalNightUser(id: "u", nightFlow: .init(0.4999 / 3600, percent: 5)).isExceptional == false)
    }
}
