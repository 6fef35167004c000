import InputOutput
import PipeNetwork

/// The rules of a network, with ids resolved once and numbers ready to compare.
struct RulePlan: Sendable {
    /// One rule.
    struct Entry: Sendable {
        var premises: [Premise]
        var actions: [Action]
        var otherwise: [Action]
        var priority: Double
    }

    /// What is done to one control link.
    struct Action: Sendable {
        var controlLink: Int
        var action: LinkAction
    }

    /// One comparison. Numbers are equal within `tolerance`: 0.001 of the file's unit, as in EPANET.
    struct Premise: Sendable {
        var isOr: Bool
        var subject: Subject
        var relation: Rule.Relation
        var number: Double
        var status: LinkStatus?
        var tolerance: Double
    }

    /// What is compared.
    enum Subject: Sendable {
        case node(Int, Rule.NodeQuantity)
        case link(Int, Rule.LinkQuantity)
        case systemDemand
        case time
        case clockTime
    }

    private(set) var entries: [Entry] = []

    init(_ network: Network, _ model: HydraulicModel) throws(HydraulicError) {
        let units = RuleUnits(network.hydraulics)
        for rule in network.rules where rule.isEnabled {
            let statement = Wording("rule '\(rule.id)'", "规则“\(rule.id)”")
            var premises: [Premise] = []
            for premise in rule.premises {
                premises.append(try Self.premise(premise, network, units, statement))
            }
            entries.append(
                Entry(
                    premises: premises, actions: try Self.actions(rule.actions, network, model, statement),
                    otherwise: try Self.actions(rule.otherwise, network, model, statement),
                    priority: rule.priority))
        }
    }

    private static func actions(
        _ actions: [Rule.Action], _ network: Network, _ model: HydraulicModel, _ statement: Wording
    ) throws(HydraulicError) -> [Action] {
        var planned: [Action] = []
        for action in actions {
            guard let link = network.links.index(of: action.link) else {
                throw .unknownElement(statement: statement, id: action.link)
            }
            if let controlLink = model.controlRows[link] {
                planned.append(Action(controlLink: controlLink, action: action.action))
            }
        }
        return planned
    }

    private static func premise(
        _ premise: Rule.Premise, _ network: Network, _ units: RuleUnits, _ statement: Wording
    ) throws(HydraulicError) -> Premise {
        let subject: Subject
        var tolerance = 1e-3
        switch premise.subject {
        case .node(let id, let quantity):
            guard let row = network.nodes.index(of: id) else {
                throw .unknownElement(statement: statement, id: id)
            }
            subject = .node(row, quantity)
            tolerance *= units.unit(of: quantity)
        case .link(let id, let quantity):
            guard let row = network.links.index(of: id) else {
                throw .unknownElement(statement: statement, id: id)
            }
            subject = .link(row, quantity)
            tolerance *= units.unit(of: quantity, network.valve(at: row)?.kind)
        case .systemDemand:
            subject = .systemDemand
            tolerance *= units.flow
        case .time: subject = .time
        case .clockTime: subject = .clockTime
        }
        var planned = Premise(
            isOr: premise.connective == .or, subject: subject, relation: premise.relation, number: .nan,
            tolerance: tolerance)
        switch premise.value {
        case .number(let number): planned.number = number
        case .status(let status): planned.status = status
        }
        return planned
    }
}

/// The units of a model file, m and m³/s: EPANET compares in them.
private struct RuleUnits {
    let flow: Double
    let length: Double
    let pressure: Double

    init(_ options: HydraulicOptions) {
        let unit = options.flowUnit
        flow = unit.cubicMetresPerSecond
        length = unit.isUS ? EPANETConstants.foot : 1
        let gravity = options.specificGravity > 0 ? options.specificGravity : 1
        let psi = EPANETConstants.foot / 0.4333 / gravity
        let word = options.written["PRESSURE"]?.uppercased() ?? ""
        pressure =
            if word.hasPrefix("KPA") { psi / 6.895 } else if word.hasPrefix("BAR") {
                psi * 14.5038
            } else if word.hasPrefix("FEET") { EPANETConstants.foot } else if word.hasPrefix("METERS") {
                1
            } else { unit.isUS || word.hasPrefix("PSI") ? psi : 1 }
    }

    func unit(of quantity: Rule.NodeQuantity) -> Double {
        switch quantity {
        case .demand: flow
        case .head, .level: length
        case .pressure: pressure
        case .fillTime, .drainTime: 1
        }
    }

    func unit(of quantity: Rule.LinkQuantity, _ valve: Valve.Kind?) -> Double {
        switch (quantity, valve) {
        case (.flow, _), (.setting, .fcv): flow
        case (.setting, .prv), (.setting, .psv), (.setting, .pbv): pressure
        default: 1
        }
    }
}
