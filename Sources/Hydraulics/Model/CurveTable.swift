import PipeNetwork

/// A curve as two columns, for interpolation along straight lines that go on beyond both ends.
struct CurveTable: Sendable, Equatable {
    let x: [Double]
    let y: [Double]

    init(_ points: [Curve.Point]) {
        x = points.map(\.x)
        y = points.map(\.y)
    }

    /// y and dy/dx at `at`.
    func segment(_ at: Double) -> (value: Double, slope: Double) {
        guard x.count > 1 else { return (y.first ?? 0, 0) }
        var high = 1
        while high < x.count - 1, x[high] < at { high += 1 }
        let slope = (y[high] - y[high - 1]) / (x[high] - x[high - 1])
        return (y[high - 1] + slope * (at - x[high - 1]), slope)
    }

    /// y at `at`, held at the first and last value beyond the ends.
    func clamped(_ at: Double) -> Double {
        guard let first = x.first, let last = x.last else { return 0 }
        if at <= first { return y[0] }
        if at >= last { return y[y.count - 1] }
        return segment(at).value
    }

    /// x at the value `at` of a rising y, held at the ends.
    func inverse(_ at: Double) -> Double {
        CurveTable(x: y, y: x).clamped(at)
    }

    private init(x: [Double], y: [Double]) {
        (self.x, self.y) = (x, y)
    }
}
