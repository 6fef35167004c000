import InputOutput
import Foundation
import PipeNetwork

/// Reads what hydraulics needs out of a network and says what is missing.
struct ModelReader {
    let network: Network
    let flowRatio: Double
    var links: LinkTable { network.links }

    init(_ network: Network) {
        self.network = network
        flowRatio = network.hydraulics.flowUnit.epanetRatio
    }

    /// Looks for everything that is wrong with nodes and pipes, not only the first.
    mutating func check() throws(HydraulicError) {
        guard network.nodes.kinds.contains(where: { $0 != .junction }) else { throw .noSource }
        var errors: [HydraulicError] = []
        let limit = 100
        for row in 0..<network.nodes.count
        where !network.nodes.elevation[row].isFinite && errors.count < limit {
            let (element, field): (String, Wording) =
                switch network.nodes.kinds[row] {
                case .junction: ("junction", Wording("elevation", "高程"))
                case .reservoir: ("reservoir", Wording("head", "水头"))
                case .tank: ("tank", Wording("elevation", "高程"))
                }
            errors.append(
                .unusableValue(
                    element: ElementWord.element(element, network.nodes.ids[row]), field: field,
                    found: Wording("missing", "缺失"), expected: Wording("a number in m", "以 m 计的数")))
        }
        for row in 0..<links.count where links.kinds[row] == .pipe && errors.count < limit {
            func need(_ value: Double, _ field: @autoclosure () -> Wording) {
                guard !(value > 0 && value.isFinite) else { return }
                errors.append(
                    .unusableValue(
                        element: ElementWord.element("pipe", links.ids[row]), field: field(),
                        found: value.isNaN ? Wording("missing", "缺失") : Wording(verbatim: "\(value)"),
                        expected: Wording("a number above 0", "大于 0 的数")))
            }
            need(links.length[row], Wording("length", "管长"))
            need(links.diameter[row], Wording("diameter", "管径"))
            need(links.roughness[row], Wording("roughness", "粗糙系数"))
        }
        if errors.count == 1 { throw errors[0] }
        if !errors.isEmpty { throw .several(errors) }
    }

    /// The friction of the pipe of link `row`.
    func pipe(_ row: Int) -> PipeCoefficients {
        let pipe = PipeDimensions(
            length: links.length[row], diameter: links.diameter[row], roughness: links.roughness[row],
            lossCoefficient: links.minorLoss[row])
        return PipeFormula.coefficients(pipe, options: network.hydraulics, flowRatio: flowRatio)
    }

    /// The flow at 1 ft/s, m³/s.
    func seed(_ row: Int) -> Double {
        let diameter = links.diameter[row]
        return diameter > 0 ? EPANETConstants.foot * Double.pi / 4 * diameter * diameter : 0.01
    }

    /// The flow at 0.3 m/s, m³/s: about what pipes carry, and so where a first straight line meets their law.
    func usualFlow(_ row: Int) -> Double { 0.3 * Double.pi / 4 * links.diameter[row] * links.diameter[row] }

    /// Columns that results are derived from.
    var frame: HydraulicState.Frame {
        HydraulicState.Frame(
            elevations: (0..<network.nodes.count).map { network.nodes.elevation[$0] },
            areas: (0..<links.count).map { row in
                let diameter = links.diameter[row]
                return links.kinds[row] != .pump && diameter > 0 ? Double.pi / 4 * diameter * diameter : 0
            }, starts: links.start, ends: links.end)
    }

    /// Heads, patterns and tanks of the nodes of known head.
    func fixedNodes(
        _ rows: [Int32], _ patterns: PatternIndex
    ) throws(HydraulicError) -> (heads: [Double], patterns: [Int32], tanks: [TankModel?]) {
        var heads: [Double] = []
        var patternRows: [Int32] = []
        var tanks: [TankModel?] = []
        for row in rows.map(Int.init) {
            if let tank = network.tank(at: row) {
                let model = try TankModel(tank, node: row, network: network)
                heads.append(model.initialHead)
                patternRows.append(-1)
                tanks.append(model)
            } else {
                let pattern = network.reservoir(at: row)?.headPattern
                heads.append(network.nodes.elevation[row])
                patternRows.append(
                    try patterns.row(pattern, of: ElementWord.element("reservoir", network.nodes.ids[row])))
                tanks.append(nil)
            }
        }
        return (heads, patternRows, tanks)
    }

    /// The links that are not plain pipes, and what is first asked of them.
    func controlLinks(
        isPlain: [Bool], reduced: ReducedNetwork, _ patterns: PatternIndex
    ) throws(HydraulicError) -> ControlLinkTable {
        var table = ControlLinkTable()
        for row in 0..<links.count where !isPlain[row] {
            let start = reduced.headIndex[Int(links.start[row])]
            let end = reduced.headIndex[Int(links.end[row])]
            // Both ends of a control link are in the core, unless no source is in reach or both are one node.
            guard start >= 0, end >= 0, start != end else { continue }
            var controlLink = ControlLink(kind: .pipe, link: row, start: start, end: end)
            controlLink.seed = seed(row)
            controlLink.startTank = tankRow(Int(links.start[row]), start, reduced)
            controlLink.endTank = tankRow(Int(links.end[row]), end, reduced)
            var command = LinkCommand(isClosed: links.status[row] == .closed)
            switch links.kinds[row] {
            case .pipe:
                controlLink.pipe = pipe(row)
                controlLink.hasCheckValve = links.hasCheckValve[row]
            case .pump:
                guard let pump = network.pump(at: row) else { continue }
                try read(pump, into: &controlLink, &table, patterns)
                // A pump that stands still has no speed: closing it again changes nothing.
                command.setting = command.isClosed ? 0 : pump.speed
                if pump.speed == 0 { command.isClosed = true }
            case .valve:
                guard let valve = network.valve(at: row) else { continue }
                try read(valve, into: &controlLink, &table)
                command.setting = valve.status == .active || valve.kind == .gpv ? valve.setting : .nan
                if controlLink.isShut(at: command.setting) { command.isClosed = true }
            }
            if controlLink.speedPattern >= 0 { table.patternPumps.append(Int32(table.links.count)) }
            if controlLink.isPressureValve { table.pressureValves.append(Int32(table.links.count)) }
            table.links.append(controlLink)
            table.commands.append(command)
        }
        return table
    }

    private func tankRow(_ node: Int, _ head: Int32, _ reduced: ReducedNetwork) -> Int32 {
        network.nodes.kinds[node] == .tank ? head - Int32(reduced.coreCount) : -1
    }

    private func read(
        _ pump: Pump, into controlLink: inout ControlLink, _ table: inout ControlLinkTable,
        _ patterns: PatternIndex
    ) throws(HydraulicError) {
        let element = ElementWord.element("pump", pump.id)
        controlLink.kind = .pump
        controlLink.pump = Int32(table.pumps.count)
        controlLink.speedPattern = try patterns.row(pump.speedPattern, of: element)
        if let id = pump.headCurve {
            let curve = try curve(id, of: element)
            guard let law = PumpLaw(points: curve.points) else {
                throw .unusableValue(
                    element: element, field: Wording("head curve '\(id)'", "扬程曲线“\(id)”"),
                    found: Wording(
                        verbatim: curve.points.map { "(\($0.x), \($0.y))" }.joined(separator: " ")),
                    expected: Wording(
                        "heads that fall as flows rise; three points from flow 0 must fit a power",
                        "随流量增大而减小的扬程；自流量 0 起的三点须符合幂函数"))
            }
            table.pumps.append(law)
        } else if let power = pump.power {
            table.pumps.append(.constantPower(ConstantPowerPump(power: power, flowRatio: flowRatio)))
        } else {
            throw .unusableValue(
                element: element, field: Wording("head curve", "扬程曲线"), found: Wording("missing", "缺失"),
                expected: Wording("a head curve or a power", "扬程曲线或功率"))
        }
        let law = table.pumps[table.pumps.count - 1]
        controlLink.seed = law.designFlow
        controlLink.maximumHead = law.maximumHead
        controlLink.maximumFlow = law.maximumFlow
        if case .constantPower = law { controlLink.isConstantPower = true }
    }

    private func read(
        _ valve: Valve, into controlLink: inout ControlLink, _ table: inout ControlLinkTable
    ) throws(HydraulicError) {
        let element = ElementWord.element("valve", valve.id)
        controlLink.kind = .valve(valve.kind)
        if let diameter = valve.diameter, diameter > 0 {
            controlLink.minorPerLossCoefficient = MinorLoss.coefficient(
                1, diameter: diameter, flowRatio: flowRatio)
        } else if valve.minorLoss != 0 || valve.kind == .tcv || valve.kind == .pcv {
            throw .unusableValue(
                element: element, field: Wording("diameter", "管径"),
                found: valve.diameter.map { Wording(verbatim: "\($0)") } ?? Wording("missing", "缺失"),
                expected: Wording("a number above 0", "大于 0 的数"))
        }
        controlLink.minor = valve.minorLoss * controlLink.minorPerLossCoefficient
        let (start, end) = (Int(links.start[controlLink.link]), Int(links.end[controlLink.link]))
        switch valve.kind {
        case .prv, .psv, .fcv:
            for node in [start, end] where network.nodes.kinds[node] != .junction {
                throw .unusableValue(
                    element: element, field: Wording("end", "端点"),
                    found: Wording("\(network.nodes.ids[node]), a source", "水源 \(network.nodes.ids[node])"),
                    expected: Wording(
                        "two junctions: put a short pipe between the valve and the source",
                        "两个普通节点：请在阀门与水源之间加一小段管段"))
            }
            controlLink.elevation = network.nodes.elevation[valve.kind == .psv ? start : end]
        case .gpv:
            try readCurve(valve.curve, of: element, into: &controlLink, &table)
        case .pcv:
            if valve.curve != nil { try readCurve(valve.curve, of: element, into: &controlLink, &table) }
        case .pbv, .tcv: break
        }
    }

    private func readCurve(
        _ id: String?, of element: Wording, into controlLink: inout ControlLink,
        _ table: inout ControlLinkTable
    ) throws(HydraulicError) {
        let curve = try curve(id, of: element)
        controlLink.curve = Int32(table.curves.count)
        table.curves.append(CurveTable(curve.points))
    }

    private func curve(_ id: String?, of element: Wording) throws(HydraulicError) -> Curve {
        guard let id, let curve = network.curves[id], !curve.points.isEmpty else {
            throw .missingReference(element: element, kind: Wording("curve", "曲线"), id: id ?? "")
        }
        return curve
    }
}
