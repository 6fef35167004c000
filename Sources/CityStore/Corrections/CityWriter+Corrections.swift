import GRDB
import Telemetry

extension CityWriter {
    /// Gives a stored reading another value and keeps the one it had.
    ///
    /// - Parameters:
    ///   - element: id of what was read.
    ///   - kind: what was measured.
    ///   - time: when it was read.
    ///   - value: what it should be, SI.
    ///   - note: who puts it right, and why.
    /// - Returns: the correction; `nil` when the reading has that value already.
    /// - Throws: ``CorrectionError/noSeries(element:kind:others:)``,
    ///   ``CorrectionError/noReading(element:kind:time:nearest:)``, ``CityError/notANumber(element:position:)``.
    @discardableResult
    public func correctReading(
        of element: String, kind: ReadingKind, at time: Timestamp, to value: Double, _ note: CorrectionNote
    ) throws -> ReadingCorrection? {
        guard value.isFinite else { throw CityError.notANumber(element: element, position: 0) }
        return try atomically {
            let series = try storedSeries(element, kind)
            let now = time.secondsSince1970
            guard let old = try values(of: series, from: now, to: now).first?.value else {
                throw CorrectionError.noReading(
                    element: element, kind: kind, time: try shown(time),
                    nearest: try nearest(series, now).map(shown))
            }
            if old == value { return nil }
            try set(value, at: now, series)
            let correction = note.correction(of: element, kind, at: now, from: old, to: value)
            try record([correction])
            return correction
        }
    }

    /// Takes stored readings out and keeps what they were.
    ///
    /// - Returns: how many were taken out.
    /// - Throws: ``CorrectionError/noSeries(element:kind:others:)``,
    ///   ``CorrectionError/nothingInPeriod(element:kind:from:to:)``.
    @discardableResult
    public func deleteReadings(
        of element: String, kind: ReadingKind, in period: Period, _ note: CorrectionNote
    ) throws -> Int {
        try atomically {
            let series = try storedSeries(element, kind)
            let (start, end) = (period.start.secondsSince1970, period.end.secondsSince1970)
            let gone = start < end ? try values(of: series, from: start, to: end - 1) : []
            guard !gone.isEmpty else {
                throw CorrectionError.nothingInPeriod(
                    element: element, kind: kind, from: try shown(period.start), to: try shown(period.end))
            }
            try delete(gone.map(\.time), series)
            try record(gone.map { note.correction(of: element, kind, at: $0.time, from: $0.value, to: nil) })
            try refreshExtent(series)
            return gone.count
        }
    }

    /// Adds readings to a series and lets them take the place of others that are stored.
    ///
    /// - Parameters:
    ///   - readings: clean readings in time order.
    ///   - period: what is stored in it and not among the readings is taken out, and readings outside it are not taken;
    ///     `nil` replaces readings of the same times only.
    ///   - tolerance: by how much two values may differ and still be one, SI.
    ///   - note: who replaces them, and why.
    /// - Returns: what was added, replaced and removed.
    /// - Throws: what ``appendReadings(of:kind:form:times:values:tolerance:)`` throws.
    public func replaceReadings(
        _ readings: ReadingSeries, in period: Period?, tolerance: Double = 0, _ note: CorrectionNote
    ) throws -> AppendReport {
        try atomically {
            let first = period?.start.secondsSince1970 ?? readings.times.first ?? 0
            let last = period.map { $0.end.secondsSince1970 - 1 } ?? readings.times.last ?? -1
            let taken = readings.times.indices.filter {
                (first...max(first, last)).contains(readings.times[$0])
            }
            let (element, kind) = (readings.element, readings.kind)
            var corrections: [ReadingCorrection] = []
            var removed: [Int64] = []
            if let series = try existingSeries(element, kind), first <= last {
                var place = 0
                for stored in try values(of: series, from: first, to: last) {
                    while place < taken.count, readings.times[taken[place]] < stored.time { place += 1 }
                    let isGiven = place < taken.count && readings.times[taken[place]] == stored.time
                    let value = isGiven ? readings.values[taken[place]] : nil
                    guard isGiven || period != nil else { continue }
                    if let value, ReadingSeries.isOneValue(value, stored.value, tolerance) { continue }
                    if let value {
                        try set(value, at: stored.time, series)
                    } else {
                        removed.append(stored.time)
                    }
                    corrections.append(
                        note.correction(of: element, kind, at: stored.time, from: stored.value, to: value))
                }
                try delete(removed, series)
                if !removed.isEmpty { try refreshExtent(series) }
                try record(corrections)
            }
            var report = try appendReadings(
                of: element, kind: kind, form: readings.consumptionForm,
                times: taken.map { readings.times[$0] },
                values: taken.map { readings.values[$0] }, tolerance: tolerance)
            report.removed = removed.count
            report.replaced = corrections.count - removed.count
            report.merged -= report.replaced
            report.outside = readings.count - taken.count
            return report
        }
    }

    /// A time as the city's clocks show it.
    private func shown(_ time: Timestamp) throws -> String {
        (try City.statedCalendar(db) ?? .utc).format(time)
    }

    // MARK: Rows

    private struct Stored {
        var time: Int64
        var value: Double
    }

    private func existingSeries(_ element: String, _ kind: ReadingKind) throws -> Int64? {
        let statement = try Statement(
            cached: "SELECT id FROM series WHERE element = ? AND kind = ?", of: "series", db)
        statement.bind(1, element)
        statement.bind(2, kind.rawValue)
        return try statement.next() ? try statement.integer(0) : nil
    }

    private func storedSeries(_ element: String, _ kind: ReadingKind) throws -> Int64 {
        if let series = try existingSeries(element, kind) { return series }
        let others = try String.fetchAll(
            db, sql: "SELECT kind FROM series WHERE element = ? ORDER BY kind", arguments: [element])
        throw CorrectionError.noSeries(
            element: element, kind: kind, others: others.compactMap(ReadingKind.init))
    }

    private func values(of series: Int64, from first: Int64, to last: Int64) throws -> [Stored] {
        let statement = try Statement(
            cached: """
                SELECT time, value, series FROM reading WHERE series = ? AND time BETWEEN ? AND ? ORDER BY time
                """, of: RowName("reading", key: [2, 0]), db)
        statement.bind(1, series)
        statement.bind(2, first)
        statement.bind(3, last)
        var found: [Stored] = []
        while try statement.next() {
            found.append(Stored(time: try statement.integer(0), value: try statement.real(1)))
        }
        return found
    }

    private func nearest(_ series: Int64, _ time: Int64) throws -> [Timestamp] {
        let before = try Int64.fetchOne(
            db, sql: "SELECT max(time) FROM reading WHERE series = ? AND time < ?", arguments: [series, time])
        let after = try Int64.fetchOne(
            db, sql: "SELECT min(time) FROM reading WHERE series = ? AND time > ?", arguments: [series, time])
        return [before, after].compactMap { $0.map { Timestamp($0) } }
    }

    private func set(_ value: Double, at time: Int64, _ series: Int64) throws {
        let statement = try Statement(
            cached: "UPDATE reading SET value = ? WHERE series = ? AND time = ?", db)
        statement.bind(1, value)
        statement.bind(2, series)
        statement.bind(3, time)
        try statement.run()
    }

    private func delete(_ times: [Int64], _ series: Int64) throws {
        let statement = try Statement(cached: "DELETE FROM reading WHERE series = ? AND time = ?", db)
        for time in times {
            statement.bind(1, series)
            statement.bind(2, time)
            try statement.run()
        }
    }

    /// Counts a series anew; a series of nothing goes.
    private func refreshExtent(_ series: Int64) throws {
        try db.execute(
            sql: """
                UPDATE series SET count = (SELECT count(*) FROM reading WHERE series = ?1),
                    first = (SELECT min(time) FROM reading WHERE series = ?1),
                    last = (SELECT max(time) FROM reading WHERE series = ?1) WHERE id = ?1
                """, arguments: [series])
        try db.execute(sql: "DELETE FROM series WHERE id = ? AND count = 0", arguments: [series])
    }

    private func record(_ corrections: [ReadingCorrection]) throws {
        let statement = try Statement(
            cached: """
                INSERT INTO reading_correction (element, kind, time, old_value, new_value, recorded_at, author, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, db)
        for correction in corrections {
            statement.bind(1, correction.element)
            statement.bind(2, correction.kind.rawValue)
            statement.bind(3, correction.time.secondsSince1970)
            statement.bind(4, correction.old)
            statement.bind(5, correction.new)
            statement.bind(6, correction.recordedAt.secondsSince1970)
            statement.bind(7, correction.author)
            statement.bind(8, correction.reason)
            try statement.run()
        }
    }
}

extension CorrectionNote {
    fileprivate func correction(
        of element: String, _ kind: ReadingKind, at seconds: Int64, from old: Double?, to new: Double?
    ) -> ReadingCorrection {
        ReadingCorrection(
            element: element, kind: kind, time: Timestamp(seconds), old: old, new: new, recordedAt: time,
            author: author, reason: reason)
    }
}
