import PipeNetwork
import Synchronization

/// What a burst would cost if valves stood where pipes meet: said of a segment that has too much in it for want of valves.
public struct MissingValves: Sendable, Hashable {
    /// Why the segment needs more valves.
    public let lacks: [SegmentReview.Lack]
    /// Length of the pipes out of service, m.
    public let length: Double
    /// Hydrants in the segment.
    public let hydrants: Int
    /// Connections without water: of the segment and of what is cut off besides.
    public let connections: Double
    /// The rule by which valves would be placed.
    public let rule: IsolationValves.PlacementRule
    /// Valves that would be closed then.
    public let placedValves: Int
    /// Length of the pipes that would be out of service then, m.
    public let placedLength: Double
    /// Connections without water then.
    public let placedConnections: Double
}

extension IsolationStudy {
    /// What is missing where a burst takes out more than a segment should hold; `nil` where it does not, or where valves are
    /// placed by a rule already.
    func missingValves(_ plan: IsolationPlan, link: Int, stuck: Set<Int>) -> MissingValves? {
        guard options.rule == nil, stuck.isEmpty else { return nil }
        let limits = SegmentReview.Limits()
        let hydrants = plan.isolated.assets(of: .hydrant, in: network).count
        let connections = plan.isolated.connections + plan.cutOff.connections
        var lacks: [SegmentReview.Lack] = []
        if hydrants > limits.hydrants { lacks.append(.manyHydrants) }
        if plan.isolated.connections > limits.connections { lacks.append(.manyConnections) }
        if plan.isolated.length > limits.length { lacks.append(.longPipes) }
        guard !lacks.isEmpty else { return nil }
        let placed = placedSegments.segments(of: self)
        let other = placed.plan(in: network, links: [link], assetsByNode: assetsByNode)
        return MissingValves(
            lacks: lacks, length: plan.isolated.length, hydrants: hydrants, connections: connections,
            rule: PlacedSegments.rule, placedValves: other.isolation.valvesToClose.count,
            placedLength: other.isolated.length + other.cutOff.length,
            placedConnections: other.isolated.connections + other.cutOff.connections)
    }
}

/// The segments of a network with valves by the rule 'n-1', cut when they are first asked for and kept.
final class PlacedSegments: Sendable {
    static let rule = IsolationValves.PlacementRule.allButWidest

    private let known = Mutex<ValveSegments?>(nil)

    func segments(of study: IsolationStudy) -> ValveSegments {
        known.withLock { segments in
            if let segments { return segments }
            let network = study.network
            let made = ValveSegments(
                network, valves: .placed(by: Self.rule, in: network, using: study.options.usable),
                graph: study.segments.graph, tanksAreSources: study.options.tanksAreSources)
            segments = made
            return made
        }
    }
}
