/// A straight line through points by ordinary least squares (OLS).
public struct StraightLine: Hashable, Sendable {
    /// The slope, unit of y per unit of x, with limits by Student's t at n − 2 degrees of freedom; without limits
    /// (both at the value) for two points, which any line fits.
    public let slope: ConfidenceInterval
    /// The value at x = 0.
    public let intercept: Double
    /// The coefficient of determination R², 0…1: the share of the variance of y that the line explains.
    public let determination: Double
    /// How many points.
    public let count: Int

    /// The line through points; `nil` for fewer than two points, points that are not finite or all at one x.
    public init?(_ points: [(x: Double, y: Double)]) {
        let count = Double(points.count)
        guard points.count > 1, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return nil }
        let meanX = points.reduce(0) { $0 + $1.x } / count
        let meanY = points.reduce(0) { $0 + $1.y } / count
        var xx = 0.0
        var xy = 0.0
        var yy = 0.0
        for point in points {
            xx += (point.x - meanX) * (point.x - meanX)
            xy += (point.x - meanX) * (point.y - meanY)
            yy += (point.y - meanY) * (point.y - meanY)
        }
        guard xx > 0 else { return nil }
        let slope = xy / xx
        // Rounding can leave a trace below zero.
        let residual = max(0, yy - slope * xy)
        intercept = meanY - slope * meanX
        determination = yy > 0 ? 1 - residual / yy : 1
        self.count = points.count
        let factor = StudentT.twoSided95(degreesOfFreedom: count - 2) ?? 0
        let error = count > 2 ? (residual / (count - 2) / xx).squareRoot() : 0
        self.slope = ConfidenceInterval(slope, halfWidth: factor * error)
    }

    /// The line's value at `x`.
    public func value(at x: Double) -> Double { intercept + slope.value * x }
}
