/// What an engineer should know of a solved state; it names elements by id.
public enum HydraulicWarning: Hashable, Sendable {
    /// No state was found in which flows rest and every law of every element holds; `elements` are the links that break
    /// one, kept changing or had the largest errors.
    case notConverged(relativeError: Double, elements: [String])
    /// Statuses went round in circles and were settled as documented; these links took part.
    case statusesUnsettled(links: [String])
    /// Junctions that no open path joins to a source: their demand gets no water, or their inflow cannot leave. The sum of
    /// both without signs, m³/s.
    case disconnected(junctions: [String], demand: Double)
    /// Junctions that get less than they ask for because shut or regulating links let no more through; what they lack
    /// together, m³/s, and those links. Of demands that do not depend on pressure, this is what is left out.
    case demandsNotDelivered(junctions: [String], demand: Double, links: [String])
    /// Junctions that draw water at a pressure below 0; the lowest pressure, m.
    case negativePressures(junctions: [String], lowest: Double)
    /// Junctions that get less than they ask for; the share of their demand that is missing, 0 to 1.
    case demandsNotMet(junctions: [String], missing: Double)
    /// Pumps that run but cannot lift to the head behind them.
    case pumpsCannotDeliverHead([String])
    /// Pumps that deliver more than their curves cover.
    case pumpsBeyondCurve([String])
    /// Flow control valves whose flow stays below the setting.
    case valvesCannotDeliverFlow([String])
    /// Pressure valves that stand open because their settings contradict others.
    case valvesCannotDeliverPressure([String])
}

extension HydraulicWarning: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .notConverged(let error, let elements) where error <= 1e-3:
            "no state was found that obeys the laws of all elements; this one does not at \(Self.list(elements))"
        case .notConverged(let error, let elements):
            "the solve did not converge: relative flow change \(error); look at \(Self.list(elements))"
        case .statusesUnsettled(let links):
            "the statuses of \(Self.list(links)) contradict each other and were settled one by one"
        case .disconnected(let junctions, let demand):
            "\(junctions.count) junctions have no open path to a source and get none of their "
                + "\(demand * 3600) m³/h: \(Self.list(junctions))"
        case .demandsNotDelivered(let junctions, let demand, let links):
            "\(junctions.count) junctions lack \(demand * 3600) m³/h that \(Self.list(links)) do not let through: "
                + Self.list(junctions)
        case .negativePressures(let junctions, let lowest):
            "\(junctions.count) junctions draw water below pressure 0, down to \(lowest) m: \(Self.list(junctions))"
        case .demandsNotMet(let junctions, let missing):
            "\(junctions.count) junctions lack \(missing * 100) % of their demand: \(Self.list(junctions))"
        case .pumpsCannotDeliverHead(let pumps): "pumps that cannot deliver the head: \(Self.list(pumps))"
        case .pumpsBeyondCurve(let pumps): "pumps that run beyond their curve: \(Self.list(pumps))"
        case .valvesCannotDeliverFlow(let valves): "valves that cannot deliver the flow: \(Self.list(valves))"
        case .valvesCannotDeliverPressure(let valves):
            "valves that cannot deliver the pressure: \(Self.list(valves))"
        }
    }

    /// The first ids, and how many more there are.
    static func list(_ ids: [String], limit: Int = 8) -> String {
        let shown = ids.prefix(limit).map { "'\($0)'" }.joined(separator: ", ")
        return ids.count > limit ? "\(shown) and \(ids.count - limit) more" : shown
    }
}
