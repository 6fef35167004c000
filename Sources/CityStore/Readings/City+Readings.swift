import GRDB
import PipeNetwork
import Telemetry

extension City {
    /// The readings of an element as they were stored, in time order; `nil` when there is no such series.
    ///
    /// - Parameters:
    ///   - element: id of what was read.
    ///   - kind: what was measured.
    ///   - period: the readings whose time is in it, or all.
    public func readings(
        of element: String, kind: ReadingKind, in period: Period? = nil
    ) throws -> ReadingSeries? {
        try read { db in try Self.readings(of: element, kind: kind, in: period, db) }
    }

    static func readings(
        of element: String, kind: ReadingKind, in period: Period?, _ db: Database
    ) throws -> ReadingSeries? {
        let series = try Statement(
            cached: "SELECT id, form, count FROM series WHERE element = ? AND kind = ?", db)
        series.bind(1, element)
        series.bind(2, kind.rawValue)
        guard try series.next() else { return nil }
        let form = series.text(1).flatMap(ConsumptionForm.init) ?? .volume
        let statement = try Statement(
            cached:
                "SELECT time, value FROM reading WHERE series = ? AND time >= ? AND time < ? ORDER BY time",
            db)
        statement.bind(1, series.integer(0))
        statement.bind(2, period?.start.secondsSince1970 ?? .min)
        statement.bind(3, period?.end.secondsSince1970 ?? .max)
        var times: [Int64] = []
        var values: [Double] = []
        if period == nil {
            times.reserveCapacity(Int(series.integer(2)))
            values.reserveCapacity(Int(series.integer(2)))
        }
        while try statement.next() {
            times.append(statement.integer(0))
            values.append(statement.real(1))
        }
        return try ReadingSeries(element: element, kind: kind, form: form, times: times, values: values)
    }

    /// Every series there is, by kind and element.
    public func readingSeries() throws -> [ReadingSeriesInfo] {
        try read { db in try Self.readingSeries(db) }
    }

    static func readingSeries(_ db: Database) throws -> [ReadingSeriesInfo] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT ifnull(CAST(element AS TEXT), ''), ifnull(CAST(kind AS TEXT), ''), CAST(form AS TEXT),
                    CAST(ifnull(count, 0) AS INTEGER), CAST(first AS INTEGER), CAST(last AS INTEGER), id
                FROM series ORDER BY kind, element
                """)
        return try rows.map { row in
            guard let kind = ReadingKind(rawValue: row[1]) else {
                throw CityError.unreadableRow(
                    table: "series", fid: row[6],
                    reason: "its kind is '\(row[1] as String)'; expected one of "
                        + ReadingKind.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return ReadingSeriesInfo(
                element: row[0], kind: kind, form: (row[2] as String?).flatMap(ConsumptionForm.init),
                count: row[3], first: (row[4] as Int64?).map(Timestamp.init),
                last: (row[5] as Int64?).map(Timestamp.init))
        }
    }
}
