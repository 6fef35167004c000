import CityStore
import Foundation
import InputOutput
import LeakZones
import PipeNetwork
import Telemetry

extension City {
    /// The instant that a person means by a date or a time: in the city's local time, or with an offset of
    /// its own.
    ///
    /// - Throws: `TelemetryError.unreadableTime`.
    public func timestamp(_ text: String) throws -> Timestamp { try calendar().timestamp(text) }

    /// The date of a change, as a person means it for the city at `path`, which may not be there yet.
    ///
    /// As long as nobody has said in which zone the city lies, a date without an offset is a local date: it
    /// is kept as
    /// such, and becomes an instant with the zone.
    ///
    /// - Throws: `TelemetryError.unreadableTime`, `CityError` for a file that is no city.
    public static func changeDate(_ text: String, inCityAt path: String) throws -> ChangeDate {
        let stated =
            FileManager.default.fileExists(atPath: path)
            ? try City(path: path, readOnly: true).statedCalendar() : nil
        return try ChangeDate(text, stated: stated)
    }

    /// The date of a change, as a person means it; see ``changeDate(_:inCityAt:)``.
    public func changeDate(_ text: String) throws -> ChangeDate {
        try ChangeDate(text, stated: statedCalendar())
    }

    /// What to say of since when the last change holds.
    ///
    /// - Parameter date: the date that was given.
    /// - Returns: `nil` for a city in which nothing has changed.
    public func noteOnLastChange(dated date: ChangeDate?) throws -> Wording? {
        guard let version = try versions().last else { return nil }
        if version.validFrom.isBeginning {
            return Wording(
                "no date was given: it holds as far back as anything is asked of the city",
                "未给出日期：对城市的任何时间均视为如此")
        }
        let time = try calendar().format(version.validFrom)
        guard let date else {
            return Wording(
                "no date was given: it holds from now on (\(time)); what was before holds until then",
                "未给出日期：自现在（\(time)）起生效；此前的情况在此前仍然有效")
        }
        return date.isLocal
            ? Wording(
                "it holds from \(date.text) on, local time of the city, whose time zone is not set yet",
                "自城市当地时间 \(date.text) 起生效；城市的时区尚未设定")
            : Wording("it holds from \(time) on", "自 \(time) 起生效")
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

/// Since when a change of a city holds, as a person said it.
public struct ChangeDate: Hashable, Sendable {
    /// As it was written.
    public let text: String
    /// The instant; of a local date what a clock in UTC would show.
    public let time: Timestamp
    /// Whether it was read on the city's own clocks, of which nobody knows yet what they show.
    public let isLocal: Bool

    init(_ text: String, stated: LocalCalendar?) throws {
        self.text = text
        time = try (stated ?? .utc).timestamp(text)
        isLocal = stated == nil && Timestamp(iso8601: text) == nil
    }
}

extension CityWriter {
    /// Notes the date of a change that was made in this import.
    func note(_ date: ChangeDate?) throws {
        if let date, date.isLocal { try noteLocalDate(date.time) }
    }
}
