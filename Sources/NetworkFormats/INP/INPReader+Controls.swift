import InputOutput
import PipeNetwork

extension INPReader {
    /// `LINK id setting IF NODE id ABOVE|BELOW value`, `LINK id setting AT TIME time (unit)` or
    /// `LINK id setting AT CLOCKTIME time (unit)`, each with `DISABLED` at its end where the control is out of use.
    ///
    /// As in EPANET the words LINK, IF, AT and NODE are not looked at, and what follows a value does not count.
    mutating func readControl() {
        idWord = min(1, row.count - 1)
        guard row.count > 5 else {
            return report(
                .missingValue(
                    element: element,
                    expected: row.count < 3
                        ? Wording("setting", "设定值")
                        : Wording(
                            "condition (IF NODE, AT TIME or AT CLOCKTIME)",
                            "条件（IF NODE、AT TIME 或 AT CLOCKTIME）")))
        }
        let isEnabled = !row.matches(row.count - 1, "DISABLED")
        let count = isEnabled ? row.count : row.count - 1
        let link = link(1, Wording("link id", "管段编号"))
        let action = link.flatMap { controlAction(on: $0) }
        let condition = controlCondition(count)
        guard let link, let action, let condition else { return }
        network.controls.append(
            Control(link: link.id, action: action, condition: condition, isEnabled: isEnabled))
    }

    private mutating func controlAction(on link: Entry<LinkKind>) -> LinkAction? {
        if link.kind == .pipe, pipes[link.position].hasCheckValve {
            report(
                .statusNotAllowed(
                    element: element, found: row.text(2),
                    reason: Wording("a pipe with a check valve cannot be controlled", "带止回阀的管段不能控制")))
            return nil
        }
        if row.matches(2, "OPEN") { return .open }
        if row.matches(2, "CLOSED") { return .close }
        let allowed: Allowed = link.kind == .valve ? .any : .notNegative
        return setting(
            2, of: link, Wording("setting (OPEN, CLOSED or a number)", "设定值（OPEN、CLOSED 或数值）"), allowed)
    }

    /// What a number at `word` makes of a link: a pipe is opened or, by 0, closed, and a valve with a curve in place of
    /// a setting cannot take one.
    mutating func setting(
        _ word: Int, of link: Entry<LinkKind>, _ name: Wording, _ allowed: Allowed
    ) -> LinkAction? {
        if link.kind == .valve, valves[link.position].kind == .gpv {
            report(
                .statusNotAllowed(
                    element: element, found: row.text(word),
                    reason: Wording("a general purpose valve has a curve, not a setting", "通用阀由曲线定义，没有设定值")))
            return nil
        }
        guard let number = number(word, name, settingUnit(of: link).label, allowed) else { return nil }
        if link.kind == .pipe { return number == 0 ? .close : .open }
        return .set(settingUnit(of: link).si(number))
    }

    /// The unit of a link's setting.
    func settingUnit(of link: Entry<LinkKind>) -> INPUnits.Unit {
        link.kind == .valve ? units.setting(of: valves[link.position].kind) : INPUnits.none
    }

    private mutating func controlCondition(_ count: Int) -> Control.Condition? {
        if row.matches(4, "TIME") { return controlTime(count).map { .time($0) } }
        if row.matches(4, "CLOCKTIME") {
            return controlTime(count).map { .clockTime($0.truncatingRemainder(dividingBy: 86400)) }
        }
        guard count > 7 else {
            report(
                .missingValue(
                    element: element,
                    expected: count > 6
                        ? Wording("level or pressure", "水位或压力")
                        : Wording("comparison (ABOVE or BELOW)", "比较（ABOVE 或 BELOW）")))
            return nil
        }
        guard let node = node(5) else { return nil }
        let isAbove = row.matches(6, "ABOVE")
        guard isAbove || row.matches(6, "BELOW") else {
            report(
                .unknownWord(
                    element: element, found: row.text(6), expected: Wording("comparison", "比较"),
                    allowed: Wording("ABOVE or BELOW", "ABOVE 或 BELOW")))
            return nil
        }
        let unit = node.kind == .junction ? units.pressure : units.length
        let name = node.kind == .junction ? Wording("pressure", "压力") : Wording("level", "水位")
        guard let value = number(7, name, unit.label).map(unit.si) else { return nil }
        return isAbove ? .above(node: node.id, value: value) : .below(node: node.id, value: value)
    }

    /// The time at word 5, with its unit at word 6 where there is one.
    private mutating func controlTime(_ count: Int) -> Double? {
        if count < 6 {
            // EPANET takes a missing time before DISABLED for 0.
            return 0
        }
        return time(5, count > 6 ? 6 : nil)
    }

    /// Seconds that the word of a time and of its unit mean; an error and `nil` for no time.
    mutating func time(_ word: Int, _ unit: Int?) -> Double? {
        let words = [row.text(word)] + (unit.map { [row.text($0)] } ?? [])
        if let seconds = INPTime.seconds(words[0], unit: unit.map { row.text($0) } ?? "") { return seconds }
        report(
            .unknownWord(
                element: element, found: words.joined(separator: " "), expected: Wording("time", "时间"),
                allowed: INPTime.allowed))
        return nil
    }
}
