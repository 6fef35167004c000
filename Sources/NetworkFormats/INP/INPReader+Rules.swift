import InputOutput
import PipeNetwork

extension INPReader {
    /// Where in a rule a row stands, which decides what may come next.
    enum RuleState {
        /// Before the first rule.
        case outside
        /// After `RULE`.
        case label
        case premises, actions, otherwise
        /// After `PRIORITY`.
        case end

        /// The words that may begin the next row, for messages.
        var allowed: Wording {
            switch self {
            case .outside: Wording(verbatim: "RULE")
            case .label: Wording(verbatim: "IF")
            case .premises: Wording("AND, OR or THEN", "AND、OR 或 THEN")
            case .actions:
                Wording("AND, ELSE, PRIORITY, DISABLED or RULE", "AND、ELSE、PRIORITY、DISABLED 或 RULE")
            case .otherwise: Wording("AND, PRIORITY, DISABLED or RULE", "AND、PRIORITY、DISABLED 或 RULE")
            case .end: Wording("DISABLED or RULE", "DISABLED 或 RULE")
            }
        }
    }

    /// A row of `[RULES]`: `RULE label`, a premise (IF, AND, OR), an action (THEN, ELSE, AND), `PRIORITY number` or
    /// `DISABLED`. A row in a wrong place is reported, and what follows is read as if it stood right.
    mutating func readRule() {
        let misplaced = ruleState
        if row.matches(0, "RULE") {
            beginRule()
        } else if row.matches(0, "IF") {
            if misplaced != .label { reportClause(misplaced) }
            ruleState = .premises
            readPremise(.and)
        } else if row.matches(0, "OR") {
            guard misplaced == .premises else { return reportClause(misplaced) }
            readPremise(.or)
        } else if row.matches(0, "AND") {
            switch misplaced {
            case .premises: readPremise(.and)
            case .actions, .otherwise: readAction()
            case .outside, .label, .end: reportClause(misplaced)
            }
        } else if row.matches(0, "THEN") {
            if misplaced != .premises { reportClause(misplaced) }
            ruleState = .actions
            readAction()
        } else if row.matches(0, "ELSE") {
            if misplaced != .actions { reportClause(misplaced) }
            ruleState = .otherwise
            readAction()
        } else if row.matches(0, "PRIO") {
            if misplaced != .actions, misplaced != .otherwise { reportClause(misplaced) }
            ruleState = .end
            if let priority = number(1, Wording("priority", "优先级")) { changeRule { $0.priority = priority } }
        } else if row.matches(0, "DISABLED") {
            // EPANET reads over a DISABLED before any rule.
            if misplaced == .label || misplaced == .premises { return reportClause(misplaced) }
            changeRule { $0.isEnabled = false }
        } else {
            reportClause(misplaced)
        }
    }

    private mutating func beginRule() {
        ruleState = .label
        subject = nil
        idWord = min(1, row.count - 1)
        guard row.count > 1 else {
            network.rules.append(Rule(id: "", premises: [], actions: []))
            return report(
                .missingValue(element: Wording("rule", "规则"), expected: Wording("rule's label", "规则名称")))
        }
        network.rules.append(Rule(id: row.text(1), premises: [], actions: []))
        subject = Wording("rule '\(row.text(1))'", "规则“\(row.text(1))”")
        if row.count > 2 { report(.tooManyWords(element: element, found: row.text(2))) }
    }

    private mutating func reportClause(_ state: RuleState) {
        if state == .outside { subject = Wording("rules", "规则") }
        report(
            .unknownWord(
                element: element, found: row.text(0), expected: Wording("next clause", "下一子句"),
                allowed: state.allowed))
    }

    private mutating func changeRule(_ change: (inout Rule) -> Void) {
        guard let last = network.rules.indices.last else { return }
        change(&network.rules[last])
    }

    private mutating func readPremise(_ connective: Rule.Connective) {
        if let premise = premise(connective) { changeRule { $0.premises.append(premise) } }
    }

    /// `THEN LINK id STATUS IS OPEN`; as in EPANET the link's name and the last word count, the others do not.
    private mutating func readAction() {
        guard row.count > 5 else {
            return report(.missingValue(element: element, expected: actionWord(row.count)))
        }
        guard row.count == 6 else {
            return report(.tooManyWords(element: element, found: row.text(6)))
        }
        guard let link = link(2, Wording("link id", "管段编号")) else { return }
        if link.kind == .pipe, pipes[link.position].hasCheckValve {
            return report(
                .statusNotAllowed(
                    element: element, found: row.text(5),
                    reason: Wording(
                        "pipe '\(link.id)' has a check valve and cannot be controlled",
                        "管段“\(link.id)”带止回阀，不能控制")))
        }
        guard let action = ruleAction(on: link) else { return }
        let isOtherwise = ruleState == .otherwise
        changeRule { rule in
            if isOtherwise {
                rule.otherwise.append(Rule.Action(link: link.id, action: action))
            } else {
                rule.actions.append(Rule.Action(link: link.id, action: action))
            }
        }
    }

    private mutating func ruleAction(on link: Entry<LinkKind>) -> LinkAction? {
        switch linkStatus(5) {
        case .open: .open
        case .closed: .close
        case .active: .activate
        case nil:
            setting(
                5, of: link, Wording("value (OPEN, CLOSED, ACTIVE or a number)", "值（OPEN、CLOSED、ACTIVE 或数值）"),
                .notNegative)
        }
    }

    private func actionWord(_ count: Int) -> Wording {
        [
            .empty, Wording(verbatim: "LINK"), Wording("link id", "管段编号"),
            Wording("STATUS or SETTING", "STATUS 或 SETTING"), Wording(verbatim: "IS"), Wording("value", "值"),
        ][min(count, 5)]
    }

    /// The status that `word` names.
    func linkStatus(_ word: Int) -> LinkStatus? {
        if row.matches(word, "OPEN") { return .open }
        if row.matches(word, "CLOSED") { return .closed }
        if row.matches(word, "ACTIVE") { return .active }
        return nil
    }
}
