import GRDB
import Telemetry

extension City {
    /// The city's local time: the zone its first readings were taken in, UTC before that.
    public func calendar() throws -> LocalCalendar {
        guard let name = try read({ db in try Metadata.text("time_zone", db) }) else { return .utc }
        return try LocalCalendar(timeZone: name)
    }
}

extension CityWriter {
    /// Sets the city's local time.
    public func setCalendar(_ calendar: LocalCalendar) throws {
        try Metadata.set("time_zone", calendar.timeZoneIdentifier, db)
    }
}
