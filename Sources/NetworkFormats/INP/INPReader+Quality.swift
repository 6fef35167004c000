import PipeNetwork

/// Sections that are kept word by word are read all the same, so that one run tells their mistakes too.
extension INPReader {
    mutating func checkVerbatim() {
        read(.quality, "quality of node") { $0.checkQuality() }
        read(.sources, "source at node") { $0.checkSource() }
        read(.mixing, "mixing of tank") { $0.checkMixing() }
        read(.reactions, "reaction") { $0.checkReaction() }
        read(.report, "report setting") { $0.checkReport() }
    }

    /// `node quality`, or `first last quality` for all nodes between two ids; a row of one word means nothing.
    private mutating func checkQuality() {
        guard row.count > 1 else { return }
        if row.count == 2 { _ = node(0) }
        _ = number(row.count == 2 ? 1 : 2, "initial quality", "", .notNegative)
    }

    /// `node (CONCEN|MASS|FLOWPACED|SETPOINT) quality (pattern)`
    private mutating func checkSource() {
        _ = node(0)
        let types: [StaticString] = ["CONCEN", "MASS", "FLOWPACED", "SETPOINT"]
        let word = types.contains { row.matches(1, $0) } ? 2 : 1
        guard number(word, word == 2 ? "source quality" : "source type or quality") != nil else { return }
        if row.count > word + 1, row.text(word + 1) != "*" { _ = pattern(word + 1) }
    }

    /// `tank MIXED|2COMP|FIFO|LIFO (fraction)`; a row of one word, and one of a junction, mean nothing.
    private mutating func checkMixing() {
        guard row.count > 1, let entry = node(0), entry.kind != .junction else { return }
        if row.matches(1, "2COMP") {
            if row.count == 3 { _ = number(2, "mixing fraction") }
            return
        }
        let models: [StaticString] = ["MIXED", "FIFO", "LIFO"]
        if models.contains(where: { row.matches(1, $0) }) { return }
        reportWord(1, "mixing model", "MIXED, 2COMP, FIFO or LIFO")
    }

    /// Rows with less than three words mean nothing; the last word is a number.
    private mutating func checkReaction() {
        guard row.count > 2 else { return }
        let last = row.count - 1
        let keywords: [StaticString] = ["ROUG", "LIMIT", "BULK", "WALL", "TANK"]
        if row.matches(0, "ORDER") {
            guard row.matches(1, "BULK") || row.matches(1, "TANK") || row.matches(1, "WALL") else {
                return reportWord(1, "kind of reaction", "BULK, WALL or TANK")
            }
            guard let order = number(last, "order"), row.matches(1, "WALL"), order != 0, order != 1 else {
                return
            }
            report(
                .outOfRange(element: element, found: row.text(last), expected: "order", allowed: "0 or 1"))
        } else if row.matches(0, "GLOB") {
            guard row.matches(1, "BULK") || row.matches(1, "WALL") else {
                return reportWord(1, "kind of reaction", "BULK or WALL")
            }
            _ = number(last, "coefficient")
        } else if keywords.contains(where: { row.matches(0, $0) }) {
            _ = number(last, "coefficient")
        } else {
            reportWord(0, "keyword", "ORDER, GLOBAL, BULK, WALL, TANK, LIMITING or ROUGHNESS")
        }
    }

    /// A keyword with a value, or a quantity with YES, NO, or BELOW, ABOVE or PRECISION and a number.
    private mutating func checkReport() {
        guard row.count > 1 else {
            return report(.missingValue(element: element, expected: "value"))
        }
        let words: [StaticString] = ["STATUS", "SUMM", "MESS", "ENER", "FILE"]
        if words.contains(where: { row.matches(0, $0) }) { return }
        if row.matches(0, "PAGE") {
            guard let lines = number(row.count - 1, "lines of a page", "", .notNegative), lines > 255 else {
                return
            }
            return report(
                .outOfRange(
                    element: element, found: row.text(row.count - 1), expected: "lines of a page",
                    allowed: "0 to 255"))
        }
        if row.matches(0, "NODE") || row.matches(0, "LINK") { return checkReported(row.matches(0, "NODE")) }
        let quantities: [StaticString] = [
            "ELEV", "DEMAND", "HEAD", "PRESSURE", "QUALITY", "LENGTH", "DIAM", "FLOW", "VELOCITY", "STATE",
            "SETTING", "REACTION", "F-FACTOR",
        ]
        guard quantities.contains(where: { row.matches(0, $0) }) else {
            return reportWord(0, "keyword", "one that EPANET knows, such as STATUS, NODES or PRESSURE")
        }
        if row.matches(1, "YES") || row.matches(1, "NO") { return }
        guard row.matches(1, "BELOW") || row.matches(1, "ABOVE") || row.matches(1, "PREC") else {
            return reportWord(1, "qualifier", "YES, NO, BELOW, ABOVE or PRECISION")
        }
        _ = number(2, "limit or precision")
    }

    /// `NODES ALL`, `NODES NONE` or `NODES id …`, and the same of links.
    private mutating func checkReported(_ isNodes: Bool) {
        if row.matches(row.count - 1, "ALL") || row.matches(row.count - 1, "NONE") { return }
        for word in 1..<row.count {
            if isNodes { _ = node(word) } else { _ = link(word) }
        }
    }

    private mutating func reportWord(_ word: Int, _ expected: String, _ allowed: String) {
        report(
            .unknownWord(
                element: element, found: row.text(word), expected: expected, allowed: allowed))
    }
}
