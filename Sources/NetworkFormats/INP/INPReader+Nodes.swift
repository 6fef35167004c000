import InputOutput
import PipeNetwork

extension INPReader {
    /// Notes the id of the row as a node's; an error and `nil` when another node has it.
    private mutating func addNode(_ kind: NodeKind, at position: Int) -> String? {
        let id = row.text(0)
        if let earlier = nodeIndex.insert(row.words[0], in: row.bytes) {
            report(.duplicate(element: .node(id), firstLine: nodeEntries[earlier].line))
            return nil
        }
        nodeEntries.append(Entry(kind: kind, position: position, id: id, line: row.line))
        return id
    }

    /// `id (elevation) (demand) (pattern)`
    mutating func readJunction() {
        guard let id = addNode(.junction, at: junctions.count) else { return }
        var junction = Junction(id: id, attributes: commentAttributes)
        junction.elevation = optional(1, Wording("elevation", "高程"), units.length)
        if row.count > 2, let base = optional(2, Wording("demand", "需水量"), units.flow) {
            junction.demands = [Demand(base: base, pattern: pattern(3))]
        }
        junctions.append(junction)
    }

    /// `id head (pattern)` for a reservoir, `id elevation level minimum maximum diameter (volume) (curve)
    /// (overflow)` for a tank. As in EPANET the number of words decides, not the section.
    mutating func readTank() {
        if row.count <= 3 {
            noun = Wording("reservoir '{0}'", "水源“{0}”")
            guard let id = addNode(.reservoir, at: reservoirs.count) else { return }
            let head = number(1, Wording("head", "水头"), units.length.label).map(units.length.si)
            reservoirs.append(
                Reservoir(id: id, head: head, headPattern: pattern(2), attributes: commentAttributes))
            return
        }
        noun = Wording("tank '{0}'", "水池（水箱）“{0}”")
        guard let id = addNode(.tank, at: tanks.count) else { return }
        var tank = Tank(id: id, attributes: commentAttributes)
        tank.elevation = optional(1, Wording("elevation", "高程"), units.length)
        tank.initialLevel = required(2, Wording("initial level", "初始水位"), units.length)
        tank.minimumLevel = required(3, Wording("minimum level", "最低水位"), units.length)
        tank.maximumLevel = required(4, Wording("maximum level", "最高水位"), units.length)
        tank.diameter = required(5, Wording("diameter", "直径"), units.length)
        tank.minimumVolume = optional(6, Wording("minimum volume", "最小容积"), units.volume, .notNegative) ?? 0
        if row.count > 7, !row.text(7).isEmpty, !row.matches(7, "*") {
            tank.volumeCurve = curve(7, .tankVolume)
        }
        if row.count > 8 {
            if row.matches(8, "YES") {
                tank.canOverflow = true
            } else if !row.matches(8, "NO") {
                report(
                    .unknownWord(
                        element: element, found: row.text(8), expected: Wording("overflow mark", "溢流标记"),
                        allowed: Wording("YES or NO", "YES 或 NO"))
                )
            }
        }
        tanks.append(tank)
    }

    /// A number of 0 or more in SI; 0 after the error when it is missing or wrong.
    private mutating func required(_ word: Int, _ name: Wording, _ unit: INPUnits.Unit) -> Double {
        number(word, name, unit.label, .notNegative).map(unit.si) ?? 0
    }

    /// `junction demand (pattern) ;category`: the first row of a junction replaces the demand of its own row,
    /// the next ones add to it. Rows of tanks and reservoirs mean nothing, here as in EPANET.
    mutating func readDemand() {
        if row.matches(0, "MULTI"), nodeIndex.find(row.words[0], in: row.bytes) == nil {
            noun = Wording("option '{0}'", "选项“{0}”")
            guard let multiplier = number(1, Wording("demand multiplier", "需水量乘数"), .empty, .positive) else {
                return
            }
            network.hydraulics.demandMultiplier = multiplier
            network.hydraulics.written["DEMAND MULTIPLIER"] = row.text(1)
            return
        }
        guard let entry = describedNode(0, remark: "\(row.text(1)) \(units.flow.label.english)"),
            let base = number(1, Wording("demand", "需水量"), units.flow.label)
        else { return }
        let pattern = pattern(2)
        guard entry.kind == .junction else { return }
        let demand = Demand(base: units.flow.si(base), pattern: pattern, category: row.comment)
        if hasDemandRows[entry.position] {
            junctions[entry.position].demands.append(demand)
        } else {
            junctions[entry.position].demands = [demand]
            hasDemandRows[entry.position] = true
        }
    }

    /// `junction coefficient`
    mutating func readEmitter() {
        guard let entry = node(0),
            let coefficient = number(
                1, Wording("emitter coefficient", "射流器系数"), units.emitter.label, .notNegative),
            entry.kind == .junction
        else { return }
        junctions[entry.position].emitterCoefficient = units.emitter.si(coefficient)
    }
}
