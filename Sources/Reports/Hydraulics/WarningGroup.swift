import Hydraulics

/// The warnings of one kind over a whole simulation: when, which elements, how bad at worst.
public struct WarningGroup: Sendable, Hashable {
    /// What is warned of.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The solve stopped before it met the accuracy; worst: relative flow change.
        case notConverged = "not_converged"
        /// Statuses went round in circles.
        case statusesUnsettled = "statuses_unsettled"
        /// Junctions without an open path to a source; worst: their demand, m³/s.
        case disconnected
        /// Junctions that lack what shut or regulating links do not let through; worst: what they lack, m³/s.
        case demandsNotDelivered = "demands_not_delivered"
        /// Junctions that draw water below pressure 0; worst: pressure, m.
        case negativePressures = "negative_pressures"
        /// Junctions that get less than they ask for; worst: missing share, 0 to 1.
        case demandsNotMet = "demands_not_met"
        /// Pumps that run but cannot lift to the head behind them.
        case pumpsCannotDeliverHead = "pumps_cannot_deliver_head"
        /// Pumps that deliver more than their curves cover.
        case pumpsBeyondCurve = "pumps_beyond_curve"
        /// Flow control valves whose flow stays below the setting.
        case valvesCannotDeliverFlow = "valves_cannot_deliver_flow"
        /// Pressure valves that stand open because their settings contradict others.
        case valvesCannotDeliverPressure = "valves_cannot_deliver_pressure"

        init(_ warning: HydraulicWarning) {
            self =
                switch warning {
                case .notConverged: .notConverged
                case .statusesUnsettled: .statusesUnsettled
                case .disconnected: .disconnected
                case .demandsNotDelivered: .demandsNotDelivered
                case .negativePressures: .negativePressures
                case .demandsNotMet: .demandsNotMet
                case .pumpsCannotDeliverHead: .pumpsCannotDeliverHead
                case .pumpsBeyondCurve: .pumpsBeyondCurve
                case .valvesCannotDeliverFlow: .valvesCannotDeliverFlow
                case .valvesCannotDeliverPressure: .valvesCannotDeliverPressure
                }
        }
    }

    /// Steps in a row that have the warning.
    public struct Span: Sendable, Hashable {
        /// Time of the first, s.
        public var from: Double
        /// Time of the last, s.
        public var to: Double
    }

    /// What is warned of.
    public var kind: Kind
    /// Elements that it ever concerned, in the order in which it first did.
    public private(set) var elements: [String] = []
    /// When.
    public private(set) var spans: [Span] = []
    /// Hydraulic steps that have it.
    public private(set) var steps = 0
    /// The worst number of ``Kind``; `nil` for a kind without one.
    public private(set) var worst: Double?

    private var known: Set<String> = []
    private var lastStep = Int.min

    init(_ kind: Kind) { self.kind = kind }

    mutating func add(_ warning: HydraulicWarning, at time: Double, step: Int) {
        let ids: [String]
        switch warning {
        case .notConverged(let error, let elements):
            ids = elements
            worst = max(worst ?? error, error)
        case .disconnected(let junctions, let demand),
            .demandsNotDelivered(let junctions, let demand, _):
            ids = junctions
            worst = max(worst ?? demand, demand)
        case .negativePressures(let junctions, let lowest):
            ids = junctions
            worst = min(worst ?? lowest, lowest)
        case .demandsNotMet(let junctions, let missing):
            ids = junctions
            worst = max(worst ?? missing, missing)
        case .statusesUnsettled(let links), .pumpsCannotDeliverHead(let links), .pumpsBeyondCurve(let links),
            .valvesCannotDeliverFlow(let links), .valvesCannotDeliverPressure(let links):
            ids = links
        }
        for id in ids where known.insert(id).inserted { elements.append(id) }
        if step == lastStep { return }
        steps += 1
        if step == lastStep + 1, let last = spans.indices.last {
            spans[last].to = time
        } else {
            spans.append(Span(from: time, to: time))
        }
        lastStep = step
    }
}
