import InputOutput
import PipeNetwork

extension INPReader {
    /// `IF NODE id quantity relation value`, `IF LINK …` or `IF SYSTEM quantity relation value (unit)`.
    mutating func premise(_ connective: Rule.Connective) -> Rule.Premise? {
        let isSystem = row.matches(1, "SYSTEM")
        guard row.count > (isSystem ? 4 : 5) else {
            let object: [Wording] =
                isSystem
                ? [Wording(verbatim: "SYSTEM")]
                : [Wording("object (such as TANK)", "对象（如 TANK）"), Wording("id", "编号")]
            let words =
                [.empty] + object
                + [Wording("quantity", "变量"), Wording("relation", "关系"), Wording("value", "值")]
            report(.missingValue(element: element, expected: words[row.count]))
            return nil
        }
        guard row.count < 7 else {
            report(.tooManyWords(element: element, found: row.text(6)))
            return nil
        }
        guard let (subject, unit) = premiseSubject(isSystem),
            let relation = relation(isSystem ? 3 : 4),
            let value = premiseValue(subject, unit)
        else { return nil }
        return Rule.Premise(connective, subject, relation, value)
    }

    /// What the premise looks at, and the unit of its number.
    private mutating func premiseSubject(_ isSystem: Bool) -> (Rule.Subject, INPUnits.Unit)? {
        if isSystem { return systemQuantity() }
        let nodes: [StaticString] = ["NODE", "JUNC", "RESER", "TANK"]
        let links: [StaticString] = ["LINK", "PIPE", "PUMP", "VALVE"]
        if nodes.contains(where: { row.matches(1, $0) }) {
            guard let node = node(2), let (quantity, unit) = nodeQuantity(of: node) else { return nil }
            return (.node(node.id, quantity), unit)
        }
        if links.contains(where: { row.matches(1, $0) }) {
            guard let link = link(2) else { return nil }
            if row.matches(3, "FLOW") { return (.link(link.id, .flow), units.flow) }
            if row.matches(3, "STATUS") { return (.link(link.id, .status), INPUnits.none) }
            if row.matches(3, "SETTING") { return (.link(link.id, .setting), settingUnit(of: link)) }
            reportQuantity(3, Wording("FLOW, STATUS or SETTING", "FLOW、STATUS 或 SETTING"))
            return nil
        }
        report(
            .unknownWord(
                element: element, found: row.text(1), expected: Wording("object", "对象"),
                allowed: Wording(
                    "NODE, JUNCTION, RESERVOIR, TANK, LINK, PIPE, PUMP, VALVE or SYSTEM",
                    "NODE、JUNCTION、RESERVOIR、TANK、LINK、PIPE、PUMP、VALVE 或 SYSTEM")))
        return nil
    }

    private mutating func systemQuantity() -> (Rule.Subject, INPUnits.Unit)? {
        if row.matches(2, "DEMAND") { return (.systemDemand, units.flow) }
        if row.matches(2, "TIME") { return (.time, INPUnits.none) }
        if row.matches(2, "CLOCKTIME") { return (.clockTime, INPUnits.none) }
        reportQuantity(2, Wording("DEMAND, TIME or CLOCKTIME", "DEMAND、TIME 或 CLOCKTIME"))
        return nil
    }

    private mutating func nodeQuantity(
        of node: Entry<NodeKind>
    ) -> (Rule.NodeQuantity, INPUnits.Unit)? {
        if row.matches(3, "DEMAND") { return (.demand, units.flow) }
        if row.matches(3, "HEAD") || row.matches(3, "GRADE") { return (.head, units.length) }
        if row.matches(3, "LEVEL") { return (.level, units.length) }
        if row.matches(3, "PRESSURE") { return (.pressure, units.pressure) }
        if node.kind != .junction {
            if row.matches(3, "FILLTIME") { return (.fillTime, INPUnits.hour) }
            if row.matches(3, "DRAINTIME") { return (.drainTime, INPUnits.hour) }
        }
        reportQuantity(
            3,
            node.kind == .junction
                ? Wording("DEMAND, HEAD or PRESSURE", "DEMAND、HEAD 或 PRESSURE")
                : Wording(
                    "LEVEL, HEAD, PRESSURE, DEMAND, FILLTIME or DRAINTIME",
                    "LEVEL、HEAD、PRESSURE、DEMAND、FILLTIME 或 DRAINTIME"))
        return nil
    }

    private mutating func reportQuantity(_ word: Int, _ allowed: Wording) {
        report(
            .unknownWord(
                element: element, found: row.text(word), expected: Wording("quantity", "变量"), allowed: allowed
            ))
    }

    private mutating func relation(_ word: Int) -> Rule.Relation? {
        let words: [(word: StaticString, relation: Rule.Relation)] = [
            ("=", .equal), ("<>", .notEqual), ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("<", .less),
            (">", .greater), ("IS", .equal), ("NOT", .notEqual), ("BELOW", .less), ("ABOVE", .greater),
        ]
        if let found = words.first(where: { row.matches(word, $0.word) }) { return found.relation }
        report(
            .unknownWord(
                element: element, found: row.text(word), expected: Wording("relation", "关系"),
                allowed: Wording(
                    "=, <>, <, >, <=, >=, IS, NOT, BELOW or ABOVE", "=、<>、<、>、<=、>=、IS、NOT、BELOW 或 ABOVE")))
        return nil
    }

    /// The last word as a time, a status of a link or a number.
    private mutating func premiseValue(_ subject: Rule.Subject, _ unit: INPUnits.Unit) -> Rule.Value? {
        switch subject {
        case .time, .clockTime: return time(4, row.count > 5 ? 5 : nil).map { .number($0) }
        case .link:
            if let status = linkStatus(row.count - 1) { return .status(status) }
        case .node, .systemDemand: break
        }
        return number(row.count - 1, Wording("value", "值"), unit.label).map { .number(unit.si($0)) }
    }
}
