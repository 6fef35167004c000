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
        try read { db in
            let row = try Statement(
                db, of: RowName("meter_replacement", key: [0, 1]),
                "SELECT meter, time, old_final, new_initial FROM meter_replacement ORDER BY meter, time")
            while try row.next() {
                let id = row.text(0) ?? ""
                meters[id, default: Meter(id: id)].replacements.append(
                    Meter.Replacement(
                        at: Timestamp(try row.integer(1)), oldFinal: try row.real(2),
                        newInitial: try row.real(3)))
            }
        }
        return meters
    }
}
