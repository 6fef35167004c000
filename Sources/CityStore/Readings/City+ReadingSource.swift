import GRDB
import LeakZones
import Telemetry

extension City: ReadingSource {
    /// Every series there is, by element and kind.
    public func availableSeries() throws -> [SeriesKey] {
        try readingSeries().map { SeriesKey(element: $0.element, kind: $0.kind) }
    }

    /// The readings inside `period` and, on both sides of it, those of 29 days, at least three where there are as
    /// many: enough to interpolate a register that is read once a month and to fill a gap from the same
    /// weekdays of four weeks.
    public func readings(
        of element: String, kind: ReadingKind, around period: Period
    ) throws -> ReadingSeries? {
        let margin: Int64 = 29 * 86_400
        let start = period.start.secondsSince1970
        let end = period.end.secondsSince1970
        return try read { db in
            let series = try Statement(
                cached: "SELECT id FROM series WHERE element = ? AND kind = ?", of: "series", db)
            series.bind(1, element)
            series.bind(2, kind.rawValue)
            guard try series.next() else { return nil }
            let before = try Self.time(
                """
                SELECT min(time) FROM (
                    SELECT time FROM reading WHERE series = ? AND time < ? ORDER BY time DESC LIMIT 3)
                """, try series.integer(0), start, db)
            let after = try Self.time(
                """
                SELECT max(time) FROM (
                    SELECT time FROM reading WHERE series = ? AND time >= ? ORDER BY time LIMIT 3)
                """, try series.integer(0), end, db)
            let wider = try Period(
                from: Timestamp(min(start - margin, before ?? start)),
                to: Timestamp(max(end + margin, (after ?? end) + 1)))
            return try Self.readings(of: element, kind: kind, in: wider, db)
        }
    }

    private static func time(_ sql: String, _ series: Int64, _ time: Int64, _ db: Database) throws -> Int64? {
        let statement = try Statement(cached: sql, of: "reading", db)
        statement.bind(1, series)
        statement.bind(2, time)
        // A time that is no number is told with its row by who reads the readings.
        guard try statement.next(), statement.isWhole(0) else { return nil }
        return try statement.integer(0)
    }
}
