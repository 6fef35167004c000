import GRDB
import LeakZones
import Telemetry

extension City: ReadingSource {
    /// Every series there is, by element and kind.
    public func availableSeries() throws -> [SeriesKey] {
        try readingSeries().map { SeriesKey(element: $0.element, kind: $0.kind) }
    }

    /// The readings inside `period` and, on both sides of it, those of 29 days, at least three where there
    /// are as
    /// many: enough to interpolate a register that is read once a month and to fill a gap from the same
    /// weekdays of four weeks.
    ///
    /// A register that was misread is known by what it showed before and shows after. Where it showed more in
    /// the 400
    /// days before, or shows less in the 400 days after, the readings from there on come too.
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
            var first = min(start - margin, before ?? start)
            var last = max(end + margin, (after ?? end) + 1)
            if kind == .register {
                try Self.widen(&first, &last, try series.integer(0), db)
            }
            let wider = try Period(from: Timestamp(first), to: Timestamp(last))
            return try Self.readings(of: element, kind: kind, in: wider, db)
        }
    }

    /// Widens a span to where a register showed more before it, and shows less after it.
    private static func widen(_ first: inout Int64, _ last: inout Int64, _ series: Int64, _ db: Database)
        throws
    {
        let reach: Int64 = 400 * 86_400
        let higher = try time(
            """
            SELECT max(time) FROM reading WHERE series = ?1 AND time < ?2 AND time >= ?2 - \(reach)
                AND value > (SELECT min(value) FROM reading WHERE series = ?1 AND time >= ?2 AND time < ?3)
            """, series, first, last, db)
        let lower = try time(
            """
            SELECT min(time) FROM reading WHERE series = ?1 AND time >= ?3 AND time < ?3 + \(reach)
                AND value < (SELECT max(value) FROM reading WHERE series = ?1 AND time >= ?2 AND time < ?3)
            """, series, first, last, db)
        // What came before the jump tells how fast the register ran.
        if let higher { first = higher - 29 * 86_400 }
        if let lower { last = lower + 29 * 86_400 }
    }

    private static func time(
        _ sql: String, _ series: Int64, _ first: Int64, _ last: Int64, _ db: Database
    ) throws -> Int64? {
        let statement = try Statement(cached: sql, of: "reading", db)
        statement.bind(1, series)
        statement.bind(2, first)
        statement.bind(3, last)
        guard try statement.next(), statement.isWhole(0) else { return nil }
        return try statement.integer(0)
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
