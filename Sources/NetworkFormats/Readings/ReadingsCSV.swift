import Foundation
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
/// Times such as `04/03/2024 00:15`, seconds since 1970 and spreadsheets' day numbers are read where the heading says how
/// (`Time (DD/MM/YYYY HH:mm)`), or where all times of the file can be read in one form only; a remark shows the first as it
/// was understood. A heading such as `Time (UTC)` says the zone.
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
    /// How times are written that may mean several days; `nil` when the heading or the times themselves are to tell it.
    public var timeForm: TimeForm?
    /// The latest time that a reading can have: of the forms that its times may have, those with later ones are not
    /// meant. Two days from now by default.
    public var latest: Timestamp

    /// A file to be read.
    public init(
        path: String, maximumErrors: Int = 20, skippedTimes: TimestampReader.SkippedTimes = .refuse,
        decimal: DecimalMark? = nil, marks: ReadingMarks = ReadingMarks(), timeForm: TimeForm? = nil,
        latest: Timestamp? = nil
    ) {
        self.path = path
        self.timeForm = timeForm
        self.latest = latest ?? Timestamp(Int64(Date().timeIntervalSince1970) + 2 * 86_400)
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
        var known = ReadAgain(decimal: decimal, form: timeForm)
        // Once for the form of its times, once for that of its numbers, once for both.
        for _ in 0..<3 {
            switch try read(kind, fallback, calendar, known, last) {
            case .success(let readings): return readings
            case .failure(let again):
                // What comes through a pipe is gone.
                guard CompressedFile.isRegular(path) else {
                    if let form = again.form { throw .timeFormOfPipe(path: path, form: form) }
                    throw .decimalMarkOfPipe(path: path, decimal: again.decimal ?? .point)
                }
                known = ReadAgain(
                    decimal: again.decimal ?? known.decimal, form: again.form ?? known.form)
            }
        }
        throw .unreadable(path: path, reason: Wording("it changes while it is read", "读取过程中文件发生变化"))
    }

    private func read(
        _ kind: ReadingKind, _ unit: ReadingUnit, _ calendar: LocalCalendar, _ known: ReadAgain,
        _ last: (String) -> Timestamp?
    ) throws(ReadingsFileError) -> Result<RawReadings, ReadAgain> {
        let plausible = 0...max(0, latest.secondsSince1970)
        var probe = TimestampReader(calendar, form: known.form, skipped: .shift)
        var rows = try CSVRows(path: path, isHeading: ReadingsHeader.isTimeHeading) { text in
            let bytes = Array(text.utf8)
            if case .unreadable = probe.read(bytes, 0..<bytes.count) {
                return !TimeForm.possible(text, within: plausible).isEmpty
            }
            return true
        }
        guard try rows.next() else { throw .empty(path: path) }
        let headings = (0..<rows.count).map { rows.string($0) }
        let header = try ReadingsHeader(headings, path: path, kind: kind, unit: unit)
        let form = known.form ?? header.timeForm
        let pass = ReadingsPass(
            headings, header, path: path, kind: kind, marks: marks,
            clock: TimestampReader(
                header.statesUTC ? .utc : calendar, form: form, skipped: skippedTimes, repeated: .undecided),
            form: form, plausible: plausible, limit: maximumErrors,
            numbers: NumberReader(decimal: known.decimal, commaSeparates: rows.separator == 0x2C))
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
