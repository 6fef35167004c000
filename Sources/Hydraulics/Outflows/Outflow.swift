/// Water that leaves a node by its pressure: a virtual link from the node to the open air, with a law of its own.
///
/// As for links, pressure head is a rising function of flow, so the whole network stays a problem with one solution.
/// What cannot be (inflow through a leak, more than a demand) lies on a branch so steep that it is none.
struct Outflow: Sendable, Equatable {
    /// What flows out, and by which law.
    enum Law: Sendable, Equatable {
        case emitter(Emitter)
        case demand(PressureDrivenDemand)
        case leakage(FAVADLeakage)
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
    func head(_ flow: Double, _ status: Status, full: Double) -> (head: Double, gradient: Double) {
        switch (status, law) {
        case (.none, _): return BarrierBranch.branch(flow)
        case (.full, .demand(let demand)): return demand.headWhenMet(flow, full: full)
        case (_, .emitter(let emitter)): return emitter.head(flow)
        case (_, .demand(let demand)): return demand.head(flow, full: full)
        case (_, .leakage(let leakage)): return leakage.head(max(flow, 0))
        }
    }

    /// The branch for a flow and the pressure head at the node, and the flow to go on with: the bound that was passed, or
    /// what the pressure drives when it drives something again.
    func next(
        _ flow: Double, _ status: Status, pressure: Double, full: Double
    ) -> (flow: Double, status: Status) {
        switch status {
        case .partial:
            if case .emitter(let emitter) = law, emitter.backflow { return (flow, .partial) }
            if flow < 0 { return (0, .none) }
            if case .demand = law, flow > full * (1 + 1e-12) { return (full, .full) }
            return (flow, .partial)
        case .none:
            if case .emitter(let emitter) = law, emitter.backflow { return (flow, .partial) }
            guard pressure > Self.headTolerance else { return (flow, .none) }
            let driven = driven(by: pressure, full: full)
            if case .demand(let demand) = law { return (demand.beginning(driven, full: full), .partial) }
            return (driven, .partial)
        case .full:
            guard case .demand(let demand) = law else { return (flow, .partial) }
            // A demand in full may have drawn the pressure down itself: it gives way along the law from where it is.
            return pressure < demand.range - Self.headTolerance ? (full, .partial) : (flow, .full)
        }
    }

    /// Pressure that changes no branch, m.
    private static let headTolerance = 1e-9

    /// The change to make of a demand in place of one along the tangent that leads far from the law; nil where that one
    /// will do.
    ///
    /// - Parameters:
    ///   - change: along the tangent, m³/s.
    ///   - full: what is asked for, m³/s.
    func damped(_ change: Double, full: Double) -> Double? {
        guard case .demand(let demand) = law, full > 0 else { return nil }
        return demand.damped(change, full: full)
    }

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
        case .emitter(let emitter) where emitter.exponent > 1:
            if pressure > 0 { return emitter.flow(pressure) }
            return emitter.backflow ? emitter.inflow(pressure) : min(linear, 0)
        case .demand(let demand) where demand.exponent > 1 && full > 0:
            // Beyond all that is asked for: the branch ends there.
            return pressure > 0 ? demand.flow(pressure, full: full, limit: 2) : min(linear, 0)
        default: return nil
        }
    }

    /// What leaves at any pressure head, by the whole law, m³/s.
    func driven(at pressure: Double, full: Double) -> Double {
        if pressure > 0 { return driven(by: pressure, full: full) }
        guard case .emitter(let emitter) = law, emitter.backflow else { return 0 }
        return emitter.inflow(pressure)
    }

    /// What a pressure head above 0 drives, m³/s.
    private func driven(by pressure: Double, full: Double) -> Double {
        switch law {
        case .emitter(let emitter): emitter.flow(pressure)
        case .demand(let demand): demand.flow(pressure, full: full, limit: 1)
        case .leakage(let leakage): leakage.flow(pressure)
        }
    }

    /// A flow to begin with, m³/s: that of 20 m of pressure; of a demand, all of it.
    func seed(full: Double) -> Double {
        switch law {
        case .emitter(let emitter): emitter.seed
        case .demand: full
        case .leakage(let leakage): leakage.seed
        }
    }
}
