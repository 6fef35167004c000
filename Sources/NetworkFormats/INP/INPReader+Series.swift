import InputOutput
import PipeNetwork

extension INPReader {
    /// `id multiplier …`; more rows of one id go on where the last ended.
    mutating func readPattern() {
        let id = row.text(0)
        guard row.count > 1 else {
            return report(.missingValue(element: element, expected: Wording("multiplier", "乘数")))
        }
        var multipliers: [Double] = []
        multipliers.reserveCapacity(row.count - 1)
        for word in 1..<row.count {
            if let multiplier = number(word, Wording("multiplier", "乘数")) { multipliers.append(multiplier) }
        }
        network.patterns[id, default: Pattern(id: id, multipliers: [])].multipliers += multipliers
    }

    /// `id x y`, in the file's numbers until its use is known.
    mutating func readCurvePoint() {
        let id = row.text(0)
        // The curve is there even when a number is wrong: one mistake is one message.
        var curve = network.curves[id] ?? Curve(id: id, points: [])
        network.curves[id] = nil
        if let x = number(1, Wording(verbatim: "x")), let y = number(2, Wording(verbatim: "y")) {
            if let last = curve.points.last, last.x >= x {
                report(
                    .curveNotRising(
                        element: element, found: row.text(1), previous: INPNumber.text(last.x)))
            }
            curve.points.append(Curve.Point(x: x, y: y))
        }
        network.curves[id] = curve
    }

    /// Turns the points of each curve into SI by what it relates.
    mutating func convertCurves() {
        for (id, kind) in curveUses {
            guard let (x, y) = units.curve(kind), var curve = network.curves[id] else { continue }
            curve.kind = kind
            curve.points = curve.points.map { Curve.Point(x: x.si($0.x), y: y.si($0.y)) }
            network.curves[id] = curve
        }
    }

    /// `NODE id tag` or `LINK id tag`
    mutating func readTag() {
        idWord = 1
        guard row.matches(0, "NODE") || row.matches(0, "LINK") else {
            idWord = 0
            return report(
                .unknownWord(
                    element: element, found: row.text(0), expected: Wording("kind of element", "元素类型"),
                    allowed: Wording("NODE or LINK", "NODE 或 LINK")
                ))
        }
        let tag = row.text(from: 2)
        if row.matches(0, "NODE") {
            guard let entry = describedNode(1), !tag.isEmpty else { return }
            switch entry.kind {
            case .junction: junctions[entry.position].attributes["tag"] = .text(tag)
            case .reservoir: reservoirs[entry.position].attributes["tag"] = .text(tag)
            case .tank: tanks[entry.position].attributes["tag"] = .text(tag)
            }
        } else {
            guard let entry = describedLink(1), !tag.isEmpty else { return }
            switch entry.kind {
            case .pipe: pipes[entry.position].attributes["tag"] = .text(tag)
            case .pump: pumps[entry.position].attributes["tag"] = .text(tag)
            case .valve:
                valves[entry.position].attributes["tag"] = .text(tag)
            }
        }
    }
}

extension INPUnits {
    /// The units of a curve's x and y; `nil` for a curve that nobody uses.
    func curve(_ kind: Curve.Kind) -> (x: Unit, y: Unit)? {
        let percent = Unit(label: "%")
        switch kind {
        case .generic: return nil
        case .pumpHead, .valveHeadLoss: return (flow, length)
        case .pumpEfficiency: return (flow, percent)
        case .tankVolume: return (length, volume)
        case .valvePosition: return (percent, percent)
        }
    }
}
