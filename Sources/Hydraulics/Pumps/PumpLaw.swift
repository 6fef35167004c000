import Foundation
import PipeNetwork

/// Head that a pump gains at its own speed, as a law of flow.
enum PumpLaw: Sendable, Equatable {
    /// h = shutoff - resistance·q^exponent.
    case power(shutoff: Double, resistance: Double, exponent: Double)
    /// Straight lines between the points of a curve, whose heads fall as flows rise.
    case custom(CurveTable)
    /// h = product/q: constant power.
    case constantPower(product: Double)

    /// The law of the points of a pump curve.
    ///
    /// One point (q, h) stands for a shutoff head of 4/3·h and a flow of 2·q without head; three points that begin at
    /// flow 0 are fitted by a power; anything else is taken as it is. (EPANET 2.2 User Manual, section 3.1.)
    ///
    /// - Returns: `nil` when the points cannot be a pump's: heads that do not fall, or no power that fits.
    init?(points: [Curve.Point]) {
        if points.count == 1 {
            let (q, h) = (points[0].x, points[0].y)
            guard q > 0, h > 0 else { return nil }
            self.init(shutoff: 4 / 3 * h, (q, h), (2 * q, 0))
        } else if points.count == 3, points[0].x == 0 {
            self.init(shutoff: points[0].y, (points[1].x, points[1].y), (points[2].x, points[2].y))
        } else {
            guard points.count > 1, zip(points, points.dropFirst()).allSatisfy({ $0.y > $1.y && $0.x < $1.x })
            else { return nil }
            self = .custom(CurveTable(points))
        }
    }

    /// The power law through three points, the first at flow 0.
    private init?(shutoff: Double, _ first: (q: Double, h: Double), _ second: (q: Double, h: Double)) {
        let (fall1, fall2) = (shutoff - first.h, shutoff - second.h)
        guard shutoff > 0, first.q > 0, second.q > first.q, fall1 > 0, fall2 > fall1 else { return nil }
        let exponent = log(fall2 / fall1) / log(second.q / first.q)
        guard exponent > 0, exponent <= 20 else { return nil }
        self = .power(shutoff: shutoff, resistance: fall1 / pow(first.q, exponent), exponent: exponent)
    }

    /// Head that the pump cannot exceed at speed 1, m; infinite for constant power.
    var maximumHead: Double {
        switch self {
        case .power(let shutoff, _, _): shutoff
        case .custom(let curve): curve.y[0]
        case .constantPower: .infinity
        }
    }

    /// A usual flow at speed 1, m³/s: where a solve begins.
    var designFlow: Double {
        switch self {
        case .power(let shutoff, let resistance, let exponent):
            // A quarter of the shutoff head lost: the design point of a one-point curve.
            pow(shutoff / 4 / resistance, 1 / exponent)
        case .custom(let curve): (curve.x[0] + curve.x[curve.x.count - 1]) / 2
        case .constantPower: FlowUnit.cubicFoot
        }
    }

    /// Flow beyond which the curve says nothing, at speed 1, m³/s.
    var maximumFlow: Double {
        switch self {
        case .power(let shutoff, let resistance, let exponent): pow(shutoff / resistance, 1 / exponent)
        case .custom(let curve): curve.x[curve.x.count - 1]
        case .constantPower: .infinity
        }
    }

    /// Head loss (so, minus the gain) at a flow ≥ 0 and its derivative, by the affinity laws: flow goes with the speed,
    /// head with its square, and so power with its cube: a pump of constant power P gives n³·P at speed n.
    func loss(_ flow: Double, speed: Double, gradientTolerance: Double) -> (loss: Double, gradient: Double) {
        switch self {
        case .power(let shutoff, let resistance, let exponent):
            let start = -speed * speed * shutoff
            let r = speed == 1 || exponent == 2 ? resistance : resistance * pow(speed, 2 - exponent)
            if exponent == 1 { return (start + r * flow, r) }
            let gradient = exponent * r * (exponent == 2 ? flow : pow(flow, exponent - 1))
            guard gradient >= gradientTolerance else {
                return (start + gradientTolerance * flow, gradientTolerance)
            }
            return (start + gradient * flow / exponent, gradient)
        case .custom(let curve):
            let (head, slope) = curve.segment(flow / speed)
            // Left of its first point the curve is taken as flat: the pump lifts no higher.
            if flow < curve.x[0] * speed { return (-curve.y[0] * speed * speed, gradientTolerance) }
            return (-head * speed * speed, max(-slope * speed, gradientTolerance))
        case .constantPower(let product):
            // A pump of constant power never comes to rest: a least flow keeps its lift finite.
            let q = max(flow, 1e-12)
            let product = product * speed * speed * speed
            return (-product / q, product / (q * q))
        }
    }
}

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
