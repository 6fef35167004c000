import TestSupport
import WaterLoss
import Telemetry
import Testing

@Suite struct CustomerMeterTests {
    private let bands: [FlowBandError.Band] = [
        .init(share: 0.1, error: -0.10), .init(share: 0.2, error: -0.03), .init(share: 0.7, error: -0.01),
    ]

    @Test func sharesOfTheTrueVolume() throws {
        // −0.01 − 0.006 − 0.007 = −0.023: of 1000 m³ 977 are registered.
        let error = try #require(FlowBandError(bands, weighting: .trueVolume))
        #expect(isNear(error.error, -0.023))
        #expect(isNear(error.trueVolume(registered: 977), 1000))
        #expect(isNear(error.apparentLoss(registered: 977), 23))
    }

    @Test func sharesOfTheRegisteredVolume() throws {
        // 0.1/0.9 + 0.2/0.97 + 0.7/0.99 = 0.1111111 + 0.2061856 + 0.7070707 = 1.0243674.
        let error = try #require(FlowBandError(bands, weighting: .registeredVolume))
        #expect(isNear(error.trueVolume(registered: 1000), 1024.3674, 1e-7))
        // Read as shares of the true volume the same numbers give 1000/0.977 = 1023.54.
        #expect(abs(error.trueVolume(registered: 1000) - 1000 / 0.977) > 0.8)
    }

    @Test func bothWeightingsAgreeOnTheSameMeters() throws {
        // Register each band's true share by hand; the shares of what is registered must give the same error.
        let registered = bands.map { $0.share * (1 + $0.error) }
        let sum = registered.reduce(0, +)
        let other = zip(bands, registered).map {
            FlowBandError.Band(share: $0.1 / sum, error: $0.0.error)
        }
        let error = try #require(FlowBandError(other, weighting: .registeredVolume))
        #expect(isNear(error.error, -0.023))
    }

    @Test func bandsThatCannotBeAreRefused() {
        #expect(FlowBandError([.init(share: 0.9, error: 0)], weighting: .trueVolume) == nil)
        // Percent for fractions.
        #expect(FlowBandError([.init(share: 100, error: -2)], weighting: .trueVolume) == nil)
        #expect(
            FlowBandError(
                [.init(share: 1.5, error: 0), .init(share: -0.5, error: 0)], weighting: .trueVolume) == nil)
        // A stuck meter is no band.
        #expect(FlowBandError([.init(share: 1, error: -1)], weighting: .registeredVolume) == nil)
    }

    @Test func ageingIsStraightBetweenPoints() throws {
        let curve = try #require(
            AgeingCurve([
                .init(age: 10, error: -0.05), .init(age: 0, error: 0.01), .init(age: 4, error: -0.01),
            ])
        )
        #expect(isNear(curve.error(at: 0), 0.01))
        #expect(isNear(curve.error(at: 1), 0.005))
        #expect(isNear(curve.error(at: 4), -0.01))
        #expect(isNear(curve.error(at: 7), -0.03))
        #expect(isNear(curve.error(at: 25), -0.05) && curve.isExtrapolated(at: 25))
        #expect(!curve.isExtrapolated(at: 10))
        // 950 m³ at 10 years and 1010 at 0: 1000 − 950 + 1000 − 1010 = 40; by the mean age of 5 years another number.
        #expect(isNear(curve.apparentLoss([(10, 950), (0, 1010)]), 40))
        #expect(abs(1960 / (1 + curve.error(at: 5)) - 1960 - 40) > 1)
        #expect(AgeingCurve([]) == nil)
        #expect(AgeingCurve([.init(age: 1, error: 0), .init(age: 1, error: 0.1)]) == nil)
        #expect(AgeingCurve([.init(age: 1, error: -1)]) == nil)
    }

    @Test func aSamplesErrorByHand() throws {
        // 980, 960, 970 of 1000 each: ratio 0.97, residuals 10, −10, 0, s² = 100, se = √(100/3)/1000 = 0.00577350,
        // t(0.975; 2) = 4.302653: ± 0.0248414.
        let sample = MeterSample(
            name: "DN15", tests: [980, 960, 970].map { .init(passed: 1000, registered: $0) })
        #expect(isNear(sample.error?.value, -0.03))
        #expect(isNear(sample.error?.halfWidth, 0.0248414, 1e-6))
        // 9700 registered: 300 m³, between 9700/0.9948414 − 9700 and 9700/0.9451586 − 9700.
        let loss = try #require(sample.apparentLoss(registered: 9700))
        #expect(isNear(loss.value, 300))
        #expect(isNear(loss.lower, 9700 / 0.9948414 - 9700, 1e-4))
        #expect(isNear(loss.upper, 9700 / 0.9451586 - 9700, 1e-4))
        #expect(MeterSample(name: "one", tests: [.init(passed: 1, registered: 1)]).error == nil)
    }

    @Test func aMeterThatPassedABucketCountsAsABucket() {
        // (990 + 5)/(1000 + 10) − 1 = −1.485 %; the mean of the ratios would be −25.5 %.
        let sample = MeterSample(
            name: "mixed", tests: [.init(passed: 1000, registered: 990), .init(passed: 10, registered: 5)])
        #expect(isNear(sample.error?.value, 995.0 / 1010 - 1))
    }

    @Test func stuckMetersAreNoPartOfTheError() {
        let sound = [980.0, 960, 970].map { MeterSample.Test(passed: 1000, registered: $0) }
        let sample = MeterSample(name: "DN15", tests: sound + [.init(passed: 1000, registered: 0)])
        #expect(isNear(sample.error?.value, -0.03))
        #expect(sample.stuckCount == 1 && sample.stuckShare == 0.25)
    }

    @Test func permissibleErrorsAreAPriorInsideTheirFlows() {
        // Q3 2.5 m³/h, R 80: Q1 31.25, Q2 50, Q4 3125 L/h.
        func error(_ litresPerHour: Double) -> Double? {
            MeterStandard.maximumPermissibleError(
                flow: litresPerHour / 3.6e6, permanent: 2.5 / 3600, ratio: 80)
        }
        #expect(error(31) == nil)
        #expect(error(32) == 0.05)
        #expect(error(49.9) == 0.05)
        #expect(error(50.1) == 0.02)
        #expect(error(3124) == 0.02)
        #expect(error(3126) == nil)
        let prior = MeterStandard.prior(flow: 1 / 3600.0, permanent: 2.5 / 3600, ratio: 80)
        #expect(prior == ConfidenceInterval(0, halfWidth: 0.02))
    }

    private func register(_ id: String, _ reads: [(day: Int64, value: Double)]) throws -> RegisterSeries {
        try RegisterSeries(
            ReadingSeries(
                element: id, kind: .register, times: reads.map { TwoZoneCity.start + $0.day * 86_400 },
                values: reads.map(\.value)))
    }

    @Test func readUnreadAndStuckMeters() throws {
        let reads = CustomerMeterReads(
            [
                ("moves", try register("moves", [(0, 0), (90, 90), (180, 180), (360, 360)])),
                // 1 m³/d for 180 days, then nothing for 180 that were read.
                ("stuck", try register("stuck", [(0, 0), (90, 90), (180, 180), (270, 180), (360, 180)])),
                ("silent", try register("silent", [(0, 0), (200, 200)])),
                ("never", nil),
                // A flat that was always empty is not stuck.
                ("empty", try register("empty", [(0, 7), (180, 7), (360, 7)])),
                // Standing for a month only.
                ("away", try register("away", [(0, 0), (330, 330), (360, 330)])),
            ], until: Timestamp(TwoZoneCity.start + 360 * 86_400))
        #expect(reads.stuck == ["stuck"])
        #expect(reads.unread == ["silent", "never"])
        #expect(
            reads.meters[1].state == .stuck(since: Timestamp(TwoZoneCity.start + 180 * 86_400)))
        #expect(isNear(reads.missed.value, 180) && isNear(reads.missed.halfWidth, 90))
        #expect(reads.meters.filter { $0.state == .read }.map(\.id) == ["moves", "empty", "away"])
        #expect(reads.meters[3].state == .unread(since: nil))
    }
}
