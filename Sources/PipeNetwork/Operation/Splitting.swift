/// What the topology does to names that controls and rules use: pipes that were split, nodes that became others.
struct Splitting {
    /// The ids of the pieces of each split link, from its start to its end.
    var pieces: [String: [String]]
    /// The ids of nodes that took the place of others.
    var nodes: [String: String]

    /// Whether no name has changed.
    var isEmpty: Bool { pieces.isEmpty && nodes.isEmpty }

    /// What acts on a link acts on all its pieces, as all of them pass water or not.
    func controls(_ control: Control) -> [Control] {
        var control = control
        switch control.condition {
        case .above(let node, let value): control.condition = .above(node: name(node), value: value)
        case .below(let node, let value): control.condition = .below(node: name(node), value: value)
        case .time, .clockTime: break
        }
        return names(control.link).map { link in
            var piece = control
            piece.link = link
            return piece
        }
    }

    /// Premises that look at a link look at its first piece.
    func rule(_ rule: Rule) -> Rule {
        var rule = rule
        for index in rule.premises.indices {
            switch rule.premises[index].subject {
            case .node(let node, let quantity): rule.premises[index].subject = .node(name(node), quantity)
            case .link(let link, let quantity):
                rule.premises[index].subject = .link(names(link).first ?? link, quantity)
            case .systemDemand, .time, .clockTime: break
            }
        }
        rule.actions = rule.actions.flatMap(actions)
        rule.otherwise = rule.otherwise.flatMap(actions)
        return rule
    }

    private func actions(_ action: Rule.Action) -> [Rule.Action] {
        names(action.link).map { Rule.Action(link: $0, action: action.action) }
    }

    private func name(_ node: String) -> String { nodes[node] ?? node }
    private func names(_ link: String) -> [String] { pieces[link] ?? [link] }
}
