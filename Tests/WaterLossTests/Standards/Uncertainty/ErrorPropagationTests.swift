import Foundation
import TestSupport
import Testing
import WaterLoss

/// Limits of the balance's figures against draws of its inputs.
@Suite("Limits against draws")
struct ErrorPropagationTests {
    /// Draws of a figure of inputs with relative limits in percent: its 95 % half-width, 1.96 standard deviations.
    private static func drawn(
        _ inputs: [(value: Double, percent: Double)], seed: UInt64, _ figure: ([Double]) -> Double
    ) -> Double {
        var random = SplitMix(seed)
        let count = 40_000
        let draws = (0..<count).map { _ in
            figure(inputs.map { $0.value * (1 + $0.percent / 196 * random.normal()) })
        }
        let mean = draws.reduce(0, +) / Double(count)
        let squares = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return 1.96 * (squares / Double(count - 1)).squareRoot()
    }

    private static func uncertain(_ inputs: [(value: Double, percent: Double)]) -> [Uncertain] {
        inputs.enumerated().map {
            Uncertain($0.element.value, source: "input \($0.offset)", percent: $0.element.percent)
        }
    }

    /// Four standard errors of a standard deviation of 40 000 draws, 4/√80 000, and a bit for the second order of
    /// limits of at most 10 %, which is some 0.1 % of the spread.
    private static let tolerance = 0.0152

    @Test("Real losses of a balance")
    func realLosses() throws {
        // WS, BAC, UAC, unauthorised, meters, data handling.
        let inputs: [(value: Double, percent: Double)] = [
            (10_000, 2), (7500, 1.5), (120, 50), (40, 80), (160, 30), (20, 100),
        ]
        let terms = Self.uncertain(inputs)
        let balance = StandardBalance(
            ownSources: terms[0], billedMetered: terms[1], unbilledUnmetered: terms[2],
            unauthorised: terms[3], customerMetering: terms[4], dataHandling: terms[5])
        let found = try #require(balance.realLosses?.halfWidth)
        let expected = Self.drawn(inputs, seed: 71) { $0[0] - $0[1] - $0[2] - $0[3] - $0[4] - $0[5] }
        #expect(abs(found / expected - 1) < Self.tolerance)
    }

    @Test("Non-revenue water in percent, where the supply stands above and below the line")
    func percentOfSupply() throws {
        let inputs: [(value: Double, percent: Double)] = [(9000, 4), (1000, 8), (7600, 3)]
        let terms = Self.uncertain(inputs)
        let balance = StandardBalance(
            ownSources: terms[0], imported: terms[1], billedMetered: terms[2])
        let found = try #require(balance.nonRevenuePercent(of: .waterSupplied)?.halfWidth)
        let expected = Self.drawn(inputs, seed: 72) { 100 * (1 - $0[2] / ($0[0] + $0[1])) }
        #expect(abs(found / expected - 1) < Self.tolerance)
        // By hand 76 · √(3.688² + 3²)/100 = 3.613 points; loss and supply taken as independent would give 4.43.
        #expect(abs(found - 3.613) < 0.001)
    }

    @Test("The infrastructure leakage index by all of its inputs")
    func infrastructureLeakageIndex() throws {
        // Losses of a day, mains, connections, private pipe, pressure.
        let inputs: [(value: Double, percent: Double)] = [
            (8500, 10), (450_000, 2), (32_000, 3), (160_000, 10), (48, 5),
        ]
        let terms = Self.uncertain(inputs)
        let unavoidable = UnavoidableLosses.metric(
            mains: terms[1], connections: terms[2], privatePipe: terms[3], pressure: terms[4])
        let index = UnavoidableLosses.infrastructureLeakageIndex(current: terms[0], unavoidable: unavoidable)
        let found = try #require(index?.halfWidth)
        let expected = Self.drawn(inputs, seed: 73) { draw in
            let litres = (18 * draw[1] / 1000 + 0.8 * draw[2] + 25 * draw[3] / 1000) * draw[4]
            return draw[0] * 1000 / litres
        }
        #expect(abs(found / expected - 1) < Self.tolerance)
    }

    @Test("What customers' meters did not count")
    func meterInaccuracy() throws {
        // 7500 ± 1 % registered, 4 % ± a tenth of it missed.
        let inputs: [(value: Double, percent: Double)] = [(7500, 1), (0.04, 10)]
        let terms = Self.uncertain(inputs)
        let missed = MeterInaccuracy.customerMeteringInaccuracy(
            registered: terms[0], underRegistration: terms[1])
        let found = try #require(missed?.halfWidth)
        let expected = Self.drawn(inputs, seed: 74) { $0[0] / (1 - $0[1]) - $0[0] }
        #expect(abs(found / expected - 1) < Self.tolerance)
    }

    @Test("Component UARL, whose terms go with three powers of one pressure")
    func componentUARL() throws {
        let inputs: [(value: Double, percent: Double)] = [(80_000, 2), (2500, 4), (20_000, 8), (34, 6)]
        let terms = Self.uncertain(inputs)
        let method = ComponentUARL(reportedExponent: 0.7, unreportedExponent: 1.2)
        let found = try #require(
            method.unavoidableLosses(
                mains: terms[0], connections: terms[1], privatePipe: terms[2], pressure: terms[3]
            ).halfWidth)
        let expected = Self.drawn(inputs, seed: 75) { draw in
            let (mains, pipe, ratio) = (draw[0] / 1000, draw[2] / 1000, draw[3] / 50)
            let background = (9.6 * mains + 0.6 * draw[1] + 16 * pipe) * pow(ratio, 1.5)
            let reported = (5.8 * mains + 0.04 * draw[1] + 1.9 * pipe) * pow(ratio, 0.7)
            let unreported = (2.6 * mains + 0.16 * draw[1] + 7.1 * pipe) * pow(ratio, 1.2)
            return 0.05 * (background + reported + unreported)
        }
        #expect(abs(found / expected - 1) < Self.tolerance)
    }

    @Test("What meters of a kind share stays in their mean and cancels in their differences")
    func systematic() {
        // 400 meters of 12 m³, each ± 6 % of its own and 2 % that they share: 0.72·√400 = 14.4 and 96.
        let meters = (0..<400).map {
            Uncertain(12, source: "m\($0)", percent: 6, systematicPercent: 2, kind: "DN15")
        }
        let sum = Uncertain.sum(meters)
        #expect(agrees(sum.randomHalfWidth, 14.4))
        #expect(agrees(sum.systematicHalfWidth, 96))
        // The mean of the meters has a twentieth of the first and all of the second.
        let mean = sum / 400
        #expect(agrees(mean.randomHalfWidth, 0.036))
        #expect(agrees(mean.systematicHalfWidth, 0.24))
        // The mean against one of them: what they share cancels, what is their own does not, and the one that is in
        // the mean counts there as well: 0.72²·(1/400 − 2/400 + 1).
        let apart = meters[0] - mean
        #expect(agrees(apart.systematicHalfWidth, 0))
        #expect(agrees(apart.randomHalfWidth, 0.72 * (1 - 1.0 / 400).squareRoot()))
    }
}
