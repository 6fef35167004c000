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
        let element = "tank '\(tank.id)'"
        guard let elevation = tank.elevation else {
            throw .unusableValue(element: element, field: "elevation", found: "missing", expected: "a number")
        }
        self.node = node
        self.elevation = elevation
        initialHead = elevation + tank.initialLevel
        minimumHead = elevation + tank.minimumLevel
        maximumHead = elevation + tank.maximumLevel
        canOverflow = tank.canOverflow
        guard tank.minimumLevel <= tank.initialLevel, tank.initialLevel <= tank.maximumLevel else {
            throw .unusableValue(
                element: element, field: "initial level", found: "\(tank.initialLevel)",
                expected:
                    "minimum level \(tank.minimumLevel) ≤ initial level ≤ maximum level \(tank.maximumLevel)")
        }
        if let id = tank.volumeCurve {
            guard let points = network.curves[id]?.points, !points.isEmpty else {
                throw .missingReference(element: element, kind: "curve", id: id)
            }
            let table = CurveTable(points)
            guard points.count > 1,
                zip(points, points.dropFirst()).allSatisfy({ $0.y < $1.y && $0.x < $1.x }),
                tank.minimumLevel >= table.x[0] - 1e-9, tank.maximumLevel <= table.x[table.x.count - 1] + 1e-9
            else {
                throw .unusableValue(
                    element: element, field: "volume curve '\(id)'", found: "\(points.count) points",
                    expected:
                        "rising volumes that cover its levels \(tank.minimumLevel) to \(tank.maximumLevel)")
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
                    element: element, field: "diameter", found: "\(tank.diameter)",
                    expected: "a number above 0, or a volume curve")
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
