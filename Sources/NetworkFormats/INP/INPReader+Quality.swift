import InputOutput
import PipeNetwork

/// Sections that are kept word by word are read all the same, so that one run tells their mistakes too.
extension INPReader {
    mutating func checkVerbatim() {
        read(.quality, Wording("quality of node '{0}'", "节点“{0}”的水质")) { $0.checkQuality() }
        read(.sources, Wording("source at node '{0}'", "节点“{0}”的水质源")) { $0.checkSource() }
        read(.mixing, Wording("mixing of tank '{0}'", "水池（水箱）“{0}”的混合")) { $0.checkMixing() }
        read(.reactions, Wording("reaction '{0}'", "反应“{0}”")) { $0.checkReaction() }
        read(.report, Wording("report setting '{0}'", "报告设置“{0}”")) { $0.checkReport() }
    }

    /// `node quality`, or `first last quality` for all nodes between two ids; a row of one word means nothing.
    private mutating func checkQuality() {
        guard row.count > 1 else { return }
        if row.count == 2 { _ = node(0) }
        _ = number(row.count == 2 ? 1 : 2, Wording("initial quality", "初始水质"), .empty, .notNegative)
    }

    /// `node (CONCEN|MASS|FLOWPACED|SETPOINT) quality (pattern)`
    private mutating func checkSource() {
        _ = node(0)
        let types: [StaticString] = ["CONCEN", "MASS", "FLOWPACED", "SETPOINT"]
        let word = types.contains { row.matches(1, $0) } ? 2 : 1
        let name =
            word == 2 ? Wording("source quality", "源水质") : Wording("source type or quality", "源类型或水质")
        guard number(word, name) != nil else { return }
        if row.count > word + 1, row.text(word + 1) != "*" { _ = pattern(word + 1) }
    }

    /// `tank MIXED|2COMP|FIFO|LIFO (fraction)`; a row of one word, and one of a junction, mean nothing.
    private mutating func checkMixing() {
        guard row.count > 1, let entry = node(0), entry.kind != .junction else { return }
        if row.matches(1, "2COMP") {
            if row.count == 3 { _ = number(2, Wording("mixing fraction", "混合比例")) }
            return
        }
        let models: [StaticString] = ["MIXED", "FIFO", "LIFO"]
        if models.contains(where: { row.matches(1, $0) }) { return }
        reportWord(
            1, Wording("mixing model", "混合模型"),
            Wording("MIXED, 2COMP, FIFO or LIFO", "MIXED、2COMP、FIFO 或 LIFO"))
    }

    /// Rows with less than three words mean nothing; the last word is a number.
    private mutating func checkReaction() {
        guard row.count > 2 else { return }
        let last = row.count - 1
        let keywords: [StaticString] = ["ROUG", "LIMIT", "BULK", "WALL", "TANK"]
        if row.matches(0, "ORDER") {
            guard row.matches(1, "BULK") || row.matches(1, "TANK") || row.matches(1, "WALL") else {
                return reportWord(
                    1, Wording("kind of reaction", "反应类型"), Wording("BULK, WALL or TANK", "BULK、WALL 或 TANK"))
            }
            guard let order = number(last, Wording("order", "反应级数")), row.matches(1, "WALL"), order != 0,
                order != 1
            else {
                return
            }
            report(
                .outOfRange(
                    element: element, found: row.text(last), expected: Wording("order", "反应级数"),
                    allowed: Wording("0 or 1", "0 或 1")))
        } else if row.matches(0, "GLOB") {
            guard row.matches(1, "BULK") || row.matches(1, "WALL") else {
                return reportWord(
                    1, Wording("kind of reaction", "反应类型"), Wording("BULK or WALL", "BULK 或 WALL"))
            }
            _ = number(last, Wording("coefficient", "系数"))
        } else if keywords.contains(where: { row.matches(0, $0) }) {
            _ = number(last, Wording("coefficient", "系数"))
        } else {
            reportWord(
                0, Wording("keyword", "关键词"),
                Wording(
                    "ORDER, GLOBAL, BULK, WALL, TANK, LIMITING or ROUGHNESS",
                    "ORDER、GLOBAL、BULK、WALL、TANK、LIMITING 或 ROUGHNESS"))
        }
    }

    /// A keyword with a value, or a quantity with YES, NO, or BELOW, ABOVE or PRECISION and a number.
    private mutating func checkReport() {
        guard row.count > 1 else {
            return report(.missingValue(element: element, expected: Wording("value", "值")))
        }
        let words: [StaticString] = ["STATUS", "SUMM", "MESS", "ENER", "FILE"]
        if words.contains(where: { row.matches(0, $0) }) { return }
        if row.matches(0, "PAGE") {
            guard let lines = number(row.count - 1, Wording("lines of a page", "每页行数"), .empty, .notNegative),
                lines > 255
            else {
                return
            }
            return report(
                .outOfRange(
                    element: element, found: row.text(row.count - 1),
                    expected: Wording("lines of a page", "每页行数"),
                    allowed: Wording("0 to 255", "0 至 255")))
        }
        if row.matches(0, "NODE") || row.matches(0, "LINK") { return checkReported(row.matches(0, "NODE")) }
        let quantities: [StaticString] = [
            "ELEV", "DEMAND", "HEAD", "PRESSURE", "QUALITY", "LENGTH", "DIAM", "FLOW", "VELOCITY", "STATE",
            "SETTING", "REACTION", "F-FACTOR",
        ]
        guard quantities.contains(where: { row.matches(0, $0) }) else {
            return reportWord(
                0, Wording("keyword", "关键词"),
                Wording(
                    "one that EPANET knows, such as STATUS, NODES or PRESSURE",
                    "EPANET 支持的关键词，如 STATUS、NODES 或 PRESSURE"))
        }
        if row.matches(1, "YES") || row.matches(1, "NO") { return }
        guard row.matches(1, "BELOW") || row.matches(1, "ABOVE") || row.matches(1, "PREC") else {
            return reportWord(
                1, Wording("qualifier", "限定词"),
                Wording("YES, NO, BELOW, ABOVE or PRECISION", "YES、NO、BELOW、ABOVE 或 PRECISION"))
        }
        _ = number(2, Wording("limit or precision", "限值或精度"))
    }

    /// `NODES ALL`, `NODES NONE` or `NODES id …`, and the same of links.
    private mutating func checkReported(_ isNodes: Bool) {
        if row.matches(row.count - 1, "ALL") || row.matches(row.count - 1, "NONE") { return }
        for word in 1..<row.count {
            if isNodes { _ = node(word) } else { _ = link(word) }
        }
    }

    private mutating func reportWord(_ word: Int, _ expected: Wording, _ allowed: Wording) {
        report(
            .unknownWord(
                element: element, found: row.text(word), expected: expected, allowed: allowed))
    }
}
