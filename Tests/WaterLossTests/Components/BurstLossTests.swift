import Foundation
import TestSupport
import Testing
import WaterLoss

@Suite("Bursts by size, head and hours")
struct BurstLossTests {
    private func burst(
        _ hourly: Double, hours: Double, count: Double = 1, exponent: Double = 0.5,
        element: BurstDefaults.Element = .mains, isReported: Bool = true
    ) -> BurstComponent {
        BurstComponent(
            element: element, isReported: isReported, count: count, flowAt50: hourly / 3600,
            exponent: exponent, runTime: .whole(hours * 3600))
    }

    @Test("A burst known by its hole loses what the orifice passes in its hours")
    func byHole() {
        // A hole of 40 mm at 50 m: 0.6·π/4·1.6e-3·√(2·9.80665·50) = 23.61138 L/s; the same hole at 36 m.
        let hole = FAVAD(area: Double.pi / 4 * 1.6e-3, slope: 0)
        let at50 = hole.flow(at: 50)
        #expect(isNear(at50 * 1000, 23.61138, 1e-6))
        for head in [12.5, 36, 50, 72, 98] {
            let lost = burst(at50 * 3600, hours: 30).volume(pressure: head)
            #expect(isNear(lost, hole.flow(at: head) * 30 * 3600, 1e-12))
        }
        // A slit that widens only goes with h^1.5.
        let slit = FAVAD(area: 0, slope: 2e-6)
        let volume = burst(slit.flow(at: 50) * 3600, hours: 30, exponent: 1.5).volume(pressure: 32)
        #expect(isNear(volume, slit.flow(at: 32) * 108_000, 1e-12))
    }

    @Test("Awareness, location and repair are one time, and bursts and times add up")
    func additive() {
        var random = SplitMix(211)
        for _ in 0..<50 {
            let parts = (0..<3).map { _ in Double.random(in: 0...5e6, using: &random) }
            let pressure = Double.random(in: 1...100, using: &random)
            var one = burst(6, hours: 0, count: 3, exponent: 1.1)
            one.runTime = .parts(awareness: parts[0], location: parts[1], repair: parts[2])
            let separate = parts.reduce(0.0) { sum, seconds in
                var piece = one
                piece.runTime = .whole(seconds)
                return sum + (piece.volume(pressure: pressure) ?? .nan)
            }
            #expect(isNear(one.volume(pressure: pressure), separate, 1e-12))
        }
        #expect(burst(6, hours: 10).volume(pressure: 0) == 0)
        #expect(burst(6, hours: 10).volume(pressure: .nan) == nil)
    }

    @Test("A network of the defaults at 50 m has the unavoidable losses of the plain formula, within 1 %")
    func rebuilt() throws {
        // Kept networks of several shapes; the frequencies rebuild 17.84, 0.796 and 24.98 of 18, 0.8 and 25.
        for (mains, connections, pipe) in [
            (100_000.0, 4000.0, 0.0), (20_000, 3000, 45_000), (900_000, 20_000, 100_000), (5000, 0, 0),
        ] {
            let bursts = BurstDefaults.components(
                mains: mains, connections: connections, privatePipe: pipe, years: 1)
            let unavoidable = try #require(
                BackgroundLeakage.unavoidable(
                    mains: mains, connections: connections, privatePipe: pipe, nightPressure: 50))
            let analysis = try #require(
                ComponentAnalysis(
                    bursts: bursts, unavoidableBackground: unavoidable, conditionFactor: 1, pressure: 50,
                    duration: 365 * 86_400))
            let plain = UnavoidableLosses.metric(
                mains: Uncertain(mains), connections: Uncertain(connections), privatePipe: Uncertain(pipe),
                pressure: 50)
            #expect(abs(analysis.total / 365 / plain.value - 1) < 0.01)
            #expect(
                isNear(analysis.unexplained(realLoss: plain.value * 365) + analysis.total, plain.value * 365))
        }
    }

    @Test("At another pressure each part follows its own power")
    func powers() throws {
        // UBL 2 m³/h at 50 m, ICF 1.5, 72 m: 3·1.2³ = 5.184 m³/h (72/50 = 1.2²). Bursts 10 m³/h·100 h·1.2 = 1200 (N1
        // 0.5), 4·50·1.44 = 288 (N1 1).
        let analysis = try #require(
            ComponentAnalysis(
                bursts: [burst(10, hours: 100), burst(4, hours: 50, exponent: 1, isReported: false)],
                unavoidableBackground: 2 / 3600.0, conditionFactor: 1.5, pressure: 72, duration: 86_400))
        #expect(isNear(analysis.background, 5.184 * 24))
        #expect(isNear(analysis.reported, 1200) && isNear(analysis.unreported, 288))
        #expect(isNear(analysis.total, 124.416 + 1488))
    }

    @Test("Surveys as often as the formula says cost least: a search over all intervals agrees")
    func cheapestInterval() throws {
        var random = SplitMix(212)
        for _ in 0..<40 {
            let survey = Double.random(in: 50...900, using: &random)
            let water = Double.random(in: 0.05...2, using: &random)
            let rise = Double.random(in: 0.2...8, using: &random)
            func cost(_ months: Double) -> Double {
                EconomicIntervention.annualCost(
                    years: months / 12, surveyCost: survey, variableCost: water, rateOfRise: rise)
            }
            // Golden section, from half a day to a century.
            let golden = (5.0.squareRoot() - 1) / 2
            var (low, high) = (0.015, 1200.0)
            for _ in 0..<120 {
                let (left, right) = (high - golden * (high - low), low + golden * (high - low))
                if cost(left) < cost(right) { high = right } else { low = left }
            }
            let found = try #require(
                EconomicIntervention.frequency(
                    surveyCost: survey, variableCost: water, rateOfRise: rise))
            // 0.789 for 288/365 is 0.005 % off, its root half of that.
            #expect(abs(found / low - 1) < 1e-4)
            // The budget of a year buys as much survey as water that runs between: EURL·CV = ABI.
            let percentage = try #require(EconomicIntervention.percentage(frequency: found))
            let budget = EconomicIntervention.annualBudget(
                percentage: percentage, surveyCost: survey, mains: 1000)
            let running = try #require(
                EconomicIntervention.unreportedLosses(annualBudget: budget, variableCost: water))
            #expect(isNear(running, 365 * rise * found / 12 / 2, 2e-4))
        }
    }
}
