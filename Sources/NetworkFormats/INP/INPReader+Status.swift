import InputOutput
import PipeNetwork

extension INPReader {
    /// What a row of `[STATUS]` sets.
    private enum Change {
        case open, closed
        case setting(Double)
    }

    /// `link value` or `first last value` for all links whose ids lie between two ids, where the value is
    /// OPEN, CLOSED, a pump's speed or a valve's setting.
    mutating func readStatus() {
        guard row.count > 1 else {
            return report(.missingValue(element: element, expected: Wording("status or setting", "状态或设定值")))
        }
        let word = row.count - 1
        let change: Change
        if row.matches(word, "OPEN") {
            change = .open
        } else if row.matches(word, "CLOSED") {
            change = .closed
        } else if let value = number(
            word, Wording("status (OPEN, CLOSED) or setting", "状态（OPEN、CLOSED）或设定值"), .empty, .notNegative)
        {
            change = .setting(value)
        } else {
            return
        }
        if word > 1 { return applyToRange(change) }
        guard let entry = describedLink(0) else { return }
        apply(change, to: entry, reportingMisfits: true)
    }

    /// Ids that begin with a positive number are compared by it, others letter by letter.
    private mutating func applyToRange(_ change: Change) {
        let (first, last) = (row.text(0), row.text(1))
        if let low = first.leadingNumber, let high = last.leadingNumber, low > 0, high > 0 {
            for entry in linkEntries {
                let number = entry.id.leadingNumber ?? 0
                if number >= low, number <= high { apply(change, to: entry, reportingMisfits: false) }
            }
        } else {
            let (low, high) = (Array(first.utf8), Array(last.utf8))
            for entry in linkEntries {
                let isBefore = entry.id.utf8.lexicographicallyPrecedes(low)
                let isAfter = high.lexicographicallyPrecedes(entry.id.utf8)
                if !isBefore, !isAfter { apply(change, to: entry, reportingMisfits: false) }
            }
        }
    }

    private mutating func apply(
        _ change: Change, to entry: Entry<LinkKind>, reportingMisfits: Bool
    ) {
        switch entry.kind {
        case .pipe:
            apply(change, toPipe: entry.position, reportingMisfits)
        case .pump:
            apply(change, toPump: entry.position)
        case .valve:
            apply(change, toValve: entry.position, reportingMisfits)
        }
    }

    private mutating func apply(_ change: Change, toPipe position: Int, _ reportingMisfits: Bool) {
        if pipes[position].hasCheckValve {
            if reportingMisfits {
                report(
                    .statusNotAllowed(
                        element: element, found: row.text(1),
                        reason: Wording("a pipe with a check valve has no status", "带止回阀的管段没有状态")))
            }
            return
        }
        switch change {
        case .open: pipes[position].status = .open
        case .closed: pipes[position].status = .closed
        case .setting: break
        }
    }

    private mutating func apply(_ change: Change, toPump position: Int) {
        switch change {
        case .open:
            pumps[position].speed = 1
            pumps[position].status = .open
        case .closed: pumps[position].status = .closed
        case .setting(let speed):
            pumps[position].speed = speed
            pumps[position].status = speed == 0 ? .closed : .open
        }
    }

    private mutating func apply(_ change: Change, toValve position: Int, _ reportingMisfits: Bool) {
        let kind = valves[position].kind
        switch change {
        // A GPV is regulated by its curve whenever it is not closed; OPEN says no more than that.
        case .open: valves[position].status = kind == .gpv ? .active : .open
        case .closed: valves[position].status = .closed
        case .setting(let value):
            if kind == .gpv {
                guard reportingMisfits else { return }
                return report(
                    .statusNotAllowed(
                        element: element, found: row.text(1),
                        reason: Wording(
                            "a general purpose valve has a curve, not a setting", "通用阀由曲线定义，没有设定值")))
            }
            valves[position].setting = units.setting(of: kind).si(value)
            valves[position].status = .active
        }
    }
}

extension String {
    /// The whole number that the text begins with, as C's `atol` reads it; `nil` for none.
    fileprivate var leadingNumber: Int? { Int(prefix { $0.isASCII && $0.isNumber }.prefix(18)) }
}
