extension Control {
    /// The control with `id` applied to every id in it.
    func renamed(_ id: (String) -> String) -> Control {
        var control = self
        control.link = id(link)
        switch condition {
        case .above(let node, let value): control.condition = .above(node: id(node), value: value)
        case .below(let node, let value): control.condition = .below(node: id(node), value: value)
        case .time, .clockTime: break
        }
        return control
    }
}

extension Rule {
    /// The rule with `id` applied to every id in it.
    func renamed(_ id: (String) -> String) -> Rule {
        var rule = self
        rule.id = id(self.id)
        for index in rule.premises.indices {
            switch rule.premises[index].subject {
            case .node(let node, let quantity): rule.premises[index].subject = .node(id(node), quantity)
            case .link(let link, let quantity): rule.premises[index].subject = .link(id(link), quantity)
            case .systemDemand, .time, .clockTime: break
            }
        }
        rule.actions = actions.map { Action(link: id($0.link), action: $0.action) }
        rule.otherwise = otherwise.map { Action(link: id($0.link), action: $0.action) }
        return rule
    }
}
