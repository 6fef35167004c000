import Foundation
import TestSupport
import Testing
import WaterLoss

/// Night-day factors against integrals in closed form.
@Suite("The night-day factor as an integral")
struct DayFactorIntegralTests {
    private func factor(_ pressures: [Double], _ night: Double, _ exponent: Double) -> Double? {
        NightDayFactor(pressures: pressures, nightPressure: night, exponent: exponent)?.hoursPerDay
    }

    @Test("A pressure that falls evenly: 24·(b^(N+1) − a^(N+1))/((N + 1)·(b − a)·P^N)")
    func ramp() {
        // Means of 2880 steps of half a minute, each at its middle: exact to 1e-8 (midpoint rule).
        let (low, high, night) = (22.0, 61.0, 55.0)
        let steps = 2880
        let pressures = (0..<steps).map { high - (high - low) * (Double($0) + 0.5) / Double(steps) }
        for exponent in [0.36, 0.5, 1, 1.15, 1.5, 2.95] {
            let power = exponent + 1
            let integral = (pow(high, power) - pow(low, power)) / (power * (high - low))
            #expect(isNear(factor(pressures, night, exponent), 24 * integral / pow(night, exponent), 1e-7))
        }
    }

    @Test("A wave about a mean: with N1 = 1 the mean counts, with N1 = 2 half the square of the wave besides")
    func wave() {
        // P = 40 + 10·cos: the mean of P² is 40² + 10²/2 = 1650.
        let pressures = (0..<96).map { 40 + 10 * cos(2 * Double.pi * Double($0) / 96) }
        #expect(isNear(factor(pressures, 50, 1), 24 * 40 / 50.0, 1e-12))
        #expect(isNear(factor(pressures, 50, 2), 24 * 1650 / 2500.0, 1e-12))
        // Exponent 0 knows no pressure.
        #expect(isNear(factor(pressures, 50, 0), 24, 1e-12))
    }

    @Test("The worked chain: 24 hours in steps of eight at 42, 30 and 38 m after a night of 42")
    func steps() {
        // N1 = 1: 8·(1 + 30/42 + 38/42) = 20.952381; N1 = 0.5: 8·(1 + 0.8451543 + 0.9511897) = 22.370752.
        let day = [42.0, 30, 38]
        #expect(isNear(factor(day, 42, 1), 20.952381, 1e-8))
        #expect(isNear(factor(day, 42, 0.5), 22.370752, 1e-8))
    }

    @Test("Any order of the hours, any number of equal samples, any unit of pressure")
    func invariance() throws {
        var random = SplitMix(161)
        for _ in 0..<20 {
            let day = (0..<24).map { _ in Double.random(in: 5...90, using: &random) }
            for exponent in [0.5, 1.2] {
                let plain = try #require(factor(day, 40, exponent))
                #expect(isNear(factor(day.shuffled(using: &random), 40, exponent), plain, 1e-12))
                #expect(isNear(factor(day + day, 40, exponent), plain, 1e-12))
                // Bar for m, night and day alike.
                #expect(isNear(factor(day.map { $0 * 0.0980665 }, 40 * 0.0980665, exponent), plain, 1e-12))
            }
        }
    }

    @Test(
        "By gravity nights have the highest pressure and days leak less; with a valve it is the other way round"
    )
    func gravityAndValve() throws {
        // Never more than 24 where no hour is above the night, never less where none is below, for any exponent.
        var random = SplitMix(162)
        for _ in 0..<50 {
            let exponent = Double.random(in: 0.36...2.95, using: &random)
            let gravity = (0..<24).map { _ in Double.random(in: 10...45, using: &random) }
            let modulated = (0..<24).map { _ in Double.random(in: 45...80, using: &random) }
            #expect(try #require(factor(gravity, 45, exponent)) <= 24)
            #expect(try #require(factor(modulated, 45, exponent)) >= 24)
        }
    }

    @Test("Background and bursts each by their own factor, on a day of 24 and one of 25 hours")
    func daily() throws {
        let day = (0..<24).map { $0 < 6 ? 50.0 : 35 }
        // Background 3 m³/h, bursts 5: hours 6 + 18·0.7^N: N 1.5 → 16.541916, N 0.5 → 21.059880.
        let found = try #require(
            DailyLeakage(
                background: 3 / 3600.0, excess: 5 / 3600.0, pressures: day, nightPressure: 50,
                burstExponent: 0.5))
        #expect(isNear(found.background, 3 * (6 + 18 * 0.7 * 0.7.squareRoot()), 1e-12))
        #expect(isNear(found.bursts, 5 * (6 + 18 * 0.7.squareRoot()), 1e-12))
        #expect(isNear(found.background, 49.625749, 1e-6) && isNear(found.bursts, 105.299402, 1e-6))
        // An hour more or less of the same day.
        let long = try #require(
            DailyLeakage(
                background: 3 / 3600.0, excess: 5 / 3600.0, pressures: day, nightPressure: 50,
                burstExponent: 0.5, dayLength: 90_000))
        #expect(isNear(long.total / found.total, 25.0 / 24))
        #expect(
            DailyLeakage(
                background: 1, excess: 1, pressures: [50, -1], nightPressure: 50, burstExponent: 1) == nil)
    }
}
