import InputOutput
import PipeNetwork

/// A tank as a simulation needs it: heads and volumes between empty and full.
struct TankModel: Sendable {
    /// Row in the network's nodes.
    var node: Int
    /// Elevation of the bottom, m.
    var elevation: Double
    /// Head at the start, m.
    var initialHead: Double
    /// Heads of the empty and the full tank, m.
    var minimumHead: Double
    var maximumHead: Double
    /// Volumes of the empty and the full tank, m³.
    var minimumVolume: Double
    var maximumVolume: Double
    /// Surface of a cylinder, m².
    var area: Double
    /// Volume (m³) against level (m), instead of the cylinder.
    var curve: CurveTable?
    /// Whether it spills when full.
    var canOverflow: Bool

    init(_ tank: Tank, node: Int, network: Network) throws(HydraulicError) {
        let element = ElementWord.element("tank", tank.id)
        guard let elevation = tank.elevation else {
            throw .unusableValue(
                element: element, field: Wording("elevation", "高程"), found: Wording("missing", "缺失"),
                expected: Wording("a number", "数值"))
        }
        self.node = node
        self.elevation = elevation
        initialHead = elevation + tank.initialLevel
        minimumHead = elevation + tank.minimumLevel
        maximumHead = elevation + tank.maximumLevel
        canOverflow = tank.canOverflow
        guard tank.minimumLevel <= tank.initialLevel, tank.initialLevel <= tank.maximumLevel else {
            throw .unusableValue(
                element: element, field: Wording("initial level", "初始水位"),
                found: Wording(verbatim: "\(tank.initialLevel)"),
                expected:
                    Wording(
                        "minimum level \(tank.minimumLevel) ≤ initial level ≤ maximum level \(tank.maximumLevel)",
                        "最低水位 \(tank.minimumLevel) ≤ 初始水位 ≤ 最高水位 \(tank.maximumLevel)"))
        }
        if let id = tank.volumeCurve {
            guard let points = network.curves[id]?.points, !points.isEmpty else {
                throw .missingReference(element: element, kind: Wording("curve", "曲线"), id: id)
            }
            let table = CurveTable(points)
            guard points.count > 1,
                zip(points, points.dropFirst()).allSatisfy({ $0.y < $1.y && $0.x < $1.x }),
                tank.minimumLevel >= table.x[0] - 1e-9, tank.maximumLevel <= table.x[table.x.count - 1] + 1e-9
            else {
                throw .unusableValue(
                    element: element, field: Wording("volume curve '\(id)'", "容积曲线“\(id)”"),
                    found: Wording("\(points.count) points", "\(points.count) 个点"),
                    expected:
                        Wording(
                            "rising volumes that cover its levels \(tank.minimumLevel) to \(tank.maximumLevel)",
                            "递增且覆盖水位 \(tank.minimumLevel) 至 \(tank.maximumLevel) 的容积"))
            }
            curve = table
            minimumVolume = table.clamped(tank.minimumLevel)
            maximumVolume = table.clamped(tank.maximumLevel)
            let depth = tank.maximumLevel - tank.minimumLevel
            area = depth > 0 ? (maximumVolume - minimumVolume) / depth : 1
        } else {
            area = tank.surfaceArea ?? 0
            minimumVolume = tank.minimumVolume > 0 ? tank.minimumVolume : area * tank.minimumLevel
            maximumVolume = minimumVolume + area * (tank.maximumLevel - tank.minimumLevel)
            guard area > 0 else {
                throw .unusableValue(
                    element: element, field: Wording("diameter", "直径"),
                    found: Wording(verbatim: "\(tank.diameter)"),
                    expected: Wording("a number above 0, or a volume curve", "大于 0 的数，或给出容积曲线"))
            }
        }
    }

    /// Volume at a head, m³.
    func volume(_ head: Double) -> Double {
        curve.map { $0.clamped(head - elevation) } ?? (minimumVolume + (head - minimumHead) * area)
    }

    /// Head at a volume, m.
    func head(_ volume: Double) -> Double {
        curve.map { elevation + $0.inverse(volume) } ?? (minimumHead + (volume - minimumVolume) / area)
    }
}
