import Foundation
import TestSupport
import Testing
import WaterLoss

@Suite("What less pressure brings")
struct PressureBenefitTests {
    /// A day of hours with pressures, leaks and sales of chance.
    private func day(_ random: inout SplitMix, count: Int = 24) -> [PressureManagement.Hour] {
        (0..<count).map { _ in
            func chance(_ most: Double) -> Double { Double.random(in: 0...most, using: &random) }
            return .init(
                before: 20 + chance(60), after: chance(70), background: chance(0.004), bursts: chance(0.006),
                sales: chance(0.02))
        }
    }

    @Test("Hour by hour with powers written out, in whatever order the hours come")
    func brute() throws {
        var random = SplitMix(231)
        for _ in 0..<50 {
            let hours = day(&random)
            let (n1, n3) = (
                Double.random(in: 0.5...1.5, using: &random), Double.random(in: 0...0.6, using: &random)
            )
            var (before, after, lost) = (0.0, 0.0, 0.0)
            for hour in hours {
                let ratio = hour.after / hour.before
                before += 3600 * (hour.background + hour.bursts)
                after += 3600 * (hour.background * ratio * ratio.squareRoot())
                after += 3600 * (hour.bursts * exp(n1 * log(ratio)))
                lost += 3600 * (hour.sales - hour.sales * exp(n3 * log(ratio)))
            }
            let found = try #require(
                PressureManagement(
                    hours.shuffled(using: &random), burstExponent: n1, salesExponent: n3))
            #expect(isNear(found.leakageBefore, before, 1e-10))
            #expect(isNear(found.leakageAfter, after, 1e-10))
            #expect(isNear(found.salesLost, lost, 1e-10))
            let prices = PressureManagement.Prices(variableCost: 0.4, tariff: 2.9)
            #expect(
                isNear(
                    found.benefit(prices, days: 100), 100 * ((before - after) * 0.4 - lost * 2.5), 1e-9))
        }
    }

    @Test("An unchanged pressure brings nothing; a change and its reverse cancel")
    func nothing() throws {
        var random = SplitMix(232)
        let same = day(&random).map { hour in
            var hour = hour
            hour.after = hour.before
            return hour
        }
        let none = try #require(PressureManagement(same, burstExponent: 1.1, salesExponent: 0.3))
        #expect(abs(none.leakageSaved) < 1e-9 && abs(none.salesLost) < 1e-9)
        // There and back: leakage at the new pressure is where the way back starts.
        let there = same.map { hour in
            var hour = hour
            hour.after = hour.before * 0.7
            return hour
        }
        let back = there.map { hour in
            PressureManagement.Hour(
                before: hour.after, after: hour.before, background: hour.background * pow(0.7, 1.5),
                bursts: hour.bursts * pow(0.7, 0.8), sales: hour.sales * pow(0.7, 0.2))
        }
        let down = try #require(PressureManagement(there, burstExponent: 0.8, salesExponent: 0.2))
        let up = try #require(PressureManagement(back, burstExponent: 0.8, salesExponent: 0.2))
        #expect(isNear(down.leakageSaved, -up.leakageSaved, 1e-9))
        #expect(isNear(down.salesLost, -up.salesLost, 1e-9))
    }

    @Test("The hours' leakage from the night adds up to the night-day factor's volume")
    func likeTheFactor() throws {
        var random = SplitMix(233)
        for _ in 0..<20 {
            let pressures = (0..<24).map { _ in Double.random(in: 5...80, using: &random) }
            let exponent = Double.random(in: 0.5...1.5, using: &random)
            let hours = try #require(
                PressureManagement.hourlyLeakage(
                    nightFlow: 0.003, nightPressure: 41, pressures: pressures, exponent: exponent))
            let factor = try #require(
                NightDayFactor(pressures: pressures, nightPressure: 41, exponent: exponent))
            #expect(isNear(hours.reduce(0, +) * 3600, factor.dailyVolume(nightFlow: 0.003), 1e-10))
        }
    }

    @Test("Bursts: 10 % less pressure takes 7 to 28 % of them, and the floor holds at any factor")
    func bursts() throws {
        for (before, after) in [(70.0, 63.0), (50, 45), (33, 29.7)] {
            let percent = try #require(
                BurstFrequency.reductionPercent(maximumBefore: before, maximumAfter: after))
            #expect(isNear(percent.value, 14) && isNear(percent.lower, 7) && isNear(percent.upper, 28))
        }
        // A rise by 10 % brings as many more.
        let more = try #require(
            BurstFrequency.after(before: 50, maximumBefore: 60, maximumAfter: 66, nonPressureFloor: 5))
        #expect(isNear(more.value, 57) && isNear(more.lower, 53.5) && isNear(more.upper, 64))
        var random = SplitMix(234)
        for _ in 0..<100 {
            let floor = Double.random(in: 0...80, using: &random)
            let left = try #require(
                BurstFrequency.after(
                    before: 60, maximumBefore: 70, maximumAfter: Double.random(in: 0...70, using: &random),
                    nonPressureFloor: floor))
            // A floor above what there is now changes nothing.
            #expect(left.lower >= min(60, floor) - 1e-12 && left.upper <= 60 + 1e-12)
            #expect(left.lower <= left.value && left.value <= left.upper)
        }
        // The cubic form through two states.
        let coefficient = try #require(
            BurstFrequency.cubicCoefficient(frequency: 31.6, nonPressure: 10, maximum: 60))
        #expect(isNear(coefficient * 1e4, 1))
        #expect(
            isNear(BurstFrequency.cubic(nonPressure: 10, coefficient: coefficient, maximum: 30), 12.7))
        #expect(BurstFrequency.cubicCoefficient(frequency: 1, nonPressure: 0, maximum: 0) == nil)
    }

    @Test("Means of nodes, bands and zones: any grouping of the same connections gives the same average")
    func grouping() throws {
        var random = SplitMix(235)
        for _ in 0..<20 {
            let nodes = (0..<40).map { _ in
                (
                    pressure: Double.random(in: 15...90, using: &random),
                    connections: Double(Int.random(in: 1...60, using: &random))
                )
            }
            let whole = try #require(
                AverageZonePressure.nodeMean(
                    pressures: nodes.map(\.pressure), connections: nodes.map(\.connections)))
            let zones = [nodes[..<9], nodes[9..<30], nodes[30...]].map { part in
                (
                    pressure: AverageZonePressure.nodeMean(
                        pressures: part.map(\.pressure), connections: part.map(\.connections)),
                    connections: part.reduce(0) { $0 + $1.connections }
                )
            }
            #expect(isNear(AverageZonePressure.systemAverage(zones), whole, 1e-12))
            // By ground levels under one head of 120 m: the average level is the head less the average pressure.
            let level = AverageZonePressure.weightedAverageGroundLevel(
                nodes.map { .init(level: 120 - $0.pressure, weight: $0.connections) })
            #expect(isNear(level, 120 - whole, 1e-12))
            let logger = AverageZonePressure.fromGroundLevel(
                loggerPressure: 120 - 77, loggerLevel: 77, weightedAverageGroundLevel: level ?? .nan)
            #expect(isNear(logger, whole, 1e-12))
            // Bands of 5 m are off by less than half a band.
            let bands = GroundLevelBand.bands(
                levels: nodes.map { 120 - $0.pressure }, weights: nodes.map(\.connections), interval: 5)
            let banded = try #require(AverageZonePressure.weightedAverageGroundLevel(bands))
            #expect(abs(banded - (120 - whole)) <= 2.5)
        }
    }
}
