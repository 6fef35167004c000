import GRDB
import InputOutput
import Telemetry

extension City {
    /// The city's local time: the zone that it was given, or that its first readings were taken in; UTC
    /// before that.
    public func calendar() throws -> LocalCalendar { try statedCalendar() ?? .utc }

    /// The city's local time; `nil` as long as it was not stated.
    ///
    /// - Throws: ``CityError/unreadableRow(table:fid:reason:)`` for a name in the file that is no IANA zone.
    public func statedCalendar() throws -> LocalCalendar? {
        try read { db in try Self.statedCalendar(db) }
    }

    static func statedCalendar(_ db: Database) throws -> LocalCalendar? {
        guard let name = try Metadata.text("time_zone", db) else { return nil }
        guard let calendar = try? LocalCalendar(timeZone: name) else {
            throw CityError.unreadableRow(
                table: "springline_meta", fid: 0,
                reason:
                    Wording(
                        "its time_zone is '\(name.quotable)', which is no IANA time zone; say the city's zone anew",
                        "其 time_zone 为“\(name.quotable)”，不是 IANA 时区；请重新设定城市的时区")
            )
        }
        return calendar
    }
}

extension CityWriter {
    /// The city's local time as it is now; `nil` as long as it was not stated.
    public func statedCalendar() throws -> LocalCalendar? { try City.statedCalendar(db) }

    /// The zone's name as the file has it, be it one or not; `nil` as long as it was not stated.
    public func statedZoneName() throws -> String? { try Metadata.text("time_zone", db) }

    /// Sets the city's local time.
    ///
    /// Readings and the history keep their instants; only the days into which they fall change.
    /// ``moveReadings(to:)`` moves them. Dates of changes that were given before the zone was known are the
    /// city's own
    /// from now on.
    public func setCalendar(_ calendar: LocalCalendar) throws {
        if try statedZoneName() == nil { try settleLocalDates(calendar) }
        try Metadata.set("time_zone", calendar.timeZoneIdentifier, db)
    }

    /// Reads all readings again, as if their times had been given on the clocks of another zone, and makes
    /// that zone the
    /// city's: 08:00 stays 08:00.
    ///
    /// - Returns: how many readings moved.
    /// - Throws: `TelemetryError.skippedWallTime` for a reading at a time that the clocks there skipped;
    ///   nothing is
    ///   changed then.
    @discardableResult
    public func moveReadings(to calendar: LocalCalendar) throws -> Int {
        try atomically {
            // A name that was taken once and is no zone any more still says by which clock the readings were
            // read.
            let old = try statedZoneName().flatMap { LocalCalendar(formerName: $0) } ?? .utc
            var count = 0
            for info in try City.readingSeries(db) {
                guard let series = try City.readings(of: info.element, kind: info.kind, in: nil, db) else {
                    continue
                }
                let times = try old.sameWallTimes(series.times, in: calendar)
                try removeReadings(of: info.element, kind: info.kind)
                try appendReadings(
                    of: info.element, kind: info.kind, form: series.consumptionForm, times: times,
                    values: series.values)
                count += times.count
            }
            let row = try Statement(
                db, of: RowName("meter_replacement", key: [1, 0]),
                "SELECT time, min(meter) AS meter FROM meter_replacement GROUP BY time ORDER BY time")
            var exchanges: [Int64] = []
            while try row.next() { exchanges.append(try row.integer(0)) }
            let moved = try exchanges.map {
                try old.sameWallTime(Timestamp($0), in: calendar).secondsSince1970
            }
            let isForward = zip(moved, exchanges).contains { $0 > $1 }
            for (from, to) in isForward
                ? Array(zip(exchanges, moved).reversed()) : Array(zip(exchanges, moved))
            {
                try db.execute(
                    sql: "UPDATE meter_replacement SET time = ? WHERE time = ?", arguments: [to, from])
            }
            try setCalendar(calendar)
            return count
        }
    }
}
