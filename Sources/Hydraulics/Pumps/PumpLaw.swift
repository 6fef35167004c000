import PipeNetwork

/// Head that a pump gains at its own speed, as a law of flow.
enum PumpLaw: Sendable, Equatable {
    /// A power law through one point or three.
    case power(PumpPowerCurve)
    /// Straight lines between the points of a curve, whose heads fall as flows rise.
    case custom(CurveTable)
    /// h = product/q.
    case constantPower(ConstantPowerPump)

    /// The law of the points of a pump curve.
    ///
    /// One point (q, h) stands for a shutoff head of 4/3·h and a flow of 2·q without head; three points that begin at
    /// flow 0 are fitted by a power; anything else is taken as it is. (EPANET 2.2 User Manual, section 3.1.)
    ///
    /// - Returns: `nil` when the points cannot be a pump's: heads that do not fall, or no power that fits.
    init?(points: [Curve.Point]) {
        let curve: PumpPowerCurve?
        if points.count == 1 {
            let (q, h) = (points[0].x, points[0].y)
            guard q > 0, h > 0 else { return nil }
            curve = PumpPowerCurve(shutoff: 4 / 3 * h, (q, h), (2 * q, 0))
        } else if points.count == 3, points[0].x == 0 {
            curve = PumpPowerCurve(
                shutoff: points[0].y, (points[1].x, points[1].y), (points[2].x, points[2].y))
        } else {
            guard points.count > 1, zip(points, points.dropFirst()).allSatisfy({ $0.y > $1.y && $0.x < $1.x })
            else { return nil }
            self = .custom(CurveTable(points))
            return
        }
        guard let curve else { return nil }
        self = .power(curve)
    }

    /// Head that the pump cannot exceed at speed 1, m; infinite for constant power.
    var maximumHead: Double {
        switch self {
        case .power(let curve): curve.shutoff
        case .custom(let curve): curve.y[0]
        case .constantPower: .infinity
        }
    }

    /// A usual flow at speed 1, m³/s: where a solve begins.
    var designFlow: Double {
        switch self {
        case .power(let curve): curve.designFlow
        case .custom(let curve): (curve.x[0] + curve.x[curve.x.count - 1]) / 2
        case .constantPower: ConstantPowerPump.designFlow
        }
    }

    /// Flow beyond which the curve says nothing, at speed 1, m³/s.
    var maximumFlow: Double {
        switch self {
        case .power(let curve): curve.maximumFlow
        case .custom(let curve): curve.x[curve.x.count - 1]
        case .constantPower: .infinity
        }
    }

    /// Head loss (so, minus the gain) at a flow ≥ 0 and its derivative, by the affinity laws: flow goes with the speed,
    /// head with its square, and so power with its cube.
    func loss(_ flow: Double, speed: Double, gradientTolerance: Double) -> (loss: Double, gradient: Double) {
        switch self {
        case .power(let curve): curve.loss(flow, speed: speed, gradientTolerance: gradientTolerance)
        case .custom(let curve):
            Self.loss(flow, along: curve, speed: speed, gradientTolerance: gradientTolerance)
        case .constantPower(let pump): pump.loss(flow, speed: speed)
        }
    }

    /// The same by the points of a curve.
    private static func loss(
        _ flow: Double, along curve: CurveTable, speed: Double, gradientTolerance: Double
    ) -> (loss: Double, gradient: Double) {
        let (head, slope) = curve.segment(flow / speed)
        // Left of its first point the curve is taken as flat: the pump lifts no higher.
        if flow < curve.x[0] * speed { return (-curve.y[0] * speed * speed, gradientTolerance) }
        return (-head * speed * speed, max(-slope * speed, gradientTolerance))
    }

    /// The head loss at which a shut pump would open: minus the lift of no flow, m.
    static func threshold(maximumHead: Double, speed: Double) -> Double { -speed * speed * maximumHead }
}
