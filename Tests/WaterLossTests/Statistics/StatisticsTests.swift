import TestSupport
import Foundation
import WaterLoss
import Testing

@Suite struct StatisticsTests {
    @Test func studentsFactorsAreThoseOfTheTables() {
        // Printed tables of t(0.975; ν).
        let table = [
            (1.0, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042),
            (100, 1.984),
        ]
        for (freedom, factor) in table {
            #expect(isNear(StudentT.twoSided95(degreesOfFreedom: freedom), factor, 3e-4))
        }
        // One degree is Cauchy's distribution: t = tan(π(p − ½)); two have (2p − 1)·√(2/(1 − (2p − 1)²)).
        #expect(isNear(StudentT.quantile(0.975, degreesOfFreedom: 1), tan(Double.pi * 0.475), 1e-9))
        #expect(
            isNear(StudentT.quantile(0.975, degreesOfFreedom: 2), 0.95 * (2 / (1 - 0.95 * 0.95)).squareRoot())
        )
        // Very many degrees are the normal distribution.
        #expect(isNear(StudentT.twoSided95(degreesOfFreedom: 1e7), 1.959964, 1e-6))
        #expect(isNear(StudentT.quantile(0.025, degreesOfFreedom: 4), -2.776, 3e-4))
        #expect(StudentT.twoSided95(degreesOfFreedom: 0) == nil)
    }

    @Test func limitsAddInQuadratureForSumsAndDifferencesAlike() {
        let a = ConfidenceInterval(100, halfWidth: 3)
        let b = ConfidenceInterval(40, halfWidth: 4)
        #expect(a + b == ConfidenceInterval(140, lower: 135, upper: 145))
        #expect(a - b == ConfidenceInterval(60, lower: 55, upper: 65))
        // (100·4)² + (40·3)² = 160 000 + 14 400 = 417.61².
        #expect(isNear((a * b).halfWidth, 174_400.0.squareRoot()))
        // Uneven: what lies above one lies below its negative.
        let c = ConfidenceInterval(0, lower: -1, upper: 3)
        #expect(c.scaled(by: -2) == ConfidenceInterval(0, lower: -6, upper: 2))
        #expect(c.contains(3) && !c.contains(3.1) && c.excludes(-2))
    }

    @Test func aMeanHasStudentsLimits() {
        // 1, 2, 3: mean 2, s = 1, t(0.975; 2) = 4.30265, 4.30265/√3 = 2.48414.
        let mean = ConfidenceInterval.mean(of: [1, 2, 3])
        #expect(mean?.value == 2)
        #expect(isNear(mean?.halfWidth, 2.48414, 1e-5))
        #expect(ConfidenceInterval.mean(of: [1]) == nil)
    }

    @Test func leastSquaresByHand() throws {
        // (0, 1), (1, 3), (2, 2), (3, 6): Sxx = 5, Sxy = −1.5·−2 − 0.5·0 + 0.5·−1 + 1.5·3 = 7, Syy = 14.
        // Slope 1.4, residual 14 − 9.8 = 4.2, s² = 2.1, se = √(2.1/5) = 0.648074, t(0.975; 2) = 4.302653.
        let line = try #require(StraightLine([(0, 1), (1, 3), (2, 2), (3, 6)]))
        #expect(isNear(line.slope.value, 1.4))
        #expect(isNear(line.intercept, 3 - 1.4 * 1.5))
        #expect(isNear(line.determination, 9.8 / 14))
        #expect(isNear(line.slope.halfWidth, 0.648074 * 4.302653, 1e-5))
        #expect(StraightLine([(1, 1), (1, 2)]) == nil)
        #expect(StraightLine([(1, .nan), (2, 2)]) == nil)
    }

    @Test func theMedianOfSlopesIgnoresAWildPoint() throws {
        // y = 2x but for one wild point: 10 of 15 slopes are exactly 2.
        let points: [(x: Double, y: Double)] = [(0, 0), (1, 2), (2, 4), (3, 600), (4, 8), (5, 10)]
        let line = try #require(TheilSenLine(points))
        #expect(isNear(line.slope.value, 2))
        #expect(isNear(line.intercept, 0))
        #expect(try #require(StraightLine(points)).slope.value > 2.5)
        #expect(TheilSenLine([(0, 1), (1, 2), (2, 3)]) == nil)
    }

    @Test func sensLimitsByHand() throws {
        // x = 0…9, y = x but the last two exchanged. N = 45 slopes; Var S = 10·9·25/18 = 125;
        // 1.96·√125 = 21.913; ranks (45 − 21.913)/2 = 11.54 and (45 + 21.913)/2 + 1 = 34.46. One pair of 45 falls (−1),
        // those between the first eight are 1 (28), the rest lie about 1: rank 11 and rank 35 counted out below.
        let y = [0.0, 1, 2, 3, 4, 5, 6, 7, 9, 8]
        let points = y.enumerated().map { (x: Double($0.offset), y: $0.element) }
        var slopes: [Double] = []
        for i in 0..<10 { for j in (i + 1)..<10 { slopes.append((y[j] - y[i]) / Double(j - i)) } }
        slopes.sort()
        let line = try #require(TheilSenLine(points))
        #expect(line.slope == ConfidenceInterval(1, lower: slopes[10], upper: slopes[34]))
    }

    @Test func limitsOfTheMedianSlopeHoldTheTruth() throws {
        // 95 % of 300 noisy lines; the number that hold is binomial with σ = √(300·0.05·0.95) = 3.8.
        var random = SplitMix(11)
        var held = 0
        for _ in 0..<300 {
            let points = (0..<30).map { (x: Double($0), y: 0.1 * Double($0) + random.normal()) }
            if try #require(TheilSenLine(points)).slope.contains(0.1) { held += 1 }
        }
        #expect(held >= 285 - 12 && held <= 285 + 12)
    }

    @Test func aWildValueDoesNotMoveTheSpread() {
        // Deviations from the median 3 of 1, 2, 3, 4, 1000: 2, 1, 0, 1, 997; their median is 1.
        #expect(isNear(RobustScale.standardDeviation([1, 2, 3, 4, 1000]), 1.4826, 1e-5))
        #expect(RobustScale.median([]) == nil)
    }
}
