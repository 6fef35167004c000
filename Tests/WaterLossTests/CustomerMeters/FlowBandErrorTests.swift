import TestSupport
import Testing
import WaterLoss

@Suite("Meters' errors by bands of flow")
struct FlowBandErrorTests {
    /// Litres drawn in each band by a customer's taps, and what the meter shows of them.
    private func drawn(_ random: inout SplitMix) -> [(passed: Double, shown: Double, error: Double)] {
        (0..<6).map { _ in
            let passed = Double.random(in: 1...500, using: &random)
            let error = Double.random(in: -0.6...0.08, using: &random)
            return (passed, passed * (1 + error), error)
        }
    }

    @Test("Adding up tap by tap what passed and what is shown gives the same error by either share")
    func brute() throws {
        var random = SplitMix(131)
        for _ in 0..<100 {
            let taps = drawn(&random)
            let passed = taps.reduce(0) { $0 + $1.passed }
            let shown = taps.reduce(0) { $0 + $1.shown }
            let byTrue = try #require(
                FlowBandError(
                    taps.map { .init(share: $0.passed / passed, error: $0.error) }, weighting: .trueVolume))
            let byShown = try #require(
                FlowBandError(
                    taps.map { .init(share: $0.shown / shown, error: $0.error) },
                    weighting: .registeredVolume))
            for error in [byTrue, byShown] {
                #expect(isNear(error.error, shown / passed - 1, 1e-12))
                #expect(isNear(error.trueVolume(registered: shown), passed, 1e-9))
                #expect(isNear(error.apparentLoss(registered: shown), passed - shown, 1e-9))
            }
        }
    }

    @Test("A band cut in two, and bands in another order, change nothing")
    func splitting() throws {
        var random = SplitMix(132)
        let shares = [0.05, 0.15, 0.3, 0.5]
        let bands = zip(shares, [-0.4, -0.08, -0.01, 0.015]).map {
            FlowBandError.Band(share: $0.0, error: $0.1)
        }
        for weighting in FlowBandError.Weighting.allCases {
            let whole = try #require(FlowBandError(bands, weighting: weighting))
            var pieces = bands.flatMap { band in
                [0.3, 0.7].map { FlowBandError.Band(share: band.share * $0, error: band.error) }
            }
            pieces.shuffle(using: &random)
            pieces.append(.init(share: 0, error: 3))
            #expect(isNear(FlowBandError(pieces, weighting: weighting)?.error, whole.error, 1e-12))
            // The whole lies between the best and the worst band.
            #expect(whole.error > -0.4 && whole.error < 0.015)
        }
        // Shares of what is registered weigh the bad band more: 5 % of the shown are more of the true.
        let byTrue = try #require(FlowBandError(bands, weighting: .trueVolume))
        let byShown = try #require(FlowBandError(bands, weighting: .registeredVolume))
        #expect(byShown.error < byTrue.error)
    }

    @Test("Shares that miss one by a thousandth are taken as the whole; by more they are refused")
    func rounding() throws {
        // Percent printed with one decimal add up to 99.9 or 100.1.
        let error = try #require(
            FlowBandError(
                [
                    .init(share: 0.333, error: -0.03), .init(share: 0.333, error: -0.03),
                    .init(share: 0.333, error: -0.03),
                ],
                weighting: .trueVolume))
        #expect(isNear(error.error, -0.03, 1e-12))
        #expect(FlowBandError([.init(share: 0.9985, error: 0)], weighting: .trueVolume) == nil)
        #expect(FlowBandError([], weighting: .trueVolume) == nil)
        #expect(FlowBandError([.init(share: .nan, error: 0)], weighting: .trueVolume) == nil)
        #expect(FlowBandError([.init(share: 1, error: .nan)], weighting: .trueVolume) == nil)
    }

    @Test("A curve of age is straight between its points: against a table at every tenth of a year")
    func ageing() throws {
        let points = [(0.0, 0.01), (3, 0), (8, -0.02), (15, -0.09)]
        let curve = try #require(AgeingCurve(points.reversed().map { .init(age: $0.0, error: $0.1) }))
        for tenth in 0...200 {
            let age = Double(tenth) / 10
            var expected = points[points.count - 1].1
            for (a, b) in zip(points, points.dropFirst()) where a.0 <= age && age <= b.0 {
                expected = (a.1 * (b.0 - age) + b.1 * (age - a.0)) / (b.0 - a.0)
            }
            #expect(abs(curve.error(at: age) - expected) < 1e-14)
            #expect(curve.isExtrapolated(at: age) == (age > 15))
        }
        // A stock of meters of all ages, each cohort for itself, against one by one.
        let stock = (0..<20).map { (age: Double($0) * 0.9, registered: 100.0 + Double($0)) }
        let expected = stock.reduce(0.0) { sum, meter in
            sum + meter.registered / (1 + curve.error(at: meter.age)) - meter.registered
        }
        #expect(isNear(curve.apparentLoss(stock), expected, 1e-12))
        #expect(isNear(curve.apparentLoss(stock.reversed()), expected, 1e-9))
        #expect(AgeingCurve([.init(age: -1, error: 0)]) == nil)
        #expect(AgeingCurve([.init(age: .nan, error: 0)]) == nil)
        #expect(AgeingCurve([.init(age: 1, error: .infinity)]) == nil)
    }
}
