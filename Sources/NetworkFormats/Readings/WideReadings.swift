import Telemetry

/// A wide file on its way into flat arrays, one a column.
struct WideReadings {
    private let headings: [String]
    private let timeCell: Int
    private let columns: [ReadingsHeader.Column]
    private var clock: TimestampReader
    private var broken: BrokenRows
    private var times: [Int64] = []
    /// A value for each row and column, NaN where missing.
    private var values: [[Double]]
    private var missing: [Int]

    init(
        _ headings: [String], time: Int, columns: [ReadingsHeader.Column], clock: TimestampReader,
        broken: BrokenRows
    ) {
        self.headings = headings
        timeCell = time
        self.columns = columns
        self.clock = clock
        self.broken = broken
        values = columns.map { _ in [] }
        missing = [Int](repeating: 0, count: columns.count)
    }

    mutating func read(
        _ rows: inout CSVRows, path: String, kind: ReadingKind
    ) throws(ReadingsFileError) -> RawReadings {
        let cells = columns.map(\.cell)
        let factors = columns.map(\.unit.siFactor)
        while try rows.next() {
            guard rows.count == headings.count else {
                try broken.note(
                    rows.line, "", found: "\(rows.count) cells",
                    expected: "\(headings.count), as many as headings")
                continue
            }
            guard
                let time = try broken.time(rows, timeCell, headings[timeCell], &clock, after: times.last)
            else { continue }
            times.append(time)
            for at in 0..<cells.count {
                switch rows.number(cells[at]) {
                case .number(let value): values[at].append(value * factors[at])
                case .missing:
                    values[at].append(.nan)
                    missing[at] += 1
                case .broken:
                    try broken.note(
                        rows.line, headings[cells[at]], found: "'\(rows.string(cells[at]))'",
                        expected: "a number")
                    values[at].append(.nan)
                }
            }
        }
        try broken.finish()

        var series: [RawSeries] = []
        series.reserveCapacity(columns.count)
        for at in columns.indices {
            let column = columns[at]
            var own = values[at]
            var ownTimes = times
            // The table's hold on the column goes, so that no column is ever in memory twice.
            values[at] = []
            if missing[at] > 0 {
                ownTimes = []
                ownTimes.reserveCapacity(times.count - missing[at])
                for row in times.indices where !own[row].isNaN { ownTimes.append(times[row]) }
                own.removeAll { $0.isNaN }
            }
            series.append(
                RawSeries(
                    id: column.id, kind: kind, unit: column.unit, times: ownTimes, values: own,
                    missing: missing[at]))
        }
        return RawReadings(
            path: path, layout: .wide(time: headings[timeCell]), separator: rows.separatorText,
            isGB18030: rows.text.isGB18030, series: series, rows: times.count,
            missingCells: missing.reduce(0, +),
            otherRows: 0)
    }
}
