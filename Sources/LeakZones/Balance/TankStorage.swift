import PipeNetwork
import Telemetry

/// The water stored in one tank at the limits of every period.
struct TankStorage {
    /// The tank's id.
    let id: String
    /// The leaf zone it stands in.
    let zone: Int
    /// Rise of its volume, a value a period, m³; `nil` when a level is not known.
    let changes: [Double?]
    /// 95 % half-width of the volume at one level, m³; a change has two such errors.
    let levelHalfWidth: Double
    /// Whether neither diameter nor volume curve say what a level holds.
    let hasUnknownShape: Bool

    static func read(
        _ tank: Tank, zone: Int, curve: Curve?, source: any ReadingSource, periods: [Period], span: Period,
        options: BalanceOptions
    ) throws -> TankStorage {
        let isShaped = tank.volume(atLevel: 0, curve: curve) != nil
        guard isShaped, let readings = try source.readings(of: tank.id, kind: .level, around: span) else {
            return TankStorage(
                id: tank.id, zone: zone, changes: periods.map { _ in nil }, levelHalfWidth: 0,
                hasUnknownShape: !isShaped)
        }
        let levels = try LevelSeries(readings, policy: options.gaps)
        let volume = { (time: Timestamp) in
            levels.level(at: time).flatMap { tank.volume(atLevel: $0, curve: curve) }
        }
        let changes = periods.map { period -> Double? in
            guard let end = volume(period.end), let start = volume(period.start) else { return nil }
            return end - start
        }
        // Area at mid level: volume per metre of level there.
        let middle = (tank.minimumLevel + tank.maximumLevel) / 2
        let above = tank.volume(atLevel: middle + 0.5, curve: curve) ?? 0
        let below = tank.volume(atLevel: middle - 0.5, curve: curve) ?? 0
        let area = above - below
        return TankStorage(
            id: tank.id, zone: zone, changes: changes,
            levelHalfWidth: area * options.levelError, hasUnknownShape: false)
    }
}
