import InputOutput
import Foundation
import PipeNetwork
import Reports
import Synchronization

/// What a burst would cost if valves stood where pipes meet: said of a segment that has too much in it for want of valves.
public struct MissingValves: Sendable, Hashable {
    /// Why the segment needs more valves.
    public let lacks: [SegmentReview.Lack]
    /// What is out of service: pipes, m, hydrants, and connections with those that are cut off besides.
    public let length: Double
    /// Hydrants in the segment.
    public let hydrants: Int
    /// Connections without water.
    public let connections: Double
    /// The rule by which valves would be placed.
    public let rule: IsolationValves.PlacementRule
    /// Valves that would be closed then.
    public let placedValves: Int
    /// Pipes that would be out of service then, m.
    public let placedLength: Double
    /// Connections without water then.
    public let placedConnections: Double

    /// One sentence in both languages.
    var remark: Wording {
        let limits = SegmentReview.Limits()
        func figure(_ value: Double) -> String { String(format: "%.0f", value) }
        return Wording(
            "This segment misses valves: \(figure(connections)) connections, \(hydrants) hydrants and \(figure(length)) m of pipe "
                + "(at most \(figure(limits.connections)), \(limits.hydrants) and \(figure(limits.length)) m). With valves by the "
                + "rule '\(rule.rawValue)' this burst would close \(placedValves) and leave \(figure(placedConnections)) "
                + "connections and \(figure(placedLength)) m without water.",
            "该分段阀门不足：停水 \(figure(connections)) 户、消火栓 \(hydrants) 个、管长 \(figure(length)) m（上限分别为 "
                + "\(figure(limits.connections))、\(limits.hydrants)、\(figure(limits.length)) m）。若按规则 '\(rule.rawValue)' 布置阀门，"
                + "此处爆管只需关 \(placedValves) 个阀门，停水 \(figure(placedConnections)) 户、\(figure(placedLength)) m。")
    }
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
        let placed = placedParts.segments(of: self)
        let other = placed.plan(in: network, links: [link], assetsByNode: assetsByNode)
        return MissingValves(
            lacks: lacks, length: plan.isolated.length, hydrants: hydrants, connections: connections,
            rule: .allButWidest, placedValves: other.isolation.valvesToClose.count,
            placedLength: other.isolated.length + other.cutOff.length,
            placedConnections: other.isolated.connections + other.cutOff.connections)
    }

    /// What the review would be with valves by the rule 'n-1'; `nil` where they are placed by a rule already.
    func placedReview() -> (segments: ValveSegments, review: SegmentReview)? {
        guard options.rule == nil else { return nil }
        let placed = placedParts.segments(of: self)
        return (placed, SegmentReview(placed, in: network, withValves: false))
    }
}

/// The segments of a network with valves by the rule 'n-1', cut when they are first asked for and kept.
final class PlacedParts: Sendable {
    private let known = Mutex<ValveSegments?>(nil)

    func segments(of study: IsolationStudy) -> ValveSegments {
        known.withLock { segments in
            if let segments { return segments }
            let network = study.network
            let made = ValveSegments(
                network,
                valves: .placed(by: .allButWidest, in: network, using: study.options.usable),
                graph: study.segments.graph, tanksAreSources: study.options.tanksAreSources)
            segments = made
            return made
        }
    }
}
