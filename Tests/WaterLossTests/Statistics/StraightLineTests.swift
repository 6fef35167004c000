import Foundation
import TestSupport
import Testing
import WaterLoss

@Suite("A straight line by least squares")
struct StraightLineTests {
    /// NIST Statistical Reference Datasets, "Norris": calibration of ozone monitors, 36 pairs of y and x.
    private static let norris: [(y: Double, x: Double)] = [
        (0.1, 0.2), (338.8, 337.4), (118.1, 118.2), (888.0, 884.6), (9.2, 10.1), (228.1, 226.5),
        (668.5, 666.3), (998.5, 996.3), (449.1, 448.6), (778.9, 777.0), (559.2, 558.2), (0.3, 0.4),
        (0.1, 0.6), (778.1, 775.5), (668.8, 666.9), (339.3, 338.0), (448.9, 447.5), (10.8, 11.6),
        (557.7, 556.0), (228.3, 228.1), (998.0, 995.8), (888.8, 887.6), (119.6, 120.2), (0.3, 0.3),
        (0.6, 0.3), (557.6, 556.8), (339.3, 339.1), (888.0, 887.2), (998.5, 999.0), (778.9, 779.0),
        (10.2, 11.1), (117.6, 118.3), (228.9, 229.2), (668.4, 669.1), (449.2, 448.9), (0.2, 0.5),
    ]

    private func line(_ points: [(Double, Double)]) -> StraightLine? {
        StraightLine(points.map { (x: $0.0, y: $0.1) })
    }

    @Test("NIST's certified values of Norris are met")
    func certified() throws {
        // Certified: B0 −0.262323073774029, B1 1.00211681802045, standard deviation of B1 0.429796848199937e−3,
        // R² 0.999993745883712; t(0.975; 34) = 2.032244509 of the tables.
        let line = try #require(self.line(Self.norris.map { ($0.x, $0.y) }))
        #expect(line.count == 36)
        #expect(isNear(line.slope.value, 1.00211681802045, 1e-13))
        #expect(isNear(line.intercept, -0.262323073774029, 1e-11))
        #expect(isNear(line.determination, 0.999993745883712, 1e-13))
        #expect(isNear(line.slope.halfWidth * 1e3, 0.429796848199937 * 2.032244509, 1e-8))
    }

    @Test("The order of the points does not matter, shifts and scales act as they must")
    func equivariance() throws {
        var random = SplitMix(41)
        for _ in 0..<30 {
            let points = (0..<12).map { _ in (random.normal() * 3, random.normal() * 5) }
            let plain = try #require(line(points))
            let shuffled = try #require(line(points.shuffled(using: &random)))
            #expect(isNear(shuffled.slope.value, plain.slope.value, 1e-10))
            #expect(isNear(shuffled.slope.upper, plain.slope.upper, 1e-10))
            // y' = 4y − 7, x' = x/2 + 100: slope · 8, width · 8.
            let moved = try #require(line(points.map { ($0.0 / 2 + 100, 4 * $0.1 - 7) }))
            #expect(isNear(moved.slope.value, 8 * plain.slope.value, 1e-9))
            #expect(isNear(moved.slope.halfWidth, 8 * plain.slope.halfWidth, 1e-9))
            #expect(isNear(moved.determination, plain.determination, 1e-9))
            #expect(isNear(moved.value(at: 101.5), 4 * plain.value(at: 3) - 7, 1e-9))
        }
    }

    @Test("Residuals sum to nothing and are at right angles to x: no other line has smaller squares")
    func normalEquations() throws {
        var random = SplitMix(42)
        for _ in 0..<30 {
            let points = (0..<9).map { ($0 == 4 ? -3 : Double($0), random.normal()) }
            let fit = try #require(line(points))
            let residuals = points.map { $0.1 - fit.value(at: $0.0) }
            #expect(abs(residuals.reduce(0, +)) < 1e-12)
            #expect(abs(zip(points, residuals).reduce(0) { $0 + $1.0.0 * $1.1 }) < 1e-11)
            func squares(_ intercept: Double, _ slope: Double) -> Double {
                points.reduce(0) { sum, point in
                    let residual = point.1 - intercept - slope * point.0
                    return sum + residual * residual
                }
            }
            let least = squares(fit.intercept, fit.slope.value)
            for (up, turn) in [(0.01, 0), (-0.01, 0), (0, 0.01), (0.01, -0.01)] {
                #expect(squares(fit.intercept + up, fit.slope.value + turn) > least)
            }
        }
    }

    @Test("Limits of the slope hold the truth in 95 of 100 samples")
    func coverage() throws {
        // 1000 lines of six points; the number that hold is binomial: 950 ± 3·√(1000·0.05·0.95) = 950 ± 20.7.
        var random = SplitMix(43)
        var held = 0
        for _ in 0..<1000 {
            let points = (0..<6).map { (Double($0), 2 - 0.3 * Double($0) + random.normal()) }
            if try #require(line(points)).slope.contains(-0.3) { held += 1 }
        }
        #expect(held >= 929 && held <= 971)
    }

    @Test("Two points are joined, without limits; a level line explains everything")
    func degenerate() throws {
        let two = try #require(line([(1, 5), (3, 9)]))
        #expect(two.slope == ConfidenceInterval(2, halfWidth: 0) && two.intercept == 3)
        let level = try #require(line([(0, 4), (1, 4), (5, 4)]))
        #expect(level.slope == ConfidenceInterval(0, halfWidth: 0) && level.determination == 1)
        #expect(line([]) == nil && line([(1, 1)]) == nil)
        #expect(line([(2, 1), (2, 2), (2, 3)]) == nil)
        #expect(line([(.infinity, 1), (2, 2)]) == nil)
    }
}
