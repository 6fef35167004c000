import InputOutput
import PipeNetwork

extension INPWriter {
    mutating func writeLinks() throws(INPWritingError) {
        var isFirst = true
        for pipe in network.pipes {
            open(.pipes, if: &isFirst)
            try write(pipe)
        }
        isFirst = true
        for pump in network.pumps {
            open(.pumps, if: &isFirst)
            try write(pump)
        }
        isFirst = true
        for valve in network.valves {
            open(.valves, if: &isFirst)
            try write(valve)
        }
    }

    /// A pipe's values stand by position: one may be missing only when all after it are.
    private mutating func write(_ pipe: Pipe) throws(INPWritingError) {
        if pipe.hasCheckValve, pipe.status == .closed { throw .closedCheckValve(pipe: pipe.id) }
        try row(pipe.id, pipe.start, pipe.end)
        let values: [(value: Double?, unit: INPUnits.Unit, name: Wording)] = [
            (pipe.length, units.length, Wording("length", "长度")),
            (pipe.diameter, units.diameter, Wording("diameter", "直径")),
            (pipe.roughness, units.roughness, Wording("roughness", "粗糙系数")),
        ]
        let known = values.prefix { $0.value != nil }
        for (value, unit, _) in known {
            if let value { add(value, unit) }
        }
        let isComplete = known.count == values.count
        if !isComplete {
            let isEnd = values[known.count...].allSatisfy { $0.value == nil }
            guard isEnd, pipe.minorLoss == 0, !pipe.hasCheckValve else {
                throw .missingValue(element: .pipe(pipe.id), value: values[known.count].name)
            }
        } else {
            add(pipe.minorLoss)
            try add(pipe.hasCheckValve ? "CV" : pipe.status == .closed ? "CLOSED" : "OPEN")
        }
        endRow(pipe.attributes["comment"]?.text)
    }

    private mutating func write(_ pump: Pump) throws(INPWritingError) {
        try row(pump.id, pump.start, pump.end)
        if let curve = pump.headCurve {
            try add("HEAD")
            try add(curve: curve, .pump(pump.id))
        }
        if let power = pump.power {
            try add("POWER")
            add(power, units.power)
        }
        if pump.speed != 1 {
            try add("SPEED")
            add(pump.speed)
        }
        if let pattern = pump.speedPattern {
            try add("PATTERN")
            try add(pattern: pattern, .pump(pump.id))
        }
        endRow(pump.attributes["comment"]?.text)
    }

    private mutating func write(_ valve: Valve) throws(INPWritingError) {
        let element = Wording.valve(valve.id)
        guard let diameter = valve.diameter else {
            throw .missingValue(element: element, value: Wording("diameter", "直径"))
        }
        try row(valve.id, valve.start, valve.end)
        add(diameter, units.diameter)
        try add(valve.kind.rawValue)
        if valve.kind != .gpv {
            add(valve.setting, units.setting(of: valve.kind))
            add(valve.minorLoss)
            if let curve = valve.curve, valve.kind == .pcv { try add(curve: curve, element) }
        } else if let curve = valve.curve {
            try add(curve: curve, element)
            add(valve.minorLoss)
        } else if valve.minorLoss != 0 {
            throw .missingValue(element: element, value: Wording("curve", "曲线"))
        }
        endRow(valve.attributes["comment"]?.text)
    }

    /// Statuses that the rows of links cannot hold: closed pumps, valves that do not regulate, and closed
    /// pipes whose rows end before the status.
    mutating func writeStatus() throws(INPWritingError) {
        var isFirst = true
        let links = network.links
        for row in 0..<links.count {
            let status = links.status[row]
            let isSaid =
                switch links.kinds[row] {
                case .pipe: status != .closed || !links.roughness[row].isNaN
                case .pump: status != .closed
                case .valve: status == .active
                }
            if isSaid { continue }
            open(.status, if: &isFirst)
            try self.row(links.ids[row], status == .closed ? "CLOSED" : "OPEN")
            endRow()
        }
    }
}
