import GRDB
import LeakZones
import PipeNetwork
import Telemetry

extension City {
    /// What is known of meters, by id: what the network's attributes say (`Network.describedMeters()`) and the
    /// exchanges on record.
    ///
    /// - Throws: `TelemetryError.impossibleMeter` for a figure that cannot be.
    public func meters(in network: Network) throws -> [String: Meter] {
        var meters = try network.describedMeters()
        let rows = try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT ifnull(CAST(meter AS TEXT), ''), CAST(time AS INTEGER),
                        CAST(old_final AS REAL), CAST(new_initial AS REAL)
                    FROM meter_replacement WHERE time IS NOT NULL ORDER BY meter, time
                    """)
        }
        for row in rows {
            let id: String = row[0]
            meters[id, default: Meter(id: id)].replacements.append(
                Meter.Replacement(at: Timestamp(row[1]), oldFinal: row[2], newInitial: row[3]))
        }
        return meters
    }
}
