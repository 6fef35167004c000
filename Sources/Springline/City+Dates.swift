import CityStore
import Foundation
import LeakZones
import PipeNetwork
import Telemetry

extension City {
    /// The instant that a person means by a date or a time: in the city's local time, or with an offset of its own.
    ///
    /// - Throws: `TelemetryError.unreadableTime`.
    public func timestamp(_ text: String) throws -> Timestamp { try calendar().timestamp(text) }

    /// The instant that a person means by a date or a time for the city at `path`, which may not be there yet; then it
    /// is taken as UTC.
    ///
    /// - Throws: `TelemetryError.unreadableTime`, `CityError` for a file that is no city.
    public static func timestamp(_ text: String, inCityAt path: String) throws -> Timestamp {
        guard FileManager.default.fileExists(atPath: path) else {
            return try LocalCalendar.utc.timestamp(text)
        }
        return try City(path: path, readOnly: true).timestamp(text)
    }

    /// The network at a date, or as it is.
    ///
    /// - Throws: `CityError.beforeFirstVersion`, `TelemetryError.unreadableTime`.
    public func network(asOf date: String?) throws -> Network {
        guard let date else { return try network() }
        return try network(asOf: timestamp(date))
    }

    /// The zones at a date, or as they are, on the rows of `network`.
    ///
    /// - Throws: `CityError.beforeFirstVersion`, `TelemetryError.unreadableTime`.
    public func zones(asOf date: String?, for network: Network) throws -> ZoneScheme {
        guard let date else { return try zones(for: network) }
        return try zones(asOf: timestamp(date), for: network)
    }
}
