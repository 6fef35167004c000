import InputOutput
import PipeNetwork

/// The simple controls of a network, with ids resolved once.
struct ControlPlan: Sendable {
    /// One control.
    struct Entry: Sendable {
        /// Row among the control links.
        var controlLink: Int
        var action: LinkAction
        var trigger: Trigger
    }

    /// When a control acts.
    enum Trigger: Sendable {
        /// The head of a tank, by row among the fixed nodes, at or beyond a value.
        case tank(Int, head: Double, isAbove: Bool)
        /// The head of a junction at or beyond a value, by row in the network's nodes; it stands in the core.
        case junction(Int, head: Double, isAbove: Bool)
        case time(Int)
        case clock(Int)
    }

    private(set) var entries: [Entry] = []
    /// Whether any control looks at a junction.
    private(set) var watchesJunctions = false

    init(_ network: Network, _ model: HydraulicModel) throws(HydraulicError) {
        for (index, control) in network.controls.enumerated() where control.isEnabled {
            let statement = Wording("control \(index + 1)", "控制 \(index + 1)")
            guard let link = network.links.index(of: control.link) else {
                throw .unknownElement(statement: statement, id: control.link)
            }
            // A control of a link that no source can reach changes nothing.
            guard let controlLink = model.controlRows[link] else { continue }
            let trigger: Trigger?
            switch control.condition {
            case .time(let time): trigger = .time(Int(time.rounded()))
            case .clockTime(let time): trigger = .clock(Int(time.rounded()) % SimulationTimes.day)
            case .above(let node, let value):
                trigger = try Self.trigger(node, value, isAbove: true, network, model, statement)
            case .below(let node, let value):
                trigger = try Self.trigger(node, value, isAbove: false, network, model, statement)
            }
            // A junction that no link joins to a source has no pressure to act by.
            guard let trigger else { continue }
            if case .junction = trigger { watchesJunctions = true }
            entries.append(Entry(controlLink: controlLink, action: control.action, trigger: trigger))
        }
    }

    private static func trigger(
        _ node: String, _ value: Double, isAbove: Bool, _ network: Network, _ model: HydraulicModel,
        _ statement: Wording
    ) throws(HydraulicError) -> Trigger? {
        guard let row = network.nodes.index(of: node) else {
            throw .unknownElement(statement: statement, id: node)
        }
        let head = model.frame.elevations[row] + value
        let index = Int(model.reduced.headIndex[row])
        guard index >= 0 else { return nil }
        guard index >= model.reduced.coreCount else { return .junction(row, head: head, isAbove: isAbove) }
        return .tank(index - model.reduced.coreCount, head: head, isAbove: isAbove)
    }
}
