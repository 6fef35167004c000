import TestSupport
import Foundation
import WaterLoss
import Telemetry
import Testing

/// The whole chain on a zone whose leakage is planted: flows and pressures in, the planted volume out.
@Suite struct PlantedLeakageTests {
    /// 14 days by the hour: pressure 50 m by night and down to 38 by day; background 4 m³/h and bursts 8 m³/h at 50 m;
    /// use 3 m³/h from 02:00 to 05:00 and up to 60 by day. The two inlets take turns.
    private struct PlantedZone {
        var pressures: [Double] = []
        var inlets: [[Double]] = [[], []]
        var leakage = 0.0

        init() {
            for hour in 0..<14 * 24 {
                let clock = hour % 24
                let pressure = clock < 6 ? 50 : 44 - 6 * sin(Double(clock - 6) / 18 * Double.pi)
                let leak = 4 * pow(pressure / 50, 1.5) + 8 * pow(pressure / 50, 0.5)
                let use = (2..<5).contains(clock) ? 3 : 30 + 30 * sin(Double(clock) / 24 * Double.pi)
                pressures.append(pressure)
                let first = hour % 2 == 0 ? 0.9 : 0.1
                inlets[0].append((leak + use) * first / 3600)
                inlets[1].append((leak + use) * (1 - first) / 3600)
                leakage += leak
            }
        }
    }

    @Test func thePlantedVolumeComesOut() throws {
        let zone = PlantedZone()
        let start = Timestamp(TwoZoneCity.start)
        let period = try Period(from: start, to: start + 14 * 86_400)
        let grid = try TimeGrid(covering: period, step: 3600)
        let net = try NetFlowSeries(grid: grid, values: zone.inlets[0]).adding(
            NetFlowSeries(grid: grid, values: zone.inlets[1]))
        let nights = try net.nightFlows(calendar: .utc)
        let minimum = try #require(try WeeklyNightFlow(nights).mean)
        #expect(isHourly(minimum.flow, 15))
        // The sum of the inlets' own minima would be 0.1 · 15 + 0.1 · 15 = 3 m³/h.
        let alone = try NetFlowSeries(grid: grid, values: zone.inlets[0]).nightFlows(calendar: .utc)
        #expect(isHourly(alone[0].rollingMinimum, 1.5))

        let pressure = try ZonePressureSeries(grid: grid, values: zone.pressures)
        let nightPressure = try #require(pressure.nightPressure(of: nights)).pressure
        #expect(nightPressure == 50)
        // 20 km and 1280 connections have 400 + 1600 = 2000 L/h at 50 m; ICF 2 makes the 4 m³/h planted.
        let unavoidable = try #require(
            BackgroundLeakage.unavoidable(
                mains: 20_000, connections: 1280, privatePipe: 0, nightPressure: nightPressure))
        let night = NetNightFlow(
            minimum: .init(minimum.flow, percent: 2), nightUse: .init(3 / 3600, percent: 30),
            unavoidableBackground: unavoidable, conditionFactor: 2, nightPressure: nightPressure)
        #expect(isHourly(night.background, 4))
        #expect(isHourly(night.excess, 8))
        #expect(isNear(night.equivalentServicePipeBursts, 5))

        let background = try #require(night.background)
        let excess = try #require(night.excess)
        var total = 0.0
        for day in LocalCalendar.utc.periods(in: period, by: .day) {
            let pressures = grid.cells(in: day.period).map { zone.pressures[$0] }
            let leakage = try #require(
                DailyLeakage(
                    background: background, excess: excess, pressures: pressures,
                    nightPressure: nightPressure, burstExponent: 0.5))
            total += leakage.total
        }
        #expect(isNear(total, zone.leakage))
        // 24 h at the night's leakage would be too much, for the pressure falls by day.
        #expect(14 * 24 * 12 > zone.leakage * 1.05)
    }

    @Test func balanceAndNightFlowsAgreeOrSayWhyNot() throws {
        let zone = PlantedZone()
        let date = LocalCalendar.utc.date(at: Timestamp(TwoZoneCity.start))
        let pressure = try ZonePressureSeries.hourly(zone.pressures)
        // One exponent for both parts, as the simple chain has it, between 0.5 and 1.5.
        let factor = try #require(
            NightDayFactor(of: pressure, on: date, calendar: .utc, nightPressure: 50, exponent: 0.85))
        let bottomUp = LeakageAgreement.bottomUp(
            net: .init(12 / 3600, halfWidth: 0.9 / 3600),
            hoursPerDay: .init(factor.hoursPerDay, halfWidth: 1),
            days: 14)
        let balance = ConfidenceInterval(zone.leakage, percent: 5)
        let sound = LeakageAgreement(
            bottomUp: bottomUp, topDown: balance, hoursPerDay: factor.hoursPerDay, days: 14)
        #expect(sound.verdict == .agrees)
        // Night use forgotten: 15 m³/h for 12, and the explanation asks for about the 3 m³/h.
        let forgotten = LeakageAgreement(
            bottomUp: LeakageAgreement.bottomUp(
                net: .init(15 / 3600, halfWidth: 0.3 / 3600),
                hoursPerDay: .init(factor.hoursPerDay, halfWidth: 1), days: 14),
            topDown: balance, hoursPerDay: factor.hoursPerDay, days: 14)
        #expect(forgotten.verdict == .nightFlowsHigher)
        guard case .nightUse(let change) = try #require(forgotten.explanations.first) else {
            Issue.record("no explanation by night use")
            return
        }
        #expect(isHourly(change, 3, 0.1))
    }
}
