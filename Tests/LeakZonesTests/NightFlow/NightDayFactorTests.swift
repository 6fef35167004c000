import TestSupport
import Foundation
import WaterLoss
import Telemetry
import Testing

@Suite struct NightDayFactorTests {
    /// 6 hours at 50 m, 12 at 40, 6 at 45; the night has 50.
    static let day =
        Array(repeating: 50.0, count: 6) + Array(repeating: 40, count: 12) + Array(repeating: 45, count: 6)

    private func factor(_ exponent: Double) -> NightDayFactor? {
        NightDayFactor(pressures: Self.day, nightPressure: 50, exponent: exponent)
    }

    @Test func hoursAddUp() throws {
        // N1 = 1: 6 + 12 · 0.8 + 6 · 0.9 = 21. N1 = 0.5: 6 + 12 · 0.8944272 + 6 · 0.9486833 = 22.425226.
        // N1 = 1.5: 6 + 12 · 0.7155418 + 6 · 0.8538150 = 19.709392.
        #expect(isNear(factor(1)?.hoursPerDay, 21))
        #expect(isNear(factor(0.5)?.hoursPerDay, 22.425226, 1e-7))
        #expect(isNear(factor(1.5)?.hoursPerDay, 19.709392, 1e-7))
        // NNF 13.390 m³/h · 21 h = 281.19 m³; with NDF/24 for NDF it would be 11.7.
        let ofOne = try #require(factor(1))
        #expect(isNear(ofOne.dailyVolume(nightFlow: 13.390 / 3600), 281.19))
        #expect(isNear(ofOne.dayNightRatio, 0.875))
    }

    @Test func constantPressureIsTwentyFourHours() {
        let flat = NightDayFactor(
            pressures: Array(repeating: 33, count: 24), nightPressure: 33, exponent: 1.3)
        #expect(isNear(flat?.hoursPerDay, 24))
        #expect(isNear(flat?.dayNightRatio, 1))
    }

    @Test func samplesOfAnyNumberGiveTheSame() {
        let quarters = Self.day.flatMap { Array(repeating: $0, count: 4) }
        let fine = NightDayFactor(pressures: quarters, nightPressure: 50, exponent: 1.5)
        #expect(isNear(fine?.hoursPerDay, 19.709392, 1e-7))
    }

    @Test func theMeanPressureGivesAnotherNumber() throws {
        // (50·6 + 40·12 + 45·6)/24 = 43.75; 24 · 0.875^1.5 = 19.6436, which is not 19.7094.
        let ofMean = 24 * pow(43.75 / 50, 1.5)
        #expect(abs(try #require(factor(1.5)).hoursPerDay - ofMean) > 0.06)
    }

    @Test func daysOfTwentyThreeAndTwentyFiveHours() throws {
        let berlin = try LocalCalendar(timeZone: "Europe/Berlin")
        for (date, hours) in [(LocalDate.of(2018, 3, 25), 23.0), (LocalDate.of(2018, 10, 28), 25.0)] {
            let start = berlin.startOfDay(date)
            let pressure = try ZonePressureSeries.hourly(Array(repeating: 40, count: 30), from: start)
            let factor = try #require(
                NightDayFactor(of: pressure, on: date, calendar: berlin, nightPressure: 40, exponent: 1))
            #expect(isNear(factor.hoursPerDay, hours))
            #expect(isNear(factor.dayNightRatio, 1))
            // 1 m³/h for as many hours as the day has.
            #expect(isNear(factor.dailyVolume(nightFlow: 1.0 / 3600), hours))
        }
    }

    @Test func aDayThatIsHardlyMeasuredHasNoFactor() throws {
        var pressures = Self.day
        for hour in 0..<3 { pressures[hour] = .nan }
        let series = try ZonePressureSeries.hourly(pressures)
        let date = LocalCalendar.utc.date(at: Timestamp(TwoZoneCity.start))
        func factor(_ coverage: Double) -> NightDayFactor? {
            NightDayFactor(
                of: series, on: date, calendar: .utc, nightPressure: 50, exponent: 1,
                minimumCoverage: coverage)
        }
        // 21 of 24 h are 87.5 %.
        #expect(factor(0.9) == nil)
        // The mean of what is known: (3 + 9.6 + 5.4)/21 · 24.
        #expect(isNear(factor(0.8)?.hoursPerDay, 18.0 / 21 * 24))
        // A missing sample is no pressure of 0.
        #expect(NightDayFactor(pressures: pressures, nightPressure: 50, exponent: 1) == nil)
        #expect(NightDayFactor(pressures: [], nightPressure: 50, exponent: 1) == nil)
        #expect(NightDayFactor(pressures: [50], nightPressure: 0, exponent: 1) == nil)
    }

    @Test func backgroundAndBurstsEachByTheirLaw() throws {
        // Background 4 m³/h · 19.709392 + excess 8 m³/h · 22.425226 = 78.837568 + 179.401808 m³.
        let day = try #require(
            DailyLeakage(
                background: 4 / 3600.0, excess: 8 / 3600.0, pressures: Self.day, nightPressure: 50,
                burstExponent: 0.5))
        #expect(isNear(day.background, 78.837568, 1e-7))
        #expect(isNear(day.bursts, 179.401808, 1e-7))
        #expect(isNear(day.total, 258.239376, 1e-7))
    }
}
