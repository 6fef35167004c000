import Telemetry

/// A straight line whose slope is the median of the slopes between all pairs of points (Theil 1950, Sen 1968).
///
/// Up to 29 % of the points may be wild without moving it far, so a burst or a filled swimming bath does not make a
/// trend, as it does by least squares.
public struct TheilSenLine: Hashable, Sendable {
    /// The slope, unit of y per unit of x, with Sen's 95 % limits.
    public let slope: ConfidenceInterval
    /// The median of y − slope·x.
    public let intercept: Double
    /// How many points.
    public let count: Int

    /// The line through points with different x; `nil` for fewer than four points, for which no limits at 95 % exist,
    /// and for points that are not finite or all at one x.
    ///
    /// The limits are the slopes of ranks (N ∓ 1.96·√Var S)/2, with Var S that of Kendall's S, ties in y corrected
    /// (Sen, P. K., J. Am. Stat. Assoc. 63 (1968) 1379–1389; Gilbert, R. O., *Statistical Methods for Environmental
    /// Pollution Monitoring*, 1987, ch. 16). They hold for independent points; where days resemble their neighbours
    /// they are too narrow.
    public init?(_ points: [(x: Double, y: Double)]) {
        guard points.count >= 4, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return nil }
        var slopes: [Double] = []
        slopes.reserveCapacity(points.count * (points.count - 1) / 2)
        for first in points.indices {
            for second in (first + 1)..<points.count where points[first].x != points[second].x {
                slopes.append((points[second].y - points[first].y) / (points[second].x - points[first].x))
            }
        }
        guard !slopes.isEmpty else { return nil }
        slopes.sort()
        let pairs = Double(slopes.count)
        let reach = 1.959_963_984_540_054 * Self.varianceOfS(points.map(\.y)).squareRoot()
        // Ranks count from 1; a rank between two takes the outer one, so that the limits are never too narrow.
        let low = Int(((pairs - reach) / 2).rounded(.down)) - 1
        let high = Int(((pairs + reach) / 2).rounded(.up))
        let last = slopes.count - 1
        let middle = Percentile.type7(slopes, 0.5) ?? 0
        slope = ConfidenceInterval(
            middle, lower: slopes[max(0, min(last, low))], upper: slopes[min(last, max(0, high))])
        intercept = RobustScale.median(points.map { $0.y - middle * $0.x }) ?? 0
        count = points.count
    }

    /// Variance of Kendall's S: (n(n−1)(2n+5) − Σ t(t−1)(2t+5))/18 over groups of t equal values.
    static func varianceOfS(_ values: [Double]) -> Double {
        func term(_ count: Double) -> Double { count * (count - 1) * (2 * count + 5) }
        var groups: [Double: Double] = [:]
        for value in values { groups[value, default: 0] += 1 }
        return (term(Double(values.count)) - groups.values.sorted().reduce(0) { $0 + term($1) }) / 18
    }

    /// The line's value at `x`.
    public func value(at x: Double) -> Double { intercept + slope.value * x }
}
