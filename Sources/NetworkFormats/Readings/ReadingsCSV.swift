import InputOutput
import Telemetry

/// A file of readings in separated values, plain or compressed (`.gz`, `.xz`, `.zst`, `.bz2`).
///
/// UTF-8 with or without a byte order mark, UTF-16, or GB18030; separated by comma, semicolon, tab or bar;
/// lines ended by
/// LF, CR LF or CR; cells quoted where need be. The headings are looked for below lines that a logger or a
/// spreadsheet
/// wrote above them. A file has one decimal mark, comma or point; the other may group digits by three.
/// Compression is
/// recognised by content, not by the file's name, and its checksums are checked.
///
/// Memory grows with the number of readings only. A row may have 16 MiB, a cell 64 KiB, an unpacked file 2
/// GiB; a file
/// that unpacks to more than 200 times its size is refused once that is more than 64 MiB.
///
/// Two layouts are recognised by their headings. **Wide**: a column called `Timestamp`, `time`, `datetime`,
/// `date`, `时间`,
/// `日期`, `采集时间` …, and one column for each element, headed by its id and perhaps a unit, `M12 [m3/h]`.
/// **Long**: columns
/// called `id`, `meter`, `element`, `表号`, `编号` …, the time, `value`, `reading`, `读数` …, and perhaps `unit`
/// and `kind`. Of
/// several columns of values the one is read whose name or unit fits the kind. Columns such as `quality` or
/// 抄表方式 say
/// which readings are none and which were estimated; both are left out and counted.
///
/// Empty cells and `NA`, `NaN`, `-`, `null` mean that there is no reading; they are counted, never taken for
/// zero.
public struct ReadingsCSV: Sendable {
    /// The file.
    public let path: String
    /// After how many broken rows to stop looking for more. Default 20.
    public var maximumErrors: Int
    /// What to do with wall times that the clocks skipped. Refused by default.
    public var skippedTimes: TimestampReader.SkippedTimes
    /// The decimal mark; `nil` when the file's numbers are to tell it.
    public var decimal: DecimalMark?
    /// What words in quality columns mean.
    public var marks: ReadingMarks

    /// A file to be read.
    public init(
        path: String, maximumErrors: Int = 20, skippedTimes: TimestampReader.SkippedTimes = .refuse,
        decimal: DecimalMark? = nil, marks: ReadingMarks = ReadingMarks()
    ) {
        self.path = path
        self.maximumErrors = max(1, maximumErrors)
        self.skippedTimes = skippedTimes
        self.decimal = decimal
        self.marks = marks
    }

    /// Reads the whole file.
    ///
    /// - Parameters:
    ///   - kind: what the readings are; of a long file with a `kind` column only rows of this kind, and rows
    ///     that
    ///     name none, are taken.
    ///   - unit: the unit where neither heading nor row names one; `nil` for the usual one of the kind
    ///     (`ReadingUnit.standard(for:)`).
    ///   - calendar: the zone of times without an offset.
    ///   - last: the last reading of an element that is known already: a file may go on in the hour that the
    ///     clocks
    ///     repeat.
    /// - Returns: the readings in SI, in the file's order, oldest first; repeated wall times of the night the
    ///   clocks go
    ///   back are told apart by the order of each series (`RepeatedHours`).
    /// - Throws: ``ReadingsFileError``; if any row is broken, all that were found together, and nothing is
    ///   read.
    public func read(
        kind: ReadingKind, unit: ReadingUnit? = nil, calendar: LocalCalendar,
        after last: (String) -> Timestamp? = { _ in nil }
    ) throws(ReadingsFileError) -> RawReadings {
        let fallback = unit ?? ReadingUnit.standard(for: kind)
        guard fallback.fits(kind) else { throw .unitDoesNotFit(unit: fallback, kind: kind) }
        switch try read(kind, fallback, calendar, decimal, last) {
        case .success(let readings): return readings
        case .failure(let again):
            // What comes through a pipe is gone.
            guard CompressedFile.isRegular(path) else {
                throw .decimalMarkOfPipe(path: path, decimal: again.decimal)
            }
            switch try read(kind, fallback, calendar, again.decimal, last) {
            case .success(let readings): return readings
            case .failure:
                throw .unreadable(path: path, reason: Wording("it changes while it is read", "读取过程中文件发生变化"))
            }
        }
    }

    private func read(
        _ kind: ReadingKind, _ unit: ReadingUnit, _ calendar: LocalCalendar, _ decimal: DecimalMark?,
        _ last: (String) -> Timestamp?
    ) throws(ReadingsFileError) -> Result<RawReadings, ReadAgain> {
        var probe = TimestampReader(calendar, skipped: .shift)
        var rows = try CSVRows(path: path, isHeading: ReadingsHeader.isTimeHeading) { text in
            let bytes = Array(text.utf8)
            if case .unreadable = probe.read(bytes, 0..<bytes.count) { return false }
            return true
        }
        guard try rows.next() else { throw .empty(path: path) }
        let headings = (0..<rows.count).map { rows.string($0) }
        let header = try ReadingsHeader(headings, path: path, kind: kind, unit: unit)
        let pass = ReadingsPass(
            headings, header, path: path, kind: kind, marks: marks,
            clock: TimestampReader(calendar, skipped: skippedTimes, repeated: .undecided),
            limit: maximumErrors,
            numbers: NumberReader(decimal: decimal, commaSeparates: rows.separator == 0x2C))
        switch header.shape {
        case .wide:
            var table = WideReadings(pass)
            return try table.read(&rows) { last($0)?.secondsSince1970 }
        case .long(let columns):
            var table = LongReadings(pass, columns)
            return try table.read(&rows) { last($0)?.secondsSince1970 }
        }
    }
}

extension CSVRows {
    /// Separator as text.
    var separatorText: Character { Character(Unicode.Scalar(separator)) }
}
