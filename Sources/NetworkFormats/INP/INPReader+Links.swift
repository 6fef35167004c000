import InputOutput
import PipeNetwork

extension INPReader {
    /// The id and the ends of the row's link, noted; errors and `nil` when an end is unknown, both ends are one
    /// node, or another link has the id.
    private mutating func addLink(
        _ kind: LinkKind, at position: Int
    ) -> (id: String, start: Entry<NodeKind>?, end: Entry<NodeKind>?)? {
        let id = row.text(0)
        let start = node(1, Wording("start node", "起始节点"))
        let end = start == nil && row.count < 2 ? nil : node(2, Wording("end node", "终止节点"))
        if let earlier = linkIndex.insert(row.words[0], in: row.bytes) {
            report(.duplicate(element: .link(id), firstLine: linkEntries[earlier].line))
            return nil
        }
        linkEntries.append(Entry(kind: kind, position: position, id: id, line: row.line))
        // A link with unknown ends still takes its place, so that what is said of it later finds it.
        if let start, let end, start.id == end.id { report(.selfLoop(element: element, node: start.id)) }
        return (id, start, end)
    }

    /// `id start end (length) (diameter) (roughness) (minor loss) (status)`
    mutating func readPipe() {
        guard let (id, start, end) = addLink(.pipe, at: pipes.count) else { return }
        var pipe = Pipe(id: id, start: start?.id ?? "", end: end?.id ?? "", attributes: commentAttributes)
        // A pipe without ends is an error; it will not be asked for its rows.
        pipeEnds.append((start.map(row) ?? 0, end.map(row) ?? 0))
        pipe.length = optional(3, Wording("length", "长度"), units.length, .positive)
        pipe.diameter = optional(4, Wording("diameter", "直径"), units.diameter, .positive)
        pipe.roughness = optional(5, Wording("roughness", "粗糙系数"), units.roughness, .positive)
        if row.count > 7 {
            pipe.minorLoss = number(6, Wording("minor loss coefficient", "局部损失系数"), .empty, .notNegative) ?? 0
            readPipeStatus(7, &pipe, Wording("OPEN, CLOSED or CV", "OPEN、CLOSED 或 CV"))
        } else if row.count > 6 {
            if isNumber(6) {
                pipe.minorLoss =
                    number(6, Wording("minor loss coefficient", "局部损失系数"), .empty, .notNegative) ?? 0
            } else {
                readPipeStatus(
                    6, &pipe,
                    Wording("a minor loss coefficient, OPEN, CLOSED or CV", "局部损失系数、OPEN、CLOSED 或 CV"))
            }
        }
        pipes.append(pipe)
    }

    private mutating func readPipeStatus(_ word: Int, _ pipe: inout Pipe, _ allowed: Wording) {
        if row.matches(word, "CV") {
            pipe.hasCheckValve = true
        } else if row.matches(word, "CLOSED") {
            pipe.status = .closed
        } else if !row.matches(word, "OPEN") {
            report(
                .unknownWord(
                    element: element, found: row.text(word), expected: Wording("status", "状态"),
                    allowed: allowed))
        }
    }

    /// `id start end KEYWORD value …`, or the numbers of EPANET 1.
    mutating func readPump() {
        guard let (id, start, end) = addLink(.pump, at: pumps.count) else { return }
        var pump = Pump(
            id: id, start: start?.id ?? "", end: end?.id ?? "", attributes: commentAttributes)
        if row.number(3) != nil {
            readPumpNumbers(&pump)
        } else {
            for word in stride(from: 3, to: row.count, by: 2) { readPumpKeyword(word, &pump) }
        }
        pumps.append(pump)
    }

    private mutating func readPumpKeyword(_ word: Int, _ pump: inout Pump) {
        if row.matches(word, "HEAD") {
            pump.headCurve = curve(word + 1, .pumpHead)
        } else if row.matches(word, "POWER") {
            let power = number(word + 1, Wording("power", "功率"), units.power.label, .positive)
            pump.power = power.map(units.power.si)
        } else if row.matches(word, "SPEE") {
            pump.speed = number(word + 1, Wording("speed", "转速比"), .empty, .notNegative) ?? 1
        } else if row.matches(word, "PATT") {
            guard word + 1 < row.count else {
                return report(.missingValue(element: element, expected: Wording("pattern id", "模式编号")))
            }
            pump.speedPattern = pattern(word + 1)
        } else {
            report(
                .unknownWord(
                    element: element, found: row.text(word), expected: Wording("keyword", "关键词"),
                    allowed: Wording("HEAD, POWER, SPEED or PATTERN", "HEAD、POWER、SPEED 或 PATTERN")))
        }
    }

    /// EPANET 1's pump: `power`; or `head flow` of a point; or `shutoff-head head flow head flow`. Points
    /// become a curve named after the pump.
    private mutating func readPumpNumbers(_ pump: inout Pump) {
        if row.count == 4 {
            pump.power = number(3, Wording("power", "功率"), units.power.label, .positive).map(units.power.si)
            return
        }
        var points: [Curve.Point] = []
        if row.count == 5 {
            guard let head = number(3, Wording("head", "水头"), units.length.label, .positive),
                let flow = number(4, Wording("flow", "流量"), units.flow.label, .positive)
            else { return }
            points = [Curve.Point(x: flow, y: head)]
        } else {
            guard let shutoff = number(3, Wording("shutoff head", "零流量扬程"), units.length.label),
                let head1 = number(4, Wording("first head", "第一点扬程"), units.length.label),
                let flow1 = number(5, Wording("first flow", "第一点流量"), units.flow.label),
                let head2 = number(6, Wording("second head", "第二点扬程"), units.length.label),
                let flow2 = number(7, Wording("second flow", "第二点流量"), units.flow.label)
            else { return }
            points = [
                Curve.Point(x: 0, y: shutoff), Curve.Point(x: flow1, y: head1),
                Curve.Point(x: flow2, y: head2),
            ]
        }
        var id = pump.id
        while network.curves[id] != nil { id += "_head" }
        network.curves[id] = Curve(id: id, points: points)
        curveUses[id] = .pumpHead
        pump.headCurve = id
    }

    /// `id start end diameter type (setting) (minor loss) (curve)`; the setting of a GPV is its curve.
    mutating func readValve() {
        guard let (id, start, end) = addLink(.valve, at: valves.count) else { return }
        let kind = readValveKind()
        // A valve of unknown kind still takes its place, so that what is said of it later finds it.
        var valve = Valve(
            id: id, start: start?.id ?? "", end: end?.id ?? "", kind: kind ?? .tcv,
            attributes: commentAttributes)
        defer { valves.append(valve) }
        guard let kind else { return }
        valve.diameter = optional(3, Wording("diameter", "直径"), units.diameter, .positive)
        if kind == .gpv {
            if row.count > 5 { valve.curve = curve(5, .valveHeadLoss) }
        } else {
            valve.setting = optional(5, Wording("setting", "设定值"), units.setting(of: kind)) ?? 0
        }
        if row.count > 6 {
            valve.minorLoss =
                number(6, Wording("minor loss coefficient", "局部损失系数"), .empty, .notNegative) ?? 0
        }
        if row.count > 7, kind == .pcv { valve.curve = curve(7, .valvePosition) }
    }

    private mutating func readValveKind() -> Valve.Kind? {
        guard row.count > 4 else {
            report(
                .missingValue(
                    element: element,
                    expected: row.count > 3 ? Wording("valve type", "阀门类型") : Wording("diameter", "直径")))
            return nil
        }
        let word = row.text(4).uppercased()
        let kind = Valve.Kind.allCases.first { word.hasPrefix($0.rawValue) }
        if kind == nil {
            report(
                .unknownWord(
                    element: element, found: row.text(4), expected: Wording("valve type", "阀门类型"),
                    allowed: Wording("PRV, PSV, PBV, FCV, TCV, GPV or PCV", "PRV、PSV、PBV、FCV、TCV、GPV 或 PCV")))
        }
        return kind
    }
}

extension INPUnits {
    /// The unit of a valve's setting.
    func setting(of kind: Valve.Kind) -> Unit {
        switch kind {
        case .prv, .psv, .pbv: pressure
        case .fcv: flow
        case .tcv, .gpv: .number
        case .pcv: Unit(label: "%")
        }
    }
}
