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
        let wider = try read { db -> Period? in
            guard
                let series = try Int64.fetchOne(
                    db, sql: "SELECT id FROM series WHERE element = ? AND kind = ?",
                    arguments: [element, kind.rawValue])
            else { return nil }
            let before = try Int64.fetchOne(
                db,
                sql: """
                    SELECT min(time) FROM (
                        SELECT time FROM reading WHERE series = ? AND time < ? ORDER BY time DESC LIMIT 3)
                    """, arguments: [series, start])
            let after = try Int64.fetchOne(
                db,
                sql: """
                    SELECT max(time) FROM (
                        SELECT time FROM reading WHERE series = ? AND time >= ? ORDER BY time LIMIT 3)
                    """, arguments: [series, end])
            return try Period(
                from: Timestamp(min(start - margin, before ?? start)),
                to: Timestamp(max(end + margin, (after ?? end) + 1)))
        }
        guard let wider else { return nil }
        return try readings(of: element, kind: kind, in: wider)
    }
}
