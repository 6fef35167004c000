import InputOutput
import GRDB
import Telemetry

/// Readings on their way into a series.
struct ReadingBatch {
    let element: String
    var times: [Int64]
    var values: [Double]
    /// By how much two values of one time may differ and still be one value.
    var tolerance = 0.0

    /// Brings the readings in time order and leaves one a time, the one that came first.
    mutating func sort(_ report: inout AppendReport) {
        var isSorted = true
        for index in times.indices.dropFirst() where times[index] <= times[index - 1] {
            isSorted = false
            break
        }
        if isSorted { return }
        let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        var kept = ReadingBatch(element: element, times: [], values: [], tolerance: tolerance)
        kept.times.reserveCapacity(times.count)
        kept.values.reserveCapacity(times.count)
        for index in order {
            if let last = kept.times.last, last == times[index] {
                count(values[index], against: kept.values[kept.values.count - 1], at: last, &report)
            } else {
                kept.times.append(times[index])
                kept.values.append(values[index])
            }
        }
        self = kept
    }

    /// Takes out readings of times that the series has, both being in time order.
    mutating func removeStored(_ series: Int64, _ db: Database, _ report: inout AppendReport) throws {
        guard let first = times.first, let last = times.last else { return }
        let element = element
        let stored = try Statement(
            cached:
                "SELECT time, value, series FROM reading WHERE series = ? AND time BETWEEN ? AND ? ORDER BY time",
            of: RowName(
                "reading", key: [2, 0], note: Wording("'\(element.shortened)'", "“\(element.shortened)”")), db
        )
        stored.bind(1, series)
        stored.bind(2, first)
        stored.bind(3, last)
        var kept = ReadingBatch(element: element, times: [], values: [], tolerance: tolerance)
        var isMore = try stored.next()
        for index in times.indices {
            while isMore, try stored.integer(0) < times[index] { isMore = try stored.next() }
            if isMore, try stored.integer(0) == times[index] {
                count(values[index], against: try stored.real(1), at: times[index], &report)
            } else {
                kept.times.append(times[index])
                kept.values.append(values[index])
            }
        }
        self = kept
    }

    /// Stores the readings, many a statement: beginning and ending a statement costs more than a row of it.
    func insert(into series: Int64, _ db: Database) throws {
        var index = 0
        let many = 100
        if times.count >= many {
            let statement = try Self.inserting(many, db)
            while index + many <= times.count {
                bind(index..<index + many, of: series, to: statement)
                try statement.run()
                index += many
            }
        }
        if index < times.count {
            let statement = try Self.inserting(times.count - index, db)
            bind(index..<times.count, of: series, to: statement)
            try statement.run()
        }
    }

    private static func inserting(_ rows: Int, _ db: Database) throws -> Statement {
        let marks = (0..<rows).map { "(?1, ?\(2 * $0 + 2), ?\(2 * $0 + 3))" }
        return try Statement(
            cached: "INSERT INTO reading (series, time, value) VALUES " + marks.joined(separator: ", "), db)
    }

    private func bind(_ rows: Range<Int>, of series: Int64, to statement: Statement) {
        statement.bind(1, series)
        var parameter: Int32 = 2
        for row in rows {
            statement.bind(parameter, times[row])
            statement.bind(parameter + 1, values[row])
            parameter += 2
        }
    }

    private func count(_ value: Double, against kept: Double, at time: Int64, _ report: inout AppendReport) {
        if ReadingSeries.isOneValue(value, kept, tolerance) {
            report.merged += 1
        } else {
            report.conflicts += 1
            report.note(
                AppendReport.Conflict(element: element, time: Timestamp(time), kept: kept, refused: value))
        }
    }
}
