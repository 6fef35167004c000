import Telemetry

/// A wide file on its way into flat arrays, one a column.
struct WideReadings {
    private var pass: ReadingsPass
    private var times: [Int64] = []
    private var repeats = RepeatedHours()

    init(_ pass: ReadingsPass) { self.pass = pass }

    /// Reads all rows.
    ///
    /// - Parameter last: the last reading of an element that is known already.
    /// - Returns: the readings, or what to read the file again with.
    mutating func read(
        _ rows: inout CSVRows, after last: (String) -> Int64?
    ) throws(ReadingsFileError) -> Result<RawReadings, ReadAgain> {
        var columns: [ReadingsHeader.Column] = []
        // A value for each row and column, NaN where missing.
        var values: [[Double]] = []
        var missing: [Int] = []
        var decimals: [Int] = []
        var marked = 0
        while try pass.next(&rows) {
            if columns.isEmpty, case .wide(_, let found) = pass.header.shape {
                columns = found
                values = found.map { _ in [] }
                missing = [Int](repeating: 0, count: found.count)
                decimals = missing
            }
            guard let (time, second) = try pass.time(rows), let mark = try pass.mark(rows) else { continue }
            if mark != .good {
                marked += 1
                continue
            }
            if let second { repeats.note(times.count, second: second) }
            times.append(time)
            for at in columns.indices {
                if let quality = columns[at].quality, pass.mark(rows, beside: quality) != .good {
                    values[at].append(.nan)
                    missing[at] += 1
                } else if let value = try pass.number(rows, columns[at].cell) {
                    values[at].append(value * columns[at].unit.siFactor)
                    decimals[at] = max(decimals[at], pass.numbers.decimals)
                } else {
                    values[at].append(.nan)
                    missing[at] += 1
                }
            }
        }
        try pass.finish()
        if let again = try pass.again() { return .failure(again) }
        if columns.isEmpty, case .wide(_, let found) = pass.header.shape {
            columns = found
            values = found.map { _ in [] }
            missing = [Int](repeating: 0, count: found.count)
            decimals = missing
        }
        let isNewestFirst = settle(columns.compactMap { last($0.id) }.max())

        var series: [RawSeries] = []
        series.reserveCapacity(columns.count)
        for at in columns.indices {
            var own = values[at]
            var ownTimes = times
            // The table's hold on the column goes, so that no column is ever in memory twice.
            values[at] = []
            if isNewestFirst { own.reverse() }
            if missing[at] > 0 {
                ownTimes = []
                ownTimes.reserveCapacity(times.count - missing[at])
                for row in times.indices where !own[row].isNaN { ownTimes.append(times[row]) }
                own.removeAll { $0.isNaN }
            }
            let column = columns[at]
            series.append(
                RawSeries(
                    id: column.id, kind: pass.kind, unit: column.unit, times: ownTimes, values: own,
                    missing: missing[at],
                    resolution: RawSeries.resolution(column.unit, decimals: decimals[at])))
        }
        var remarks = pass.remarks(rows.dialect)
        if isNewestFirst { remarks.append(RawReadings.newestFirst) }
        return .success(
            RawReadings(
                path: pass.path, layout: .wide(time: pass.headings[pass.header.time.cell]),
                separator: rows.separatorText, isGB18030: rows.text.isGB18030,
                series: series, rows: times.count + marked, missingCells: missing.reduce(0, +), otherRows: 0,
                markedRows: marked, remarks: remarks))
    }

    /// Brings the times in order; returns whether the file was newest first.
    private mutating func settle(_ last: Int64?) -> Bool {
        let isNewestFirst = RepeatedHours.isNewestFirst(times)
        if isNewestFirst {
            times.reverse()
            repeats.reverse(count: times.count)
        }
        if !repeats.isEmpty { repeats.settle(&times, after: last) }
        return isNewestFirst
    }
}

/// What is known of a file only after it was read.
struct ReadAgain: Error {
    var decimal: DecimalMark?
    var form: TimeForm?
}
