import InputOutput
import PipeNetwork

extension INPWriter {
    mutating func writePatterns() throws(INPWritingError) {
        var isFirst = true
        for (id, pattern) in network.patterns.sorted(by: { $0.key < $1.key }) {
            open(.patterns, if: &isFirst)
            // A pattern of none is constant.
            let multipliers = pattern.multipliers.isEmpty ? [1] : pattern.multipliers
            for start in stride(from: 0, to: multipliers.count, by: 12) {
                try add(id)
                for multiplier in multipliers[start..<min(start + 12, multipliers.count)] { add(multiplier) }
                endRow()
            }
        }
    }

    /// What elements make of each curve they name: a reader knows a curve's units by that only.
    private var curveUses: [String: Curve.Kind] {
        var uses: [String: Curve.Kind] = [:]
        for tank in network.tanks {
            if let curve = tank.volumeCurve { uses[curve] = .tankVolume }
        }
        for pump in network.pumps {
            if let curve = pump.efficiencyCurve { uses[curve] = .pumpEfficiency }
            if let curve = pump.headCurve { uses[curve] = .pumpHead }
        }
        for valve in network.valves {
            if let curve = valve.curve { uses[curve] = valve.kind == .pcv ? .valvePosition : .valveHeadLoss }
        }
        return uses
    }

    mutating func writeCurves() throws(INPWritingError) {
        let uses = curveUses
        var isFirst = true
        for (id, curve) in network.curves.sorted(by: { $0.key < $1.key }) {
            open(.curves, if: &isFirst)
            if curve.points.isEmpty {
                throw .missingValue(
                    element: Wording("curve '\(id)'", "曲线“\(id)”"), value: Wording("point", "点"))
            }
            let units = units.curve(uses[id] ?? curve.kind)
            for point in curve.points {
                try add(id)
                add(units?.x.value(point.x) ?? point.x)
                add(units?.y.value(point.y) ?? point.y)
                endRow()
            }
        }
    }
}
