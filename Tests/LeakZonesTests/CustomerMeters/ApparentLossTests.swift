import TestSupport
import WaterLoss
import Telemetry
import Testing

@Suite struct ApparentLossTests {
    private func day(_ number: Int64) -> Timestamp { Timestamp(TwoZoneCity.start + number * 86_400) }

    private func bill(_ from: Int64, _ to: Int64, _ volume: Double, estimated: Bool = false) throws
        -> DataHandling.BilledVolume
    {
        .init(period: try Period(from: day(from), to: day(to)), volume: volume, isEstimated: estimated)
    }

    @Test func unauthorisedUseWithLimits() {
        // 40 ± 20 connections, 0.5 ± 0.1 m³/d, 365 d: 7300 m³ ± 365 · √((40 · 0.1)² + (0.5 · 20)²) = 365 · √116.
        let use = ApparentLoss.unauthorisedUse(
            connections: .init(40, halfWidth: 20), dailyUse: .init(0.5, halfWidth: 0.1), days: 365)
        #expect(isNear(use.value, 7300))
        #expect(isNear(use.halfWidth, 365 * 116.0.squareRoot()))
    }

    @Test func billsCountByTheirDaysInsideThePeriod() throws {
        // A month of 30 days from day 0; bills of days −15…15, 15…45 and 45…75: half of the first two.
        let bills = [try bill(-15, 15, 100), try bill(15, 45, 130), try bill(45, 75, 999)]
        let month = try Period(from: day(0), to: day(30))
        #expect(isNear(DataHandling.consumption(bills, in: month), 115))
        // Billed inside: the first, 100 m³: 15 too little.
        #expect(isNear(DataHandling.lagError(bills, in: month), -15))
        // A bill that ends as the period begins was not drawn in it, though some would count its end day.
        let before = [try bill(-30, 0, 70)]
        #expect(DataHandling.consumption(before, in: month) == nil)
        #expect(DataHandling.lagError(before, in: month) == nil)
        #expect(DataHandling.lagError(before + [try bill(0, 30, 50)], in: month) == 0)
        // No bill at all is unknown, not 0.
        #expect(DataHandling.consumption([], in: month) == nil)
        // Pieces of a period add up to it.
        let first = try Period(from: day(0), to: day(11))
        let second = try Period(from: day(11), to: day(30))
        let parts =
            (DataHandling.consumption(bills, in: first) ?? 0)
            + (DataHandling.consumption(bills, in: second) ?? 0)
        #expect(isNear(parts, 115))
    }

    @Test func estimatedBillsWidenTheLimits() throws {
        // ± 50 % of 60 and of 80: √(30² + 40²).
        let bills = [
            try bill(0, 30, 60, estimated: true), try bill(0, 30, 500), try bill(0, 30, 80, estimated: true),
        ]
        #expect(
            DataHandling.estimatedReads(bills, percent: 50) == ConfidenceInterval(0, halfWidth: 50))
    }

    @Test func missingAccounts() {
        let volume = DataHandling.missingAccounts(
            accounts: .init(12, halfWidth: 0), dailyUse: .init(0.4, halfWidth: 0.1), days: 30)
        #expect(isNear(volume.value, 144) && isNear(volume.halfWidth, 36))
    }

    @Test func theSumHasItsLimitsInQuadrature() {
        let loss = ApparentLoss(
            meterInaccuracy: .init(300, halfWidth: 20), stuckMeters: .init(100, halfWidth: 40),
            unauthorisedUse: .init(50, halfWidth: 40), dataHandling: .init(-10, halfWidth: 80))
        #expect(loss.total.value == 440)
        // √(400 + 1600 + 1600 + 6400) = 100.
        #expect(isNear(loss.total.halfWidth, 100))
    }

    @Test func meterErrorsAreOfTheTrueVolume() throws {
        // 8 % of what passed is not shown: V/0.92 − V, not 0.08 · V.
        let loss = try #require(
            ApparentLoss.meterInaccuracy(registered: 920, error: .init(-0.08, halfWidth: 0.02)))
        #expect(isNear(loss.value, 80))
        #expect(isNear(loss.upper, 920 / 0.9 - 920) && isNear(loss.lower, 920 / 0.94 - 920))
        // Meters that show too much have a negative loss.
        #expect(
            isNear(
                ApparentLoss.meterInaccuracy(registered: 1020, error: .init(0.02, halfWidth: 0))?.value, -20)
        )
        #expect(ApparentLoss.meterInaccuracy(registered: 1, error: .init(-0.9, halfWidth: 0.2)) == nil)
    }
}
