import InputOutput
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
            cached: "SELECT id, form, count FROM series WHERE element = ? AND kind = ?", of: "series", db)
        series.bind(1, element)
        series.bind(2, kind.rawValue)
        guard try series.next() else { return nil }
        let form = series.text(1).flatMap(ConsumptionForm.init) ?? .volume
        let number = try series.integer(0)
        let rows = RowName(
            "reading", key: [2, 0],
            note: Wording(
                "\(kind.rawValue) of '\(element.shortened)'", "“\(element.shortened)”的\(kind.chinese)"))
        try requireTimes(number, rows, db)
        let statement = try Statement(
            cached: """
                SELECT time, value, series FROM reading WHERE series = ? AND time >= ? AND time < ? ORDER BY time
                """, of: rows, db)
        statement.bind(1, number)
        statement.bind(2, period?.start.secondsSince1970 ?? .min)
        statement.bind(3, period?.end.secondsSince1970 ?? .max)
        var times: [Int64] = []
        var values: [Double] = []
        if period == nil {
            // The count is a help and no more, whatever was written there by hand.
            let count = Int(clamping: max(0, min(try series.integer(2), 1 << 24)))
            times.reserveCapacity(count)
            values.reserveCapacity(count)
        }
        while try statement.next() {
            times.append(try statement.integer(0))
            values.append(try statement.real(1))
        }
        return try ReadingSeries(element: element, kind: kind, form: form, times: times, values: values)
    }

    /// Throws when a reading of a series has a time that is no number: no query for a period would find it.
    private static func requireTimes(_ series: Int64, _ rows: RowName, _ db: Database) throws {
        let statement = try Statement(
            cached: NumericColumns.beyond(
                "SELECT time, value, series FROM reading", key: "time", where: "series = ?1"), of: rows, db)
        statement.bind(1, series)
        if try statement.next() { _ = try statement.integer(0) }
    }

    /// Throws when a reading names no number of a series: no query for a series would find it.
    private static func requireSeries(_ db: Database) throws {
        let statement = try Statement(
            db, of: RowName("reading", key: [0, 1]),
            NumericColumns.beyond("SELECT series, time FROM reading", key: "series"))
        if try statement.next() { _ = try statement.integer(0) }
    }

    /// Every series there is, by kind and element.
    public func readingSeries() throws -> [ReadingSeriesInfo] {
        try read { db in try Self.readingSeries(db) }
    }

    static func readingSeries(_ db: Database) throws -> [ReadingSeriesInfo] {
        try requireSeries(db)
        let row = try Statement(
            db, of: "series",
            "SELECT id, element, kind, form, count, first, last FROM series ORDER BY kind, element")
        var series: [ReadingSeriesInfo] = []
        while try row.next() {
            guard let kind = row.text(2).flatMap(ReadingKind.init) else {
                throw CityError.unreadableRow(
                    table: "series", fid: try row.integer(0),
                    reason: Wording("its kind is ", "其种类为 ") + row.description(2)
                        + Wording("; expected one of ", "；应为以下之一：")
                        + Wording(quoting: ReadingKind.allCases.map(\.rawValue)))
            }
            series.append(
                ReadingSeriesInfo(
                    element: row.text(1) ?? "", kind: kind, form: row.text(3).flatMap(ConsumptionForm.init),
                    count: Int(clamping: try row.integer(4)),
                    first: try row.integerOrNil(5).map { Timestamp($0) },
                    last: try row.integerOrNil(6).map { Timestamp($0) }))
        }
        return series
    }
}

extension CityWriter {
    /// The time of the last reading of every series of a kind, by element.
    public func lastReadings(_ kind: ReadingKind) throws -> [String: Timestamp] {
        var last: [String: Timestamp] = [:]
        for series in try City.readingSeries(db) where series.kind == kind {
            last[series.element] = series.last
        }
        return last
    }
}
