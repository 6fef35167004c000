import InputOutput
import PipeNetwork

extension INPWriter {
    mutating func writeRules() throws(INPWritingError) {
        try openWithComments(.rules, if: !network.rules.isEmpty)
        for (number, rule) in network.rules.enumerated() {
            if number > 0 { bytes.append(0x0A) }
            try write(rule)
        }
    }

    private mutating func write(_ rule: Rule) throws(INPWritingError) {
        let element = Wording("rule '\(rule.id)'", "规则“\(rule.id)”")
        let hasActions = !(rule.actions.isEmpty && rule.otherwise.isEmpty)
        if rule.premises.isEmpty, hasActions {
            throw .missingValue(element: element, value: Wording("premise", "条件"))
        }
        let needsActions = rule.priority != 0 || !rule.isEnabled || !rule.otherwise.isEmpty
        if rule.actions.isEmpty, needsActions {
            throw .missingValue(element: element, value: Wording("action", "动作"))
        }
        try row("RULE", rule.id)
        endRow()
        for (number, premise) in rule.premises.enumerated() {
            try add(number == 0 ? "IF" : premise.connective == .and ? "AND" : "OR")
            try write(premise, element)
        }
        for (number, action) in rule.actions.enumerated() {
            try write(action, after: number == 0 ? "THEN" : "AND", element)
        }
        for (number, action) in rule.otherwise.enumerated() {
            try write(action, after: number == 0 ? "ELSE" : "AND", element)
        }
        if rule.priority != 0 {
            try add("PRIORITY")
            add(rule.priority)
            endRow()
        }
        if !rule.isEnabled {
            try add("DISABLED")
            endRow()
        }
    }

    private mutating func write(_ premise: Rule.Premise, _ element: Wording) throws(INPWritingError) {
        var unit = INPUnits.none
        var isTime = false
        switch premise.subject {
        case .node(let id, let quantity):
            guard let node = network.nodes.index(of: id) else {
                throw .unknownNode(element: element, node: id)
            }
            try row(network.nodes.kinds[node].word, id, quantity.word)
            unit = self.unit(of: quantity)
        case .link(let id, let quantity):
            let link = try link(id, element)
            try row(name(of: link), id, quantity.word)
            unit = quantity == .flow ? units.flow : quantity == .setting ? settingUnit(of: link) : unit
        case .systemDemand:
            try row("SYSTEM", "DEMAND")
            unit = units.flow
        case .time:
            try row("SYSTEM", "TIME")
            isTime = true
        case .clockTime:
            try row("SYSTEM", "CLOCKTIME")
            isTime = true
        }
        try add(premise.relation.rawValue)
        switch premise.value {
        case .number(let number) where isTime: try add(INPTime.text(number))
        case .number(let number): add(number, unit)
        case .status(let status):
            guard case .link = premise.subject else {
                throw .unwritableAction(element: element, action: status.word)
            }
            try add(status.word)
        }
        endRow()
    }

    private mutating func write(
        _ action: Rule.Action, after clause: String, _ element: Wording
    ) throws(INPWritingError) {
        let link = try link(action.link, element)
        try row(clause, name(of: link), action.link)
        switch action.action {
        case .open: try row("STATUS", "IS", "OPEN")
        case .close: try row("STATUS", "IS", "CLOSED")
        case .activate: try row("STATUS", "IS", "ACTIVE")
        case .set(let setting):
            try row("SETTING", "IS")
            try add(setting: setting, of: link, element)
        }
        endRow()
    }

    private func unit(of quantity: Rule.NodeQuantity) -> INPUnits.Unit {
        switch quantity {
        case .demand: units.flow
        case .head, .level: units.length
        case .pressure: units.pressure
        case .fillTime, .drainTime: INPUnits.hour
        }
    }
}

extension NodeKind {
    fileprivate var word: String {
        switch self {
        case .junction: "JUNCTION"
        case .reservoir: "RESERVOIR"
        case .tank: "TANK"
        }
    }
}

extension LinkStatus {
    fileprivate var word: String {
        switch self {
        case .open: "OPEN"
        case .closed: "CLOSED"
        case .active: "ACTIVE"
        }
    }
}

extension Rule.NodeQuantity {
    fileprivate var word: String { rawValue.uppercased() }
}

extension Rule.LinkQuantity {
    fileprivate var word: String { rawValue.uppercased() }
}
