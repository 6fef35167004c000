import GRDB
import Telemetry

extension CityWriter {
    /// Adds readings to the series of an element, as they came: cleaning is the matter of who evaluates them.
    ///
    /// Readings are kept in time order whatever order they come in. A time that is there already keeps its
    /// earlier
    /// value; the report counts what was equal and what was not. It is quickest when a series comes in time
    /// order,
    /// later than all before, many readings a call.
    ///
    /// - Parameters:
    ///   - element: id of the meter, link, tank or node that was read.
    ///   - kind: what was measured.
    ///   - form: how consumption is meant; ignored for other kinds.
    ///   - times: seconds since 1970 UTC.
    ///   - values: a value for each time, SI: flow m³/s, register m³, level m, pressure m, consumption m³/s
    ///     or m³.
    ///   - tolerance: by how much a value may differ from the one that is stored and still be the same, SI:
    ///     what was
    ///     lost when it was printed.
    /// - Throws: ``CityError/lengthsDiffer(element:times:values:)``,
    ///   ``CityError/notANumber(element:position:)``,
    ///   ``CityError/formsDiffer(element:stored:added:)``.
    @discardableResult
    public func appendReadings(
        of element: String, kind: ReadingKind, form: ConsumptionForm = .volume, times: [Int64],
        values: [Double], tolerance: Double = 0
    ) throws -> AppendReport {
        guard times.count == values.count else {
            throw CityError.lengthsDiffer(element: element, times: times.count, values: values.count)
        }
        if let position = values.firstIndex(where: { !$0.isFinite }) {
            throw CityError.notANumber(element: element, position: position)
        }
        return try atomically {
            let series = try series(element, kind, form)
            var report = AppendReport()
            var batch = ReadingBatch(element: element, times: times, values: values, tolerance: tolerance)
            batch.sort(&report)
            guard let first = batch.times.first, let last = batch.times.last else { return report }
            if let stored = series.last, first <= stored {
                try batch.removeStored(series.id, db, &report)
            }
            try batch.insert(into: series.id, db)
            report.inserted += batch.times.count
            let update = try Statement(
                cached: """
                    UPDATE series SET count = count + ?1, first = min(ifnull(first, ?2), ?2),
                        last = max(ifnull(last, ?3), ?3) WHERE id = ?4
                    """, db)
            update.bind(1, Int64(batch.times.count))
            update.bind(2, first)
            update.bind(3, last)
            update.bind(4, series.id)
            try update.run()
            return report
        }
    }

    /// Adds a series that is clean already.
    @discardableResult
    public func appendReadings(_ series: ReadingSeries, tolerance: Double = 0) throws -> AppendReport {
        try appendReadings(
            of: series.element, kind: series.kind, form: series.consumptionForm, times: series.times,
            values: series.values, tolerance: tolerance)
    }

    /// Removes the series of an element.
    public func removeReadings(of element: String, kind: ReadingKind) throws {
        try atomically {
            for sql in [
                "DELETE FROM reading WHERE series = (SELECT id FROM series WHERE element = ? AND kind = ?)",
                "DELETE FROM series WHERE element = ? AND kind = ?",
            ] {
                let delete = try Statement(db, sql)
                delete.bind(1, element)
                delete.bind(2, kind.rawValue)
                try delete.run()
            }
        }
    }

    /// Adds an exchange of a meter or of its register to the meter's record, in place of one at the same
    /// time.
    public func addReplacement(_ replacement: Meter.Replacement, ofMeter meter: String) throws {
        let insert = try Statement(
            cached: """
                INSERT OR REPLACE INTO meter_replacement (meter, time, old_final, new_initial)
                VALUES (?, ?, ?, ?)
                """, db)
        insert.bind(1, meter)
        insert.bind(2, replacement.at.secondsSince1970)
        insert.bind(3, replacement.oldFinal)
        insert.bind(4, replacement.newInitial)
        try insert.run()
    }

    /// The row of the series, made when there is none, and the time of its last reading.
    private func series(
        _ element: String, _ kind: ReadingKind, _ form: ConsumptionForm
    ) throws -> (id: Int64, last: Int64?) {
        let form = kind == .consumption ? form.rawValue : nil
        let stored = try Statement(
            cached: "SELECT id, last, form FROM series WHERE element = ? AND kind = ?", of: "series", db)
        stored.bind(1, element)
        stored.bind(2, kind.rawValue)
        if try stored.next() {
            let storedForm = stored.text(2)
            guard storedForm == form else {
                throw CityError.formsDiffer(element: element, stored: storedForm ?? "", added: form ?? "")
            }
            return (try stored.integer(0), try stored.integerOrNil(1))
        }
        let insert = try Statement(
            cached: "INSERT INTO series (element, kind, form) VALUES (?, ?, ?)", db)
        insert.bind(1, element)
        insert.bind(2, kind.rawValue)
        insert.bind(3, form)
        try insert.run()
        return (db.lastInsertedRowID, nil)
    }
}
