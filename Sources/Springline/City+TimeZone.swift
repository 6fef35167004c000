import InputOutput
import CityStore
import Telemetry

/// What becomes of readings when a city is given another time zone.
public enum ReadingsInNewZone: String, CaseIterable, Sendable {
    /// They keep their instants: they were right, and only the days into which they fall change.
    case keep
    /// They keep what the clock showed: they were imported in the wrong zone.
    case move
}

/// A time zone that cannot be given to a city just so.
public enum TimeZoneError: Error, Hashable, Sendable {
    /// The city has readings, which may be right or may have been read in the wrong zone.
    case hasReadings(path: String, count: Int, from: String, to: String)
}

extension TimeZoneError: ExplainedError {
    /// One sentence: what is there, and between what to choose.
    public var explanation: Wording {
        switch self {
        case .hasReadings(let path, let count, let from, let to):
            let (keep, move) = (ReadingsInNewZone.keep.rawValue, ReadingsInNewZone.move.rawValue)
            return Wording(
                "\(path) has \(count) readings in \(from); say whether they keep their instants in \(to) "
                    + "(\(keep)), or were read in the wrong zone and keep what the clock showed (\(move))",
                "\(path) 已有 \(count) 个按 \(from) 读入的读数；请说明它们在 \(to) 中保持时刻不变（\(keep)），"
                    + "还是当初时区有误、应保持钟面时间不变（\(move)）")
        }
    }
}

extension City {
    /// Says in which zone a city lies: its days begin there, and times without an offset are read there.
    ///
    /// - Parameters:
    ///   - name: an IANA name such as `Asia/Shanghai`.
    ///   - readings: what becomes of the readings that are there; not needed when there are none or the zone
    ///     stays.
    /// - Returns: how many readings have other instants now.
    /// - Throws: `TelemetryError.unknownTimeZone`, ``TimeZoneError``, `TelemetryError.skippedWallTime` for
    ///   readings that
    ///   cannot have been taken in the new zone, `CityError`.
    @discardableResult
    public func setTimeZone(_ name: String, readings: ReadingsInNewZone? = nil) throws -> Int {
        let calendar = try LocalCalendar(timeZone: name)
        let count = try readingSeries().reduce(0) { $0 + $1.count }
        return try importing { writer in
            let stated = try writer.statedZoneName()
            if stated == calendar.timeZoneIdentifier { return 0 }
            if count > 0 {
                guard let readings else {
                    throw TimeZoneError.hasReadings(
                        path: path, count: count, from: stated ?? LocalCalendar.utc.timeZoneIdentifier,
                        to: name)
                }
                if readings == .move { return try writer.moveReadings(to: calendar) }
            }
            try writer.setCalendar(calendar)
            return 0
        }
    }
}
