import Foundation

/// Water that leaves a node by its pressure: a virtual link from the node to the open air, with a law of its own.
///
/// As for links, pressure head is a rising function of flow, so the whole network stays a problem with one solution.
/// What cannot be (inflow through a leak, more than a demand) lies on a branch so steep that it is none.
struct Outflow: Sendable, Equatable {
    /// What flows out, and by which law.
    enum Law: Sendable, Equatable {
        /// q = coefficient·p^exponent; back again under suction where `backflow` says so.
        case emitter(coefficient: Double, exponent: Double, backflow: Bool)
        /// q = full·((p - pmin)/(preq - pmin))^exponent between pmin and preq. J. M. Wagner, U. Shamir and D. H. Marks,
        /// J. Water Resour. Plann. Manage. 114 (1988) 276-294.
        case demand(range: Double, exponent: Double)
        /// q = fixed·√p + variable·p^1.5 (FAVAD).
        case leakage(fixed: Double, variable: Double)
    }

    /// The node in the core.
    var node: Int32
    /// Row in the network's nodes.
    var row: Int
    /// Head at which nothing flows, m.
    var elevation: Double
    var law: Law

    /// Which branch of its law an outflow is on.
    enum Status: UInt8, Sendable {
        /// Nothing flows: the pressure is too low.
        case none
        /// As much flows as the pressure drives.
        case partial
        /// A demand is met.
        case full
    }

    /// Pressure head (m above elevation) at which `flow` leaves on a branch of the law, and its derivative.
    ///
    /// - Parameters:
    ///   - flow: m³/s.
    ///   - status: the branch.
    ///   - full: for a demand, what is asked for, above 0.
    func head(_ flow: Double, _ controlStatus: Status, full: Double) -> (head: Double, gradient: Double) {
        switch (controlStatus, law) {
        case (.none, _): return BarrierBranch.branch(flow)
        case (.full, .demand(let range, _)):
            let (head, gradient) = BarrierBranch.branch(flow - full)
            return (range + head, gradient)
        case (_, .emitter(let coefficient, let exponent, _)):
            return Self.inverse(flow, coefficient: coefficient, exponent: exponent)
        case (_, .demand(let range, let exponent)):
            return Self.inverse(flow, coefficient: full / pow(range, exponent), exponent: exponent)
        case (_, .leakage(let fixed, let variable)):
            return Self.leak(max(flow, 0), fixed, variable)
        }
    }

    /// The branch for a flow and the pressure head at the node, and the flow to go on with: the bound that was passed, or
    /// what the pressure drives when it drives something again.
    func next(
        _ flow: Double, _ controlStatus: Status, pressure: Double, full: Double
    ) -> (flow: Double, controlStatus: Status) {
        switch controlStatus {
        case .partial:
            if case .emitter(_, _, true) = law { return (flow, .partial) }
            if flow < 0 { return (0, .none) }
            if case .demand = law, flow > full * (1 + 1e-12) { return (full, .full) }
            return (flow, .partial)
        case .none:
            if case .emitter(_, _, true) = law { return (flow, .partial) }
            guard pressure > Self.headTolerance else { return (flow, .none) }
            let driven = driven(by: pressure, full: full)
            if case .demand = law { return (min(driven, Self.largestStep * full), .partial) }
            return (driven, .partial)
        case .full:
            guard case .demand(let range, _) = law else { return (flow, .partial) }
            // A demand in full may have drawn the pressure down itself: it gives way along the law from where it is.
            return pressure < range - Self.headTolerance ? (full, .partial) : (flow, .full)
        }
    }

    /// Pressure that changes no branch, m.
    private static let headTolerance = 1e-9

    /// The change to make of a demand in place of one along the tangent that leads far from the law; nil where that one
    /// will do.
    ///
    /// For powers of the pressure below 1 the law is flat where little flows: the tangent there ties the node to the
    /// elevation, and a little head more seems to draw a river. So no demand changes by more than a part of itself in a step.
    /// (EPANET 2.2 has the same bound.) Near the solution all steps are Newton's.
    ///
    /// - Parameters:
    ///   - change: along the tangent, m³/s.
    ///   - full: what is asked for, m³/s.
    func damped(_ change: Double, full: Double) -> Double? {
        guard case .demand = law, full > 0 else { return nil }
        let limit = Self.largestStep * full
        return abs(change) > limit ? (change < 0 ? -limit : limit) : nil
    }

    /// Share of a demand by which it changes in a step at most.
    private static let largestStep = 0.4

    /// What leaves at a pressure head by a power of it above 1, m³/s; nil for other laws.
    ///
    /// Written as pressure against flow such a law is a root, and tangents of a root lead further and further away
    /// (from q to q·(1 − n) for q^(1/n) alone). Written as flow against pressure it is convex and rises: from above Newton's steps come
    /// down to the solution without fail, so that the flow after a step is what the new head drives.
    ///
    /// - Parameters:
    ///   - pressure: after the step, m.
    ///   - linear: the flow along the tangent, m³/s: what is left of a law below its pressure of no flow.
    func driven(byConvexLawAt pressure: Double, full: Double, linear: Double) -> Double? {
        switch law {
        case .emitter(let coefficient, let exponent, let backflow) where exponent > 1:
            if pressure > 0 { return coefficient * pow(pressure, exponent) }
            return backflow ? -coefficient * pow(-pressure, exponent) : min(linear, 0)
        case .demand(let range, let exponent) where exponent > 1 && full > 0:
            // Beyond all that is asked for: the branch ends there.
            return pressure > 0 ? full * pow(min(pressure / range, 2), exponent) : min(linear, 0)
        default: return nil
        }
    }

    /// What leaves at any pressure head, by the whole law, m³/s.
    func driven(at pressure: Double, full: Double) -> Double {
        if pressure > 0 { return driven(by: pressure, full: full) }
        guard case .emitter(let coefficient, let exponent, true) = law else { return 0 }
        return -coefficient * pow(-pressure, exponent)
    }

    /// What a pressure head above 0 drives, m³/s.
    private func driven(by pressure: Double, full: Double) -> Double {
        switch law {
        case .emitter(let coefficient, let exponent, _): coefficient * pow(pressure, exponent)
        case .demand(let range, let exponent): full * pow(min(pressure / range, 1), exponent)
        case .leakage(let fixed, let variable):
            fixed * pressure.squareRoot() + variable * pressure * pressure.squareRoot()
        }
    }

    /// p and dp/dq of q = c·pⁿ, odd. Where the derivative would vanish (n < 1) it is blended into a straight line as in
    /// ``LowFlowBlend``; where it would have no bound (n > 1), the law is a straight line through 0.
    private static func inverse(
        _ flow: Double, coefficient: Double, exponent: Double
    ) -> (head: Double, gradient: Double) {
        let magnitude = abs(flow)
        let m = 1 / exponent
        if m > 1 {
            let scale = m == 2 ? 1 / (coefficient * coefficient) : pow(coefficient, -m)
            // Next to a straight line the power of 0 alone would be 0.
            let power = m == 2 ? magnitude : pow(m < 1.05 ? max(magnitude, 1e-15) : magnitude, m - 1)
            let gradient = m * scale * power
            if gradient >= leastGradient { return (scale * power * flow, gradient) }
            let slope = leastGradient / m
            guard m < 3 else { return (slope * flow, slope) }
            let start = m == 2 ? leastGradient / (m * scale) : pow(leastGradient / (m * scale), 1 / (m - 1))
            let square = slope * (m - 1) / 2 * (magnitude / start) * (magnitude / start)
            let linear = slope * (3 - m) / 2
            return ((linear + square) * flow, linear + 3 * square)
        }
        let least = 1e-9
        let slope = pow(max(magnitude, least) / coefficient, m) / max(magnitude, least)
        return (slope * flow, magnitude < least ? slope : m * slope)
    }

    /// m per m³/s.
    private static let leastGradient = 1e-5

    /// p and dp/dq of q = a·√p + b·p^1.5: s = √p is found by Newton's method.
    private static func leak(_ flow: Double, _ a: Double, _ b: Double) -> (head: Double, gradient: Double) {
        guard flow > 0 else { return (0, leastGradient) }
        // Either part alone would need a higher pressure: a start from which the steps only fall.
        var s = a > 0 ? flow / a : .infinity
        if b > 0 { s = min(s, cbrt(flow / b)) }
        for _ in 0..<60 {
            let step = (a * s + b * s * s * s - flow) / (a + 3 * b * s * s)
            s -= step
            if abs(step) <= 1e-15 * s { break }
        }
        let gradient = 2 * s / (a + 3 * b * s * s)
        return (s * s, max(gradient, leastGradient))
    }

    /// A flow to begin with: that of 20 m of pressure.
    func seed(full: Double) -> Double {
        switch law {
        case .emitter(let coefficient, let exponent, _): coefficient * pow(20, exponent)
        case .demand: full
        case .leakage(let fixed, let variable): fixed * 20.0.squareRoot() + variable * pow(20, 1.5)
        }
    }
}

/// The branch of a law where no flow should be: so steep that what still flows is beyond notice.
enum BarrierBranch {
    /// m per m³/s: 100 m of head drive 1e-10 m³/s.
    static let gradient = 1e12
    /// m³/s per m.
    static let conductance = 1 / gradient

    @inline(__always)
    static func branch(_ flow: Double) -> (head: Double, gradient: Double) { (gradient * flow, gradient) }
}
