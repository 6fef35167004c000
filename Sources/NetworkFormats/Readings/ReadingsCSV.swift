import Telemetry

/// A file of readings in separated values, plain or compressed (`.gz`, `.xz`, `.zst`, `.bz2`).
///
/// UTF-8 with or without a byte order mark, or GB18030; separated by comma, semicolon or tab, whichever the first line
/// has most of; lines ended by LF or CR LF; cells quoted where need be. Where the comma does not separate, it is a
/// decimal mark. Compression is recognised by content, not by the file's name.
///
/// Two layouts are recognised by their headings. **Wide**: a column called `Timestamp`, `time`, `datetime`, `date`, `时间`,
/// `日期`, `采集时间` …, and one column for each element, headed by its id and perhaps a unit, `M12 [m3/h]`. **Long**: columns
/// called `id`, `meter`, `element`, `表号`, `编号` …, the time, `value`, `reading`, `读数` …, and perhaps `unit` and `kind`.
///
/// Empty cells and `NA`, `NaN`, `-`, `null` mean that there is no reading; they are counted, never taken for zero.
public struct ReadingsCSV: Sendable {
    /// The file.
    public let path: String
    /// After how many broken rows to stop looking for more. Default 20.
    public var maximumErrors: Int
    /// What to do with wall times that the clocks skipped. Refused by default.
    public var skippedTimes: TimestampReader.SkippedTimes

    /// A file to be read.
    public init(
        path: String, maximumErrors: Int = 20, skippedTimes: TimestampReader.SkippedTimes = .refuse
    ) {
        self.path = path
        self.maximumErrors = max(1, maximumErrors)
        self.skippedTimes = skippedTimes
    }

    /// Reads the whole file.
    ///
    /// - Parameters:
    ///   - kind: what the readings are; of a long file with a `kind` column only rows of this kind, and rows that
    ///     name none, are taken.
    ///   - unit: the unit where neither heading nor row names one; `nil` for the usual one of the kind
    ///     (`ReadingUnit.standard(for:)`).
    ///   - calendar: the zone of times without an offset.
    /// - Returns: the readings in SI, in the file's order; repeated wall times of the night the clocks go back are told
    ///   apart by the order of each series.
    /// - Throws: ``ReadingsFileError``; if any row is broken, all that were found together, and nothing is read.
    public func read(
        kind: ReadingKind, unit: ReadingUnit? = nil, calendar: LocalCalendar
    ) throws(ReadingsFileError) -> RawReadings {
        let fallback = unit ?? ReadingUnit.standard(for: kind)
        guard fallback.fits(kind) else { throw .unitDoesNotFit(unit: fallback, kind: kind) }
        var rows = try CSVRows(path: path)
        guard try rows.next() else { throw .empty(path: path) }
        let headings = (0..<rows.count).map { rows.string($0) }
        let header = try ReadingsHeader(headings, path: path, kind: kind, unit: fallback)
        let clock = TimestampReader(calendar, skipped: skippedTimes)
        let broken = BrokenRows(path: path, limit: maximumErrors)
        switch header.shape {
        case .wide(let time, let columns):
            var table = WideReadings(headings, time: time, columns: columns, clock: clock, broken: broken)
            return try table.read(&rows, path: path, kind: kind)
        case .long(let columns):
            var table = LongReadings(headings, columns, kind: kind, clock: clock, broken: broken)
            return try table.read(&rows, path: path)
        }
    }
}

/// Broken rows as they are found.
struct BrokenRows {
    let path: String
    let limit: Int
    private var rows: [ReadingsFileError.BrokenRow] = []

    init(path: String, limit: Int) {
        self.path = path
        self.limit = limit
    }

    /// Notes one; beyond the limit throws them all.
    mutating func note(
        _ line: Int, _ column: String, found: String, expected: String
    ) throws(ReadingsFileError) {
        if rows.count == limit { throw .brokenRows(path: path, rows: rows, hasMore: true) }
        rows.append(.init(line: line, column: column, found: found, expected: expected))
    }

    /// Throws them if there are any.
    func finish() throws(ReadingsFileError) {
        if !rows.isEmpty { throw .brokenRows(path: path, rows: rows, hasMore: false) }
    }

    /// Reads the time in a cell; notes it if there is none.
    mutating func time(
        _ rows: borrowing CSVRows, _ cell: Int, _ heading: String, _ clock: inout TimestampReader,
        after previous: Int64?
    ) throws(ReadingsFileError) -> Int64? {
        switch clock.read(rows.buffer, rows.trimmed(cell), after: previous) {
        case .time(let time): return time
        case .skipped:
            try note(
                rows.line, heading,
                found: "'\(rows.string(cell))', a time that the clocks of the zone skipped",
                expected: "a time that exists there, or a time with its offset")
        case .unreadable:
            try note(
                rows.line, heading, found: "'\(rows.string(cell))'",
                expected: "a time such as 2018-01-01 00:05:00")
        }
        return nil
    }
}

extension CSVRows {
    /// Separator as text.
    var separatorText: Character { Character(Unicode.Scalar(separator)) }
}
