import Telemetry

/// A place whose pressure falls below what customers are promised.
public struct CriticalPoint: Hashable, Sendable {
    /// The place's id.
    public let id: String
    /// Its least pressure, m.
    public let lowest: Double
    /// When that was.
    public let lowestAt: Timestamp
    /// How far the least pressure lies below the service minimum, m.
    public let deficit: Double
    /// Time below the minimum, s.
    public let secondsBelow: Int64
    /// Share of the measured time below the minimum, 0…1.
    public let shareBelow: Double

    /// A place judged by its pressures; `nil` when it never falls below the minimum or nothing is known.
    ///
    /// - Parameters:
    ///   - id: the place.
    ///   - pressures: its pressures.
    ///   - serviceMinimum: promised pressure, m; exactly that much is enough.
    public init?(id: String, pressures: ZonePressureSeries, serviceMinimum: Double) {
        var lowest = Double.infinity
        var cellOfLowest = 0
        var below = 0
        var known = 0
        for (cell, value) in pressures.values.enumerated() where !value.isNaN {
            known += 1
            if value < serviceMinimum { below += 1 }
            if value < lowest {
                lowest = value
                cellOfLowest = cell
            }
        }
        guard below > 0 else { return nil }
        self.id = id
        self.lowest = lowest
        lowestAt = pressures.grid.start(of: cellOfLowest)
        deficit = serviceMinimum - lowest
        secondsBelow = Int64(below) * pressures.grid.step
        shareBelow = Double(below) / Double(known)
    }

    /// The critical points, the worst first: by deficit, then by time below, then by id.
    public static func ranked(
        _ places: [(id: String, pressures: ZonePressureSeries)], serviceMinimum: Double
    ) -> [CriticalPoint] {
        places.compactMap {
            CriticalPoint(id: $0.id, pressures: $0.pressures, serviceMinimum: serviceMinimum)
        }.sorted { ($1.deficit, $1.secondsBelow, $0.id) < ($0.deficit, $0.secondsBelow, $1.id) }
    }
}
